//! Links to the next round, and what to do when one is too old.

use std::fmt;

use serde::{Deserialize, Serialize};

/// Where the next round of a delta query begins: an opaque link of the service's, to be stored as it is.
///
/// It may hold what the query held, so `Debug` does not show it.
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct DeltaLink(String);

impl DeltaLink {
    /// A link that was stored as text.
    pub fn new(link: impl Into<String>) -> Self {
        DeltaLink(link.into())
    }

    /// The link, as the service wrote it.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for DeltaLink {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("DeltaLink(..)")
    }
}

/// A delta link is too old (`410 Gone`): everything has to be read anew. See [`Error::resync`](crate::Error::resync).
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Resync {
    /// Where the fresh enumeration begins, where the service says so; otherwise with the query's first round.
    pub link: Option<DeltaLink>,
    /// What becomes of items that are here and not in the fresh enumeration.
    pub kind: ResyncKind,
}

/// What becomes of items that are here and not in the fresh enumeration.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum ResyncKind {
    /// The service does not say: the fresh enumeration is the truth.
    Unspecified,
    /// Take what the service has for the truth (`resyncChangesApplyDifferences`).
    ApplyDifferences,
    /// Keep what is here, for the service may have lost it (`resyncChangesUploadDifferences`).
    UploadDifferences,
}

impl ResyncKind {
    /// From Graph's codes, in both spellings that it documents.
    pub(crate) fn of<'a>(mut codes: impl Iterator<Item = &'a str>) -> Self {
        codes
            .find_map(|code| match code.to_ascii_lowercase().as_str() {
                "resyncchangesapplydifferences" | "resyncapplydifferences" => {
                    Some(ResyncKind::ApplyDifferences)
                }
                "resyncchangesuploaddifferences" | "resyncuploaddifferences" => {
                    Some(ResyncKind::UploadDifferences)
                }
                _ => None,
            })
            .unwrap_or(ResyncKind::Unspecified)
    }
}
