//! The entries of a round.

use serde_json::{Value, json};

use super::journal::{self, Change, Journal, Reason, Update};
use super::{DeltaFormat, TrackedSet};
use crate::collection::{self, Request};
use crate::data::{Node, Related, Store};
use crate::failure::Failure;
use crate::odata::Options;
use crate::projection;

/// All current entities.
pub(super) fn all(request: &Request<'_>, tracked: &TrackedSet<'_>) -> Result<Vec<Value>, Failure> {
    let nodes = collection::filter_and_sort(
        request.store,
        request.store.nodes(tracked.set),
        &tracked.options,
    )?;
    nodes
        .iter()
        .map(|node| full_entry(request.store, tracked, node))
        .collect()
}

/// The changes after the first `known` ones.
pub(super) fn since(
    request: &Request<'_>,
    tracked: &TrackedSet<'_>,
    journal: &Journal,
    known: usize,
) -> Result<Vec<Value>, Failure> {
    let mut entries = Vec::new();
    for (id, change) in journal.since(tracked.set, known) {
        entries.extend(match change {
            Change::Removed(reason) => removal(request.store, tracked, id, reason)?,
            Change::Updated(update) => partial_entry(request.store, tracked, id, &update)?,
        });
    }
    Ok(entries)
}

fn full_entry(store: &Store, tracked: &TrackedSet<'_>, node: &Node<'_>) -> Result<Value, Failure> {
    let mut entry = projection::entity(store, node, &tracked.options, false)?;
    entry["id"] = node.value["id"].clone();
    for name in &tracked.relations {
        let ids = node.value.get(name).map(journal::ids).unwrap_or_default();
        add_related(
            store,
            node,
            name,
            ids.iter().map(|id| (id.as_str(), true)),
            &mut entry,
        );
    }
    Ok(entry)
}

fn partial_entry(
    store: &Store,
    tracked: &TrackedSet<'_>,
    id: &str,
    update: &Update,
) -> Result<Option<Value>, Failure> {
    let Some(node) = store.find(tracked.set, id) else {
        return Ok(None);
    };
    if !matches(store, tracked.set, node.value, &tracked.options)? {
        return Ok(None);
    }
    if update.is_new {
        return full_entry(store, tracked, &node).map(Some);
    }
    let mut entry = projection::entity(store, &node, &tracked.options, false)?;
    let changed: Vec<_> = entry
        .as_object()
        .into_iter()
        .flatten()
        .map(|(name, _)| name.clone())
        .collect();
    let has_changed = changed.iter().any(|name| update.names.contains(name));
    if tracked.is_partial {
        let members = entry.as_object_mut().expect("an entity is an object");
        members.retain(|name, _| update.names.contains(name));
    }
    entry["id"] = node.value["id"].clone();
    let mut has_related = false;
    for (name, ids) in update
        .relations
        .iter()
        .filter(|(name, _)| tracked.relations.contains(name))
    {
        has_related |= !ids.is_empty();
        add_related(
            store,
            &node,
            name,
            ids.iter().map(|(id, is_member)| (id.as_str(), *is_member)),
            &mut entry,
        );
    }
    if has_changed || has_related {
        Ok(Some(entry))
    } else {
        Ok(None)
    }
}

fn removal(
    store: &Store,
    tracked: &TrackedSet<'_>,
    id: &str,
    reason: Reason,
) -> Result<Option<Value>, Failure> {
    let entry = match tracked.format {
        DeltaFormat::Drive => json!({"id": id, "deleted": {}}),
        DeltaFormat::Directory => json!({"id": id, "@removed": {"reason": reason.as_str()}}),
    };
    // Only the id of a removed entity is known, and the directory filters by nothing else.
    let is_filtered = store.kind(store.set_kind(tracked.set)).directory;
    if is_filtered && !matches(store, tracked.set, &entry, &tracked.options)? {
        return Ok(None);
    }
    Ok(Some(entry))
}

fn matches(store: &Store, set: &str, value: &Value, options: &Options) -> Result<bool, Failure> {
    let node = Node {
        kind: store.set_kind(set).to_owned(),
        path: String::new(),
        value,
    };
    Ok(!collection::filter_and_sort(store, vec![node], options)?.is_empty())
}

/// Adds `name@delta`: the ids that were added to the relation or removed from it.
fn add_related<'i>(
    store: &Store,
    node: &Node<'_>,
    name: &str,
    ids: impl Iterator<Item = (&'i str, bool)>,
    entry: &mut Value,
) {
    let items: Vec<_> = ids
        .map(|(id, is_member)| related(store, node, name, id, is_member))
        .collect();
    if !items.is_empty() {
        entry[format!("{name}@delta")] = json!(items);
    }
}

fn related(store: &Store, node: &Node<'_>, name: &str, id: &str, is_member: bool) -> Value {
    let mut item = json!({"id": id});
    if let Some(type_name) = type_of(store, node, name, id) {
        item["@odata.type"] = json!(format!("#{}", type_name.trim_start_matches('#')));
    }
    if !is_member {
        item["@removed"] = json!({"reason": Reason::Deleted.as_str()});
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
        .find(|member| member.value["id"] == id)
        .and_then(|member| store.type_of(member))
        .map(str::to_owned);
    own.or_else(|| type_in_sets(store, &kinds, id))
        .or_else(|| store.kind(kinds.first()?).type_name.clone())
}

fn type_in_sets(store: &Store, sets: &[String], id: &str) -> Option<String> {
    sets.iter()
        .find_map(|set| store.type_of(&store.find(set, id)?).map(str::to_owned))
}
