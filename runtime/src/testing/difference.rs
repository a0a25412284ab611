//! Describes how a request that was sent differs from an expected one.

use std::fmt;

use percent_encoding::percent_decode_str;

use crate::testing::matcher::{RequestMatcher, query_options, url_path};
use crate::testing::recorded::RecordedRequest;

/// How many characters of a value are shown.
const MAX_VALUE: usize = 100;

/// How a request that was sent differs from an expected one.
pub(super) struct Difference {
    /// Each difference in a few words, that of the path first.
    descriptions: Vec<String>,
    segments: usize,
}

impl Difference {
    /// Compares the methods, the paths, each query option, the expected headers, and the bodies.
    pub(super) fn between(sent: &RecordedRequest, expected: &RequestMatcher) -> Self {
        let mut difference = Difference {
            descriptions: Vec::new(),
            segments: 0,
        };
        if !expected.any_path {
            difference.compare_methods(&sent.method, &expected.method);
            difference.compare_paths(url_path(&sent.url), url_path(&expected.url));
        }
        difference.compare_options(&sent.url, expected);
        difference.compare_headers(sent, expected);
        difference.compare_bodies(&sent.body, expected);
        difference.compare_conditions(sent, expected);
        difference
    }

    /// How far apart the requests are. A different path weighs more than a different option.
    pub(super) fn weight(&self) -> usize {
        3 * self.segments + self.descriptions.len()
    }

    fn describe(&mut self, description: String) {
        self.descriptions.push(description);
    }

    fn compare_methods(&mut self, sent: &str, expected: &str) {
        if sent != expected {
            self.describe(format!("the method is {sent} instead of {expected}"));
        }
    }

    fn compare_paths(&mut self, sent: &str, expected: &str) {
        self.segments = differing_segments(sent, expected);
        if self.segments > 0 {
            self.describe(format!("the path is {sent} instead of {expected}"));
        }
    }

    fn compare_options(&mut self, sent: &str, expected: &RequestMatcher) {
        let others_allowed = expected.any_options;
        let expected = &expected.url;
        for (name, value) in query_options(sent) {
            match query_options(expected).find(|(other, _)| *other == name) {
                Some((_, other)) if other == value => {}
                Some((_, other)) => self.describe(option_difference(&readable(name), value, other)),
                None if others_allowed => {}
                None => self.describe(format!(
                    "unexpected `{}={}`",
                    readable(name),
                    readable(value)
                )),
            }
        }
        for (name, value) in query_options(expected) {
            if !query_options(sent).any(|(other, _)| other == name) {
                self.describe(format!("missing `{}={}`", readable(name), readable(value)));
            }
        }
    }

    fn compare_conditions(&mut self, sent: &RecordedRequest, expected: &RequestMatcher) {
        let conditions = expected.conditions.iter();
        for _ in conditions.filter(|condition| !condition.holds(sent)) {
            self.describe("a condition of the pattern does not hold".to_owned());
        }
    }

    fn compare_bodies(&mut self, sent: &[u8], expected: &RequestMatcher) {
        if expected.has_body_of(sent) {
            return;
        }
        let expected = expected.body.as_deref().unwrap_or_default();
        self.describe(format!(
            "the body is {} instead of {}",
            readable_body(sent),
            readable_body(expected)
        ));
    }

    fn compare_headers(&mut self, sent: &RecordedRequest, expected: &RequestMatcher) {
        for (name, value) in &expected.headers {
            match sent.header(name) {
                Some(other) if other == value => {}
                Some(other) => {
                    self.describe(format!("the header `{name}` is {other} instead of {value}"));
                }
                None => self.describe(format!("missing header `{name}: {value}`")),
            }
        }
    }
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.descriptions.join(", "))
    }
}

/// How many segments differ.
fn differing_segments(sent: &str, expected: &str) -> usize {
    let sent: Vec<_> = sent.split('/').collect();
    let expected: Vec<_> = expected.split('/').collect();
    let pairs = sent.iter().zip(&expected);
    let differing = pairs.filter(|(sent, expected)| sent != expected).count();
    differing + sent.len().abs_diff(expected.len())
}

/// Describes two values of an option. Of a `$select`, only the names that are not in both are shown.
fn option_difference(name: &str, sent: &str, expected: &str) -> String {
    if name != "$select" {
        let sent = readable(sent);
        let expected = readable(expected);
        return format!("`{name}` is {sent} instead of {expected}");
    }
    let extra = names_without(sent, expected);
    let lacking = names_without(expected, sent);
    match (extra.as_str(), lacking.as_str()) {
        ("", "") => "`$select` has a different order".to_owned(),
        (extra, "") => format!("`$select` has the extra {}", readable(extra)),
        ("", lacking) => format!("`$select` lacks {}", readable(lacking)),
        (extra, lacking) => {
            let extra = readable(extra);
            let lacking = readable(lacking);
            format!("`$select` has {extra} instead of {lacking}")
        }
    }
}

/// The names of one list that are not in the other.
fn names_without(list: &str, other: &str) -> String {
    let names: Vec<&str> = list
        .split(',')
        .filter(|name| !other.split(',').any(|excluded| excluded == *name))
        .collect();
    names.join(",")
}

/// A body as text, shortened.
fn readable_body(body: &[u8]) -> String {
    if body.is_empty() {
        return "empty".to_owned();
    }
    shortened(&String::from_utf8_lossy(body))
}

/// A value without its percent-encoding, shortened.
fn readable(value: &str) -> String {
    shortened(&percent_decode_str(value).decode_utf8_lossy())
}

fn shortened(decoded: &str) -> String {
    match decoded.char_indices().nth(MAX_VALUE) {
        Some((end, _)) => format!("{}…", &decoded[..end]),
        None => decoded.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use bytes::Bytes;

    use super::*;

    fn difference(sent: &str, expected: &str) -> Difference {
        let sent = RecordedRequest {
            method: "GET".to_owned(),
            url: sent.to_owned(),
            headers: Vec::new(),
            body: Bytes::new(),
            authorized: true,
        };
        let expected = RequestMatcher {
            method: "GET".to_owned(),
            url: expected.to_owned(),
            ..RequestMatcher::default()
        };
        Difference::between(&sent, &expected)
    }

    #[test]
    fn each_difference_is_described() {
        for (sent, expected, description) in [
            ("/users?$top=6", "/users?$top=5", "`$top` is 6 instead of 5"),
            ("/users?$top=6", "/users", "unexpected `$top=6`"),
            ("/users", "/users?$top=5", "missing `$top=5`"),
            (
                "/users/1",
                "/users/2",
                "the path is /users/1 instead of /users/2",
            ),
            (
                "/u?$select=id,mail",
                "/u?$select=id",
                "`$select` has the extra mail",
            ),
            (
                "/u?$select=id",
                "/u?$select=id,mail",
                "`$select` lacks mail",
            ),
            (
                "/u?$select=id,a",
                "/u?$select=id,b",
                "`$select` has a instead of b",
            ),
            (
                "/u?$select=a,b",
                "/u?$select=b,a",
                "`$select` has a different order",
            ),
            (
                "/u?$filter=a%20eq%20'%C3%A9'",
                "/u?$filter=a%20eq%201",
                "`$filter` is a eq 'é' instead of a eq 1",
            ),
        ] {
            assert_eq!(difference(sent, expected).to_string(), description);
        }
    }

    #[test]
    fn long_values_are_shortened() {
        let sent = format!("/u?$filter={}", "é".repeat(500));
        let description = difference(&sent, "/u?$filter=x").to_string();
        assert!(description.chars().count() < 150);
    }

    #[test]
    fn a_different_path_weighs_more_than_different_options() {
        let sent = "/users?$top=1&$skip=2";
        let options = difference(sent, "/users?$top=2&$skip=3");
        let path = difference(sent, "/groups?$top=1&$skip=2");
        assert!(options.weight() < path.weight());
    }
}
