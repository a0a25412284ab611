//! Pages whose items are read one by one, so that a bad one does not take the others with it.

use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::value::RawValue;

use crate::read::delta::change::{Change, removal};

use crate::decode::page::PageParts;
use crate::decode::{misfit, page};
use crate::error::Error;
use crate::transport::Answer;

/// A page whose items stand for themselves. One that does not fit is an error with its place and its `id`.
pub(crate) fn lenient<T: DeserializeOwned>(
    answer: &Answer,
) -> Result<PageParts<Result<T, Error>>, Error> {
    each::<T, T>(answer, |json| serde_json::from_str(json))
}

/// A page of which every item fits, or none is read.
pub(crate) fn strict<T: DeserializeOwned>(
    answer: &Answer,
) -> Result<PageParts<Result<T, Error>>, Error> {
    let parts = page::<T>(answer)?;
    Ok(parts.map(|items| items.into_iter().map(Ok).collect()))
}

/// A page of changes, of which every one fits, or none is read.
pub(crate) fn changes<T: DeserializeOwned>(
    answer: &Answer,
) -> Result<PageParts<Result<Change<T>, Error>>, Error> {
    let parts = each::<T, _>(answer, |json| match removal(json) {
        Some((id, reason)) => Ok(Change::Removed { id, reason }),
        None => serde_json::from_str(json).map(Change::Updated),
    })?;
    // A change that is passed over would never come again.
    parts.all_or_none()
}

/// Reads each item of a page by `read`.
pub(super) fn each<T: DeserializeOwned, I>(
    answer: &Answer,
    read: impl Fn(&str) -> Result<I, serde_json::Error>,
) -> Result<PageParts<Result<I, Error>>, Error> {
    let parts = page::<Box<RawValue>>(answer)?;
    Ok(parts.map(|items| {
        let one = |(index, json): (usize, Box<RawValue>)| {
            let json = json.get();
            read(json).map_err(|error| {
                misfit::<T>(answer, json, &format!("value[{index}]"), error).of_item(id(json))
            })
        };
        items.into_iter().enumerate().map(one).collect()
    }))
}

/// The `id` of an item that could not be read.
fn id(json: &str) -> Option<String> {
    #[derive(Deserialize)]
    struct Id {
        id: serde_json::Value,
    }
    match serde_json::from_str::<Id>(json).ok()?.id {
        serde_json::Value::String(id) => Some(id),
        serde_json::Value::Number(id) => Some(id.to_string()),
        _ => None,
    }
}
