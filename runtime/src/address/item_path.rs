//! The path of a file or folder within another resource: `root:/Documents/2024:/children`.
//!
//! Colons enclose it, so the root is addressed without any: `root/children`.

/// Whether a template is within such a path after these literals.
pub(super) fn is_within<'a>(literals: impl Iterator<Item = &'a str>) -> bool {
    let mut colons = 0;
    let mut is_quoted = false;
    for literal in literals {
        for (index, part) in literal.split('\'').enumerate() {
            is_quoted ^= index > 0;
            if !is_quoted {
                colons += part.matches(":/").count();
            }
        }
    }
    colons % 2 == 1
}

/// The key without the slash that each end may have: programs keep paths as `/Documents` and folders as `Documents/`.
pub(super) fn trimmed(key: &str) -> &str {
    let key = key.strip_prefix('/').unwrap_or(key);
    match key.strip_suffix('/') {
        Some(trimmed) if !trimmed.is_empty() => trimmed,
        _ => key,
    }
}

/// Appends the literal that follows an empty key, without the slash before the key, and without the colons if the item
/// path has no segments at all.
pub(super) fn push_after_empty_key(literal: &str, path: &mut String) {
    if path.ends_with('/') {
        path.pop();
    }
    let has_more_segments = literal.starts_with('/');
    if has_more_segments || !path.ends_with(':') {
        path.push_str(literal);
        return;
    }
    path.pop();
    path.push_str(literal.strip_prefix(':').unwrap_or(literal));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_item_path_is_between_colons_outside_of_quotes() {
        for (literals, expected) in [
            (&["/drive/root:/"] as &[_], true),
            (&["/drive/root:/Documents/"], true),
            (&["/drives/", "/items/", ":/"], true),
            (&["/sites/", ":/", ":/drive/root:/"], true),
            (&["/sites/", ":/", ":/lists/"], false),
            (&["/things/"], false),
            (&["/x(y=':/')/"], false),
            (&["/x(y='", ":/')/"], false),
            (&["/x(y='", "')/root:/"], true),
        ] {
            let actual = is_within(literals.iter().copied());
            assert_eq!(actual, expected, "{literals:?}");
        }
    }

    #[test]
    fn one_slash_at_each_end_is_dropped() {
        for (key, expected) in [
            ("", ""),
            ("/", ""),
            ("a", "a"),
            ("/a/b/", "a/b"),
            ("//", "/"),
            ("//a", "/a"),
            ("a//", "a/"),
            ("/./", "."),
        ] {
            assert_eq!(trimmed(key), expected, "{key}");
        }
    }
}
