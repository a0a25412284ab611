//! Recognizes the removed items of a delta round.
//!
//! The presence of a mark decides, whatever the form of its details or of the rest of the object: a removal that was
//! taken for an update would never be sent again.

use serde::Deserialize;
use serde_json::value::RawValue;

use crate::read::delta::change::RemovedReason;

/// The removal of an item.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Removal {
    /// `None` if the object does not say which item was removed.
    pub(super) id: Option<String>,
    pub(super) reason: RemovedReason,
}

/// The members that say whether and which item was removed. `null` counts as missing.
#[derive(Deserialize)]
struct Members<'a> {
    #[serde(borrow)]
    id: Option<&'a RawValue>,
    /// The mark that OData defines.
    #[serde(borrow, rename = "@removed")]
    removed: Option<&'a RawValue>,
    /// The facet of drive items and list items.
    #[serde(borrow)]
    deleted: Option<&'a RawValue>,
}

/// Finds out whether an item was removed; `None` if it was not.
pub(super) fn removal(json: &str) -> Result<Option<Removal>, serde_json::Error> {
    if !may_be_removal(json) {
        return Ok(None);
    }
    let members: Members<'_> = serde_json::from_str(json)?;
    let Some(reason) = members.reason() else {
        return Ok(None);
    };
    let id = members.id.and_then(id);
    Ok(Some(Removal { id, reason }))
}

/// Most items were not removed, which a search of the text shows without parsing it. An escape may hide a name:
/// `\u0040removed`.
fn may_be_removal(json: &str) -> bool {
    let has_mark = json.contains("@removed") || json.contains("\"deleted\"");
    (has_mark || json.contains("\\u")) && json.starts_with('{')
}

impl Members<'_> {
    /// Why the item was removed, if it was.
    fn reason(&self) -> Option<RemovedReason> {
        if let Some(removed) = self.removed {
            return Some(reason(removed));
        }
        let deleted = self.deleted?;
        (deleted.get() != "false").then_some(RemovedReason::Deleted)
    }
}

/// The reason in `@removed`.
fn reason(removed: &RawValue) -> RemovedReason {
    #[derive(Deserialize)]
    struct Reason<'a> {
        #[serde(borrow)]
        reason: Option<&'a RawValue>,
    }
    let json = removed.get();
    let reason = match json.bytes().next() {
        Some(b'{') => serde_json::from_str(json).map_or(None, |found: Reason<'_>| found.reason),
        Some(b'"') => Some(removed),
        _ => None,
    };
    match reason {
        Some(reason) => RemovedReason::from(&*text(reason)),
        None => RemovedReason::Deleted,
    }
}

/// The content of a string, or any other value as it is written.
fn text(value: &RawValue) -> String {
    serde_json::from_str(value.get()).unwrap_or_else(|_| value.get().to_owned())
}

/// The id, if it is a string or a number.
fn id(value: &RawValue) -> Option<String> {
    let json = value.get();
    match json.bytes().next()? {
        b'"' => serde_json::from_str(json)
            .ok()
            .filter(|id: &String| !id.is_empty()),
        b'-' | b'0'..=b'9' => Some(json.to_owned()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// An object, and the id and the reason if it is a removal.
    type Case<'a> = (&'a str, Option<(Option<&'a str>, RemovedReason)>);

    fn check(cases: &[Case<'_>]) {
        for (json, expected) in cases {
            let expected = expected.as_ref().map(|(id, reason)| Removal {
                id: id.map(str::to_owned),
                reason: reason.clone(),
            });
            assert_eq!(removal(json).unwrap(), expected, "{json}");
        }
    }

    #[test]
    fn removed_items_are_distinguished_from_updated_ones() {
        use RemovedReason::{Changed, Deleted, Other};
        check(&[
            (
                r#"{"id":"1","@removed":{"reason":"changed"}}"#,
                Some((Some("1"), Changed)),
            ),
            (
                r#"{"@removed":{"reason":"deleted"},"id":"1"}"#,
                Some((Some("1"), Deleted)),
            ),
            (r#"{"id":"1","@removed":{}}"#, Some((Some("1"), Deleted))),
            (
                r#"{"id":"1","@removed":{"reason":"moved"}}"#,
                Some((Some("1"), Other("moved".to_owned()))),
            ),
            (r#"{"id":"1","deleted":{}}"#, Some((Some("1"), Deleted))),
            (
                r#"{"id":"1","deleted":{"state":"softDeleted"}}"#,
                Some((Some("1"), Deleted)),
            ),
            (r#"{"id":"1","deleted":null}"#, None),
            (r#"{"id":"1","deleted":false}"#, None),
            (r#"{"id":"1","deleted": false }"#, None),
            (r#"{"id":"1","@removed":null}"#, None),
            (r#"{"id":"1","note":"was \"deleted\" or @removed"}"#, None),
            (r#"{"id":"1","parent":{"deleted":{}}}"#, None),
            (r#"{"id":"1"}"#, None),
        ]);
    }

    #[test]
    fn a_mark_counts_whatever_its_details_and_the_rest_are() {
        use RemovedReason::{Changed, Deleted, Other};
        check(&[
            (r#"{"id":"1","@removed":true}"#, Some((Some("1"), Deleted))),
            (r#"{"id":"1","@removed":[1]}"#, Some((Some("1"), Deleted))),
            (
                r#"{"id":"1","@removed":"changed"}"#,
                Some((Some("1"), Changed)),
            ),
            (
                r#"{"id":"1","@removed":{"reason":null}}"#,
                Some((Some("1"), Deleted)),
            ),
            (
                r#"{"id":"1","@removed":{"reason":{"code":5}}}"#,
                Some((Some("1"), Other(r#"{"code":5}"#.to_owned()))),
            ),
            (
                r#"{"id":"1","@removed":{"reason":"changed"},"deleted":false}"#,
                Some((Some("1"), Changed)),
            ),
            (
                r#"{"id":"1","@removed":null,"deleted":{}}"#,
                Some((Some("1"), Deleted)),
            ),
            (r#"{"id":"1","deleted":true}"#, Some((Some("1"), Deleted))),
            (r#"{"id":"1","deleted":"yes"}"#, Some((Some("1"), Deleted))),
            (
                r#"{"id":"1","\u0040removed":{}}"#,
                Some((Some("1"), Deleted)),
            ),
            (
                r#"{"\u0069d":"1","d\u0065leted":{}}"#,
                Some((Some("1"), Deleted)),
            ),
        ]);
    }

    #[test]
    fn a_removed_item_is_identified_by_a_string_or_a_number() {
        use RemovedReason::Deleted;
        for (id, expected) in [
            (r#""a""#, Some("a")),
            (r#""\u0061""#, Some("a")),
            ("5", Some("5")),
            ("-1", Some("-1")),
            ("12345678901234567890123", Some("12345678901234567890123")),
            ("null", None),
            ("true", None),
            (r#""""#, None),
            (r#""\ud83d""#, None),
            (r#"{"id":"1"}"#, None),
            ("[1]", None),
        ] {
            let json = format!(r#"{{"id":{id},"@removed":{{}}}}"#);
            check(&[(&json, Some((expected, Deleted)))]);
        }
        check(&[(r#"{"@removed":{}}"#, Some((None, Deleted)))]);
    }

    #[test]
    fn an_ambiguous_removal_is_an_error() {
        for json in [
            r#"{"id":"1","id":"2","@removed":{}}"#,
            r#"{"id":"1","@removed":null,"@removed":{}}"#,
        ] {
            assert!(removal(json).is_err(), "{json}");
        }
    }
}
