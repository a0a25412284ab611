//! A value that does not fit its type: what and where.

use serde::de::DeserializeOwned;

use crate::decode::words;
use crate::error::Error;
use crate::error::kind::ErrorKind;
use crate::transport::answer::Answer;

/// A body that does not fit: goes over it once more, to find the place.
#[cold]
pub(super) fn misfit<T: DeserializeOwned>(
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
pub(super) fn describe(
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
                "{what}: the answer is `{media_type}`, which `Content` reads, or `Get::at_path` as a `String`"
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
        failure.truncated()
    } else {
        failure
    }
}

pub(super) fn failure(answer: &Answer, what: String) -> Error {
    Error::new(ErrorKind::Decode, what).with_context(answer.context.clone())
}
