//! Valid and distinct names for the placeholders of a template.

#[cfg(test)]
mod tests;

use std::collections::HashSet;
use std::ops::Range;

use proc_macro2::Span;

use crate::names;

/// The template with a valid name for each placeholder, different from all others.
///
/// Placeholders without a name, and those that share one, are named after the word before them:
/// `/users/<id>/calendars/<id>` → `/users/<userId>/calendars/<calendarId>`.
pub(super) fn with_valid_names(template: &str) -> String {
    let placeholders = placeholders(template);
    let written: Vec<String> = placeholders
        .iter()
        .map(|range| valid_name(&template[range.clone()]))
        .collect();
    let mut taken: HashSet<String> = written
        .iter()
        .filter(|name| is_unique(name, &written))
        .map(|name| argument_name(name))
        .collect();
    let mut out = String::with_capacity(template.len());
    let mut end = 0;
    for (range, name) in placeholders.iter().zip(&written) {
        out.push_str(&template[end..range.start]);
        if is_unique(name, &written) {
            out.push_str(name);
        } else {
            let before = &template[..range.start - 1];
            out.push_str(&free_name(&name_from_context(before, name), &mut taken));
        }
        if template[range.clone()].ends_with("..") {
            out.push_str("..");
        }
        end = range.end;
    }
    out + &template[end..]
}

/// The ranges of the names between `<` and `>`.
fn placeholders(template: &str) -> Vec<Range<usize>> {
    let mut ranges = Vec::new();
    let mut end = 0;
    while let Some(offset) = template[end..].find('<') {
        let start = end + offset + 1;
        end = match template[start..].find(['<', '>', '/']) {
            Some(length) => start + length,
            None => template.len(),
        };
        if template[end..].starts_with('>') {
            ranges.push(start..end);
        }
    }
    ranges
}

/// The name itself if it is valid, otherwise one that is close; empty if there is none.
fn valid_name(written: &str) -> String {
    let name = written.strip_suffix("..").unwrap_or(written);
    if name.is_empty() {
        String::new()
    } else {
        names::placeholder(name)
    }
}

fn is_unique(name: &str, all: &[String]) -> bool {
    let argument = argument_name(name);
    let same = all.iter().filter(|other| argument_name(other) == argument);
    !name.is_empty() && same.count() == 1
}

/// The name of the argument that the placeholder becomes.
fn argument_name(name: &str) -> String {
    match names::argument(name, Span::call_site()) {
        Some(ident) => ident.to_string(),
        None => name.to_owned(),
    }
}

/// A name after the word before the placeholder: `/users/<id>/calendars/` → `calendarId`, `/range(address='` →
/// `address`. The name itself if there is no such word.
fn name_from_context(before: &str, name: &str) -> String {
    let before = before.trim_end_matches('\'');
    let parameter = before.strip_suffix('=');
    let word = match parameter {
        Some(before) => last_word(before),
        None => last_word(before.trim_end_matches(['/', ':', '('])),
    };
    if word.is_empty() || word.starts_with(|c: char| c.is_ascii_digit()) {
        if name.is_empty() {
            return "id".to_owned();
        }
        return name.to_owned();
    }
    if parameter.is_some() {
        return names::placeholder(word);
    }
    let singular = names::lower_first(singular(word));
    names::placeholder(&format!("{singular}Id"))
}

fn last_word(text: &str) -> &str {
    text.rsplit(is_separator).next().unwrap_or_default()
}

fn is_separator(c: char) -> bool {
    !c.is_ascii_alphanumeric() && c != '_'
}

/// `calendars` → `calendar`. An irregular plural is kept, which only makes the name a little longer.
fn singular(word: &str) -> &str {
    match word.strip_suffix('s') {
        Some(_) if word.ends_with("sses") => &word[..word.len() - 2],
        Some(short) if !word.ends_with("ss") && !word.ends_with("ies") => short,
        _ => word,
    }
}

/// The name, numbered if it is taken.
fn free_name(name: &str, taken: &mut HashSet<String>) -> String {
    let mut free = name.to_owned();
    let mut number = 2_usize;
    while !taken.insert(argument_name(&free)) {
        free = format!("{name}{number}");
        number += 1;
    }
    free
}
