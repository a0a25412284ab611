//! What is wrong with a template as a whole, one rule a function.

use std::ops::Range;

use syn::LitStr;

use super::{caret, normalized, placeholder_names};
use crate::errors::Errors;

/// A place, in bytes of the template, and what is wrong there.
type Fault = (Range<usize>, String);

/// A rule: the template as it was written, and as it has to be written.
type Rule = fn(&str, &str) -> Option<Fault>;

const RULES: &[Rule] = &[
    verb,
    url,
    leading_slash,
    version,
    query,
    fragment,
    blank,
    control,
    backslash,
    two_slashes,
    dots,
    percent,
    braces,
    colon,
    parenthesis,
    quote,
];

/// Notes all that is wrong.
pub(super) fn report(literal: &LitStr, written: &str, meant: &str, errors: &mut Errors) {
    let right = placeholder_names::named(meant);
    for rule in RULES {
        if let Some((place, message)) = rule(written, &right) {
            errors.at(literal, caret::draw(written, place, message));
        }
    }
}

/// Whether every quote and every parenthesis has its other.
pub(super) fn is_balanced(text: &str) -> bool {
    parenthesis(text, text).is_none() && quote(text, text).is_none()
}

/// `GET /users`, copied from the reference.
fn verb(text: &str, meant: &str) -> Option<Fault> {
    let end = normalized::verb(text);
    let word = text[..end].trim();
    let message = match word.eq_ignore_ascii_case("GET") {
        true => format!("the verb is no part of the path: write {meant:?}"),
        false => format!(
            "everything is read by GET, and `{word}` is no part of the path: write {meant:?}"
        ),
    };
    let start = text.len() - text.trim_start().len();
    (end > 0).then(|| (start..start + word.len(), message))
}

fn url(text: &str, meant: &str) -> Option<Fault> {
    let end = text.find("://")? + 3;
    Some((
        normalized::verb(text)..end,
        format!("a path, not a URL: the client knows the root; write {meant:?}"),
    ))
}

fn leading_slash(text: &str, meant: &str) -> Option<Fault> {
    let start = normalized::verb(text);
    let missing =
        start == 0 && !text.trim_start().starts_with(['/', '\\']) && url(text, meant).is_none();
    missing.then(|| {
        (
            0..1,
            format!("the path has no leading slash: write {meant:?}"),
        )
    })
}

fn version(text: &str, meant: &str) -> Option<Fault> {
    let start = text.len() - text[normalized::verb(text)..].trim_start_matches('/').len();
    let version = ["v1.0", "beta"].into_iter().find(|version| {
        text[start..]
            .strip_prefix(version)
            .is_some_and(|rest| rest.starts_with('/'))
    })?;
    let place = start.saturating_sub(1)..start + version.len();
    let message = format!(
        "the version is no part of the path: write {meant:?}, and `version = {version:?}` where it is not the client's"
    );
    Some((place, message))
}

fn query(text: &str, meant: &str) -> Option<Fault> {
    let at = text.find('?')?;
    let message = format!(
        "a query string is no part of the path: options are given by methods and `.param(name, value)`; write {meant:?}"
    );
    Some((at..text.len(), message))
}

fn fragment(text: &str, meant: &str) -> Option<Fault> {
    let at = text.find('#')?;
    Some((
        at..at + 1,
        format!("a path holds no fragment: write {meant:?}, or `%23` where a number sign is meant"),
    ))
}

fn blank(text: &str, meant: &str) -> Option<Fault> {
    let start = normalized::verb(text);
    let mut inside = false;
    // Blanks within a placeholder make a name that can be none, which is said of the name.
    let (at, c) = text
        .char_indices()
        .skip_while(|(at, _)| *at < start)
        .find(|(_, c)| {
            inside = normalized::is_inside(inside, *c);
            c.is_whitespace() && !inside
        })?;
    Some((
        at..at + c.len_utf8(),
        format!("a path holds no blanks: write {meant:?}, or `%20` where one is meant"),
    ))
}

fn control(text: &str, _: &str) -> Option<Fault> {
    let (at, c) = text
        .char_indices()
        .find(|(_, c)| c.is_control() && !c.is_whitespace())?;
    Some((
        at..at + c.len_utf8(),
        format!(
            "a path holds no control characters: take `{}` away",
            c.escape_unicode()
        ),
    ))
}

/// What the URL standard's parser would take for a slash.
fn backslash(text: &str, meant: &str) -> Option<Fault> {
    let at = text.find('\\')?;
    Some((
        at..at + 1,
        format!(
            "segments are parted by slashes: write {meant:?}, or `%5C` where a backslash is meant"
        ),
    ))
}

fn two_slashes(text: &str, meant: &str) -> Option<Fault> {
    let from = text.find("://").map_or(0, |end| end + 3);
    let at = from + text[from..].find("//")?;
    Some((
        at..at + 2,
        format!("two slashes in a row: an empty segment addresses nothing; write {meant:?}"),
    ))
}

/// What the URL standard's parser would take out, together with the segment before it.
fn dots(text: &str, _: &str) -> Option<Fault> {
    let (place, segment) = segments(text).find(|(_, segment)| {
        let plain = segment.to_ascii_lowercase().replace("%2e", ".");
        matches!(plain.as_str(), "." | "..")
    })?;
    Some((
        place,
        format!(
            "a segment `{segment}` would address another resource: write the path that is meant"
        ),
    ))
}

fn percent(text: &str, _: &str) -> Option<Fault> {
    let (at, _) = text.match_indices('%').find(|(at, _)| {
        let mut digits = text[at + 1..].chars();
        !(0..2).all(|_| digits.next().is_some_and(|c| c.is_ascii_hexdigit()))
    })?;
    Some((
        at..at + 1,
        "two hexadecimal digits follow a percent sign: write `%25` for the sign itself".to_owned(),
    ))
}

/// `{id}`, as other libraries and Graph's own pages write it.
fn braces(text: &str, meant: &str) -> Option<Fault> {
    let open = text.find(['{', '}'])?;
    let close = text
        .rfind('}')
        .filter(|close| *close > open)
        .unwrap_or(open);
    Some((
        open..close + 1,
        format!("placeholders are written `<name>`: {meant:?}"),
    ))
}

/// `:id`, as routers write it.
fn colon(text: &str, meant: &str) -> Option<Fault> {
    let (place, _) = segments(text).find(|(_, segment)| normalized::foreign(segment).is_some())?;
    Some((
        place,
        format!("placeholders are written `<name>`: {meant:?}"),
    ))
}

fn parenthesis(text: &str, _: &str) -> Option<Fault> {
    let (mut open, mut quoted) = (Vec::new(), false);
    for (at, c) in text.char_indices() {
        match c {
            '\'' => quoted = !quoted,
            '(' if !quoted => open.push(at),
            ')' if !quoted && open.pop().is_none() => {
                return Some((
                    at..at + 1,
                    "this parenthesis closes nothing: take it away, or open it before".to_owned(),
                ));
            }
            _ => {}
        }
    }
    // Behind a quote that is not closed, parentheses say nothing.
    let at = open.pop().filter(|_| !quoted)?;
    Some((
        at..at + 1,
        "this parenthesis is not closed: write `)` where the arguments end".to_owned(),
    ))
}

fn quote(text: &str, _: &str) -> Option<Fault> {
    let quotes: Vec<_> = text.match_indices('\'').map(|(at, _)| at).collect();
    let at = *quotes.last().filter(|_| quotes.len() % 2 == 1)?;
    Some((
        at..at + 1,
        "this quote is not closed: write another `'` where the text ends".to_owned(),
    ))
}

fn segments(text: &str) -> impl Iterator<Item = (Range<usize>, &str)> {
    let mut at = 0;
    text.split('/').map(move |segment| {
        let start = at;
        at = start + segment.len() + 1;
        (start..start + segment.len(), segment)
    })
}
