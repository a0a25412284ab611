//! The changes to the data, in order.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use crate::data::{Data, Kind};

/// Why an entity was removed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reason {
    /// It is soft-deleted and can be restored.
    Changed,
    /// It is permanently deleted.
    Deleted,
}

impl Reason {
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Changed => "changed",
            Self::Deleted => "deleted",
        }
    }
}

/// All changes since the service started.
#[derive(Debug, Clone, Default)]
pub(crate) struct Journal(Vec<Entry>);

#[derive(Debug, Clone)]
struct Entry {
    set: String,
    id: String,
    change: Change,
}

/// A change to one entity.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Change {
    Updated(Update),
    Removed(Reason),
}

/// The updated parts of an entity.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Update {
    /// Whether the entity is new.
    pub(crate) is_new: bool,
    /// The properties that were set.
    pub(crate) names: BTreeSet<String>,
    /// The ids that were added to a relation (`true`) or removed from it (`false`).
    pub(crate) relations: BTreeMap<String, BTreeMap<String, bool>>,
}

impl Journal {
    /// The number of changes.
    pub(crate) fn len(&self) -> usize {
        self.0.len()
    }

    pub(crate) fn add(&mut self, set: &str, id: &str, change: Change) {
        self.0.push(Entry {
            set: set.to_owned(),
            id: id.to_owned(),
            change,
        });
    }

    /// The merged changes to each entity of a set after the first `known` changes. The latest change comes last.
    pub(crate) fn since(&self, set: &str, known: usize) -> Vec<(&str, Change)> {
        let mut changes: Vec<(&str, Change)> = Vec::new();
        for entry in self.0.iter().skip(known).filter(|entry| entry.set == set) {
            let earlier = changes
                .iter()
                .position(|(id, _)| *id == entry.id)
                .map(|index| changes.remove(index).1);
            changes.push((&entry.id, entry.change.clone().after(earlier)));
        }
        changes
    }
}

impl Change {
    /// Merges this change with an earlier one.
    fn after(self, earlier: Option<Self>) -> Self {
        match (earlier, self) {
            (Some(Self::Updated(earlier)), Self::Updated(later)) => {
                Self::Updated(later.after(earlier))
            }
            (_, later) => later,
        }
    }
}

impl Update {
    /// The update that setting `members` makes to `old`, if that entity exists.
    pub(crate) fn new(kind: &Kind, old: Option<&Value>, members: &Value) -> Self {
        let mut update = Self {
            is_new: old.is_none(),
            ..Self::default()
        };
        for (name, value) in members.as_object().into_iter().flatten() {
            match kind.find_navigation(name) {
                None => drop(update.names.insert(name.clone())),
                Some(relation) if relation.many => {
                    let old = old
                        .and_then(|old| old.get(name))
                        .map(ids)
                        .unwrap_or_default();
                    let new = ids(value);
                    let removed = old.difference(&new).map(|id| (id.clone(), false));
                    let added = new.difference(&old).map(|id| (id.clone(), true));
                    update
                        .relations
                        .insert(name.clone(), removed.chain(added).collect());
                }
                Some(_) => {}
            }
        }
        update
    }

    fn after(mut self, earlier: Self) -> Self {
        self.is_new |= earlier.is_new;
        self.names.extend(earlier.names);
        for (name, earlier) in earlier.relations {
            let relation = self.relations.entry(name).or_default();
            for (id, is_member) in earlier {
                relation.entry(id).or_insert(is_member);
            }
        }
        self
    }
}

/// The ids in a relation, which contains ids or whole entities.
pub(super) fn ids(relation: &Value) -> BTreeSet<String> {
    let items = relation.as_array().into_iter().flatten();
    items
        .filter_map(|item| item.as_str().or_else(|| item.get("id")?.as_str()))
        .map(str::to_owned)
        .collect()
}

impl Data {
    /// Sets properties of an entity, which is created if it does not exist.
    pub(crate) fn update(&mut self, set: &str, id: &str, members: &Value) -> Change {
        let kind = self.kind_of(set);
        let entities = self.entities(set);
        let index = entities.iter().position(|entity| entity["id"] == id);
        let update = Update::new(&kind, index.map(|index| &entities[index]), members);
        let index = index.unwrap_or_else(|| {
            entities.push(serde_json::json!({"id": id}));
            entities.len() - 1
        });
        for (name, value) in members.as_object().expect("a change is an object") {
            entities[index][name] = value.clone();
        }
        // An ETag in the data belongs to the previous state.
        entities[index]
            .as_object_mut()
            .expect("an entity is an object")
            .remove("@odata.etag");
        Change::Updated(update)
    }

    /// Removes an entity.
    pub(crate) fn remove(&mut self, set: &str, id: &str, reason: Reason) -> Change {
        let entities = self.entities(set);
        let before = entities.len();
        entities.retain(|entity| entity["id"] != id);
        assert!(entities.len() < before, "there is no `{id}` in `{set}`");
        Change::Removed(reason)
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn changes_to_one_entity_are_merged() {
        let mut data = Data::new()
            .entity_set(
                "groups",
                vec![
                    json!({"id": "g", "members": ["a", "b"]}),
                    json!({"id": "h"}),
                ],
            )
            .kind("groups", Kind::new("group").to_many("members", ["users"]));
        let mut journal = Journal::default();
        let mut change = |id: &str, members: Value| {
            let change = data.update("groups", id, &members);
            journal.add("groups", id, change);
        };
        change("g", json!({"name": "x", "members": ["b", "c"]}));
        change("h", json!({"name": "y"}));
        change("g", json!({"size": 1, "members": ["a", "c"]}));
        let changes = journal.since("groups", 0);
        assert_eq!(
            changes.iter().map(|(id, _)| *id).collect::<Vec<_>>(),
            ["h", "g"]
        );
        let members = BTreeMap::from([
            ("a".to_owned(), true),
            ("b".to_owned(), false),
            ("c".to_owned(), true),
        ]);
        let expected = Update {
            is_new: false,
            names: BTreeSet::from(["name".to_owned(), "size".to_owned()]),
            relations: BTreeMap::from([("members".to_owned(), members)]),
        };
        assert_eq!(changes[1].1, Change::Updated(expected));
        assert_eq!(journal.since("groups", 2).len(), 1);
        assert!(journal.since("users", 0).is_empty());
    }
}
