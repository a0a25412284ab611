//! PagingOptions an item of a delta round says that it is gone.

use serde::Deserialize;
use serde::de::{Deserializer, IgnoredAny};

use crate::read::delta::change::RemovedReason;

/// What says that an item is gone: `@removed` with a reason, or the facet `deleted` of drive items.
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

/// An object, whatever it holds; a property of another kind that is called `deleted` is none.
struct Facet;

impl<'de> Deserialize<'de> for Facet {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        std::collections::HashMap::<String, IgnoredAny>::deserialize(deserializer).map(|_| Facet)
    }
}

/// The removal that an item stands for.
pub(crate) fn removal(json: &str) -> Option<(String, RemovedReason)> {
    // Most items are none: a look at the text is enough to know.
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
    fn row_21_removals_are_told_from_updates() {
        let gone = |id: &str, reason| Some((id.to_owned(), reason));
        for (json, expected) in [
            (
                r#"{"id":"1","@removed":{"reason":"changed"}}"#,
                gone("1", RemovedReason::Changed),
            ),
            (
                r#"{"@removed":{"reason":"deleted"},"id":"1"}"#,
                gone("1", RemovedReason::Deleted),
            ),
            (
                r#"{"id":"1","@removed":{}}"#,
                gone("1", RemovedReason::Deleted),
            ),
            (
                r#"{"id":"1","@removed":{"reason":"moved"}}"#,
                gone("1", RemovedReason::Other("moved".to_owned())),
            ),
            (
                r#"{"id":"1","deleted":{}}"#,
                gone("1", RemovedReason::Deleted),
            ),
            (
                r#"{"id":"1","deleted":{"state":"softDeleted"}}"#,
                gone("1", RemovedReason::Deleted),
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
