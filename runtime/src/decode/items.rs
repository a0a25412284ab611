//! Pages whose items are decoded one by one, so that an invalid item does not fail the whole page.

use serde::Deserialize;
use serde::de::DeserializeOwned;

use crate::decode::in_stream_error::item_error;
use crate::decode::mismatch::mismatch;
use crate::decode::page::{PageParts, decode_page, decode_raw_page};
use crate::decode::type_shape::has_field;
use crate::error::Error;
use crate::transport::full_response::FullResponse;

/// Decodes a page in which each item is a result. An item that does not fit is an error with its JSON path and `id`.
pub(crate) fn decode_lenient_page<T: DeserializeOwned>(
    response: &FullResponse,
) -> Result<PageParts<Result<T, Error>>, Error> {
    decode_items::<T, T>(response, |json| serde_json::from_str(json))
}

/// Decodes a page that fails if one of its items does not fit.
pub(crate) fn decode_strict_page<T: DeserializeOwned>(
    response: &FullResponse,
) -> Result<PageParts<Result<T, Error>>, Error> {
    let parts = decode_page::<T>(response)?;
    Ok(parts.map(|items| items.into_iter().map(Ok).collect()))
}

/// Decodes a page, and each of its items with `decode`. `T` is the type by which an item that does not fit is described.
pub(crate) fn decode_items<T: DeserializeOwned, I>(
    response: &FullResponse,
    decode: impl Fn(&str) -> Result<I, serde_json::Error>,
) -> Result<PageParts<Result<I, Error>>, Error> {
    let parts = decode_raw_page(response)?;
    Ok(parts.map(|items| {
        let mut decoded = Vec::with_capacity(items.len());
        for (index, item) in items.into_iter().enumerate() {
            let json = item.get();
            decoded.push(
                match item_error(response, index, json, || has_field::<T>("error")) {
                    Some(error) => Err(error.for_item(None)),
                    None => decode(json)
                        .map_err(|error| item_mismatch::<T>(response, index, json, error)),
                },
            );
        }
        decoded
    }))
}

#[cold]
fn item_mismatch<T: DeserializeOwned>(
    response: &FullResponse,
    index: usize,
    json: &str,
    error: serde_json::Error,
) -> Error {
    let prefix = format!("value[{index}]");
    mismatch::<T>(response, json, &prefix, error).for_item(item_id(json))
}

/// The `id` of an item that failed to decode.
fn item_id(json: &str) -> Option<String> {
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
