//! A single change in a round of a delta query.

use std::fmt;

use serde::de::{Deserializer, Error, IgnoredAny, Visitor};
use serde::{Deserialize, Serialize};

/// A change of an item, as a [`Delta`](crate::Delta) query reports it.
///
/// OData has further kinds of changes, such as an added link between two items. Graph does not send them today, so a
/// `match` needs an arm for them that is not reached.
///
/// ```
/// use graph_resource::Change;
/// use graph_resource::delta::RemovedReason;
///
/// let change: Change<&str> = Change::removed("1", RemovedReason::Deleted);
/// match change {
///     Change::Updated(name) => println!("{name} was updated"),
///     Change::Removed { id, reason, .. } => println!("{id} was removed: {reason:?}"),
///     _ => {}
/// }
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Change<T> {
    /// The item is new, or some of its properties have changed. The service sends at least these.
    Updated(T),
    /// The item was removed. It has `@removed`, or the facet `deleted`, whatever else the service sends of it.
    /// [`Change::removed`] makes one.
    #[non_exhaustive]
    Removed {
        /// The item's id. A number is given as its digits.
        id: String,
        /// Why it was removed.
        reason: RemovedReason,
    },
}

impl<T> Change<T> {
    /// Creates a removal, for the tests of a program that handles changes.
    pub fn removed(id: impl Into<String>, reason: RemovedReason) -> Self {
        Change::Removed {
            id: id.into(),
            reason,
        }
    }

    /// Returns the item, unless it was removed.
    ///
    /// ```
    /// # use graph_resource::Change;
    /// let changes = vec![Change::Updated("Ada"), Change::Updated("Grace")];
    /// let updated: Vec<_> = changes.into_iter().filter_map(Change::updated).collect();
    /// assert_eq!(updated, ["Ada", "Grace"]);
    /// ```
    pub fn updated(self) -> Option<T> {
        match self {
            Change::Updated(item) => Some(item),
            Change::Removed { .. } => None,
        }
    }
}

/// Why an item was removed: the `reason` in `@removed`.
///
/// ```
/// # use graph_resource::delta::RemovedReason;
/// assert_eq!(RemovedReason::from("changed"), RemovedReason::Changed);
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum RemovedReason {
    /// The item can be restored, or no longer matches the query.
    Changed,
    /// The item was deleted for good. Also reported for drive items, which only have the facet `deleted`, and for items
    /// that are removed without a reason.
    Deleted,
    /// Another reason, as the service sent it: the content of a string, or the JSON of any other value.
    Other(String),
}

impl From<&str> for RemovedReason {
    fn from(reason: &str) -> Self {
        match reason {
            "changed" => RemovedReason::Changed,
            "deleted" => RemovedReason::Deleted,
            other => RemovedReason::Other(other.to_owned()),
        }
    }
}

/// A change of a relationship, such as an element of `members@delta`.
///
/// ```
/// # use graph_resource::{delta::RelationChange, graph_resource};
/// # use serde::Deserialize;
/// #[graph_resource(delta(changes = "/groups/delta"))]
/// #[derive(Deserialize)]
/// struct Group {
///     id: String,
///     #[serde(rename = "members@delta", default)]
///     members: Vec<RelationChange>,
/// }
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[non_exhaustive]
pub struct RelationChange {
    /// The id of the related object. A number is given as its digits.
    #[serde(deserialize_with = "id")]
    pub id: String,
    /// The OData type of the related object.
    #[serde(rename = "@odata.type", skip_serializing_if = "Option::is_none")]
    pub odata_type: Option<String>,
    /// Whether the relationship was removed: whether `@removed` is present and not `null`. The related object may still
    /// exist.
    #[serde(
        rename = "@removed",
        default,
        deserialize_with = "is_present",
        skip_serializing_if = "std::ops::Not::not"
    )]
    pub removed: bool,
}

impl RelationChange {
    /// Creates an added relationship to the object with this id, for the tests of a program that handles changes.
    pub fn added(id: impl Into<String>) -> Self {
        RelationChange {
            id: id.into(),
            odata_type: None,
            removed: false,
        }
    }

    /// Creates a removed relationship to the object with this id.
    pub fn removed(id: impl Into<String>) -> Self {
        RelationChange {
            removed: true,
            ..RelationChange::added(id)
        }
    }
}

/// Whether the value is anything but `null`.
fn is_present<'de, D: Deserializer<'de>>(deserializer: D) -> Result<bool, D::Error> {
    Option::<IgnoredAny>::deserialize(deserializer).map(|removed| removed.is_some())
}

/// An id, which identifies the object only if it is not empty.
fn id<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    deserializer.deserialize_any(IdVisitor)
}

struct IdVisitor;

impl Visitor<'_> for IdVisitor {
    type Value = String;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an id, as a string or a number")
    }

    fn visit_str<E: Error>(self, id: &str) -> Result<String, E> {
        if id.is_empty() {
            return Err(E::custom("the id is empty"));
        }
        Ok(id.to_owned())
    }

    fn visit_u64<E: Error>(self, id: u64) -> Result<String, E> {
        Ok(id.to_string())
    }

    fn visit_i64<E: Error>(self, id: i64) -> Result<String, E> {
        Ok(id.to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_removed_relationship_is_marked() {
        let changes: Vec<RelationChange> = serde_json::from_str(
            r##"[{"@odata.type":"#microsoft.graph.user","id":"1"},{"id":"2","@removed":{"reason":"deleted"}}]"##,
        )
        .unwrap();
        assert!(!changes[0].removed && changes[1].removed);
        assert_eq!(
            changes[0].odata_type.as_deref(),
            Some("#microsoft.graph.user")
        );
    }
    #[test]
    fn a_removed_relationship_is_recognized_in_any_form() {
        for (json, id, removed) in [
            (r#"{"id":"1","@removed":true}"#, "1", true),
            (r#"{"id":"1","@removed":"deleted"}"#, "1", true),
            (r#"{"id":"1","@removed":{"reason":5}}"#, "1", true),
            (r#"{"id":5,"@removed":{}}"#, "5", true),
            (r#"{"id":-5,"\u0040removed":[]}"#, "-5", true),
            (r#"{"id":"1","@removed":null}"#, "1", false),
        ] {
            let change: RelationChange = serde_json::from_str(json).unwrap();
            assert_eq!(
                (change.id.as_str(), change.removed),
                (id, removed),
                "{json}"
            );
        }
    }

    #[test]
    fn a_relationship_to_an_unknown_object_is_an_error() {
        for json in [
            r#"{"@removed":{}}"#,
            r#"{"id":null,"@removed":{}}"#,
            r#"{"id":"","@removed":{}}"#,
            r#"{"id":{},"@removed":{}}"#,
            r#"{"id":true}"#,
        ] {
            assert!(
                serde_json::from_str::<RelationChange>(json).is_err(),
                "{json}"
            );
        }
    }
}
