//! Path templates, and the keys that replace their placeholders.

use crate::address::encode;
use crate::address::item_path;
use crate::address::key::Key;
use crate::address::resource_path::ResourcePath;

/// One piece of a path template, as the attribute has parsed it.
#[doc(hidden)]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Piece {
    /// Literal text, already encoded: `/users/`.
    Literal(&'static str),
    /// A placeholder and its name.
    Key(PlaceholderKind, &'static str),
}

/// Where a placeholder appears in the path, which decides how its key is written.
#[doc(hidden)]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PlaceholderKind {
    /// A whole segment: `/<userId>/`.
    Segment,
    /// Between quotes: `users('<upn>')`.
    Quoted,
    /// An argument or a key without quotes: `reports(date=<date>)`.
    Bare,
    /// A segment that a colon would end: `sites/<host>:/`, `root:/<folder>/<file>`.
    Closed,
    /// Several segments separated by slashes: `root:/<itemPath..>:/children`. In such an item path, there may be none.
    Segments,
}

/// Writes the path with its placeholders replaced by `keys`, in order.
///
/// # Errors
///
/// Returns the message for a key that cannot be sent. It names the placeholder.
pub(crate) fn write(pieces: &[Piece], keys: &[&dyn Key]) -> Result<String, String> {
    let mut writer = Writer {
        path: String::with_capacity(32 * (keys.len() + 1)),
        follows_empty_key: false,
    };
    let mut keys = keys.iter();
    for (index, piece) in pieces.iter().enumerate() {
        match *piece {
            Piece::Literal(text) => writer.push_literal(text),
            Piece::Key(kind, name) => {
                let key = keys.next().map(|key| key.key()).unwrap_or_default();
                let written = if is_item_path(kind, &pieces[..index]) {
                    writer.push_item_path(&key)
                } else {
                    kind.write_key(&key, &mut writer.path)
                };
                written.map_err(|problem| format!("the key `{name}` {problem}"))?;
            }
        }
    }
    Ok(writer.finish())
}

struct Writer {
    path: String,
    /// Whether the last piece was an item path without segments.
    follows_empty_key: bool,
}

impl Writer {
    fn push_literal(&mut self, text: &str) {
        if self.follows_empty_key {
            item_path::push_after_empty_key(text, &mut self.path);
        } else {
            self.path.push_str(text);
        }
        self.follows_empty_key = false;
    }

    fn push_item_path(&mut self, key: &str) -> Result<(), String> {
        let key = item_path::trimmed(key);
        if key.is_empty() {
            self.follows_empty_key = true;
            return Ok(());
        }
        write_segments(key, &mut self.path)
    }

    fn finish(mut self) -> String {
        self.push_literal("");
        self.path
    }
}

/// Whether the key after these pieces is the path of a file or folder, which may be empty.
fn is_item_path(kind: PlaceholderKind, before: &[Piece]) -> bool {
    let literals = before.iter().filter_map(|piece| match piece {
        Piece::Literal(text) => Some(*text),
        Piece::Key(..) => None,
    });
    kind == PlaceholderKind::Segments && item_path::is_within(literals)
}

/// Explains why a path that a caller wrote cannot be sent, or returns `None` if it can.
///
/// Dots, backslashes, line breaks and trailing spaces are rejected rather than repaired: parsers that follow the
/// [URL Standard] drop or rewrite them, so the request would go somewhere else.
///
/// [URL Standard]: https://url.spec.whatwg.org/#url-parsing
pub(crate) fn fault(path: &str) -> Option<String> {
    let before_query = ResourcePath::parse(path).without_query();
    let fault = if !path.starts_with('/') {
        "must start with a slash"
    } else if before_query.split('/').any(is_dot_segment) {
        "contains a segment `.` or `..`, which would address a different resource"
    } else if path.contains('#') {
        "contains `#`, which would start a fragment: write `%23`"
    } else if path.contains('\\') || path.contains(char::is_control) {
        "contains a backslash or a control character, which a URL cannot have: percent-encode it"
    } else if path.ends_with(' ') {
        "ends with a space, which would be dropped: write `%20`"
    } else {
        return None;
    };
    Some(format!("the path {fault}"))
}

/// Whether a segment is a dot segment of RFC 3986 (section 3.3), however it is encoded.
fn is_dot_segment(segment: &str) -> bool {
    let decoded = segment.to_ascii_lowercase().replace("%2e", ".");
    matches!(decoded.as_str(), "." | "..")
}

impl PlaceholderKind {
    /// Appends the key to the path. The error completes the sentence "the key `userId` …".
    pub(super) fn write_key(self, key: &str, path: &mut String) -> Result<(), String> {
        match self {
            PlaceholderKind::Segment => {
                check_segment(key)?;
                write_segment(key, path);
            }
            PlaceholderKind::Quoted => write_quoted(key, path),
            PlaceholderKind::Bare => {
                check_not_empty(key)?;
                encode::segment(key, path);
            }
            PlaceholderKind::Closed => {
                check_segment(key)?;
                encode::colon_terminated(key, path);
            }
            PlaceholderKind::Segments => write_segments(key, path)?,
        }
        Ok(())
    }
}

fn check_not_empty(key: &str) -> Result<(), String> {
    if key.is_empty() {
        return Err("is empty".to_owned());
    }
    Ok(())
}

/// Rejects keys that would make the path lead to a different resource.
fn check_segment(key: &str) -> Result<(), String> {
    if matches!(key, "." | "..") {
        return Err(format!(
            "is `{key}`, which would address a different resource"
        ));
    }
    check_not_empty(key)
}

/// Appends a key as a segment.
///
/// The service would read a key that starts with `$` as a system segment such as `/$count`. It accepts such a key in
/// parentheses and quotes: `/users('$x@y.com')`.
fn write_segment(key: &str, path: &mut String) {
    if key.starts_with('$') && path.ends_with('/') {
        path.pop();
        path.push_str("('");
        write_quoted(key, path);
        path.push_str("')");
    } else {
        encode::segment(key, path);
    }
}

/// Appends a key as the content of a string literal: quotes are doubled, then everything is encoded.
fn write_quoted(key: &str, path: &mut String) {
    for (i, part) in key.split('\'').enumerate() {
        if i > 0 {
            path.push_str("''");
        }
        encode::segment(part, path);
    }
}

/// Appends a key of several segments, whose slashes stay. A colon is encoded, since it would end the path.
fn write_segments(key: &str, path: &mut String) -> Result<(), String> {
    check_not_empty(key)?;
    for (i, segment) in key.split('/').enumerate() {
        if i > 0 {
            path.push('/');
        }
        match segment {
            "" => return Err("has an empty segment: write `folder/file`".to_owned()),
            "." | ".." => {
                return Err(format!(
                    "contains the segment `{segment}`, which would address a different resource"
                ));
            }
            _ => encode::colon_terminated(segment, path),
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
    fn any_key_stays_one_segment() {
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
    fn an_error_names_the_placeholder_of_the_rejected_key() {
        for key in ["", ".", ".."] {
            let error = write(USER, &[&key]).unwrap_err();
            assert!(error.contains("`userId`"), "{error}");
        }
    }

    #[test]
    fn each_kind_of_placeholder_encodes_its_keys() {
        for (kind, key, expected) in [
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
            let written = kind.write_key(key, &mut path);
            assert_eq!(
                written.map(|()| path.as_str()).map_err(|_| ()),
                expected,
                "{kind:?} {key}"
            );
        }
    }

    #[test]
    fn an_item_path_without_segments_takes_its_colons_away() {
        const ITEM: Piece = Piece::Key(PlaceholderKind::Segments, "itemPath");
        const ROOT: Piece = Piece::Literal("/drive/root:/");
        for (pieces, empty, folder) in [
            (&[ROOT, ITEM] as &[_], "/drive/root", "/drive/root:/a/b"),
            (
                &[ROOT, ITEM, Piece::Literal(":/children")],
                "/drive/root/children",
                "/drive/root:/a/b:/children",
            ),
            (
                &[ROOT, ITEM, Piece::Literal("/x.txt:/content")],
                "/drive/root:/x.txt:/content",
                "/drive/root:/a/b/x.txt:/content",
            ),
            (
                &[
                    Piece::Literal("/drive/root:/Documents/"),
                    ITEM,
                    Piece::Literal(":/children"),
                ],
                "/drive/root:/Documents:/children",
                "/drive/root:/Documents/a/b:/children",
            ),
            (
                &[
                    Piece::Literal("/sites/x:/"),
                    ITEM,
                    Piece::Literal(":/drive/root:/y:/children"),
                ],
                "/sites/x/drive/root:/y:/children",
                "/sites/x:/a/b:/drive/root:/y:/children",
            ),
        ] {
            for key in ["", "/"] {
                assert_eq!(write(pieces, &[&key]).as_deref(), Ok(empty), "{key}");
            }
            for key in ["a/b", "/a/b", "a/b/", "/a/b/"] {
                assert_eq!(write(pieces, &[&key]).as_deref(), Ok(folder), "{key}");
            }
            for key in ["//", "a//b", "//a", ".", "/..", "a/../b"] {
                assert!(write(pieces, &[&key]).is_err(), "{key}");
            }
        }
    }

    #[test]
    fn segments_outside_of_an_item_path_are_required() {
        let pieces = [
            Piece::Literal("/things/"),
            Piece::Key(PlaceholderKind::Segments, "rest"),
        ];
        for key in ["", "/", "/a"] {
            assert!(write(&pieces, &[&key]).is_err(), "{key}");
        }
    }

    #[test]
    fn a_path_that_a_url_parser_would_change_is_rejected() {
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
