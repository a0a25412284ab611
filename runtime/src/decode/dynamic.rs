//! An answer whose shape only the type tells: an object, a list, a single value, bare or as `{"value": …}`, JSON or text.

use reqwest::StatusCode;
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::decode::body::text;
use crate::decode::entity::{decode_entity, nothing};
use crate::decode::envelope;
use crate::decode::misfit::{failure, misfit};
use crate::decode::no_object::finished;
use crate::decode::type_shape::TypeShape;
use crate::error::Error;
use crate::transport::answer::Answer;

/// Reads what the type asks for. Of an answer without content, an `Option` is `None`: OData has no other null for a
/// single property ([OData 4.01, protocol 11.2.4]).
///
/// [OData 4.01, protocol 11.2.4]: https://docs.oasis-open.org/odata/odata/v4.01/odata-v4.01-part1-protocol.html
pub(crate) fn decode_dynamic<T: DeserializeOwned>(answer: &Answer) -> Result<T, Error> {
    if let (StatusCode::NO_CONTENT, Some(none)) = (answer.status, nothing()) {
        return Ok(none);
    }
    finished(answer)?;
    match TypeShape::of::<T>() {
        TypeShape::Struct(fields) => decode_entity(answer, fields.contains(&"value")),
        TypeShape::Anything => anything(answer),
        TypeShape::List => list(answer),
        TypeShape::Value if is_json(answer) => single(answer),
        TypeShape::Value => plain(answer),
    }
}

/// What the type makes of it: the whole, else what `value` holds, else the text. Such a type takes a map, or looks at what
/// comes: an enum that keeps unknown names, a number that may be a string.
fn anything<T: DeserializeOwned>(answer: &Answer) -> Result<T, Error> {
    let json = text(answer)?;
    serde_json::from_str(json).or_else(|error| match envelope::value(json) {
        Some(inner) => {
            serde_json::from_str(inner).map_err(|error| misfit::<T>(answer, inner, "value", error))
        }
        None if is_json(answer) => Err(misfit::<T>(answer, json, "", error)),
        None => plain(answer),
    })
}

/// A list, bare or in `value`. It is one page: what would be lost behind it is an error.
fn list<T: DeserializeOwned>(answer: &Answer) -> Result<T, Error> {
    let json = text(answer)?;
    if envelope::links_on(json) {
        let what = "the list goes on on another page, so this would not be all of it: read it with `List::at_path`";
        return Err(failure(answer, what.to_owned()));
    }
    single(answer)
}

/// A value in `value`, or bare.
fn single<T: DeserializeOwned>(answer: &Answer) -> Result<T, Error> {
    let json = text(answer)?;
    match envelope::value(json) {
        Some(inner) => {
            serde_json::from_str(inner).map_err(|error| misfit::<T>(answer, inner, "value", error))
        }
        None => serde_json::from_str(json).map_err(|error| misfit::<T>(answer, json, "", error)),
    }
}

/// Text that is no JSON: a string as it stands, anything else by what it says.
fn plain<T: DeserializeOwned>(answer: &Answer) -> Result<T, Error> {
    let body = answer
        .body
        .strip_prefix(b"\xEF\xBB\xBF")
        .unwrap_or(&answer.body);
    let text = std::str::from_utf8(body)
        .map_err(|error| failure(answer, format!("the body is no text in UTF-8: {error}")))?;
    // As text first: what stands in quotes is to keep them.
    if let Ok(value) = T::deserialize(Value::from(text)) {
        return Ok(value);
    }
    serde_json::from_str(text.trim()).map_err(|_| {
        failure(
            answer,
            "the body is text, and not a value of this type".to_owned(),
        )
    })
}

fn is_json(answer: &Answer) -> bool {
    answer
        .media_type()
        .is_none_or(|media_type| media_type.contains("json"))
}
