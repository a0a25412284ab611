//! The rules for a template as a whole, one per function.

use std::ops::Range;

use syn::LitStr;

use super::{normalized, placeholder_names};
use crate::caret;
use crate::errors::Errors;

/// A mistake in a template, and its place in bytes.
struct Mistake {
    place: Range<usize>,
    message: String,
}

/// A rule takes the template as written and as it should be written.
type Rule = fn(&str, &str) -> Option<Mistake>;

const RULES: &[Rule] = &[
    http_method,
    url,
    leading_slash,
    version,
    query,
    fragment,
    space,
    control_character,
    backslash,
    empty_segment,
    dot_segment,
    percent_sign,
    braces,
    colon,
    parentheses,
    quotes,
];

/// Reports every broken rule.
pub(super) fn check(literal: &LitStr, written: &str, normalized: &str, errors: &mut Errors) {
    let fix = placeholder_names::with_valid_names(normalized);
    for rule in RULES {
        if let Some(Mistake { place, message }) = rule(written, &fix) {
            errors.add(literal, caret::underline(written, place, message));
        }
    }
}

/// Whether all quotes and parentheses are closed.
pub(super) fn is_balanced(template: &str) -> bool {
    parentheses(template, template).is_none() && quotes(template, template).is_none()
}

fn mistake(place: Range<usize>, message: String) -> Option<Mistake> {
    Some(Mistake { place, message })
}

/// `GET /users`, copied from the reference.
fn http_method(written: &str, fix: &str) -> Option<Mistake> {
    let end = normalized::http_method_end(written);
    if end == 0 {
        return None;
    }
    let method = written[..end].trim();
    let start = written.len() - written.trim_start().len();
    let message = match method.to_ascii_uppercase().as_str() {
        "GET" => format!("the HTTP method is not part of the path: write {fix:?}"),
        "POST" => format!(
            "the HTTP method is not part of the path: write {fix:?}, in `action(…)` if it is an action that returns data"
        ),
        _ => format!("endpoints only read, and `{method}` is not part of the path: write {fix:?}"),
    };
    mistake(start..start + method.len(), message)
}

fn url(written: &str, fix: &str) -> Option<Mistake> {
    let end = written.find("://")? + 3;
    let start = normalized::http_method_end(written);
    mistake(
        start..end,
        format!("expected a path, not a URL: write {fix:?}"),
    )
}

fn leading_slash(written: &str, fix: &str) -> Option<Mistake> {
    let has_method = normalized::http_method_end(written) > 0;
    let has_slash = written.trim_start().starts_with(['/', '\\']);
    if has_method || has_slash || url(written, fix).is_some() {
        return None;
    }
    mistake(
        0..1,
        format!("the path has no leading slash: write {fix:?}"),
    )
}

fn version(written: &str, fix: &str) -> Option<Mistake> {
    let path = &written[normalized::http_method_end(written)..];
    let below_root = path.trim_start_matches('/');
    let (first, rest) = below_root.split_once('/').unwrap_or((below_root, ""));
    if first != "v1.0" && first != "beta" {
        return None;
    }
    let start = written.len() - below_root.len();
    let place = start.saturating_sub(1)..start + first.len();
    let path = if rest.is_empty() {
        "the path of a resource, such as \"/users/<userId>\"".to_owned()
    } else {
        format!("{fix:?}")
    };
    let message = format!(
        "the version is not part of the path: write {path}, and add `version = {first:?}` unless the client uses that version"
    );
    mistake(place, message)
}

fn query(written: &str, fix: &str) -> Option<Mistake> {
    let start = written.find('?')?;
    let message = format!(
        "a query string is not part of the path: write {fix:?}, and set query options on the request"
    );
    mistake(start..written.len(), message)
}

fn fragment(written: &str, fix: &str) -> Option<Mistake> {
    let start = written.find('#')?;
    mistake(
        start..start + 1,
        format!("a path has no fragment: write {fix:?}, or `%23` for a literal `#`"),
    )
}

fn space(written: &str, fix: &str) -> Option<Mistake> {
    let path_start = normalized::http_method_end(written);
    let mut is_inside = false;
    for (index, c) in written.char_indices() {
        if index < path_start {
            continue;
        }
        is_inside = normalized::is_inside_placeholder(is_inside, c);
        // Spaces within a placeholder are reported with its name.
        if c.is_whitespace() && !is_inside {
            let message =
                format!("a path has no spaces: write {fix:?}, or `%20` for a literal space");
            return mistake(index..index + c.len_utf8(), message);
        }
    }
    None
}

fn control_character(written: &str, _: &str) -> Option<Mistake> {
    let (index, c) = written
        .char_indices()
        .find(|(_, c)| c.is_control() && !c.is_whitespace())?;
    let message = format!(
        "a path cannot contain control characters: remove `{}`",
        c.escape_unicode()
    );
    mistake(index..index + c.len_utf8(), message)
}

/// The parser of the URL standard treats a backslash as a slash.
fn backslash(written: &str, fix: &str) -> Option<Mistake> {
    let start = written.find('\\')?;
    let message = format!(
        "segments are separated by slashes: write {fix:?}, or `%5C` for a literal backslash"
    );
    mistake(start..start + 1, message)
}

fn empty_segment(written: &str, fix: &str) -> Option<Mistake> {
    let path_start = match written.find("://") {
        Some(scheme_end) => scheme_end + 3,
        None => 0,
    };
    let start = path_start + written[path_start..].find("//")?;
    mistake(
        start..start + 2,
        format!("empty path segment: write {fix:?}"),
    )
}

/// The parser of the URL standard removes a dot segment, and `..` removes the segment before it as well.
fn dot_segment(written: &str, _: &str) -> Option<Mistake> {
    let (place, segment) = segments(written).find(|(_, segment)| {
        let decoded = segment.to_ascii_lowercase().replace("%2e", ".");
        decoded == "." || decoded == ".."
    })?;
    let message = format!(
        "a segment `{segment}` would address another resource: write the path without dot segments"
    );
    mistake(place, message)
}

fn percent_sign(written: &str, _: &str) -> Option<Mistake> {
    let (start, _) = written
        .match_indices('%')
        .find(|(index, _)| !starts_with_two_hex_digits(&written[index + 1..]))?;
    let message =
        "`%` must be followed by two hexadecimal digits: write `%25` for a literal percent sign";
    mistake(start..start + 1, message.to_owned())
}

fn starts_with_two_hex_digits(text: &str) -> bool {
    let digits = text.chars().take(2).filter(char::is_ascii_hexdigit);
    digits.count() == 2
}

/// `{id}`, as other libraries and Graph's own pages write it.
fn braces(written: &str, fix: &str) -> Option<Mistake> {
    let first = written.find(['{', '}'])?;
    let last = match written.rfind('}') {
        Some(last) if last > first => last,
        _ => first,
    };
    mistake(
        first..last + 1,
        format!("placeholders are written `<name>`: write {fix:?}"),
    )
}

/// `:id`, as routers write it.
fn colon(written: &str, fix: &str) -> Option<Mistake> {
    let (place, _) =
        segments(written).find(|(_, segment)| normalized::colon_name(segment).is_some())?;
    mistake(
        place,
        format!("placeholders are written `<name>`: write {fix:?}"),
    )
}

fn parentheses(written: &str, _: &str) -> Option<Mistake> {
    let mut open = Vec::new();
    let mut is_quoted = false;
    for (index, c) in written.char_indices() {
        match c {
            '\'' => is_quoted = !is_quoted,
            '(' if !is_quoted => open.push(index),
            ')' if !is_quoted && open.pop().is_none() => {
                let message = "unmatched `)`: remove it, or add the missing `(`";
                return mistake(index..index + 1, message.to_owned());
            }
            _ => {}
        }
    }
    let index = open.pop()?;
    // With an unclosed quote, it is unknown which parentheses are part of the string.
    if is_quoted {
        return None;
    }
    let message = "unclosed `(`: add `)` after the arguments";
    mistake(index..index + 1, message.to_owned())
}

fn quotes(written: &str, _: &str) -> Option<Mistake> {
    let quotes: Vec<_> = written.match_indices('\'').collect();
    if quotes.len() % 2 == 0 {
        return None;
    }
    let (index, _) = quotes.last()?;
    let message = "unclosed `'`: add `'` at the end of the string";
    mistake(*index..*index + 1, message.to_owned())
}

fn segments(written: &str) -> impl Iterator<Item = (Range<usize>, &str)> {
    let mut next_start = 0;
    written.split('/').map(move |segment| {
        let start = next_start;
        let end = start + segment.len();
        next_start = end + 1;
        (start..end, segment)
    })
}
