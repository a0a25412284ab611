//! The query that a path of the caller's brings along: `/users?$filter=…`.

/// Whether the option of that name is in it.
pub(super) fn gives(path: &str, name: &str) -> bool {
    split(path).1.split('&').any(|option| is(option, name))
}

/// The path without its query.
pub(super) fn bare(path: &str) -> &str {
    split(path).0
}

/// The path of the number of items: `/$count` behind it, and of its query only what decides how many there are.
pub(super) fn counted(path: &str) -> String {
    let (bare, query) = split(path);
    let mut out = bare.trim_end_matches('/').to_owned();
    if !is_count(bare) {
        out.push_str("/$count");
    }
    for (i, option) in query
        .split('&')
        .filter(|option| !option.is_empty() && decides(name(option)))
        .enumerate()
    {
        out.push(if i == 0 { '?' } else { '&' });
        out.push_str(option);
    }
    out
}

/// Whether the path is that of a number of items.
pub(super) fn is_count(path: &str) -> bool {
    bare(path).ends_with("/$count")
}

/// Whether an option decides how many items there are, or is one of the service's own.
pub(super) fn decides(name: &str) -> bool {
    !is_system(name) || ["$filter", "$search"].iter().any(|known| is(name, known))
}

/// Whether `option`, `name` or `name=value` and perhaps encoded, is the option `name`. Their case does not count
/// ([OData URL Conventions, section 5.1]).
///
/// [OData URL Conventions, section 5.1]: https://docs.oasis-open.org/odata/odata/v4.01/odata-v4.01-part2-url-conventions.html
pub(super) fn is(option: &str, name: &str) -> bool {
    let (given, wanted) = (self::name(option), name.strip_prefix('$').unwrap_or(name));
    match given
        .strip_prefix('$')
        .or_else(|| given.strip_prefix("%24"))
    {
        Some(given) => name.starts_with('$') && given.eq_ignore_ascii_case(wanted),
        None => given == name,
    }
}

pub(super) fn is_system(name: &str) -> bool {
    name.starts_with('$') || name.starts_with("%24")
}

fn name(option: &str) -> &str {
    option.split('=').next().unwrap_or(option)
}

fn split(path: &str) -> (&str, &str) {
    path.split_once('?').unwrap_or((path, ""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_option_is_found_in_every_way_of_writing_it() {
        for path in [
            "/users?$top=1",
            "/users?a=b&$Top=1",
            "/users?%24top=1",
            "/users?$top",
        ] {
            assert!(gives(path, "$top"), "{path}");
        }
        for path in [
            "/users",
            "/users?top=1",
            "/users?a=$top",
            "/$top=1",
            "/users?$topmost=1",
        ] {
            assert!(!gives(path, "$top"), "{path}");
        }
    }

    #[test]
    fn what_is_counted_keeps_what_decides_how_many_there_are() {
        for (path, expected) in [
            ("/users", "/users/$count"),
            ("/users/", "/users/$count"),
            ("/users/$count", "/users/$count"),
            (
                "/users?$filter=a&$top=1&includeHidden=true",
                "/users/$count?$filter=a&includeHidden=true",
            ),
            (
                "/users?$select=id&$orderby=id&$expand=a&$skip=1&$format=json",
                "/users/$count",
            ),
            ("/users?%24search=a&&", "/users/$count?%24search=a"),
        ] {
            assert_eq!(counted(path), expected, "{path}");
        }
    }
}
