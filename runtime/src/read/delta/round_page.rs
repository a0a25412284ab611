//! Reads the items of a delta round.

use std::marker::PhantomData;

use serde::de::DeserializeOwned;

use crate::decode::items::{RawItem, ReadItem, owns_error};
use crate::decode::reader::{read_first, read_json};
use crate::decode::scanner::Scanner;
use crate::error::Error;
use crate::error::kind::ErrorKind;
use crate::read::delta::change::Change;
use crate::read::delta::removal::{Removal, removal};
use crate::transport::full_response::FullResponse;

/// Changes of which none may fail: one that was skipped would never be sent again.
pub(super) struct StrictChanges<T>(PhantomData<T>);

impl<T: DeserializeOwned> ReadItem for StrictChanges<T> {
    type Item = Result<Change<T>, Error>;

    fn add_first(json: &str, items: &mut Vec<Self::Item>) -> Option<usize> {
        LenientChanges::add_first(json, items)
    }

    fn read(item: &RawItem<'_>) -> Result<Self::Item, Error> {
        read_change(item).map(Ok).map_err(Error::for_page)
    }

    fn keeps_errors() -> bool {
        true
    }
}

/// Changes of which each may fail alone, with an error that has its JSON path and `id`.
pub(super) struct LenientChanges<T>(PhantomData<T>);

impl<T: DeserializeOwned> ReadItem for LenientChanges<T> {
    type Item = Result<Change<T>, Error>;

    fn add_first(json: &str, changes: &mut Vec<Self::Item>) -> Option<usize> {
        let start = changes.len();
        let updated = read_first(json, |item| changes.push(Ok(Change::Updated(item))));
        let length = match updated {
            Some(length) => length,
            None => Scanner::new(json.as_bytes()).take_value().len(),
        };
        match removal(json.get(..length)?).ok()? {
            Some(removal) => {
                changes.truncate(start);
                changes.push(Ok(removed(removal)?));
                Some(length)
            }
            None => updated,
        }
    }

    fn read(item: &RawItem<'_>) -> Result<Self::Item, Error> {
        Ok(read_change(item))
    }

    /// Each change is searched for an error when it is read.
    fn keeps_errors() -> bool {
        true
    }
}

fn read_change<T: DeserializeOwned>(item: &RawItem<'_>) -> Result<Change<T>, Error> {
    item.check(owns_error::<T>)?;
    let removal = removal(item.json).map_err(|error| item.failure(&error.into()))?;
    match removal {
        Some(removal) => removed(removal).ok_or_else(|| unidentified(item.response, item.index)),
        None => read_json(item.json)
            .map(Change::Updated)
            .map_err(|misfit| item.failure(&misfit)),
    }
}

/// The change of an item that was removed, if it says which one.
fn removed<T>(removal: Removal) -> Option<Change<T>> {
    let id = removal.id?;
    Some(Change::Removed {
        id,
        reason: removal.reason,
    })
}

/// The error for a removal of an unknown item. Skipping it would keep the item for ever.
#[cold]
fn unidentified(response: &FullResponse, index: usize) -> Error {
    let path = format!("value[{index}]");
    let summary = format!(
        "an item was removed, but it has no `id` that is a string or a number, at `{path}`"
    );
    Error::new(ErrorKind::Decode, summary)
        .with_context(response.context())
        .with_json_path(path)
        .for_item(None)
}
