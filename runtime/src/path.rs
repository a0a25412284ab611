//! Path templates, and how keys are put into them.

use crate::{encode, key::Key};

/// One piece of a path template, as the attribute has parsed it.
#[doc(hidden)]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Piece {
    /// Text that is sent as it stands, already encoded: `/users/`.
    Literal(&'static str),
    /// A whole segment: `<userId>`, with the placeholder's name.
    Segment(&'static str),
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
            Piece::Segment(name) => {
                let key = keys.next().map(|key| key.key()).unwrap_or_default();
                check(name, &key)?;
                segment(&key, &mut path);
            }
        }
    }
    Ok(path)
}

/// A key that addresses something else than one member would be read by the service as another resource.
fn check(name: &str, key: &str) -> Result<(), String> {
    match key {
        "" => Err(format!("the key `{name}` is empty")),
        "." | ".." => Err(format!("the key `{name}` is `{key}`, which would address another resource")),
        _ => Ok(()),
    }
}

/// A key that starts with `$` would be read as `/$count` and the like; the service takes it in parentheses and quotes:
/// `/users('$x@y.com')`.
fn segment(key: &str, path: &mut String) {
    if key.starts_with('$') && path.ends_with('/') {
        path.pop();
        path.push_str("('");
        encode::segment(&key.replace('\'', "''"), path);
        path.push_str("')");
    } else {
        encode::segment(key, path);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const USER: &[Piece] = &[Piece::Literal("/users/"), Piece::Segment("userId")];

    #[test]
    fn keys_of_any_content_stay_one_segment() {
        for (key, path) in [
            ("a@b.com", "/users/a@b.com"),
            ("a/b", "/users/a%2Fb"),
            ("a?b#c%d e", "/users/a%3Fb%23c%25d%20e"),
            ("x_y#EXT#@z.onmicrosoft.com", "/users/x_y%23EXT%23@z.onmicrosoft.com"),
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
}
