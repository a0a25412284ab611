//! What is different between a request that was sent and one that was wanted.

use std::fmt;

use percent_encoding::percent_decode_str;

use crate::testing::matcher::{RequestMatcher, options, path};

/// The longest value that is shown whole.
const MAX_VALUE: usize = 100;

/// The differences, each in a few words, the path's first.
pub(super) struct Difference {
    words: Vec<String>,
    segments: usize,
}

impl Difference {
    /// How far apart the two are: another path is more than another option.
    pub(super) fn weight(&self) -> usize {
        3 * self.segments + self.words.len()
    }
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.words.join(", "))
    }
}

/// Part by part: the path, each option, and the headers that were wanted.
pub(super) fn between(sent: &RequestMatcher, wanted: &RequestMatcher) -> Difference {
    let mut words = Vec::new();
    let segments = segments(path(&sent.url), path(&wanted.url));
    if segments > 0 {
        words.push(format!(
            "the path is {} and not {}",
            path(&sent.url),
            path(&wanted.url)
        ));
    }
    for (name, value) in options(&sent.url) {
        match options(&wanted.url).find(|(known, _)| *known == name) {
            Some((_, known)) if known == value => {}
            Some((_, known)) => words.push(values(&shown(name), value, known)),
            None => words.push(format!(
                "`{}` is there, with {}, and should not be",
                shown(name),
                shown(value)
            )),
        }
    }
    for (name, value) in options(&wanted.url) {
        if !options(&sent.url).any(|(known, _)| known == name) {
            words.push(format!(
                "`{}` is missing, which should be {}",
                shown(name),
                shown(value)
            ));
        }
    }
    for (name, value) in &wanted.headers {
        match sent.headers.iter().find(|(known, _)| known == name) {
            Some((_, known)) if known == value => {}
            Some((_, known)) => {
                words.push(format!("the header `{name}` is {known} and not {value}"))
            }
            None => words.push(format!(
                "the header `{name}` is missing, which should be {value}"
            )),
        }
    }
    Difference { words, segments }
}

/// How many segments are not the same.
fn segments(one: &str, other: &str) -> usize {
    let (one, other): (Vec<_>, Vec<_>) = (one.split('/').collect(), other.split('/').collect());
    one.iter()
        .zip(&other)
        .filter(|(one, other)| one != other)
        .count()
        + one.len().abs_diff(other.len())
}

/// Of long lists of names, those that are not in both.
fn values(name: &str, sent: &str, wanted: &str) -> String {
    if name != "$select" {
        return format!("`{name}` is {} and not {}", shown(sent), shown(wanted));
    }
    let only = |these: &str, those: &str| {
        let only = these
            .split(',')
            .filter(|name| !those.split(',').any(|other| other == *name));
        only.collect::<Vec<_>>().join(",")
    };
    match (only(sent, wanted).as_str(), only(wanted, sent).as_str()) {
        ("", "") => "`$select` has another order".to_owned(),
        (more, "") => format!("`$select` has {} too many", shown(more)),
        ("", less) => format!("`$select` lacks {}", shown(less)),
        (more, less) => format!("`$select` has {} and not {}", shown(more), shown(less)),
    }
}

/// A value as people write it, and no more of it than they read.
fn shown(value: &str) -> String {
    let text = percent_decode_str(value).decode_utf8_lossy();
    match text.char_indices().nth(MAX_VALUE) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.into_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(sent: &str, wanted: &str) -> String {
        let matcher = |url: &str| RequestMatcher {
            url: url.to_owned(),
            headers: Vec::new(),
        };
        between(&matcher(sent), &matcher(wanted)).to_string()
    }

    #[test]
    fn each_part_has_its_words() {
        for (sent, wanted, expected) in [
            ("/users?$top=6", "/users?$top=5", "`$top` is 6 and not 5"),
            (
                "/users?$top=6",
                "/users",
                "`$top` is there, with 6, and should not be",
            ),
            (
                "/users",
                "/users?$top=5",
                "`$top` is missing, which should be 5",
            ),
            (
                "/users/1",
                "/users/2",
                "the path is /users/1 and not /users/2",
            ),
            (
                "/u?$select=id,mail",
                "/u?$select=id",
                "`$select` has mail too many",
            ),
            (
                "/u?$select=id",
                "/u?$select=id,mail",
                "`$select` lacks mail",
            ),
            (
                "/u?$select=id,a",
                "/u?$select=id,b",
                "`$select` has a and not b",
            ),
            (
                "/u?$select=a,b",
                "/u?$select=b,a",
                "`$select` has another order",
            ),
            (
                "/u?$filter=a%20eq%20'%C3%A9'",
                "/u?$filter=a%20eq%201",
                "`$filter` is a eq 'é' and not a eq 1",
            ),
        ] {
            assert_eq!(words(sent, wanted), expected);
        }
    }

    #[test]
    fn a_long_value_is_cut_and_another_path_weighs_more() {
        assert!(
            words(&format!("/u?$filter={}", "é".repeat(500)), "/u?$filter=x")
                .chars()
                .count()
                < 150
        );
        let matcher = |url: &str| RequestMatcher {
            url: url.to_owned(),
            headers: Vec::new(),
        };
        let weight =
            |wanted: &str| between(&matcher("/users?$top=1&$skip=2"), &matcher(wanted)).weight();
        assert!(weight("/users?$top=2&$skip=3") < weight("/groups?$top=1&$skip=2"));
    }
}
