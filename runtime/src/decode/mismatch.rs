//! The error for JSON that does not fit its type: what does not fit, and where.

use serde::de::DeserializeOwned;

use crate::decode::json_path::path_of_mismatch;
use crate::decode::messages;
use crate::error::Error;
use crate::error::kind::ErrorKind;
use crate::transport::full_response::FullResponse;

/// The error for JSON that does not fit. Decodes it once more, to find the place. `prefix` is the JSON path of the part of
/// the body that was decoded.
#[cold]
pub(super) fn mismatch<T: DeserializeOwned>(
    response: &FullResponse,
    json: &str,
    prefix: &str,
    error: serde_json::Error,
) -> Error {
    mismatch_at(response, prefix, path_of_mismatch::<T>(json), json, &error)
}

/// The message for an object that was decoded separately, for the error of the body that contains it.
#[cold]
pub(super) fn nested_mismatch<T: DeserializeOwned>(
    json: &str,
    error: &serde_json::Error,
) -> String {
    let path = path_of_mismatch::<T>(json);
    messages::nested_message(error, &messages::join_paths("", path.as_deref()))
}

/// The error for JSON that does not fit at `path`, within the part of the body at `prefix`.
#[cold]
pub(super) fn mismatch_at(
    response: &FullResponse,
    prefix: &str,
    path: Option<String>,
    json: &str,
    error: &serde_json::Error,
) -> Error {
    let (mut summary, nested_path) = messages::describe(error, json);
    let path = messages::join_paths(prefix, path.as_deref());
    let full_path = messages::join_paths(&path, nested_path.as_deref());
    let path = messages::known_path(&full_path);
    if !path.is_empty() {
        summary = format!("{summary}, at `{path}`");
    }
    if let Some(advice) = messages::advice(error, &full_path) {
        summary = format!("{summary}: {advice}");
    }
    if error.is_syntax() {
        summary += &media_type_hint(response);
    }
    let mut mismatch = decode_error(response, summary);
    if !path.is_empty() {
        mismatch = mismatch.with_json_path(path.to_owned());
    }
    if messages::is_cut_off(error, json) {
        mismatch = mismatch.truncated();
    }
    mismatch
}

/// How to read a response that does not claim to be JSON.
fn media_type_hint(response: &FullResponse) -> String {
    match response.shown_media_type() {
        Some(media_type) if !response.is_json() => format!(
            "; read a response of type `{media_type}` with `Content`, or with `Get::at_path` as a `String`"
        ),
        _ => String::new(),
    }
}

pub(super) fn decode_error(response: &FullResponse, summary: String) -> Error {
    Error::new(ErrorKind::Decode, summary).with_context(response.context.clone())
}
