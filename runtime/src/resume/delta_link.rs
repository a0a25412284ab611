//! Links to the next round of a delta query, and how to recover when one has expired.

use std::fmt;

use crate::resume::link;
use crate::resume::stored::{NotStored, stored_as_string};

/// The link to the next round of a delta query. It is opaque: store it as it is.
///
/// A delta link can be stored as a string, or with serde as the same string. It may repeat personal data of the query, so
/// keep it out of logs: `Debug` does not show it, and there is no `Display`. Parsing returns an error of the kind
/// [`Link`](crate::ErrorKind::Link) if the string is not a URL.
///
/// ```
/// use graph_resource::DeltaLink;
///
/// # fn main() -> Result<(), graph_resource::Error> {
/// let link: DeltaLink = "https://graph.microsoft.com/v1.0/users/delta?$deltatoken=…".parse()?;
/// let stored: String = link.as_str().to_owned();
/// assert_eq!(stored.parse::<DeltaLink>()?, link);
/// # Ok(()) }
/// ```
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct DeltaLink(String);

impl DeltaLink {
    /// A link as the service sent it.
    pub(crate) fn new(link: &str) -> Self {
        DeltaLink(link.to_owned())
    }

    /// Restores a link from what [`as_str`](Self::as_str) returned.
    pub(crate) fn parse(stored: &str) -> Result<Self, NotStored> {
        let expected = "a delta link";
        link::check(stored).map_err(|reason| NotStored { expected, reason })?;
        Ok(DeltaLink::new(stored))
    }

    /// Returns the link as the service wrote it, to be stored. Parsing the string restores it.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

stored_as_string!(DeltaLink);

impl fmt::Debug for DeltaLink {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("DeltaLink(..)")
    }
}

/// How to recover from an expired delta link: read everything again. See [`Error::resync`](crate::Error::resync).
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Resync {
    /// The start of the new enumeration, if the service sent one. Otherwise start with the query's first round.
    pub link: Option<DeltaLink>,
    /// What to do with local items that the new enumeration does not contain.
    pub kind: ResyncKind,
}

impl Resync {
    /// Creates a recovery, for the tests of a program that handles one.
    pub fn new(kind: ResyncKind, link: Option<DeltaLink>) -> Self {
        Resync { link, kind }
    }
}

/// What to do with local items that the new enumeration does not contain.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
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
