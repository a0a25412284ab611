//! Path templates, and how keys are put into them.

use crate::address::encode;
use crate::address::key::Key;

/// One piece of a path template, as the attribute has parsed it.
#[doc(hidden)]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Piece {
    /// Text that is sent as it stands, already encoded: `/users/`.
    Literal(&'static str),
    /// A placeholder, with its name.
    Key(PlaceholderKind, &'static str),
}

/// Where a placeholder stands, which decides how its key is written.
#[doc(hidden)]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PlaceholderKind {
    /// A whole segment: `/<userId>/`.
    Segment,
    /// Within quotes: `users('<upn>')`.
    Quoted,
    /// An argument or a key without quotes, as it is: `reports(date=<date>)`.
    Bare,
    /// One that a colon would close: `sites/<host>:/`, `root:/<folder>/<file>`.
    Closed,
    /// Several segments, whose slashes stay: `root:/<itemPath..>:/children`.
    Segments,
}

/// Writes the path with `keys` in the place of the placeholders, in their order.
///
/// `Err` says which placeholder was given what cannot be sent.
pub(crate) fn write(pieces: &[Piece], keys: &[&dyn Key]) -> Result<String, String> {
    let mut path = String::with_capacity(32 * (keys.len() + 1));
    let mut keys = keys.iter();
    for piece in pieces {
        match *piece {
            Piece::Literal(text) => path.push_str(text),
            Piece::Key(place, name) => {
                let key = keys.next().map(|key| key.key()).unwrap_or_default();
                place
                    .write(&key, &mut path)
                    .map_err(|wrong| format!("the key `{name}` {wrong}"))?;
            }
        }
    }
    Ok(path)
}

/// Why a path that a caller has written cannot be sent. What the URL standard's parser would read as something else than
/// was written (dots, backslashes, line breaks and last blanks, which it drops) is refused, not repaired.
pub(crate) fn fault(path: &str) -> Option<String> {
    let before_query = path.split('?').next().unwrap_or(path);
    let fault = if !path.starts_with('/') {
        "has no leading slash"
    } else if before_query.split('/').any(is_dots) {
        "has a segment `.` or `..`, which would address another resource"
    } else if path.contains('#') {
        "has a `#`, which would end it: write `%23`"
    } else if path.contains('\\') || path.contains(char::is_control) {
        "has a backslash or a control character, which no URL has: percent-encode it"
    } else if path.ends_with(' ') {
        "ends in a blank, which would be dropped: write `%20`"
    } else {
        return None;
    };
    Some(format!("the path {fault}"))
}

/// Whether a segment goes up or stays, in any way of writing it.
fn is_dots(segment: &str) -> bool {
    let plain = segment.to_ascii_lowercase().replace("%2e", ".");
    matches!(plain.as_str(), "." | "..")
}

impl PlaceholderKind {
    fn write(self, key: &str, path: &mut String) -> Result<(), String> {
        match self {
            PlaceholderKind::Segment => segment(key, path),
            PlaceholderKind::Quoted => quoted(key, path),
            PlaceholderKind::Bare => not_empty(key).map(|()| encode::segment(key, path)),
            PlaceholderKind::Closed => one(key).map(|()| encode::closed(key, path)),
            PlaceholderKind::Segments => segments(key, path),
        }
    }
}

fn not_empty(key: &str) -> Result<(), String> {
    if key.is_empty() {
        Err("is empty".to_owned())
    } else {
        Ok(())
    }
}

/// A key that addresses something else than one member would be read by the service as another resource.
fn one(key: &str) -> Result<(), String> {
    match key {
        "." | ".." => Err(format!("is `{key}`, which would address another resource")),
        _ => not_empty(key),
    }
}

/// A key that starts with `$` would be read as `/$count` and the like; the service takes it in parentheses and quotes:
/// `/users('$x@y.com')`.
fn segment(key: &str, path: &mut String) -> Result<(), String> {
    one(key)?;
    if key.starts_with('$') && path.ends_with('/') {
        path.pop();
        path.push_str("('");
        quoted(key, path)?;
        path.push_str("')");
    } else {
        encode::segment(key, path);
    }
    Ok(())
}

/// A string literal: quotes are doubled first, and what comes out is encoded.
fn quoted(key: &str, path: &mut String) -> Result<(), String> {
    for (i, part) in key.split('\'').enumerate() {
        if i > 0 {
            path.push_str("''");
        }
        encode::segment(part, path);
    }
    Ok(())
}

/// Each segment is encoded, and the slashes between them stay. A colon would end the path.
fn segments(key: &str, path: &mut String) -> Result<(), String> {
    not_empty(key)?;
    for (i, segment) in key.split('/').enumerate() {
        if i > 0 {
            path.push('/');
        }
        match segment {
            "" => {
                return Err(
                    "has a slash at an end, or two in a row: write `folder/file`".to_owned(),
                );
            }
            "." | ".." => {
                return Err(format!(
                    "has the segment `{segment}`, which would address another resource"
                ));
            }
            _ => encode::closed(segment, path),
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    const USER: &[Piece] = &[
        Piece::Literal("/users/"),
        Piece::Key(PlaceholderKind::Segment, "userId"),
    ];

    #[test]
    fn keys_of_any_content_stay_one_segment() {
        for (key, path) in [
            ("a@b.com", "/users/a@b.com"),
            ("a/b", "/users/a%2Fb"),
            ("a?b#c%d e", "/users/a%3Fb%23c%25d%20e"),
            (
                "x_y#EXT#@z.onmicrosoft.com",
                "/users/x_y%23EXT%23@z.onmicrosoft.com",
            ),
            ("19:ab@thread.tacv2", "/users/19:ab@thread.tacv2"),
            ("é", "/users/%C3%A9"),
            ("...", "/users/..."),
            ("$x@y.com", "/users('$x@y.com')"),
            ("$o'b", "/users('$o''b')"),
        ] {
            assert_eq!(write(USER, &[&key]).as_deref(), Ok(path), "{key}");
        }
    }

    #[test]
    fn a_key_that_is_no_member_is_refused_by_name() {
        for key in ["", ".", ".."] {
            let error = write(USER, &[&key]).unwrap_err();
            assert!(error.contains("`userId`"), "{error}");
        }
    }

    #[test]
    fn each_place_writes_its_keys_in_its_own_way() {
        for (place, key, expected) in [
            (PlaceholderKind::Quoted, "o'neil/x", Ok("o''neil%2Fx")),
            (PlaceholderKind::Quoted, "", Ok("")),
            (PlaceholderKind::Quoted, ".", Ok(".")),
            (PlaceholderKind::Bare, "2024-01-31", Ok("2024-01-31")),
            (
                PlaceholderKind::Bare,
                "address='A1:B2'",
                Ok("address='A1:B2'"),
            ),
            (PlaceholderKind::Bare, "", Err(())),
            (
                PlaceholderKind::Closed,
                "contoso.sharepoint.com",
                Ok("contoso.sharepoint.com"),
            ),
            (PlaceholderKind::Closed, "a:b", Ok("a%3Ab")),
            (
                PlaceholderKind::Segments,
                "My Files/50%/a#b.txt",
                Ok("My%20Files/50%25/a%23b.txt"),
            ),
            (PlaceholderKind::Segments, "a:b", Ok("a%3Ab")),
            (PlaceholderKind::Segments, "/a", Err(())),
            (PlaceholderKind::Segments, "a//b", Err(())),
            (PlaceholderKind::Segments, "a/../b", Err(())),
        ] {
            let mut path = String::new();
            let written = place.write(key, &mut path);
            assert_eq!(
                written.map(|()| path.as_str()).map_err(|_| ()),
                expected,
                "{place:?} {key}"
            );
        }
    }

    #[test]
    fn a_written_path_is_sent_as_it_is_or_not_at_all() {
        for path in [
            "users",
            "",
            "/a/../b",
            "/a/./b",
            "/a/%2E%2e/b",
            "/a/.%2e",
            "/a#b",
            "/a\\..\\b",
            "/a\n",
            "/a ",
            "/a?x= ",
            "/a/..?x=1",
        ] {
            assert!(fault(path).is_some(), "{path}");
        }
        for path in [
            "/users/1?$select=id",
            "/users/a..b",
            "/a?x=../..",
            "/users('a%5Cb')",
            "/drive/root:/a%20b:/content",
        ] {
            assert_eq!(fault(path), None, "{path}");
        }
    }
}
