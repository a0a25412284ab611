//! Addresses by path: `root:/Reports/Q3.xlsx:` in a drive, `contoso.sharepoint.com:/sites/plan:` among the sites.

use crate::data::{Node, Related, Store};
use crate::failure::Failure;
use crate::routing::{Collection, Entity, Resolved, Target, single, step};

const DRIVE_ITEM: &str = "microsoft.graph.driveItem";
const SITE: &str = "microsoft.graph.site";

/// The segments of a path between two colons, and the rest of the segments.
struct ByPath<'s> {
    /// The segment before the first colon.
    start: &'s str,
    /// The segments of the path.
    path: Vec<&'s str>,
    /// The segments after the second colon.
    rest: &'s [String],
}

impl<'s> ByPath<'s> {
    /// Takes a path apart if the first segment ends in a colon.
    fn split(segments: &'s [String]) -> Option<Self> {
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

/// Follows a path between two colons, where there is something with such paths.
pub(crate) fn follow<'a, 's>(
    store: &'a Store,
    resolved: &Resolved<'a>,
    segments: &'s [String],
) -> Result<Option<(Resolved<'a>, &'s [String])>, Failure> {
    let Some(address) = ByPath::split(segments) else {
        return Ok(None);
    };
    let node = if let Some(sites) = sites(store, resolved) {
        site(&sites, address.start, &address.path)?
    } else {
        let start = step(store, resolved.clone(), address.start);
        let Ok(Resolved::Target(Target::Entity(Entity {
            node: Some(node), ..
        }))) = start
        else {
            return Ok(None);
        };
        if !is_folder(store, &node.kind) {
            return Ok(None);
        }
        item(store, node, &address.path)?
    };
    let context = format!("{}/$entity", node.kind);
    let target = single(Some(node), vec![], &context);
    Ok(Some((Resolved::Target(target), address.rest)))
}

/// The sites, if that is what the path leads to.
fn sites<'a>(store: &'a Store, resolved: &Resolved<'a>) -> Option<Vec<Node<'a>>> {
    match resolved {
        Resolved::Set(path) if is_site(store, store.set_kind(path)) => Some(store.nodes(path)),
        Resolved::Target(Target::Collection(collection)) => {
            let mut kinds = collection.kinds.iter();
            let has_sites = kinds.any(|kind| is_site(store, kind));
            has_sites.then(|| collection.nodes.clone())
        }
        _ => None,
    }
}

/// The items below a folder that `search(q='…')` finds.
pub(crate) fn search<'a>(
    store: &'a Store,
    resolved: &Resolved<'a>,
    name: &str,
    text: &str,
) -> Option<Resolved<'a>> {
    let Resolved::Target(Target::Entity(Entity { node, .. })) = resolved else {
        return None;
    };
    let folder = node.as_ref().filter(|_| name == "search")?;
    if !is_folder(store, &folder.kind) {
        return None;
    }
    Some(Resolved::Target(Target::Collection(Collection {
        nodes: items_named(store, folder, text),
        kinds: vec![folder.kind.clone()],
        context: "Collection(driveItem)".to_owned(),
        set: None,
    })))
}

/// The root site, whose key can be its host.
pub(crate) fn root_site<'a>(
    store: &'a Store,
    resolved: &Resolved<'a>,
    key: &str,
) -> Option<Node<'a>> {
    site(&sites(store, resolved)?, key, &[]).ok()
}

/// Whether an entity of this kind can be followed by a path to an item.
fn is_folder(store: &Store, kind: &str) -> bool {
    store.kind_is_of_type(kind, DRIVE_ITEM)
}

/// Whether this kind is that of sites, whose keys are a host and a path.
fn is_site(store: &Store, kind: &str) -> bool {
    store.kind_is_of_type(kind, SITE)
}

/// The item at a path below a folder.
fn item<'a>(store: &'a Store, folder: Node<'a>, path: &[&str]) -> Result<Node<'a>, Failure> {
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
fn items_named<'a>(store: &'a Store, folder: &Node<'a>, text: &str) -> Vec<Node<'a>> {
    let text = text.to_lowercase();
    let mut nodes = store.reachable(folder, "children");
    nodes.retain(|node| {
        let name = node.value["name"].as_str().unwrap_or_default();
        name.to_lowercase().contains(&text)
    });
    nodes
}

/// The site at a path of a host. Without a path it is the root site.
fn site<'a>(nodes: &[Node<'a>], host: &str, path: &[&str]) -> Result<Node<'a>, Failure> {
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
