//! The body of a response as text.

use std::str::Utf8Error;

use crate::decode::misfit::decode_error;
use crate::error::Error;
use crate::error::service_error::html_title;
use crate::error::text::without_byte_order_mark;
use crate::transport::answer::Answer;

/// Returns the body as JSON text. It checks only that the body may be JSON; the decoder parses it.
pub(super) fn json_text(answer: &Answer) -> Result<&str, Error> {
    let body = without_byte_order_mark(&answer.body);
    let text = std::str::from_utf8(body).map_err(|error| not_utf8(answer, error))?;
    match text.trim_start().bytes().next() {
        None => Err(decode_error(answer, empty_body(answer))),
        Some(b'<') => Err(decode_error(answer, markup(answer, text))),
        Some(_) => Ok(text),
    }
}

#[cold]
fn not_utf8(answer: &Answer, error: Utf8Error) -> Error {
    let mut summary = format!(
        "the body is not UTF-8: invalid after byte {}",
        error.valid_up_to()
    );
    if let Some(media_type) = answer.media_type() {
        if !answer.is_json() {
            summary += &format!("; read a response of type `{media_type}` with `Content`");
        }
    }
    let is_cut_off_within_a_character = error.error_len().is_none();
    let error = decode_error(answer, summary);
    if is_cut_off_within_a_character {
        error.truncated()
    } else {
        error
    }
}

fn empty_body(answer: &Answer) -> String {
    format!(
        "expected JSON, but the body is empty (status {})",
        answer.status
    )
}

/// Describes a body of HTML or XML.
fn markup(answer: &Answer, text: &str) -> String {
    let media_type = answer.media_type().unwrap_or_default();
    let is_xml = media_type.ends_with("xml") && media_type != "application/xhtml+xml";
    let format = if is_xml { "XML" } else { "HTML" };
    let title = match html_title(text) {
        Some(title) => format!(", titled `{title}`"),
        None => String::new(),
    };
    format!(
        "expected JSON, but the body is {format}{title}: a proxy or a sign-in page may have responded"
    )
}
