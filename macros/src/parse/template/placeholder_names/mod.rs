//! Names that the placeholders of a template can have.

#[cfg(test)]
mod tests;

use std::collections::HashSet;
use std::ops::Range;

use proc_macro2::Span;

use crate::names;

/// The template with a name for each placeholder that it can have, and that no other has: those that are called the same
/// are called after what stands before them, and so are those without a name, `/users/<id>/calendars/<id>` → `/users/<userId>/calendars/<calendarId>`.
pub(super) fn named(text: &str) -> String {
    let places = places(text);
    let written: Vec<String> = places
        .iter()
        .map(|place| possible(&text[place.clone()]))
        .collect();
    let mut taken: HashSet<String> = written
        .iter()
        .filter(|name| is_alone(name, &written))
        .map(|name| argument(name))
        .collect();
    let mut out = String::with_capacity(text.len());
    let mut end = 0;
    for (place, name) in places.iter().zip(&written) {
        let several = if text[place.clone()].ends_with("..") {
            ".."
        } else {
            ""
        };
        let name = if is_alone(name, &written) {
            name.clone()
        } else {
            free(
                &after_the_collection(&text[..place.start - 1], name),
                &mut taken,
            )
        };
        out.push_str(&text[end..place.start]);
        out.push_str(&name);
        out.push_str(several);
        end = place.end;
    }
    out + &text[end..]
}

/// Where the names between `<` and `>` stand.
fn places(text: &str) -> Vec<Range<usize>> {
    let mut places = Vec::new();
    let mut at = 0;
    while let Some(open) = text[at..].find('<').map(|offset| at + offset + 1) {
        let end = text[open..]
            .find(['<', '>', '/'])
            .map_or(text.len(), |end| open + end);
        if text[end..].starts_with('>') {
            places.push(open..end);
        }
        at = end;
    }
    places
}

fn possible(written: &str) -> String {
    let name = written.strip_suffix("..").unwrap_or(written);
    if name.is_empty() {
        String::new()
    } else {
        names::placeholder(name)
    }
}

fn is_alone(name: &str, all: &[String]) -> bool {
    !name.is_empty()
        && all
            .iter()
            .filter(|other| argument(other) == argument(name))
            .count()
            == 1
}

/// What the argument would be called.
fn argument(name: &str) -> String {
    names::argument(name, Span::call_site())
        .map_or_else(|| name.to_owned(), |ident| ident.to_string())
}

/// `/users/<id>/calendars/` → `calendarId`, `/range(address='` → `address`; the name itself where nothing stands before.
fn after_the_collection(before: &str, name: &str) -> String {
    let before = before.trim_end_matches('\'');
    let is_apart = |c: char| !(c.is_ascii_alphanumeric() || c == '_');
    let word_before = |text: &str| text.rsplit(is_apart).next().unwrap_or_default().to_owned();
    let (word, is_argument) = match before.strip_suffix('=') {
        Some(before) => (word_before(before), true),
        None => (word_before(before.trim_end_matches(['/', ':', '('])), false),
    };
    if word.is_empty() || word.starts_with(|c: char| c.is_ascii_digit()) {
        if name.is_empty() {
            "id".to_owned()
        } else {
            name.to_owned()
        }
    } else if is_argument {
        names::placeholder(&word)
    } else {
        names::placeholder(&format!("{}Id", names::lower_first(singular(&word))))
    }
}

/// `calendars` → `calendar`. Where the plural is made in another way, the name is a little longer than it need be.
fn singular(word: &str) -> &str {
    match word.strip_suffix('s') {
        Some(_) if word.ends_with("sses") => &word[..word.len() - 2],
        Some(short) if !word.ends_with("ss") && !word.ends_with("ies") => short,
        _ => word,
    }
}

/// The name, with a number where it is taken.
fn free(name: &str, taken: &mut HashSet<String>) -> String {
    let numbered = (2_usize..).map(|number| format!("{name}{number}"));
    let mut candidates = std::iter::once(name.to_owned()).chain(numbered);
    // There are more numbers than names.
    candidates
        .find(|name| taken.insert(argument(name)))
        .unwrap_or_default()
}
