//! Decodes one object.

use serde::de::DeserializeOwned;

use crate::decode::absent_field::Missing;
use crate::decode::body::json_text;
use crate::decode::envelope;
use crate::decode::in_stream_error::{check_object, first_property};
use crate::decode::mismatch::{Part, decode_error, mismatch};
use crate::decode::reader::{Misfit, read_json};
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
    let traits = Traits {
        own_value,
        owns_error: || has_field::<T>("error"),
        is_struct: || matches!(TypeShape::of::<T>(), TypeShape::Struct(_)),
    };
    let part = find_entity(response, &traits)?;
    let misfit = match read_json(part.json) {
        Ok(entity) => return Ok(entity),
        Err(misfit) => misfit,
    };
    if own_value {
        if let Some(Ok(entity)) = second_envelope(part.json).map(read_json) {
            return Ok(entity);
        }
    }
    Err(not_an_entity(response, part, &misfit))
}

/// What matters of a type to find it in a body.
struct Traits {
    own_value: bool,
    owns_error: fn() -> bool,
    is_struct: fn() -> bool,
}

/// Finds the part of the body with the entity.
fn find_entity<'a>(response: &'a FullResponse, traits: &Traits) -> Result<Part<'a>, Error> {
    let json = json_text(response)?;
    // serde would take the items of an array as the fields of a struct, in order.
    if json.trim_start().starts_with('[') && (traits.is_struct)() {
        let summary = "expected one object, but found an array";
        return Err(decode_error(response, summary.to_owned()));
    }
    if !may_be_special(json) {
        return Ok(Part::whole(json));
    }
    check_object(response, json, traits.owns_error)?;
    if traits.own_value {
        return Ok(Part::whole(json));
    }
    let Some(inner) = envelope::value(json) else {
        return Ok(Part::whole(json));
    };
    if !inner.starts_with('{') && inner != "null" {
        return Err(decode_error(response, not_an_object(inner, response)));
    }
    check_object(response, inner, traits.owns_error)?;
    Ok(Part::inner(inner))
}

/// Whether an object may be an envelope or an error. Its first property tells, before anything is parsed.
fn may_be_special(json: &str) -> bool {
    first_property(json.as_bytes())
        .is_some_and(|name| matches!(name, b"value" | b"error") || name.contains(&b'\\'))
}

/// The object in the envelope, if it has a `value` itself.
fn second_envelope(json: &str) -> Option<&str> {
    envelope::object(json).filter(|inner| envelope::has_value(inner))
}

#[cold]
fn not_an_entity(response: &FullResponse, part: Part<'_>, misfit: &Misfit) -> Error {
    if part.is_inner() && part.json == "null" {
        return decode_error(response, not_an_object("null", response));
    }
    mismatch(response, part, misfit)
}

/// Describes a `value` that is not an object. Without this check, a struct whose properties are all optional would be
/// decoded from anything, and be empty.
#[cold]
fn not_an_object(value: &str, response: &FullResponse) -> String {
    let found = match value.bytes().next() {
        Some(b'[') if !response.is_of_get() => {
            "a collection: read it with `all`, `page`, or `stream` of an `Action`, in a batch with its `list()`"
        }
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
    read_json(json).map_err(|misfit| mismatch(response, Part::whole(json), &misfit))
}
