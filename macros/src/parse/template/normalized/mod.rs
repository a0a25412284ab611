//! The template that was probably meant by one with mistakes.

#[cfg(test)]
mod tests;

use crate::names;
use crate::parse::template::placeholder_names;

const HTTP_METHODS: &[&str] = &["GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE"];

/// The template with every mistake corrected that has only one correction.
pub(super) fn normalized(written: &str) -> String {
    let path = without_spaces(&written[http_method_end(written)..]);
    let path = below_the_version(&path).replace('\\', "/");
    let path = before_query(&path);
    let corrected = colons_to_brackets(&braces_to_brackets(path));
    // Converted placeholders get valid names as well, so that the suggestion is correct.
    let mut path = if corrected == path {
        corrected
    } else {
        placeholder_names::with_valid_names(&corrected)
    };
    while path.contains("//") {
        path = path.replace("//", "/");
    }
    if path.len() > 1 && path.ends_with('/') {
        path.pop();
    }
    path
}

/// Where the path begins after an HTTP method, as in the reference's `GET /users`; 0 if there is no method.
pub(super) fn http_method_end(written: &str) -> usize {
    let trimmed = written.trim_start();
    let Some((word, rest)) = trimmed.split_once(char::is_whitespace) else {
        return 0;
    };
    let is_method = HTTP_METHODS
        .iter()
        .any(|method| word.eq_ignore_ascii_case(method));
    if is_method {
        written.len() - rest.trim_start().len()
    } else {
        0
    }
}

/// Without whitespace and control characters. A space within a placeholder is kept, since it separates words.
fn without_spaces(written: &str) -> String {
    let mut out = String::with_capacity(written.len());
    let mut is_inside = false;
    for c in written.chars() {
        is_inside = is_inside_placeholder(is_inside, c);
        if !c.is_whitespace() && !c.is_control() {
            out.push(c);
        } else if is_inside && c.is_whitespace() {
            out.push(' ');
        }
    }
    out
}

/// Whether the text after `c` is within a placeholder, in brackets or in braces.
pub(super) fn is_inside_placeholder(was_inside: bool, c: char) -> bool {
    match c {
        '<' | '{' => true,
        '>' | '}' | '/' => false,
        _ => was_inside,
    }
}

/// `https://graph.microsoft.com/v1.0/users` → `/users`. The result always has a leading slash.
fn below_the_version(written: &str) -> String {
    let path = match written.split_once("://") {
        Some((_, host_and_path)) => match host_and_path.split_once('/') {
            Some((_, path)) => path,
            None => "",
        },
        None => written.trim_start_matches('/'),
    };
    let below = path
        .strip_prefix("v1.0/")
        .or_else(|| path.strip_prefix("beta/"));
    format!("/{}", below.unwrap_or(path))
}

fn before_query(path: &str) -> &str {
    match path.find(['?', '#']) {
        Some(end) => &path[..end],
        None => path,
    }
}

/// `{user-id}` → `<userId>`. An open brace ends with its segment. After `:/`, the placeholder takes several segments.
fn braces_to_brackets(path: &str) -> String {
    let mut out = String::new();
    let mut rest = path;
    while let Some((before, inner)) = rest.split_once('{') {
        let end = inner.find(['}', '/']).unwrap_or(inner.len());
        let (name, after) = inner.split_at(end);
        let after = after.strip_prefix('}').unwrap_or(after);
        out.push_str(before);
        let is_last_in_segment = after.is_empty() || after.starts_with([':', '/']);
        let dots = if out.ends_with(":/") && is_last_in_segment {
            ".."
        } else {
            ""
        };
        out.push_str(&format!("<{}{dots}>", names::placeholder(name)));
        rest = after;
    }
    out + rest
}

/// `/:user-id` → `/<userId>`.
fn colons_to_brackets(path: &str) -> String {
    let mut segments = Vec::new();
    for segment in path.split('/') {
        segments.push(match colon_name(segment) {
            Some(name) => format!("<{}>", names::placeholder(name)),
            None => segment.to_owned(),
        });
    }
    segments.join("/")
}

/// The name in a segment such as `:id`.
pub(super) fn colon_name(segment: &str) -> Option<&str> {
    segment
        .strip_prefix(':')
        .filter(|name| name.starts_with(|c: char| c.is_ascii_alphabetic()))
}
