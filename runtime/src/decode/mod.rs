//! From a body to a user's type: thin generic skins over what is the same for all of them.

pub(crate) mod absent_field;
pub(crate) mod count;
pub(crate) mod dynamic;
pub(crate) mod envelope;
pub(crate) mod items;
pub(crate) mod odata_type;
pub(crate) mod page;
pub(crate) mod type_shape;
pub(crate) mod words;

use serde::de::DeserializeOwned;

use crate::decode::absent_field::Missing;
use crate::decode::type_shape::Asks;
use crate::error::Error;
use crate::error::kind::ErrorKind;
use crate::error::service_error::html_title;
use crate::transport::Answer;

pub(crate) use crate::decode::dynamic::dynamic;
pub(crate) use crate::decode::items::{changes, lenient, strict};
pub(crate) use crate::decode::page::page;

/// One entity: the bare object, or the envelope `{"value": {…}}` around it.
///
/// `own_value` says that the type has a property `value` of its own. Then the object is taken for a bare one, and for an
/// envelope only where it does not fit and what is within has a `value` as well.
pub(crate) fn entity<T: DeserializeOwned>(answer: &Answer, own_value: bool) -> Result<T, Error> {
    let json = text(answer)?;
    // serde would take the items of an array for the fields of a struct, one after the other.
    if json.trim_start().starts_with('[') && matches!(type_shape::asks::<T>(), Asks::Struct(_)) {
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
        Some(b'[') => "a collection, which `List` reads: `list` or `List::path`",
        Some(b'n') => "null in `value`",
        _ => "a single value in `value`, which `Get::path` reads as a value of its type",
    };
    format!("expected one object, but found {found}")
}

/// What a type that may be nothing is read as where there is nothing: `None`.
fn nothing<T: DeserializeOwned>() -> Option<T> {
    T::deserialize(Missing).ok()
}

/// Anything that is JSON, as it is.
pub(crate) fn json<T: DeserializeOwned>(answer: &Answer) -> Result<T, Error> {
    let json = text(answer)?;
    serde_json::from_str(json).map_err(|error| misfit::<T>(answer, json, "", error))
}

/// The body as the JSON text that it should be.
fn text(answer: &Answer) -> Result<&str, Error> {
    let body = answer
        .body
        .strip_prefix(b"\xEF\xBB\xBF")
        .unwrap_or(&answer.body);
    let text = std::str::from_utf8(body).map_err(|error| {
        let what = format!(
            "the body is not UTF-8: invalid after byte {}",
            error.valid_up_to()
        );
        let failure = failure(answer, what + &bytes(answer));
        // In the middle of a character.
        if error.error_len().is_none() {
            failure.cut_off()
        } else {
            failure
        }
    })?;
    match text.trim_start().bytes().next() {
        None => Err(failure(answer, empty(answer))),
        Some(b'<') => Err(failure(answer, html(answer, text))),
        Some(_) => Ok(text),
    }
}

/// What answers with bytes usually says of which kind they are.
#[cold]
fn bytes(answer: &Answer) -> String {
    match answer
        .media_type()
        .filter(|media_type| !media_type.contains("json"))
    {
        Some(media_type) => format!(": the answer is `{media_type}`, which `Content` reads"),
        None => String::new(),
    }
}

fn empty(answer: &Answer) -> String {
    format!(
        "the body is empty where JSON was expected, with status {}",
        answer.status
    )
}

fn html(answer: &Answer, text: &str) -> String {
    let media_type = answer.media_type().unwrap_or_default();
    let found = if media_type.ends_with("xml") && media_type != "application/xhtml+xml" {
        "XML"
    } else {
        "HTML"
    };
    let title = html_title(text)
        .map(|title| format!(", titled `{title}`"))
        .unwrap_or_default();
    format!(
        "the body is {found}{title}, where JSON was expected: perhaps a proxy or a sign-in page answered"
    )
}

/// A body that does not fit: goes over it once more, to find the place.
#[cold]
fn misfit<T: DeserializeOwned>(
    answer: &Answer,
    json: &str,
    prefix: &str,
    error: serde_json::Error,
) -> Error {
    describe(answer, prefix, place::<T>(json), json, &error)
}

/// Where in a text that does not fit it does not.
#[cold]
fn place<T: DeserializeOwned>(json: &str) -> Option<String> {
    let mut parser = serde_json::Deserializer::from_str(json);
    serde_path_to_error::deserialize::<_, T>(&mut parser)
        .err()
        .map(|error| error.path().to_string())
}

/// Why an object that is read by itself does not fit, and where, for the error of what it is part of.
#[cold]
pub(crate) fn misfit_within<T: DeserializeOwned>(json: &str, error: &serde_json::Error) -> String {
    words::reason_within(
        error,
        &words::join("", place::<T>(json).as_deref().unwrap_or(".")),
    )
}

/// The error for a body that does not fit.
#[cold]
fn describe(
    answer: &Answer,
    prefix: &str,
    path: Option<String>,
    json: &str,
    error: &serde_json::Error,
) -> Error {
    let (mut what, within) = words::explain(error, json);
    let path = words::join(prefix, path.as_deref().unwrap_or("."));
    let path = words::join(&path, within.as_deref().unwrap_or("."));
    if !path.is_empty() {
        what = format!("{what}, at `{path}`");
    }
    if error.is_syntax() {
        if let Some(media_type) = answer
            .media_type()
            .filter(|media_type| !media_type.contains("json"))
        {
            what = format!(
                "{what}: the answer is `{media_type}`, which `Content` reads, or `Get::path` as a `String`"
            );
        }
    }
    let failure = failure(answer, what);
    let failure = if path.is_empty() {
        failure
    } else {
        failure.with_json_path(path)
    };
    if words::is_cut_off(error, json) {
        failure.cut_off()
    } else {
        failure
    }
}

fn failure(answer: &Answer, what: String) -> Error {
    Error::new(ErrorKind::Decode, what).with_context(answer.context.clone())
}

#[cfg(test)]
mod tests;
