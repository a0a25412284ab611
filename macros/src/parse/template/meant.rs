//! What a template with mistakes was probably meant to be.

use crate::names;

/// The template with everything mended that has only one way of being meant.
pub(super) fn meant(written: &str) -> String {
    let text: String = written.chars().filter(|c| !c.is_whitespace() && !c.is_control()).collect();
    let text = below_the_version(&text).replace('\\', "/");
    let text = text.find(['?', '#']).map_or(text.as_str(), |end| &text[..end]);
    let mut text = colons(&braces(text));
    while text.contains("//") {
        text = text.replace("//", "/");
    }
    match text.strip_suffix('/').filter(|text| !text.is_empty()) {
        Some(text) => text.to_owned(),
        None => text,
    }
}

/// `https://graph.microsoft.com/v1.0/users` → `/users`, with a slash in front in any case.
fn below_the_version(text: &str) -> String {
    let text = match text.find("://") {
        Some(end) => text[end + 3..].split_once('/').map_or("", |(_, path)| path),
        None => text.trim_start_matches('/'),
    };
    let path = ["v1.0/", "beta/"].iter().find_map(|version| text.strip_prefix(version)).unwrap_or(text);
    format!("/{path}")
}

/// `{user-id}` → `<userId>`; a brace that is not closed ends with its segment.
fn braces(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, behind)) = rest.split_once('{') {
        let end = behind.find(['}', '/']).unwrap_or(behind.len());
        let (name, after) = behind.split_at(end);
        out.push_str(before);
        out.push_str(&format!("<{}>", names::placeholder(name)));
        rest = after.strip_prefix('}').unwrap_or(after);
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
    segment.strip_prefix(':').filter(|name| name.starts_with(|c: char| c.is_ascii_alphabetic()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_meant_has_one_way_of_being_written() {
        for (written, expected) in [
            ("https://graph.microsoft.com/v1.0/users/{id}?$top=1", "/users/<id>"),
            ("beta/users/:user-id/messages/", "/users/<userId>/messages"),
            ("/users//<id>#x", "/users/<id>"),
            ("\\users\\ <id>", "/users/<id>"),
            ("/sites/<host>:/sites/<path..>:", "/sites/<host>:/sites/<path..>:"),
            ("/users/{id/messages/{messageId", "/users/<id>/messages/<messageId>"),
            ("/", "/"),
            ("https://graph.microsoft.com", "/"),
        ] {
            assert_eq!(meant(written), expected, "{written}");
        }
    }
}
