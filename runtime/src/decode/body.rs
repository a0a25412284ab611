//! The body of a response as text.

use std::str::Utf8Error;

use crate::decode::mismatch::decode_error;
use crate::error::Error;
use crate::error::service_error::html_title;
use crate::error::text::without_byte_order_mark;
use crate::transport::body::unreadable_encoding;
use crate::transport::full_response::FullResponse;

/// Returns the body as JSON text. It checks only that the body may be JSON; the decoder parses it.
pub(super) fn json_text(response: &FullResponse) -> Result<&str, Error> {
    let body = without_byte_order_mark(&response.body);
    let text = std::str::from_utf8(body).map_err(|error| not_utf8(response, error))?;
    match text.trim_start().bytes().next() {
        None => Err(decode_error(response, empty_body(response))),
        Some(b'<') => Err(decode_error(response, markup(response, text))),
        Some(_) => Ok(text),
    }
}

#[cold]
fn not_utf8(response: &FullResponse, error: Utf8Error) -> Error {
    let mut summary = format!(
        "the body is not UTF-8: invalid after byte {}",
        error.valid_up_to()
    );
    if let Some(hint) = unreadable_encoding(&response.headers) {
        summary = hint.to_owned();
    } else if let Some(media_type) = response.shown_media_type() {
        if !response.is_json() {
            summary += &format!("; read a response of type `{media_type}` with `Content`");
        }
    }
    let is_cut_off_within_a_character = error.error_len().is_none();
    let error = decode_error(response, summary);
    if is_cut_off_within_a_character {
        error.truncated()
    } else {
        error
    }
}

fn empty_body(response: &FullResponse) -> String {
    format!(
        "expected JSON, but the body is empty (status {})",
        response.status
    )
}

/// Describes a body of HTML or XML.
fn markup(response: &FullResponse, text: &str) -> String {
    let media_type = response.media_type().unwrap_or_default();
    let is_xml = media_type.ends_with("xml") && media_type != "application/xhtml+xml";
    let format = if is_xml { "XML" } else { "HTML" };
    let text = response.sent.sent_token.blank(text);
    let title = match html_title(&text) {
        Some(title) => format!(", titled `{title}`"),
        None => String::new(),
    };
    format!(
        "expected JSON, but the body is {format}{title}: a proxy or a sign-in page may have responded"
    )
}
