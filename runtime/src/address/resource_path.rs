//! Parses the path of a resource into its segments and its query.

/// A path relative to the API version, with its query: `/users('x')/drive?$top=1`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct ResourcePath<'a> {
    path: &'a str,
    query: &'a str,
}

impl<'a> ResourcePath<'a> {
    pub(crate) fn parse(text: &'a str) -> Self {
        let (path, query) = text.split_once('?').unwrap_or((text, ""));
        ResourcePath { path, query }
    }

    /// Takes the path from an absolute link, after its scheme, host and API version. A gateway may have a path of its own
    /// in front of the version.
    pub(crate) fn of_link(link: &'a str) -> Self {
        let after_scheme = link.split_once("://").map_or(link, |(_, rest)| rest);
        let after_host = after_scheme.split_once('/').map_or("", |(_, rest)| rest);
        Self::after_version(Self::parse(after_host))
    }

    /// Takes the path from an absolute link below a root, whose own path is not looked at.
    pub(crate) fn of_link_below(root: &str, link: &'a str) -> Self {
        let below_root = link.strip_prefix(root.trim_end_matches('/'));
        match below_root.filter(|rest| rest.starts_with('/')) {
            Some(rest) => Self::after_version(Self::parse(rest)),
            None => Self::of_link(link),
        }
    }

    /// The rest after the first segment that is an API version; after the first segment if there is none.
    fn after_version(whole: Self) -> Self {
        let mut rest = whole.path.trim_start_matches('/');
        let after_first = rest.split_once('/').map_or("", |(_, rest)| rest);
        while let Some((segment, after)) = rest.split_once('/') {
            if matches!(segment, "v1.0" | "beta") {
                return ResourcePath {
                    path: after,
                    ..whole
                };
            }
            rest = after;
        }
        ResourcePath {
            path: after_first,
            ..whole
        }
    }

    /// Returns the path without its query.
    pub(crate) fn without_query(self) -> &'a str {
        self.path
    }

    /// Returns the segments, skipping empty ones.
    pub(crate) fn segments(self) -> impl Iterator<Item = Segment<'a>> {
        self.path
            .split('/')
            .filter(|segment| !segment.is_empty())
            .map(Segment)
    }

    /// Returns the options of the query, such as `$top=1`, skipping empty ones.
    pub(crate) fn options(self) -> impl Iterator<Item = &'a str> {
        self.query.split('&').filter(|option| !option.is_empty())
    }
}

/// One segment of a path: `users`, `users('x')`, `microsoft.graph.user`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Segment<'a>(&'a str);

impl<'a> Segment<'a> {
    /// The segment that addresses the number of items in a collection.
    pub(crate) const COUNT: Self = Segment("$count");
    /// The function of a delta query, without parentheses.
    pub(crate) const DELTA: Self = Segment("delta");

    /// Returns the segment as it is written.
    pub(crate) fn text(self) -> &'a str {
        self.0
    }

    /// Returns the key or the arguments in parentheses, without the quotes around it.
    pub(crate) fn key(self) -> Option<&'a str> {
        let (_, key) = self.0.split_once('(')?;
        Some(key.trim_end_matches(')').trim_matches('\''))
    }

    /// Returns the name without a key or arguments in parentheses.
    pub(crate) fn name(self) -> &'a str {
        // Faster than a search for a character, which pays off in longer strings only.
        let end = self.0.bytes().position(|byte| byte == b'(');
        end.map_or(self.0, |end| &self.0[..end])
    }

    /// Whether the segment has a key or arguments in parentheses.
    pub(crate) fn has_parentheses(self) -> bool {
        self.0.contains('(')
    }

    /// Whether the segment is the qualified name of a type or function, such as `microsoft.graph.user`.
    pub(crate) fn is_qualified(self) -> bool {
        self.starts_with("microsoft.graph.") || self.starts_with("graph.")
    }

    /// Whether the segment has this name, ignoring case.
    pub(crate) fn is_named(self, name: &str) -> bool {
        self.name().eq_ignore_ascii_case(name)
    }

    fn starts_with(self, namespace: &str) -> bool {
        let start = self.0.get(..namespace.len());
        start.is_some_and(|start| start.eq_ignore_ascii_case(namespace))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(path: ResourcePath<'_>) -> Vec<&str> {
        path.segments().map(Segment::name).collect()
    }

    #[test]
    fn a_path_splits_into_segments_and_query_options() {
        let path = ResourcePath::parse("/users('o''neil')//drive/root:/a b?$top=1&&x=?");
        assert_eq!(path.without_query(), "/users('o''neil')//drive/root:/a b");
        assert_eq!(names(path), ["users", "drive", "root:", "a b"]);
        assert_eq!(path.options().collect::<Vec<_>>(), ["$top=1", "x=?"]);
        assert_eq!(names(ResourcePath::parse("/")), [""; 0]);
    }

    #[test]
    fn the_path_of_a_link_starts_after_the_version() {
        let link = "https://graph.microsoft.com/v1.0/users?$skiptoken=1";
        assert_eq!(
            ResourcePath::of_link(link),
            ResourcePath::parse("users?$skiptoken=1")
        );
        assert_eq!(ResourcePath::of_link("nonsense"), ResourcePath::parse(""));
        for (link, path) in [
            ("https://gateway.example/graph/v1.0/users?x", "users?x"),
            ("https://gateway.example/a/b/beta/me", "me"),
            (
                "https://graph.microsoft.com/v1.0/sites/beta/x",
                "sites/beta/x",
            ),
            ("https://graph.microsoft.com/other/users/1", "users/1"),
            ("https://graph.microsoft.com/v1.0", ""),
        ] {
            assert_eq!(
                ResourcePath::of_link(link),
                ResourcePath::parse(path),
                "{link}"
            );
        }
        let root = "https://gateway.example/beta/graph/";
        for (link, path) in [
            ("https://gateway.example/beta/graph/v1.0/users", "users"),
            ("https://gateway.example/v1.0/users", "users"),
            ("https://gateway.example/beta/graphs/users", "graphs/users"),
        ] {
            let below = ResourcePath::of_link_below(root, link);
            assert_eq!(below, ResourcePath::parse(path), "{link}");
        }
    }

    #[test]
    fn a_qualified_name_starts_with_the_graph_namespace() {
        let is_qualified = |text| {
            ResourcePath::parse(text)
                .segments()
                .all(Segment::is_qualified)
        };
        assert!(is_qualified(
            "/microsoft.graph.user/Microsoft.Graph.delta()/graph.group"
        ));
        assert!(!is_qualified("/users"));
    }
}
