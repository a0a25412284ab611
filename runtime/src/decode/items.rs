//! Pages whose items are read one by one, so that a bad one does not take the others with it.

use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::value::RawValue;

use crate::decode::misfit::misfit;
use crate::decode::page::{PageParts, decode_page};
use crate::error::Error;
use crate::transport::answer::Answer;

/// A page whose items stand for themselves. One that does not fit is an error with its place and its `id`.
pub(crate) fn decode_lenient_page<T: DeserializeOwned>(
    answer: &Answer,
) -> Result<PageParts<Result<T, Error>>, Error> {
    each::<T, T>(answer, |json| serde_json::from_str(json))
}

/// A page of which every item fits, or none is read.
pub(crate) fn decode_strict_page<T: DeserializeOwned>(
    answer: &Answer,
) -> Result<PageParts<Result<T, Error>>, Error> {
    let parts = decode_page::<T>(answer)?;
    Ok(parts.map(|items| items.into_iter().map(Ok).collect()))
}

/// Reads each item of a page by `read`.
pub(crate) fn each<T: DeserializeOwned, I>(
    answer: &Answer,
    read: impl Fn(&str) -> Result<I, serde_json::Error>,
) -> Result<PageParts<Result<I, Error>>, Error> {
    let parts = decode_page::<Box<RawValue>>(answer)?;
    Ok(parts.map(|items| {
        let one = |(index, json): (usize, Box<RawValue>)| {
            let json = json.get();
            read(json).map_err(|error| {
                misfit::<T>(answer, json, &format!("value[{index}]"), error).for_item(id(json))
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
