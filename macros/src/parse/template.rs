//! Path templates: `/users/<userId>/messages`. A slash at the end says nothing and is dropped.
//!
//! Stable Rust cannot point inside of a string literal, so messages draw the place below the template.

use std::ops::Range;

use syn::LitStr;

use crate::errors::Errors;
use crate::model::{Piece, Place, Placeholder, Template};
use crate::names;

/// Parses the template; what is wrong with it, all of it, is in `errors`.
pub(crate) fn parse(literal: &LitStr, errors: &mut Errors) -> Template {
    let written = literal.value();
    let text = written.strip_suffix('/').filter(|text| !text.is_empty()).unwrap_or(&written);
    let mut scan = Scan { literal, text, pieces: Vec::new(), errors };
    scan.whole();
    scan.placeholders();
    let pieces = scan.pieces;
    Template { literal: literal.clone(), pieces }
}

struct Scan<'a> {
    literal: &'a LitStr,
    text: &'a str,
    pieces: Vec<Piece>,
    errors: &'a mut Errors,
}

impl Scan<'_> {
    /// Notes a mistake and draws its place, in bytes of the text.
    fn wrong(&mut self, place: Range<usize>, message: impl std::fmt::Display) {
        let before = self.text[..place.start].chars().count();
        let width = self.text[place].chars().count().max(1);
        let drawing = format!("{message}\n\n    {}\n    {}{}\n", self.text, " ".repeat(before), "^".repeat(width));
        self.errors.at(self.literal, drawing);
    }

    /// What is wrong with the template as a whole.
    fn whole(&mut self) {
        let text = self.text;
        if text.is_empty() {
            self.errors.at(
                self.literal,
                "the path is empty: write the address below the version, such as \"/users/<userId>\"",
            );
            return;
        }
        if let Some(end) = text.find("://") {
            let path = text[end + 3..].split_once('/').map_or("/", |(_, path)| path);
            let path = path.strip_prefix("v1.0/").or(path.strip_prefix("beta/")).unwrap_or(path);
            self.wrong(0..end + 3, format!("a path, not a URL: the client knows the root; write \"/{path}\""));
            return;
        }
        if !text.starts_with('/') {
            self.wrong(0..1.min(text.len()), format!("the path has no leading slash: write \"/{text}\""));
        }
        for version in ["/v1.0/", "/beta/"] {
            if let Some(rest) = text.strip_prefix(version) {
                let message = format!(
                    "the version is no part of the path: write `path = \"/{rest}\"`, and `version = \"{}\"` where it is not the client's",
                    version.trim_matches('/')
                );
                self.wrong(0..version.len() - 1, message);
            }
        }
        if let Some(at) = text.find('?') {
            let message =
                "a query string is no part of the path: options are given by methods and `.param(name, value)`";
            self.wrong(at..text.len(), message);
        }
        if let Some(at) = text.find('#') {
            self.wrong(at..at + 1, "a path holds no fragment: write `%23` for a number sign");
        }
        if let Some(at) = text.find(char::is_whitespace) {
            let width = text[at..].chars().next().map_or(1, char::len_utf8);
            self.wrong(at..at + width, "a path holds no blanks: write `%20` where one is meant");
        }
        if let Some(at) = text.find("//") {
            self.wrong(at..at + 2, "two slashes in a row: an empty segment addresses nothing");
        }
        self.balanced();
        self.foreign_placeholders();
    }

    /// Quotes and parentheses that are opened are closed.
    fn balanced(&mut self) {
        let mut open = Vec::new();
        let mut quote = None;
        for (at, c) in self.text.char_indices() {
            match (c, quote) {
                ('\'', None) => quote = Some(at),
                ('\'', Some(_)) => quote = None,
                ('(', None) => open.push(at),
                (')', None) if open.pop().is_none() => {
                    self.wrong(at..at + 1, "this parenthesis closes nothing");
                    return;
                }
                _ => {}
            }
        }
        if let Some(at) = quote {
            self.wrong(at..at + 1, "this quote is not closed");
        } else if let Some(at) = open.pop() {
            self.wrong(at..at + 1, "this parenthesis is not closed");
        }
    }

    /// `{id}` and `:id`, as other libraries write them.
    fn foreign_placeholders(&mut self) {
        if let (Some(open), Some(close)) = (self.text.find('{'), self.text.rfind('}')) {
            if open < close {
                let message = format!("placeholders are written `<name>`: {:?}", angled(self.text));
                self.wrong(open..close + 1, message);
                return;
            }
        }
        if let Some(at) = self.text.find(['{', '}']) {
            self.wrong(at..at + 1, "placeholders are written `<name>`");
        }
        let colon = self
            .text
            .match_indices("/:")
            .map(|(at, _)| at)
            .find(|at| self.text[at + 2..].starts_with(|c: char| c.is_ascii_alphabetic()));
        if let Some(at) = colon {
            let end = self.text[at + 1..].find('/').map_or(self.text.len(), |end| at + 1 + end);
            let name = names::placeholder(&self.text[at + 2..end]);
            let whole = format!("{}/<{name}>{}", &self.text[..at], &self.text[end..]);
            self.wrong(at + 1..end, format!("placeholders are written `<name>`: {whole:?}"));
        }
    }

    /// Reads literals and placeholders, one behind the other.
    fn placeholders(&mut self) {
        let text = self.text;
        let mut at = 0;
        while let Some(bracket) = text[at..].find(['<', '>']).map(|offset| at + offset) {
            self.push_literal(&text[at..bracket]);
            if text[bracket..].starts_with('>') {
                self.wrong(bracket..bracket + 1, "this bracket closes nothing: write `%3E` where one is meant");
                at = bracket + 1;
                continue;
            }
            let inner = bracket + 1;
            let Some(length) = text[inner..].find(['<', '>', '/']).filter(|end| text[inner + end..].starts_with('>'))
            else {
                let end = text[inner..].find(['<', '/']).map_or(text.len(), |end| inner + end);
                self.wrong(bracket..end, format!("the bracket is not closed: write `{}>`", &text[bracket..end]));
                self.push_placeholder(&text[inner..end], inner..end, Place::Segment);
                at = end;
                continue;
            };
            let end = inner + length;
            let place = self.place(bracket..end + 1);
            self.push_placeholder(&text[inner..end], inner..end, place);
            at = end + 1;
        }
        self.push_literal(&text[at..]);
    }

    fn push_literal(&mut self, text: &str) {
        if !text.is_empty() {
            self.pieces.push(Piece::Literal(encoded(text)));
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
            (Some('/'), None | Some('/')) => Place::Segment,
            (Some('/'), Some(':')) => Place::Closed,
            (Some('\''), Some('\'')) => Place::Quoted,
            _ if [before, after].into_iter().flatten().all(divides) => Place::Bare,
            _ => {
                let message = "a placeholder is a whole segment (`/<id>/`), a quoted text (`('<name>')`) or an argument (`(n=<number>)`)";
                self.wrong(place, message);
                Place::Segment
            }
        }
    }

    fn push_placeholder(&mut self, written: &str, at: Range<usize>, place: Place) {
        let name = written.strip_suffix("..").unwrap_or(written);
        if name.is_empty() {
            self.wrong(
                at.start - 1..at.end + 1,
                "the placeholder has no name: write what the key is, such as `<userId>`",
            );
            return;
        }
        let is_name = name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
            && !name.starts_with(|c: char| c.is_ascii_digit());
        let ident = if is_name { names::argument(name, self.literal.span()) } else { None };
        let Some(ident) = ident else {
            self.wrong(
                at,
                format!("`{name}` cannot be the name of an argument: write `<{}>`", names::placeholder(name)),
            );
            return;
        };
        if let Some(other) = self.pieces.iter().filter_map(Piece::placeholder).find(|other| other.ident == ident) {
            let message = if other.name == name {
                format!("`<{name}>` stands here twice: each becomes an argument, so each needs a name of its own")
            } else {
                format!("`<{}>` and `<{name}>` both become the argument `{ident}`: give one another name", other.name)
            };
            self.wrong(at.start - 1..at.end + 1, message);
            return;
        }
        self.pieces.push(Piece::Key(Placeholder { name: name.to_owned(), ident, place }));
    }
}

/// Whether a character sets a placeholder off from what is beside it: `u!<token>`, `<host>,<site>`, but not `u<token>`.
fn divides(c: char) -> bool {
    c.is_ascii_punctuation() && !matches!(c, '\'' | '<' | '>' | '_')
}

/// `{user-id}` → `<userId>`, everywhere.
fn angled(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, (name, after))) =
        rest.split_once('{').and_then(|(before, rest)| Some((before, rest.split_once('}')?)))
    {
        out.push_str(before);
        out.push('<');
        out.push_str(&names::placeholder(name));
        out.push('>');
        rest = after;
    }
    out + rest
}

/// A literal as it is sent: what is not ASCII is percent-encoded, everything else stands as it was written.
fn encoded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_ascii() {
            out.push(c);
        } else {
            let mut buffer = [0; 4];
            for byte in c.encode_utf8(&mut buffer).bytes() {
                out.push_str(&format!("%{byte:02X}"));
            }
        }
    }
    out
}
