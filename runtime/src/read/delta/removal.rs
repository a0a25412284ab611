//! Recognizes the removed items of a delta round.

use serde::Deserialize;
use serde::de::{Deserializer, IgnoredAny};

use crate::read::delta::change::RemovedReason;

/// The members that mark a removed item: `@removed` with a reason, or the facet `deleted` of drive items.
#[derive(Deserialize)]
struct Removal {
    #[serde(default)]
    id: Option<String>,
    #[serde(rename = "@removed")]
    removed: Option<Removed>,
    deleted: Option<Facet>,
}

#[derive(Deserialize)]
struct Removed {
    reason: Option<String>,
}

/// Any object. A property called `deleted` that is not an object is not a facet.
struct Facet;

impl<'de> Deserialize<'de> for Facet {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        std::collections::HashMap::<String, IgnoredAny>::deserialize(deserializer).map(|_| Facet)
    }
}

/// The id and reason of a removed item; `None` for an item that was not removed.
pub(crate) fn removal(json: &str) -> Option<(String, RemovedReason)> {
    // Most items were not removed, which a search of the text shows without parsing it.
    if !json.contains("@removed") && !json.contains("\"deleted\"") {
        return None;
    }
    let Removal {
        id,
        removed,
        deleted,
    } = serde_json::from_str(json).ok()?;
    let reason = match (removed, deleted) {
        (Some(removed), _) => removed.reason.as_deref().unwrap_or("deleted").into(),
        (None, Some(Facet)) => RemovedReason::Deleted,
        (None, None) => return None,
    };
    Some((id?, reason))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn removed_items_are_distinguished_from_updated_ones() {
        let removed = |id: &str, reason| Some((id.to_owned(), reason));
        for (json, expected) in [
            (
                r#"{"id":"1","@removed":{"reason":"changed"}}"#,
                removed("1", RemovedReason::Changed),
            ),
            (
                r#"{"@removed":{"reason":"deleted"},"id":"1"}"#,
                removed("1", RemovedReason::Deleted),
            ),
            (
                r#"{"id":"1","@removed":{}}"#,
                removed("1", RemovedReason::Deleted),
            ),
            (
                r#"{"id":"1","@removed":{"reason":"moved"}}"#,
                removed("1", RemovedReason::Other("moved".to_owned())),
            ),
            (
                r#"{"id":"1","deleted":{}}"#,
                removed("1", RemovedReason::Deleted),
            ),
            (
                r#"{"id":"1","deleted":{"state":"softDeleted"}}"#,
                removed("1", RemovedReason::Deleted),
            ),
            (r#"{"id":"1","deleted":null}"#, None),
            (r#"{"id":"1","deleted":false}"#, None),
            (r#"{"id":"1","note":"was \"deleted\" or @removed"}"#, None),
            (r#"{"id":"1"}"#, None),
        ] {
            assert_eq!(removal(json), expected, "{json}");
        }
    }
}
