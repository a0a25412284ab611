//! The placeholders of a path that is known only at run time: `/users/<userId>/extensions/<name>`.
//!
//! They follow the rules of the paths in the attribute. A key never contains `<`, which is percent-encoded, so the first
//! one in a path always begins the next placeholder.

use crate::address::item_path;
use crate::address::template::PlaceholderKind;

/// A placeholder, and what is around it.
struct Placeholder<'a> {
    before: &'a str,
    name: &'a str,
    after: &'a str,
}

/// The name of the first placeholder, if there is one.
pub(crate) fn first(path: &str) -> Option<&str> {
    Placeholder::first(path).map(|placeholder| placeholder.name)
}

/// The path with its first placeholder replaced by the key, or what is wrong with the key.
pub(crate) fn fill(path: &str, key: &str) -> Result<String, String> {
    let Some(placeholder) = Placeholder::first(path) else {
        return Err(
            "`key` was called more often than the path has placeholders, such as `<userId>`"
                .to_owned(),
        );
    };
    placeholder
        .write(key)
        .map_err(|problem| format!("the key `{}` {problem}", placeholder.name))
}

impl<'a> Placeholder<'a> {
    fn first(path: &'a str) -> Option<Self> {
        let (before, rest) = path.split_once('<')?;
        let (name, after) = rest.split_once('>')?;
        Some(Placeholder {
            before,
            name,
            after,
        })
    }

    fn kind(&self) -> PlaceholderKind {
        if self.name.ends_with("..") {
            PlaceholderKind::Segments
        } else if self.before.ends_with('\'') && self.after.starts_with('\'') {
            PlaceholderKind::Quoted
        } else if self.after.starts_with(':') {
            PlaceholderKind::Closed
        } else if self.before.ends_with('/') && !self.after.starts_with(is_within_segment) {
            PlaceholderKind::Segment
        } else {
            PlaceholderKind::Bare
        }
    }

    fn write(&self, key: &str) -> Result<String, String> {
        let kind = self.kind();
        let mut path = self.before.to_owned();
        if kind != PlaceholderKind::Segments || !self.before.ends_with(":/") {
            kind.write_key(key, &mut path)?;
            path.push_str(self.after);
            return Ok(path);
        }
        let key = item_path::trimmed(key);
        if key.is_empty() {
            item_path::push_after_empty_key(self.after, &mut path);
        } else {
            kind.write_key(key, &mut path)?;
            path.push_str(self.after);
        }
        Ok(path)
    }
}

/// Whether a segment continues with this character.
fn is_within_segment(next: char) -> bool {
    !matches!(next, '/' | '?')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn filled(path: &str, keys: &[&str]) -> Result<String, String> {
        let mut path = path.to_owned();
        for key in keys {
            path = fill(&path, key)?;
        }
        Ok(path)
    }

    #[test]
    fn keys_are_written_as_in_the_paths_of_the_attribute() {
        for (path, keys, expected) in [
            ("/users/<id>", &["a/b?c"] as &[_], "/users/a%2Fb%3Fc"),
            (
                "/users/<id>?$select=id",
                &["<x>"],
                "/users/%3Cx%3E?$select=id",
            ),
            (
                "/users/<id>/extensions/<name>",
                &["O'Brien", "<"],
                "/users/O'Brien/extensions/%3C",
            ),
            (
                "/users/<id>/manager",
                &["$x@y.com"],
                "/users('$x@y.com')/manager",
            ),
            ("/users('<upn>')", &["O'Brien"], "/users('O''Brien')"),
            (
                "/sites/<host>:/<path..>:/lists",
                &["a:b", "/x y/"],
                "/sites/a%3Ab:/x%20y:/lists",
            ),
            (
                "/me/drive/root:/<path..>:/content",
                &["a/b c:.txt"],
                "/me/drive/root:/a/b%20c%3A.txt:/content",
            ),
            (
                "/me/drive/root:/<path..>:/children",
                &[""],
                "/me/drive/root/children",
            ),
            (
                "/reports(date=<date>)",
                &["2024-01-01"],
                "/reports(date=2024-01-01)",
            ),
        ] {
            assert_eq!(filled(path, keys).as_deref(), Ok(expected), "{path}");
        }
    }

    #[test]
    fn a_key_that_leads_elsewhere_and_a_key_too_many_are_faults() {
        for key in ["", ".", ".."] {
            let fault = filled("/users/<userId>", &[key]).unwrap_err();
            assert!(fault.starts_with("the key `userId` is "), "{fault}");
        }
        let fault = filled("/users/<userId>", &["1", "2"]).unwrap_err();
        assert!(fault.contains("more often"), "{fault}");
        assert_eq!(first("/users/<userId>/x"), Some("userId"));
        assert_eq!(first("/users/1"), None);
    }
}
