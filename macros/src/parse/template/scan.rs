//! Splits a normalized template into literals and placeholders.

use std::ops::Range;

use quote::format_ident;
use syn::LitStr;

use super::{placeholder_names, rules};
use crate::caret;
use crate::encode;
use crate::errors::Errors;
use crate::model::{Piece, Placeholder, PlaceholderKind};
use crate::names;

pub(super) fn pieces(literal: &LitStr, template: &str, errors: &mut Errors) -> Vec<Piece> {
    let mut scanner = Scanner {
        literal,
        template,
        is_balanced: rules::is_balanced(template),
        pieces: Vec::new(),
        errors,
    };
    scanner.scan();
    scanner.pieces
}

struct Scanner<'a> {
    literal: &'a LitStr,
    template: &'a str,
    /// Whether quotes and parentheses are closed. If not, the characters around a placeholder do not tell its kind.
    is_balanced: bool,
    pieces: Vec<Piece>,
    errors: &'a mut Errors,
}

impl Scanner<'_> {
    fn error(&mut self, place: Range<usize>, message: impl std::fmt::Display) {
        let message = caret::underline(self.template, place, message);
        self.errors.add(self.literal, message);
    }

    fn scan(&mut self) {
        let template = self.template;
        let mut end = 0;
        while let Some(offset) = template[end..].find(['<', '>']) {
            let bracket = end + offset;
            self.push_literal(&template[end..bracket]);
            end = if template[bracket..].starts_with('<') {
                self.scan_placeholder(bracket)
            } else {
                self.error(
                    bracket..bracket + 1,
                    "unmatched `>`: write `%3E` for a literal bracket",
                );
                bracket + 1
            };
        }
        self.push_literal(&template[end..]);
    }

    /// Scans the placeholder that starts at `bracket` and returns where it ends.
    fn scan_placeholder(&mut self, bracket: usize) -> usize {
        let template = self.template;
        let start = bracket + 1;
        let end = start + length_before(&template[start..], &['<', '>', '/']);
        if template[end..].starts_with('>') {
            let kind = self.kind(bracket..end + 1);
            self.push_placeholder(start..end, kind);
            return end + 1;
        }
        let end = start + length_before(&template[start..end], &['\'', ')', ',', ':']);
        let name = names::placeholder(&template[start..end]);
        self.error(bracket..end, format!("unclosed `<`: write `<{name}>`"));
        if end > start {
            self.push_key(&name, PlaceholderKind::Segment);
        } else {
            self.push_key("key", PlaceholderKind::Segment);
        }
        end
    }

    fn push_literal(&mut self, written: &str) {
        if written.is_empty() {
            return;
        }
        let encoded = encode::path_literal(written);
        match self.pieces.last_mut() {
            Some(Piece::Literal(before)) => before.push_str(&encoded),
            _ => self.pieces.push(Piece::Literal(encoded)),
        }
    }

    /// The kind of the placeholder at that place, brackets included: the characters around it tell.
    fn kind(&mut self, place: Range<usize>) -> PlaceholderKind {
        let before = self.template[..place.start].chars().next_back();
        let after = self.template[place.end..].chars().next();
        if self.template[place.clone()].ends_with("..>") {
            if !matches!((before, after), (Some('/'), None | Some('/' | ':'))) {
                self.error(place, "a placeholder for several segments must be between slashes, as in `root:/<itemPath..>:/children`");
            }
            return PlaceholderKind::Segments;
        }
        match (before, after) {
            (Some('/'), Some(':')) => PlaceholderKind::Closed,
            (Some('/'), None | Some('/')) if self.is_in_item_path(place.start) => {
                PlaceholderKind::Closed
            }
            (Some('/'), None | Some('/')) => PlaceholderKind::Segment,
            (Some('\''), Some('\'')) => PlaceholderKind::Quoted,
            (Some('/' | '(' | ',' | '='), None | Some('/' | ')' | ',' | ':')) => {
                PlaceholderKind::Bare
            }
            _ => {
                if self.is_balanced {
                    self.error(place, "a placeholder must be a whole segment (`/<id>/`), a quoted string (`('<name>')`) or an argument (`(n=<number>)`)");
                }
                PlaceholderKind::Segment
            }
        }
    }

    /// Whether the index is within the path of a file (`root:/<folder>/<file>`), where a colon in a key would end it.
    fn is_in_item_path(&self, index: usize) -> bool {
        let unquoted = self.template[..index].split('\'').step_by(2);
        let colons: usize = unquoted.map(|part| part.matches(":/").count()).sum();
        colons % 2 == 1
    }

    /// Adds the placeholder whose name is at that place, without its brackets.
    fn push_placeholder(&mut self, place: Range<usize>, kind: PlaceholderKind) {
        let written = &self.template[place.clone()];
        let name = written.strip_suffix("..").unwrap_or(written);
        let with_brackets = place.start - 1..place.end + 1;
        let fix = placeholder_names::with_valid_names(self.template);
        if name.is_empty() {
            let message = format!("the placeholder has no name: name the key, as in {fix:?}");
            self.error(with_brackets, message);
            self.push_key("key", kind);
            return;
        }
        if !is_valid_name(name) {
            let message = format!("`{name}` is not a valid placeholder name: write {fix:?}");
            self.error(place, message);
            self.push_key(&names::placeholder(name), kind);
            return;
        }
        if let Some(conflict) = self.conflict(name) {
            self.error(with_brackets, format!("{conflict}: write {fix:?}"));
        }
        self.push_key(name, kind);
    }

    /// The message for a name whose argument is taken.
    fn conflict(&self, name: &str) -> Option<String> {
        let ident = names::argument(name, self.literal.span())?;
        let other = &self.placeholders().find(|other| other.ident == ident)?.name;
        if other == name {
            return Some(format!("duplicate placeholder `<{name}>`"));
        }
        Some(format!(
            "`<{other}>` and `<{name}>` both become the argument `{ident}`"
        ))
    }

    /// Adds a placeholder. If the name of its argument is taken, a number makes it distinct.
    fn push_key(&mut self, name: &str, kind: PlaceholderKind) {
        let ident =
            names::argument(name, self.literal.span()).unwrap_or_else(|| format_ident!("key"));
        let mut free = ident.clone();
        let mut number = 2_usize;
        while self.placeholders().any(|other| other.ident == free) {
            free = format_ident!("{}_{}", ident, number, span = ident.span());
            number += 1;
        }
        self.pieces.push(Piece::Key(Placeholder {
            name: name.to_owned(),
            ident: free,
            kind,
        }));
    }

    fn placeholders(&self) -> impl Iterator<Item = &Placeholder> {
        self.pieces.iter().filter_map(Piece::placeholder)
    }
}

/// The length of the text before the first of the `ends`.
fn length_before(text: &str, ends: &[char]) -> usize {
    text.find(ends).unwrap_or(text.len())
}

fn is_valid_name(name: &str) -> bool {
    let is_word = name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
    is_word && !name.starts_with(|c: char| c.is_ascii_digit())
}
