//! The query options that a caller gives by name: in the query of a path, or with `param`.

use std::borrow::Cow;

use crate::address::encode;
use crate::address::resource_path::ResourcePath;

/// The query options of a request that are given by name, not by a method.
#[derive(Debug, Clone, Copy)]
pub(super) struct NamedOptions<'a> {
    pub(super) path: ResourcePath<'a>,
    pub(super) params: &'a [(String, String)],
}

impl<'a> NamedOptions<'a> {
    /// Whether there are none.
    pub(super) fn is_empty(self) -> bool {
        self.params.is_empty() && self.path.options().next().is_none()
    }

    /// Whether the option `name` is among them.
    pub(super) fn contains(self, name: &str) -> bool {
        is_in_query(self.path, name) || is_in_params(self.params, name)
    }

    /// The value of the option `name`, decoded.
    pub(super) fn value(self, name: &str) -> Option<Cow<'a, str>> {
        let mut params = self.params.iter();
        if let Some((_, value)) = params.find(|(given, _)| is_option(given, name)) {
            return Some(Cow::Borrowed(value));
        }
        let mut options = self.path.options();
        let option = options.find(|option| is_option(option, name))?;
        let (_, value) = option.split_once('=')?;
        Some(Cow::Owned(encode::decoded_value(value)))
    }

    /// The first system query option that is given twice: by the path, or by a parameter after another one or the path.
    pub(super) fn repeated(self) -> Option<&'a str> {
        self.repeated_in_path().or_else(|| self.repeated_param())
    }

    fn repeated_in_path(self) -> Option<&'a str> {
        for (index, option) in self.path.options().enumerate() {
            let name = option.split('=').next().unwrap_or(option);
            let mut earlier = self.path.options().take(index);
            if is_system_option(name) && earlier.any(|other| is_option(other, name)) {
                return Some(name);
            }
        }
        None
    }

    fn repeated_param(self) -> Option<&'a str> {
        for (index, (name, _)) in self.params.iter().enumerate() {
            let earlier = NamedOptions {
                params: &self.params[..index],
                ..self
            };
            if is_system_option(name) && earlier.contains(name) {
                return Some(name);
            }
        }
        None
    }
}

fn is_in_query(path: ResourcePath<'_>, name: &str) -> bool {
    path.options().any(|option| is_option(option, name))
}

fn is_in_params(params: &[(String, String)], name: &str) -> bool {
    params.iter().any(|(given, _)| is_option(given, name))
}

/// The path that returns the number of items at `path`. It ends in `/$count` and keeps the options that affect the number.
pub(super) fn count_path(path: &str) -> String {
    let resource = ResourcePath::parse(path);
    let mut counting = resource.without_query().trim_end_matches('/').to_owned();
    if !is_count(resource) {
        counting.push_str("/$count");
    }
    let mut separator = '?';
    for option in resource.options().filter(|option| affects_count(option)) {
        counting.push(separator);
        counting.push_str(option);
        separator = '&';
    }
    counting
}

/// Whether the path ends in the segment `/$count`.
pub(super) fn is_count(path: ResourcePath<'_>) -> bool {
    path.without_query().ends_with("/$count")
}

/// Whether an option affects the number of items, or is a custom option, whose meaning only the service knows.
pub(super) fn affects_count(option: &str) -> bool {
    !is_system_option(option) || is_option(option, "$filter") || is_option(option, "$search")
}

/// Whether `option`, which is `name` or `name=value` and may be percent-encoded, is the option `name`. Names of system
/// query options match in any letter case ([OData URL Conventions, section 5.1]).
///
/// [OData URL Conventions, section 5.1]: https://docs.oasis-open.org/odata/odata/v4.01/odata-v4.01-part2-url-conventions.html
fn is_option(option: &str, name: &str) -> bool {
    let given = option.split('=').next().unwrap_or(option);
    match (system_name(given), system_name(name)) {
        (Some(given), Some(name)) => given.eq_ignore_ascii_case(name),
        (None, None) => given == name,
        _ => false,
    }
}

/// Whether an option is a system query option of OData, which begins with `$`.
fn is_system_option(option: &str) -> bool {
    system_name(option).is_some()
}

/// The name of a system query option without its `$`.
fn system_name(option: &str) -> Option<&str> {
    option
        .strip_prefix('$')
        .or_else(|| option.strip_prefix("%24"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_option_is_found_however_it_is_written() {
        for path in [
            "/users?$top=1",
            "/users?a=b&$Top=1",
            "/users?%24top=1",
            "/users?$top",
        ] {
            assert!(is_in_query(ResourcePath::parse(path), "$top"), "{path}");
        }
        for path in [
            "/users",
            "/users?top=1",
            "/users?a=$top",
            "/$top=1",
            "/users?$topmost=1",
        ] {
            assert!(!is_in_query(ResourcePath::parse(path), "$top"), "{path}");
        }
    }

    #[test]
    fn a_count_keeps_the_options_that_affect_the_number() {
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
            assert_eq!(count_path(path), expected, "{path}");
        }
    }
}
