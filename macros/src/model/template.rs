//! A parsed path template.

use proc_macro2::Ident;
use syn::LitStr;

/// A path template, or the readable parts of an invalid one.
pub(crate) struct Template {
    /// The literal as written; empty if there was none.
    pub(crate) literal: LitStr,
    pub(crate) pieces: Vec<Piece>,
    /// Whether it has no mistakes.
    pub(crate) is_valid: bool,
    /// The query options without which the service refuses the request, as far as the schema tells.
    pub(crate) required_options: Vec<String>,
}

/// A piece of a template.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum Piece {
    /// Sent as is: already encoded.
    Literal(String),
    Key(Placeholder),
}

/// `<name>`
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Placeholder {
    pub(crate) name: String,
    /// The name of the argument.
    pub(crate) ident: Ident,
    pub(crate) kind: PlaceholderKind,
}

/// The position of a placeholder, by which the runtime encodes the key.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum PlaceholderKind {
    /// `/<userId>/`
    Segment,
    /// `users('<upn>')`
    Quoted,
    /// `reports(date=<date>)`
    Bare,
    /// `sites/<host>:/`, `root:/<folder>/<file>`
    Closed,
    /// `root:/<itemPath..>:/children`
    Segments,
}

impl Template {
    /// Whether the last segment is a key, so that the path without it is a collection.
    pub(crate) fn ends_in_key(&self) -> bool {
        match self.pieces.last() {
            Some(Piece::Key(key)) => key.kind == PlaceholderKind::Segment,
            _ => false,
        }
    }

    pub(crate) fn has_trailing_slash(&self) -> bool {
        let written = self.literal.value();
        written.len() > 1 && written.ends_with('/')
    }
}

impl Piece {
    pub(crate) fn placeholder(&self) -> Option<&Placeholder> {
        match self {
            Piece::Literal(_) => None,
            Piece::Key(placeholder) => Some(placeholder),
        }
    }
}
