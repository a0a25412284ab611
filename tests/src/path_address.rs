//! Addresses by path: `root:/Reports/Q3.xlsx:` in a drive, `contoso.sharepoint.com:/sites/plan:` among the sites.

use crate::data::{Node, Related, Store};
use crate::failure::Failure;

const DRIVE_ITEM: &str = "microsoft.graph.driveItem";
const SITE: &str = "microsoft.graph.site";

/// The segments of a path between two colons, and the rest of the segments.
pub(crate) struct ByPath<'s> {
    /// The segment before the first colon.
    pub(crate) start: &'s str,
    /// The segments of the path.
    pub(crate) path: Vec<&'s str>,
    /// The segments after the second colon.
    pub(crate) rest: &'s [String],
}

impl<'s> ByPath<'s> {
    /// Takes a path apart if the first segment ends in a colon.
    pub(crate) fn split(segments: &'s [String]) -> Option<Self> {
        let (first, mut rest) = segments.split_first()?;
        let start = first.strip_suffix(':')?;
        let mut path = Vec::new();
        while let Some((segment, following)) = rest.split_first() {
            rest = following;
            match segment.strip_suffix(':') {
                Some("") => break,
                Some(last) => {
                    path.push(last);
                    break;
                }
                None => path.push(segment),
            }
        }
        Some(Self { start, path, rest })
    }
}

/// Whether an entity of this kind can be followed by a path to an item.
pub(crate) fn is_folder(store: &Store, kind: &str) -> bool {
    store.kind_is_of_type(kind, DRIVE_ITEM)
}

/// Whether this kind is that of sites, whose keys are a host and a path.
pub(crate) fn is_site(store: &Store, kind: &str) -> bool {
    store.kind_is_of_type(kind, SITE)
}

/// The item at a path below a folder.
pub(crate) fn item<'a>(
    store: &'a Store,
    folder: Node<'a>,
    path: &[&str],
) -> Result<Node<'a>, Failure> {
    path.iter().try_fold(folder, |folder, name| {
        let children = match store.related(&folder, "children") {
            Some(Related::Many { nodes, .. }) => nodes,
            _ => Vec::new(),
        };
        let is_named = |node: &Node<'_>| {
            let own = node.value["name"].as_str();
            own.is_some_and(|own| own.eq_ignore_ascii_case(name))
        };
        children.into_iter().find(is_named).ok_or_else(not_found)
    })
}

/// The items below a folder whose names contain the text.
pub(crate) fn search<'a>(store: &'a Store, folder: &Node<'a>, text: &str) -> Vec<Node<'a>> {
    let text = text.to_lowercase();
    let mut nodes = store.reachable(folder, "children");
    nodes.retain(|node| {
        let name = node.value["name"].as_str().unwrap_or_default();
        name.to_lowercase().contains(&text)
    });
    nodes
}

/// The site at a path of a host. Without a path it is the root site.
pub(crate) fn site<'a>(nodes: &[Node<'a>], host: &str, path: &[&str]) -> Result<Node<'a>, Failure> {
    let mut url = format!("https://{host}");
    for segment in path {
        url.push('/');
        url.push_str(segment);
    }
    let found = nodes.iter().find(|node| {
        let own = node.value["webUrl"].as_str();
        own.is_some_and(|own| own.eq_ignore_ascii_case(&url))
    });
    found.cloned().ok_or_else(not_found)
}

fn not_found() -> Failure {
    Failure::item_not_found("The resource could not be found.")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(path: &str) -> Option<(String, String, String)> {
        let segments: Vec<_> = path.split('/').map(str::to_owned).collect();
        let found = ByPath::split(&segments)?;
        Some((
            found.start.to_owned(),
            found.path.join("/"),
            found.rest.join("/"),
        ))
    }

    #[test]
    fn a_path_is_between_two_colons() {
        let parts = |path| split(path).map(|(a, b, c)| format!("{a}|{b}|{c}"));
        for (path, expected) in [
            ("root:/a/b c:/children", "root|a/b c|children"),
            ("root:/a", "root|a|"),
            ("root:/a:", "root|a|"),
            ("h:/sites/x:/lists/1", "h|sites/x|lists/1"),
        ] {
            assert_eq!(parts(path).as_deref(), Some(expected), "{path}");
        }
        assert_eq!(split("root/children"), None);
    }
}
