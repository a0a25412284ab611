//! Decodes a page of a delta round.

use serde::de::DeserializeOwned;

use crate::decode::items::decode_items;
use crate::decode::page::PageParts;
use crate::error::Error;
use crate::error::kind::ErrorKind;
use crate::read::delta::change::Change;
use crate::read::delta::removal::{Removal, removal};
use crate::transport::full_response::FullResponse;

/// A page of changes, each of which may have failed to decode.
pub(super) type ChangesPage<T> = PageParts<Result<Change<T>, Error>>;

/// Decodes a page of changes. If one of them does not fit `T`, the whole page fails.
pub(super) fn decode_changes<T: DeserializeOwned>(
    response: &FullResponse,
) -> Result<ChangesPage<T>, Error> {
    let page = decode_lenient_changes(response)?;
    // A change that was skipped would never be sent again.
    page.all_or_none().map_err(Error::for_page)
}

/// Decodes a page of changes. One that does not fit is an error with its JSON path and `id`.
pub(super) fn decode_lenient_changes<T: DeserializeOwned>(
    response: &FullResponse,
) -> Result<ChangesPage<T>, Error> {
    let page = decode_items::<T, _>(response, |json| match removal(json)? {
        Some(removal) => Ok(Decoded::Removed(removal)),
        None => serde_json::from_str(json).map(Decoded::Updated),
    })?;
    let mut changes = Vec::with_capacity(page.value.len());
    for (index, decoded) in page.value.into_iter().enumerate() {
        changes.push(decoded.and_then(|decoded| decoded.into_change(response, index)));
    }
    Ok(PageParts {
        value: changes,
        count: page.count,
        next_link: page.next_link,
        delta_link: page.delta_link,
    })
}

/// An object of a page.
enum Decoded<T> {
    Updated(T),
    Removed(Removal),
}

impl<T> Decoded<T> {
    fn into_change(self, response: &FullResponse, index: usize) -> Result<Change<T>, Error> {
        match self {
            Decoded::Updated(item) => Ok(Change::Updated(item)),
            Decoded::Removed(Removal {
                id: Some(id),
                reason,
            }) => Ok(Change::Removed { id, reason }),
            Decoded::Removed(Removal { id: None, .. }) => Err(unidentified(response, index)),
        }
    }
}

/// The error for a removal of an unknown item. Skipping it would keep the item for ever.
#[cold]
fn unidentified(response: &FullResponse, index: usize) -> Error {
    let path = format!("value[{index}]");
    let summary = format!(
        "an item was removed, but it has no `id` that is a string or a number, at `{path}`"
    );
    Error::new(ErrorKind::Decode, summary)
        .with_context(response.context.clone())
        .with_json_path(path)
        .for_item(None)
}
