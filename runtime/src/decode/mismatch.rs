//! The error for JSON that does not fit its type: what does not fit, and where.

use crate::decode::messages;
use crate::decode::reader::Misfit;
use crate::error::Error;
use crate::error::kind::ErrorKind;
use crate::error::text::without_byte_order_mark;
use crate::transport::full_response::FullResponse;

/// A part of a body that holds one value.
#[derive(Clone, Copy)]
pub(super) struct Part<'a> {
    pub(super) json: &'a str,
    /// The JSON path of the part in the body.
    pub(super) path: &'a str,
}

impl<'a> Part<'a> {
    /// The whole body.
    pub(super) fn whole(json: &'a str) -> Self {
        Part { json, path: "" }
    }

    /// The content of `value`.
    pub(super) fn inner(json: &'a str) -> Self {
        Part {
            json,
            path: "value",
        }
    }

    pub(super) fn is_inner(self) -> bool {
        self.path == "value"
    }
}

/// The message for an object that was decoded separately, for the error of the body that contains it.
#[cold]
pub(super) fn nested_mismatch(json: &str, misfit: &Misfit) -> String {
    messages::nested_message(&misfit.error, &misfit.path(json))
}

/// The error for a part that does not fit.
#[cold]
pub(super) fn mismatch(response: &FullResponse, part: Part<'_>, misfit: &Misfit) -> Error {
    let Part { json, path } = part;
    let error = &misfit.error;
    let (mut summary, nested_path) =
        messages::describe(error, json, &shown_place(response, json, misfit));
    let path = messages::join_paths(path, &misfit.path(json));
    let path = messages::join_paths(&path, &nested_path.unwrap_or_default());
    if !path.is_empty() {
        summary = format!("{summary}, at `{path}`");
    }
    if let Some(advice) = messages::advice(error, &path) {
        summary = format!("{summary}: {advice}");
    }
    if error.is_syntax() {
        summary += &media_type_hint(response);
    }
    let mut mismatch = decode_error(response, summary);
    if !path.is_empty() {
        mismatch = mismatch.with_json_path(path);
    }
    if messages::is_cut_off(error, json) {
        mismatch = mismatch.truncated();
    }
    mismatch
}

/// The line and column in the body, if the error has any.
fn shown_place(response: &FullResponse, part: &str, misfit: &Misfit) -> String {
    if misfit.error.line() == 0 {
        return String::new();
    }
    let body = without_byte_order_mark(&response.body);
    // The part is a slice of the body.
    let start = (part.as_ptr() as usize).saturating_sub(body.as_ptr() as usize);
    messages::shown_place(body, start + misfit.offset(part))
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
    Error::new(ErrorKind::Decode, summary).with_context(response.context())
}
