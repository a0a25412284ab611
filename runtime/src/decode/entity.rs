//! Decodes one object.

use serde::de::DeserializeOwned;

use crate::decode::absent_field::Missing;
use crate::decode::body::json_text;
use crate::decode::envelope;
use crate::decode::in_stream_error::check_object;
use crate::decode::mismatch::{decode_error, mismatch};
use crate::decode::type_shape::{TypeShape, has_field};
use crate::error::Error;
use crate::transport::full_response::FullResponse;

/// Decodes one entity: the bare object, or the object in the envelope `{"value": {…}}`.
///
/// `own_value` means that the type has a property `value` of its own. The object is then taken as a bare one. Only if it
/// does not fit, and the object in `value` has a `value` as well, is it taken as an envelope.
pub(crate) fn decode_entity<T: DeserializeOwned>(
    response: &FullResponse,
    own_value: bool,
) -> Result<T, Error> {
    let json = json_text(response)?;
    // serde would take the items of an array as the fields of a struct, in order.
    if json.trim_start().starts_with('[') && matches!(TypeShape::of::<T>(), TypeShape::Struct(_)) {
        let summary = "expected one object, but found an array";
        return Err(decode_error(response, summary.to_owned()));
    }
    let owns_error = || has_field::<T>("error");
    check_object(response, json, owns_error)?;
    if own_value {
        return decode_with_own_value(response, json);
    }
    match envelope::value(json) {
        Some(inner) if inner.starts_with('{') => {
            check_object(response, inner, owns_error)?;
            serde_json::from_str(inner)
                .map_err(|error| mismatch::<T>(response, inner, "value", error))
        }
        Some("null") => {
            decode_nothing().ok_or_else(|| decode_error(response, not_an_object("null")))
        }
        Some(other) => Err(decode_error(response, not_an_object(other))),
        None => {
            serde_json::from_str(json).map_err(|error| mismatch::<T>(response, json, "", error))
        }
    }
}

/// Decodes an object whose type has a property `value`.
fn decode_with_own_value<T: DeserializeOwned>(
    response: &FullResponse,
    json: &str,
) -> Result<T, Error> {
    let error = match serde_json::from_str(json) {
        Ok(entity) => return Ok(entity),
        Err(error) => error,
    };
    if let Some(inner) = envelope::object(json) {
        if envelope::has_value(inner) {
            if let Ok(entity) = serde_json::from_str(inner) {
                return Ok(entity);
            }
        }
    }
    Err(mismatch::<T>(response, json, "", error))
}

/// Describes a `value` that is not an object. Without this check, a struct whose properties are all optional would be
/// decoded from anything, and be empty.
#[cold]
fn not_an_object(value: &str) -> String {
    let found = match value.bytes().next() {
        Some(b'[') => "a collection: read it with `list` or `List::at_path`",
        Some(b'n') => "null in `value`",
        _ => "a single value in `value`: read it with `Get::at_path` as a value of its type",
    };
    format!("expected one object, but found {found}")
}

/// The value of a type that may be absent: `None` for an `Option`.
pub(super) fn decode_nothing<T: DeserializeOwned>() -> Option<T> {
    T::deserialize(Missing).ok()
}

/// Decodes the whole body as JSON, without regard to envelopes.
pub(crate) fn decode_json<T: DeserializeOwned>(response: &FullResponse) -> Result<T, Error> {
    let json = json_text(response)?;
    serde_json::from_str(json).map_err(|error| mismatch::<T>(response, json, "", error))
}
