//! The arguments in parentheses: `(period='D7')`, `('<upn>')`.

use super::segment::Argument;

/// Parses parentheses and what is in them, or returns `None` if there are none.
pub(super) fn parse(text: &str) -> Option<Vec<Argument>> {
    let inner = text.strip_prefix('(')?;
    let inner = inner.strip_suffix(')').unwrap_or(inner);
    let mut arguments = Vec::new();
    for written in split_outside_quotes(inner, ',') {
        let written = written.trim();
        if !written.is_empty() {
            arguments.push(argument(written));
        }
    }
    Some(arguments)
}

fn argument(written: &str) -> Argument {
    match split_outside_quotes(written, '=').as_slice() {
        [name, _, ..] => Argument {
            name: Some(name.trim().to_owned()),
            value: written[name.len() + 1..].trim().to_owned(),
        },
        _ => Argument {
            name: None,
            value: written.to_owned(),
        },
    }
}

fn split_outside_quotes(text: &str, separator: char) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut start = 0;
    let mut is_quoted = false;
    for (index, c) in text.char_indices() {
        if c == '\'' {
            is_quoted = !is_quoted;
        } else if c == separator && !is_quoted {
            parts.push(&text[start..index]);
            start = index + separator.len_utf8();
        }
    }
    parts.push(&text[start..]);
    parts
}
