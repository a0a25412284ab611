//! One object.

use serde::de::DeserializeOwned;

use crate::decode::absent_field::Missing;
use crate::decode::body::text;
use crate::decode::envelope;
use crate::decode::misfit::{failure, misfit};
use crate::decode::type_shape::TypeShape;
use crate::error::Error;
use crate::transport::answer::Answer;

/// One entity: the bare object, or the envelope `{"value": {…}}` around it.
///
/// `own_value` says that the type has a property `value` of its own. Then the object is taken for a bare one, and for an
/// envelope only where it does not fit and what is within has a `value` as well.
pub(crate) fn decode_entity<T: DeserializeOwned>(
    answer: &Answer,
    own_value: bool,
) -> Result<T, Error> {
    let json = text(answer)?;
    // serde would take the items of an array for the fields of a struct, one after the other.
    if json.trim_start().starts_with('[') && matches!(TypeShape::of::<T>(), TypeShape::Struct(_)) {
        return Err(failure(
            answer,
            "expected one object, but found an array".to_owned(),
        ));
    }
    match if own_value {
        None
    } else {
        envelope::value(json)
    } {
        Some(inner) if inner.starts_with('{') => {
            return serde_json::from_str(inner)
                .map_err(|error| misfit::<T>(answer, inner, "value", error));
        }
        Some("null") => return nothing().ok_or_else(|| failure(answer, no_object("null"))),
        Some(other) => return Err(failure(answer, no_object(other))),
        None => {}
    }
    serde_json::from_str(json).or_else(|error| {
        let inner = envelope::content(json).filter(|inner| own_value && envelope::has_value(inner));
        let read = inner.and_then(|inner| serde_json::from_str(inner).ok());
        read.ok_or_else(|| misfit::<T>(answer, json, "", error))
    })
}

/// A struct whose every property is optional would be read from anything, and say nothing.
#[cold]
fn no_object(value: &str) -> String {
    let found = match value.bytes().next() {
        Some(b'[') => "a collection, which `List` reads: `list` or `List::at_path`",
        Some(b'n') => "null in `value`",
        _ => "a single value in `value`, which `Get::at_path` reads as a value of its type",
    };
    format!("expected one object, but found {found}")
}

/// What a type that may be nothing is read as where there is nothing: `None`.
pub(super) fn nothing<T: DeserializeOwned>() -> Option<T> {
    T::deserialize(Missing).ok()
}

/// Anything that is JSON, as it is.
pub(crate) fn decode_json<T: DeserializeOwned>(answer: &Answer) -> Result<T, Error> {
    let json = text(answer)?;
    serde_json::from_str(json).map_err(|error| misfit::<T>(answer, json, "", error))
}
