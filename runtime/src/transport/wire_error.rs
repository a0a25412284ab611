//! Failures of the connection, described in the words of this crate.

use std::error::Error as StdError;
use std::io;

use crate::error::Error;
use crate::error::kind::ErrorKind;

/// hyper's message for headers that are too large. The kind of its error is private.
const HEAD_TOO_LARGE: &str = "message head is too large";

const CANNOT_CONNECT: &str = "could not connect to the service";
const UNTRUSTED: &str = "could not connect to the service: its certificate is not trusted; if a proxy or gateway has its own \
                         root certificate, pass a client that trusts it to `ClientBuilder::http_client`";
const TLS_FAILED: &str = "could not connect to the service: the TLS handshake failed; check that the port is one for https";

/// Describes an error of reqwest, without the URL, which reqwest would show.
pub(super) fn wire_error(error: reqwest::Error) -> Error {
    let error = error.without_url();
    let (kind, mut summary) = describe(&error);
    if let Some(io) = io_kind(&error) {
        summary = format!("{summary} ({io})");
    }
    Error::new(kind, summary).with_source(error)
}

fn describe(error: &reqwest::Error) -> (ErrorKind, String) {
    let (kind, summary) = if error.is_timeout() {
        (ErrorKind::Timeout, "no complete response in time")
    } else if error.is_dns() {
        (
            ErrorKind::Connect,
            "could not resolve the host name of the service",
        )
    } else if error.is_connect() {
        (ErrorKind::Connect, connect_failure(error))
    } else if causes(error).any(|cause| cause.to_string() == HEAD_TOO_LARGE) {
        (
            ErrorKind::Limit,
            "the headers of the response are too large",
        )
    } else if error.is_builder() {
        (ErrorKind::Request, "the request cannot be sent")
    } else {
        (ErrorKind::Io, "the connection broke")
    };
    (kind, summary.to_owned())
}

/// Why there is no connection. Every TLS library has its own error type, so their messages are matched.
fn connect_failure(error: &reqwest::Error) -> &'static str {
    if mentions(error, &["certificate"]) {
        UNTRUSTED
    } else if mentions(
        error,
        &["tls", "ssl", "corrupt message", "invalidcontenttype"],
    ) {
        TLS_FAILED
    } else {
        CANNOT_CONNECT
    }
}

/// Whether the message of the error or one of its causes contains one of the words.
fn mentions(error: &reqwest::Error, words: &[&str]) -> bool {
    causes(error).any(|cause| {
        let message = cause.to_string().to_ascii_lowercase();
        words.iter().any(|word| message.contains(word))
    })
}

/// The error and its causes.
fn causes(error: &reqwest::Error) -> impl Iterator<Item = &(dyn StdError + 'static)> {
    std::iter::successors(Some(error as &(dyn StdError + 'static)), |error| {
        cause_of(*error)
    })
}

/// The cause of an error. The inner error of an `io::Error` counts, although it is not its `source`.
fn cause_of<'a>(error: &'a (dyn StdError + 'static)) -> Option<&'a (dyn StdError + 'static)> {
    let io_error = error.downcast_ref::<io::Error>();
    match io_error.and_then(io::Error::get_ref) {
        Some(inner) => Some(inner),
        None => error.source(),
    }
}

/// The kind of the innermost `io::Error`, such as `connection refused`.
fn io_kind(error: &reqwest::Error) -> Option<io::ErrorKind> {
    let innermost = causes(error)
        .filter_map(|cause| cause.downcast_ref::<io::Error>())
        .last()?;
    match innermost.kind() {
        // TLS libraries use these kinds for all their errors.
        io::ErrorKind::Other | io::ErrorKind::InvalidData => None,
        kind => Some(kind),
    }
}
