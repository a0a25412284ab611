//! The text of a body.

use crate::decode::misfit::failure;
use crate::error::Error;
use crate::error::service_error::html_title;
use crate::transport::answer::Answer;

/// The body as the JSON text that it should be.
pub(super) fn text(answer: &Answer) -> Result<&str, Error> {
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
            failure.truncated()
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
