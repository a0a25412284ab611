//! Decodes a page of a delta round.

use serde::de::DeserializeOwned;

use crate::decode::items::decode_items;
use crate::decode::page::PageParts;
use crate::error::Error;
use crate::read::delta::change::Change;
use crate::read::delta::removal::removal;
use crate::transport::full_response::FullResponse;

/// Decodes a page of changes. If one of them does not fit `T`, the whole page fails.
pub(crate) fn decode_changes<T: DeserializeOwned>(
    response: &FullResponse,
) -> Result<PageParts<Result<Change<T>, Error>>, Error> {
    let parts = decode_items::<T, _>(response, |json| match removal(json) {
        Some((id, reason)) => Ok(Change::Removed { id, reason }),
        None => serde_json::from_str(json).map(Change::Updated),
    })?;
    // A change that was skipped would never be sent again.
    parts.all_or_none()
}
