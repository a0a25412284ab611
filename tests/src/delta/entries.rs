//! What a round lists.

use serde_json::{Value, json};

use super::journal::{self, Change, Journal, Reason, Update};
use super::{Flavour, Tracked};
use crate::collection::{self, Request};
use crate::data::{Node, Related, Store};
use crate::failure::Failure;
use crate::odata::Options;
use crate::projection;

/// All entities as they are now.
pub(super) fn all(request: &Request<'_>, tracked: &Tracked<'_>) -> Result<Vec<Value>, Failure> {
    let nodes = collection::keep(
        request.store,
        request.store.nodes(tracked.set),
        &tracked.options,
    )?;
    nodes
        .iter()
        .map(|node| whole(request.store, tracked, node))
        .collect()
}

/// What became of them since the first `known` changes.
pub(super) fn since(
    request: &Request<'_>,
    tracked: &Tracked<'_>,
    journal: &Journal,
    known: usize,
) -> Result<Vec<Value>, Failure> {
    let mut entries = Vec::new();
    for (id, change) in journal.since(tracked.set, known) {
        entries.extend(match change {
            Change::Removed(reason) => removed(request.store, tracked, id, reason)?,
            Change::Updated(update) => updated(request.store, tracked, id, &update)?,
        });
    }
    Ok(entries)
}

fn whole(store: &Store, tracked: &Tracked<'_>, node: &Node<'_>) -> Result<Value, Failure> {
    let mut entry = projection::entity(store, node, &tracked.options, false)?;
    entry["id"] = node.value["id"].clone();
    for name in &tracked.relations {
        let ids = node.value.get(name).map(journal::ids).unwrap_or_default();
        relate(
            store,
            node,
            name,
            ids.iter().map(|id| (id.as_str(), true)),
            &mut entry,
        );
    }
    Ok(entry)
}

fn updated(
    store: &Store,
    tracked: &Tracked<'_>,
    id: &str,
    update: &Update,
) -> Result<Option<Value>, Failure> {
    let Some(node) = store.find(tracked.set, id) else {
        return Ok(None);
    };
    if !fits(store, tracked.set, node.value, &tracked.options)? {
        return Ok(None);
    }
    if update.is_new {
        return whole(store, tracked, &node).map(Some);
    }
    let mut entry = projection::entity(store, &node, &tracked.options, false)?;
    let changed: Vec<_> = entry
        .as_object()
        .into_iter()
        .flatten()
        .map(|(name, _)| name.clone())
        .collect();
    let is_of_interest = changed.iter().any(|name| update.names.contains(name));
    if tracked.is_partial {
        let members = entry.as_object_mut().expect("an entity is an object");
        members.retain(|name, _| update.names.contains(name));
    }
    entry["id"] = node.value["id"].clone();
    let mut is_related = false;
    for (name, ids) in update
        .relations
        .iter()
        .filter(|(name, _)| tracked.relations.contains(name))
    {
        is_related |= !ids.is_empty();
        relate(
            store,
            &node,
            name,
            ids.iter().map(|(id, is_in)| (id.as_str(), *is_in)),
            &mut entry,
        );
    }
    Ok((is_of_interest || is_related).then_some(entry))
}

fn removed(
    store: &Store,
    tracked: &Tracked<'_>,
    id: &str,
    reason: Reason,
) -> Result<Option<Value>, Failure> {
    let entry = match tracked.flavour {
        Flavour::Drive => json!({"id": id, "deleted": {}}),
        Flavour::Directory => json!({"id": id, "@removed": {"reason": reason.text()}}),
    };
    // Of what is gone nothing is known but the id, and the directory filters by nothing else.
    let is_filtered = store.kind(store.set_kind(tracked.set)).directory;
    let fits = !is_filtered || fits(store, tracked.set, &entry, &tracked.options)?;
    Ok(fits.then_some(entry))
}

fn fits(store: &Store, set: &str, value: &Value, options: &Options) -> Result<bool, Failure> {
    let node = Node {
        kind: store.set_kind(set).to_owned(),
        path: String::new(),
        value,
    };
    Ok(!collection::keep(store, vec![node], options)?.is_empty())
}

/// Adds `name@delta`: the ids that are in the relation, or not any more.
fn relate<'i>(
    store: &Store,
    node: &Node<'_>,
    name: &str,
    ids: impl Iterator<Item = (&'i str, bool)>,
    entry: &mut Value,
) {
    let items: Vec<_> = ids
        .map(|(id, is_in)| related(store, node, name, id, is_in))
        .collect();
    if !items.is_empty() {
        entry[format!("{name}@delta")] = json!(items);
    }
}

fn related(store: &Store, node: &Node<'_>, name: &str, id: &str, is_in: bool) -> Value {
    let mut item = json!({"id": id});
    if let Some(type_name) = type_of(store, node, name, id) {
        item["@odata.type"] = json!(format!("#{}", type_name.trim_start_matches('#')));
    }
    if !is_in {
        item["@removed"] = json!({"reason": Reason::Deleted.text()});
    }
    item
}

fn type_of(store: &Store, node: &Node<'_>, name: &str, id: &str) -> Option<String> {
    let kinds = store.navigation_kinds(&node.kind, name);
    let members = match store.related(node, name) {
        Some(Related::Many { nodes, .. }) => nodes,
        _ => Vec::new(),
    };
    let own = members
        .iter()
        .find(|it| it.value["id"] == id)
        .and_then(|it| store.type_of(it))
        .map(str::to_owned);
    let found = || {
        kinds
            .iter()
            .find_map(|set| store.type_of(&store.find(set, id)?).map(str::to_owned))
    };
    own.or_else(found)
        .or_else(|| store.kind(kinds.first()?).type_name.clone())
}
