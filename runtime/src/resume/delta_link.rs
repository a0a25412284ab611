//! Links to the next round of a delta query, and how to recover when one has expired.

use std::fmt;

use serde::{Deserialize, Serialize};

/// The link to the next round of a delta query. It is opaque: store it as it is.
///
/// The link may repeat the values of the query, so `Debug` does not show it.
///
/// ```
/// use graph_resource::DeltaLink;
///
/// let link = DeltaLink::new("https://graph.microsoft.com/v1.0/users/delta?$deltatoken=…");
/// let stored: String = link.as_str().to_owned();
/// assert_eq!(DeltaLink::new(stored), link);
/// ```
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct DeltaLink(String);

impl DeltaLink {
    /// Restores a link that was stored as a string.
    pub fn new(link: impl Into<String>) -> Self {
        DeltaLink(link.into())
    }

    /// Returns the link as the service wrote it, to be stored. [`new`](Self::new) restores it.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for DeltaLink {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("DeltaLink(..)")
    }
}

/// How to recover from an expired delta link: read everything again. See [`Error::resync`](crate::Error::resync).
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Resync {
    /// The start of the new enumeration, if the service sent one. Otherwise start with the query's first round.
    pub link: Option<DeltaLink>,
    /// What to do with local items that the new enumeration does not contain.
    pub kind: ResyncKind,
}

/// What to do with local items that the new enumeration does not contain.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum ResyncKind {
    /// The service does not say: delete them, since the new enumeration is complete.
    Unspecified,
    /// Delete them: the service's state is the right one (`resyncChangesApplyDifferences`).
    ApplyDifferences,
    /// Keep them: the service may have lost them (`resyncChangesUploadDifferences`).
    UploadDifferences,
}

/// The error codes that say that a delta link, or a link to a page of a round, has expired. Services vary their case.
const RESYNC_CODES: [&str; 9] = [
    "resyncRequired",
    "resyncChangesApplyDifferences",
    "resyncApplyDifferences",
    "resyncChangesUploadDifferences",
    "resyncUploadDifferences",
    "fullSyncRequired",
    "syncStateNotFound",
    "syncStateInvalid",
    "Directory_ExpiredPageToken",
];

/// Whether one of Graph's error codes says that the link has expired.
pub(crate) fn is_resync_code(code: &str) -> bool {
    RESYNC_CODES
        .iter()
        .any(|known| known.eq_ignore_ascii_case(code))
}

impl ResyncKind {
    /// The kind that one of Graph's error codes stands for, in both spellings that its reference uses.
    pub(crate) fn from_codes<'a>(codes: impl Iterator<Item = &'a str>) -> Self {
        for code in codes {
            match code.to_ascii_lowercase().as_str() {
                "resyncchangesapplydifferences" | "resyncapplydifferences" => {
                    return ResyncKind::ApplyDifferences;
                }
                "resyncchangesuploaddifferences" | "resyncuploaddifferences" => {
                    return ResyncKind::UploadDifferences;
                }
                _ => {}
            }
        }
        ResyncKind::Unspecified
    }
}
