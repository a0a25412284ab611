//! What a template with mistakes was probably meant to be.

#[cfg(test)]
mod tests;

use crate::names;
use crate::parse::template::placeholder_names;

/// The template with everything mended that has only one way of being meant.
pub(super) fn meant(written: &str) -> String {
    let text = below_the_version(&without_blanks(&written[verb(written)..])).replace('\\', "/");
    let text = text
        .find(['?', '#'])
        .map_or(text.as_str(), |end| &text[..end]);
    let mended = colons(&braces(text));
    // What is not in brackets is shown as a whole template, so its names are right at once.
    let mut text = if mended == text {
        mended
    } else {
        placeholder_names::named(&mended)
    };
    while text.contains("//") {
        text = text.replace("//", "/");
    }
    match text.strip_suffix('/').filter(|text| !text.is_empty()) {
        Some(text) => text.to_owned(),
        None => text,
    }
}

/// Where the path begins behind `GET `, as the reference's pages begin; 0 where there is no such word.
pub(super) fn verb(text: &str) -> usize {
    let start = text.len() - text.trim_start().len();
    let Some((word, rest)) = text[start..].split_once(char::is_whitespace) else {
        return 0;
    };
    let is_verb = VERBS.iter().any(|verb| word.eq_ignore_ascii_case(verb));
    if is_verb {
        text.len() - rest.trim_start().len()
    } else {
        0
    }
}

const VERBS: &[&str] = &["GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE"];

/// Without blanks and control characters; a blank within a name is no part of the path, and is left to tell words apart.
fn without_blanks(text: &str) -> String {
    let mut inside = false;
    text.chars()
        .filter_map(|c| {
            inside = is_inside(inside, c);
            match c.is_whitespace() || c.is_control() {
                true => (inside && c.is_whitespace()).then_some(' '),
                false => Some(c),
            }
        })
        .collect()
}

/// Whether what follows `c` is within a placeholder, in brackets or in braces.
pub(super) fn is_inside(inside: bool, c: char) -> bool {
    match c {
        '<' | '{' => true,
        '>' | '}' | '/' => false,
        _ => inside,
    }
}

/// `https://graph.microsoft.com/v1.0/users` → `/users`, with a slash in front in any case.
fn below_the_version(text: &str) -> String {
    let text = match text.find("://") {
        Some(end) => text[end + 3..].split_once('/').map_or("", |(_, path)| path),
        None => text.trim_start_matches('/'),
    };
    let path = ["v1.0/", "beta/"]
        .iter()
        .find_map(|version| text.strip_prefix(version))
        .unwrap_or(text);
    format!("/{path}")
}

/// `{user-id}` → `<userId>`; a brace that is not closed ends with its segment. Behind `:/` it is the path of a file.
fn braces(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, behind)) = rest.split_once('{') {
        let end = behind.find(['}', '/']).unwrap_or(behind.len());
        let (name, after) = behind.split_at(end);
        out.push_str(before);
        let after = after.strip_prefix('}').unwrap_or(after);
        let several = out.ends_with(":/") && (after.is_empty() || after.starts_with([':', '/']));
        out.push_str(&format!(
            "<{}{}>",
            names::placeholder(name),
            if several { ".." } else { "" }
        ));
        rest = after;
    }
    out + rest
}

/// `/:user-id` → `/<userId>`.
fn colons(text: &str) -> String {
    let segments = text.split('/').map(|segment| match foreign(segment) {
        Some(name) => format!("<{}>", names::placeholder(name)),
        None => segment.to_owned(),
    });
    segments.collect::<Vec<_>>().join("/")
}

/// The name in a segment such as `:id`.
pub(super) fn foreign(segment: &str) -> Option<&str> {
    segment
        .strip_prefix(':')
        .filter(|name| name.starts_with(|c: char| c.is_ascii_alphabetic()))
}
