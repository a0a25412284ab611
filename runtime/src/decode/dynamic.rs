//! Responses whose form only the type knows: an object, a list or a single value, bare or as `{"value": …}`, JSON or text.

use reqwest::StatusCode;
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::decode::body::json_text;
use crate::decode::entity::{decode_entity, decode_nothing};
use crate::decode::envelope;
use crate::decode::in_stream_error::{check_object, check_page};
use crate::decode::mismatch::{Part, decode_error, mismatch};
use crate::decode::no_content::check_finished;
use crate::decode::page::has_next_link;
use crate::decode::reader::read_json;
use crate::decode::type_shape::{TypeShape, has_field};
use crate::decode::typed_entry::names_entries;
use crate::error::Error;
use crate::error::text::without_byte_order_mark;
use crate::transport::full_response::FullResponse;

/// Decodes the response in the form that the type expects. A 204 response is the `None` of an `Option`: OData has no
/// other null for a single property ([OData 4.01, protocol, section 11.2.4]).
///
/// [OData 4.01, protocol, section 11.2.4]: https://docs.oasis-open.org/odata/odata/v4.01/odata-v4.01-part1-protocol.html
pub(crate) fn decode_dynamic<T: DeserializeOwned>(response: &FullResponse) -> Result<T, Error> {
    if response.status == StatusCode::NO_CONTENT {
        if let Some(none) = decode_nothing() {
            return Ok(none);
        }
    }
    check_finished(response)?;
    decode_form(response)
}

/// Decodes the content in the form that the type expects.
pub(super) fn decode_form<T: DeserializeOwned>(response: &FullResponse) -> Result<T, Error> {
    match TypeShape::of::<T>() {
        TypeShape::Struct(fields) => decode_entity(response, fields.contains(&"value")),
        // A struct with a flattened field, which would ignore the items of a collection.
        TypeShape::Anything if names_entries::<T>() => {
            decode_entity(response, has_field::<T>("value"))
        }
        TypeShape::Anything => decode_anything(response),
        TypeShape::List => decode_list(response),
        TypeShape::Value if response.is_json() => decode_value(response),
        TypeShape::Value => decode_text(response),
    }
}

/// Decodes a type that takes a map, or looks at what it gets, such as an enum that keeps unknown names. It gets the
/// first of these that fits: the whole JSON, the content of `value`, the text.
fn decode_anything<T: DeserializeOwned>(response: &FullResponse) -> Result<T, Error> {
    let json = json_text(response)?;
    check_object(response, json, || has_field::<T>("error"))?;
    let misfit = match read_json(json) {
        Ok(value) => return Ok(value),
        Err(misfit) => misfit,
    };
    if let Some(inner) = envelope::value(json) {
        return decode_part(response, Part::inner(inner));
    }
    if response.is_json() {
        return Err(mismatch(response, Part::whole(json), &misfit));
    }
    decode_text(response)
}

/// Decodes a list, bare or in `value`. A list of several pages is an error, since the other pages would be lost.
fn decode_list<T: DeserializeOwned>(response: &FullResponse) -> Result<T, Error> {
    let json = json_text(response)?;
    check_page(response, json, || false)?;
    if has_next_link(json) {
        let all = if response.is_of_get() {
            "`List::at_path`"
        } else {
            "`Action::at_path` and `all`"
        };
        let summary = format!("the list continues on another page: read all of it with {all}");
        return Err(decode_error(response, summary));
    }
    decode_value(response)
}

/// Decodes a value, bare or in `value`.
fn decode_value<T: DeserializeOwned>(response: &FullResponse) -> Result<T, Error> {
    let json = json_text(response)?;
    check_object(response, json, || false)?;
    let part = match envelope::value(json) {
        Some(inner) => Part::inner(inner),
        None => Part::whole(json),
    };
    decode_part(response, part)
}

fn decode_part<T: DeserializeOwned>(response: &FullResponse, part: Part<'_>) -> Result<T, Error> {
    read_json(part.json).map_err(|misfit| mismatch(response, part, &misfit))
}

/// Decodes text that is not JSON: a string as it is, any other type from its JSON form.
fn decode_text<T: DeserializeOwned>(response: &FullResponse) -> Result<T, Error> {
    let body = without_byte_order_mark(&response.body);
    let text = std::str::from_utf8(body)
        .map_err(|error| decode_error(response, format!("the body is not UTF-8 text: {error}")))?;
    // As a string first, so that quotation marks in the text are kept.
    if let Ok(value) = T::deserialize(Value::from(text)) {
        return Ok(value);
    }
    read_json(text.trim()).map_err(|_| {
        let summary = "the body is text that cannot be parsed as this type";
        decode_error(response, summary.to_owned())
    })
}
