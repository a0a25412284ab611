//! Path templates: `/users/<userId>/messages`. A trailing slash has no meaning and is dropped.
//!
//! A template with mistakes is parsed as it was probably meant, so that its methods have their arguments.

mod normalized;
mod placeholder_names;
mod rules;
mod scan;

use proc_macro2::{Ident, Span};
use syn::LitStr;

use crate::errors::Errors;
use crate::model::{Piece, Placeholder, PlaceholderKind, Template};

/// Parses the template and reports all its mistakes.
pub(super) fn parse(literal: &LitStr, errors: &mut Errors) -> Template {
    let errors_before = errors.count();
    let written = literal.value();
    if written.trim().is_empty() {
        let message =
            "the path is empty: write the path below the version, such as \"/users/<userId>\"";
        errors.add(literal, message);
        return missing(literal.span());
    }
    let normalized = normalized::normalized(&written);
    rules::check(literal, &written, &normalized, errors);
    Template {
        literal: literal.clone(),
        pieces: scan::pieces(literal, &normalized, errors),
        is_valid: errors.count() == errors_before,
        required_options: Vec::new(),
    }
}

/// A substitute for a template that is not there yet: the most common one, with one key at the end.
pub(super) fn missing(span: Span) -> Template {
    let key = Placeholder {
        name: "key".to_owned(),
        ident: Ident::new("key", span),
        kind: PlaceholderKind::Segment,
    };
    Template {
        literal: LitStr::new("", span),
        pieces: vec![Piece::Literal("/".to_owned()), Piece::Key(key)],
        is_valid: false,
        required_options: Vec::new(),
    }
}
