//! The steps to a value in JSON.

use std::borrow::Cow;

use crate::decode::scanner::Scanner;

/// A step from a container to one of its values.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Step<'a> {
    /// The name of the value, as JSON with its quotation marks.
    Name(&'a str),
    Index(usize),
}

impl<'a> Step<'a> {
    /// The name without quotation marks and escapes.
    pub(super) fn name(self) -> Option<Cow<'a, str>> {
        let Step::Name(json) = self else { return None };
        match serde_json::from_str::<&str>(json) {
            Ok(name) => Some(Cow::Borrowed(name)),
            Err(_) => serde_json::from_str(json).map(Cow::Owned).ok(),
        }
    }
}

/// The step to the value with this index in an object or an array, and the JSON of the value. It may be incomplete: the
/// last value of JSON that breaks off counts for those that would follow it. `None` in any other JSON.
pub(super) fn step_into(container: &str, index: usize) -> Option<(Step<'_>, &str)> {
    let mut scanner = Scanner::new(container.as_bytes());
    let is_array = scanner.take(b'[');
    if !is_array && !scanner.take(b'{') {
        return None;
    }
    let mut at = 0;
    let mut entry = scanner.take_value();
    while at < index && scanner.take(b',') {
        at += 1;
        entry = scanner.take_value();
    }
    let entry = std::str::from_utf8(entry).ok()?;
    if is_array {
        return Some((Step::Index(at), entry));
    }
    let (name, rest) = entry.split_at(end_of_string(entry)?);
    let rest = rest.trim_start();
    let value = rest.strip_prefix(':').unwrap_or(rest).trim_start();
    Some((Step::Name(name), value))
}

/// The end of the string at the start of the JSON.
fn end_of_string(json: &str) -> Option<usize> {
    let mut is_escaped = false;
    for (at, character) in json.strip_prefix('"')?.char_indices() {
        match character {
            _ if is_escaped => is_escaped = false,
            '\\' => is_escaped = true,
            '"' => return Some(at + 2),
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(json: &str, index: usize, expected: Option<(Step<'_>, &str)>) {
        assert_eq!(step_into(json, index), expected, "{json} {index}");
    }

    #[test]
    fn a_step_leads_to_the_value_with_its_index() {
        let object = r#"{ "a" : 5 , "b\"{," : {"c":["x"]} }"#;
        check(object, 0, Some((Step::Name(r#""a""#), "5")));
        check(
            object,
            1,
            Some((Step::Name(r#""b\"{,""#), r#"{"c":["x"]}"#)),
        );
        let array = r#"[[1,2],"]",{"b":2}]"#;
        check(array, 0, Some((Step::Index(0), "[1,2]")));
        check(array, 2, Some((Step::Index(2), r#"{"b":2}"#)));
        check("5", 0, None);
        check("", 0, None);
    }

    #[test]
    fn the_last_value_of_incomplete_json_counts_for_those_that_follow() {
        check("[1", 1, Some((Step::Index(0), "1")));
        check("[1,", 1, Some((Step::Index(1), "")));
        check("[", 0, Some((Step::Index(0), "")));
        check(r#"{"a":"#, 0, Some((Step::Name(r#""a""#), "")));
        check(r#"{"a""#, 0, Some((Step::Name(r#""a""#), "")));
        check(r#"{"a"#, 0, None);
        check("{", 0, None);
    }

    #[test]
    fn names_have_no_escapes() {
        let (step, _) = step_into(r#"{"\u0061b":1}"#, 0).unwrap();
        assert_eq!(step.name().as_deref(), Some("ab"));
    }
}
