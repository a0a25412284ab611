//! Path templates: `/users/<userId>/messages`. A slash at the end says nothing and is dropped.
//!
//! A template with mistakes is read as it was probably meant, so that the methods it makes have their arguments.

mod caret;
mod normalized;
mod placeholder_names;
mod rules;

use std::ops::Range;

use proc_macro2::{Ident, Span};
use quote::format_ident;
use syn::LitStr;

use crate::encode;
use crate::errors::Errors;
use crate::model::{Piece, Place, Placeholder, Template};
use crate::names;

/// Parses the template; what is wrong with it, all of it, is in `errors`.
pub(crate) fn parse(literal: &LitStr, errors: &mut Errors) -> Template {
    let before = errors.count();
    let written = literal.value();
    let meant = normalized::meant(&written);
    if written.trim().is_empty() {
        let message =
            "the path is empty: write the address below the version, such as \"/users/<userId>\"";
        errors.at(literal, message);
        return unread(literal.span());
    }
    rules::report(literal, &written, &meant, errors);
    let balanced = rules::is_balanced(&meant);
    let mut scan = Scan {
        literal,
        text: &meant,
        balanced,
        pieces: Vec::new(),
        errors,
    };
    scan.pieces();
    let pieces = scan.pieces;
    Template {
        literal: literal.clone(),
        pieces,
        sound: errors.count() == before,
    }
}

/// What a template that is not there yet is taken for: the commonest, one key at the end.
pub(crate) fn unread(span: Span) -> Template {
    let key = Placeholder {
        name: "key".to_owned(),
        ident: Ident::new("key", span),
        place: Place::Segment,
    };
    let pieces = vec![Piece::Literal("/".to_owned()), Piece::Key(key)];
    Template {
        literal: LitStr::new("", span),
        pieces,
        sound: false,
    }
}

/// Reads literals and placeholders, one behind the other.
struct Scan<'a> {
    literal: &'a LitStr,
    text: &'a str,
    /// Whether quotes and parentheses are: without them, what stands around a placeholder says nothing.
    balanced: bool,
    pieces: Vec<Piece>,
    errors: &'a mut Errors,
}

impl Scan<'_> {
    fn wrong(&mut self, place: Range<usize>, message: impl std::fmt::Display) {
        self.errors
            .at(self.literal, caret::draw(self.text, place, message));
    }

    fn pieces(&mut self) {
        let text = self.text;
        let mut at = 0;
        while let Some(bracket) = text[at..].find(['<', '>']).map(|offset| at + offset) {
            self.push_literal(&text[at..bracket]);
            at = if text[bracket..].starts_with('>') {
                self.wrong(
                    bracket..bracket + 1,
                    "this bracket closes nothing: write `%3E` where one is meant",
                );
                bracket + 1
            } else {
                self.placeholder(bracket)
            };
        }
        self.push_literal(&text[at..]);
    }

    /// Reads the placeholder that begins at `bracket`, and says where it ends.
    fn placeholder(&mut self, bracket: usize) -> usize {
        let text = self.text;
        let inner = bracket + 1;
        let end = text[inner..]
            .find(['<', '>', '/'])
            .map_or(text.len(), |end| inner + end);
        if text[end..].starts_with('>') {
            let place = self.place(bracket..end + 1);
            self.push_placeholder(&text[inner..end], inner..end, place);
            return end + 1;
        }
        let name = text[inner..end]
            .find(['\'', ')', ',', ':'])
            .map_or(end, |end| inner + end);
        self.wrong(
            bracket..name,
            format!(
                "the bracket is not closed: write `<{}>`",
                names::placeholder(&text[inner..name])
            ),
        );
        if name > inner {
            self.push_key(&names::placeholder(&text[inner..name]), Place::Segment);
        } else {
            self.push_key("key", Place::Segment);
        }
        name
    }

    fn push_literal(&mut self, text: &str) {
        if text.is_empty() {
            return;
        }
        let text = encode::path_literal(text);
        match self.pieces.last_mut() {
            Some(Piece::Literal(before)) => before.push_str(&text),
            _ => self.pieces.push(Piece::Literal(text)),
        }
    }

    /// Where a placeholder stands: what is before and behind it tells.
    fn place(&mut self, place: Range<usize>) -> Place {
        let before = self.text[..place.start].chars().next_back();
        let after = self.text[place.end..].chars().next();
        let several = self.text[place.clone()].ends_with("..>");
        match (before, after) {
            (Some('/'), None | Some('/' | ':')) if several => Place::Segments,
            _ if several => {
                self.wrong(place, "a path of several segments stands between slashes: `root:/<itemPath..>:/children`");
                Place::Segments
            }
            (Some('/'), Some(':')) => Place::Closed,
            (Some('/'), None | Some('/')) if self.is_in_a_path(place.start) => Place::Closed,
            (Some('/'), None | Some('/')) => Place::Segment,
            (Some('\''), Some('\'')) => Place::Quoted,
            (Some('/' | '(' | ',' | '='), None | Some('/' | ')' | ',' | ':')) => Place::Bare,
            _ if !self.balanced => Place::Segment,
            _ => {
                let message = "a placeholder is a whole segment (`/<id>/`), a quoted text (`('<name>')`) or an argument (`(n=<number>)`)";
                self.wrong(place, message);
                Place::Segment
            }
        }
    }

    /// Whether a colon before has begun a path (`root:/<folder>/<file>`), and none has ended it: a colon in a key would.
    fn is_in_a_path(&self, at: usize) -> bool {
        let unquoted = self.text[..at].split('\'').step_by(2);
        unquoted
            .map(|part| part.matches(":/").count())
            .sum::<usize>()
            % 2
            == 1
    }

    fn push_placeholder(&mut self, written: &str, at: Range<usize>, place: Place) {
        let name = written.strip_suffix("..").unwrap_or(written);
        let brackets = at.start - 1..at.end + usize::from(self.text[at.end..].starts_with('>'));
        if name.is_empty() {
            let right = placeholder_names::named(self.text);
            self.wrong(
                brackets,
                format!("the placeholder has no name: write what the key is, such as {right:?}"),
            );
            self.push_key("key", place);
            return;
        }
        let is_name = name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
            && !name.starts_with(|c: char| c.is_ascii_digit());
        if !is_name {
            let possible = names::placeholder(name);
            let right = placeholder_names::named(self.text);
            self.wrong(
                at,
                format!("`{name}` cannot be the name of an argument: write {right:?}"),
            );
            self.push_key(&possible, place);
            return;
        }
        if let Some(message) = self.taken(name) {
            let right = placeholder_names::named(self.text);
            self.wrong(brackets, format!("{message}: write {right:?}"));
        }
        self.push_key(name, place);
    }

    /// What is wrong with a name whose argument is there already.
    fn taken(&self, name: &str) -> Option<String> {
        let ident = names::argument(name, self.literal.span())?;
        let other = &self.keys().find(|other| other.ident == ident)?.name;
        Some(if other == name {
            format!(
                "`<{name}>` stands here twice, and each becomes an argument with a name of its own"
            )
        } else {
            format!("`<{other}>` and `<{name}>` both become the argument `{ident}`")
        })
    }

    /// Notes a placeholder; a name that is there already gets a number, so that the arguments are as many.
    fn push_key(&mut self, name: &str, place: Place) {
        let ident =
            names::argument(name, self.literal.span()).unwrap_or_else(|| format_ident!("key"));
        let mut free = ident.clone();
        for number in 2_usize.. {
            if self.keys().all(|other| other.ident != free) {
                break;
            }
            free = format_ident!("{}_{}", ident, number, span = ident.span());
        }
        self.pieces.push(Piece::Key(Placeholder {
            name: name.to_owned(),
            ident: free,
            place,
        }));
    }

    fn keys(&self) -> impl Iterator<Item = &Placeholder> {
        self.pieces.iter().filter_map(Piece::placeholder)
    }
}
