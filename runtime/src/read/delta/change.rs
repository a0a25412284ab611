//! One change.

use serde::Deserialize;
use serde::de::{Deserializer, IgnoredAny};

/// What has happened to an item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change<T> {
    /// It is new, or some of its properties have changed: at least those were sent.
    Updated(T),
    /// It is gone.
    Removed {
        /// Its id.
        id: String,
        /// How it went.
        reason: RemovedReason,
    },
}

impl<T> Change<T> {
    /// The item, unless it is gone.
    pub fn updated(self) -> Option<T> {
        match self {
            Change::Updated(item) => Some(item),
            Change::Removed { .. } => None,
        }
    }
}

/// PagingOptions an item went: the `reason` of `@removed`.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum RemovedReason {
    /// It can be restored, or has left what the query covers.
    Changed,
    /// It is gone for good. Drive items, which say only `deleted`, are taken for such.
    Deleted,
    /// What the service calls it otherwise.
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

/// A change of a relation, as in `members@delta`: give a field that name with `#[serde(rename = "members@delta")]`.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[non_exhaustive]
pub struct RelationChange {
    /// The id of the object at the other end.
    pub id: String,
    /// Its type.
    #[serde(rename = "@odata.type")]
    pub odata_type: Option<String>,
    /// Whether the relation is gone, and not the object.
    #[serde(rename = "@removed", default, deserialize_with = "is_there")]
    pub removed: bool,
}

/// Anything but `null`.
fn is_there<'de, D: Deserializer<'de>>(deserializer: D) -> Result<bool, D::Error> {
    Option::<IgnoredAny>::deserialize(deserializer).map(|removed| removed.is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_relation_that_is_gone_says_so() {
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
}
