//! Failures of a `reqwest::Client`, described in the words of this crate.

use crate::error::kind::ErrorKind;
use crate::transport::http_error::{CANNOT_CONNECT, CONNECTION_BROKE, HttpError, TOO_LATE, causes};

/// hyper's message for headers that are too large. The kind of its error is private.
const HEAD_TOO_LARGE: &str = "message head is too large";

const UNTRUSTED: &str = "could not connect to the service: its certificate is not trusted; if a proxy or gateway has its own \
                         root certificate, pass a client that trusts it to `ClientBuilder::http_client`";
const NOT_HTTP: &str =
    "the response is not valid HTTP; check that the port is one for the scheme of the base URL";
const TLS_FAILED: &str = "could not connect to the service: the TLS handshake failed; check that the port is one for https";

const NO_COMMON_HTTP: &str = "could not connect to the service: it does not speak the version of HTTP that is needed; a download uses \
                              HTTP/1.1, unless you pass a client of your own to `ClientBuilder::http_client`";

/// What TLS libraries write, in lower case, when the other side does not speak an offered version of HTTP.
const NO_COMMON_PROTOCOL: &[&str] = &["no application protocol", "noapplicationprotocol"];

/// What TLS libraries write, in lower case, when the other side does not speak TLS, or no version or cipher in common.
const NO_COMMON_TLS: &[&str] = &[
    "corrupt message",
    "handshake failure",
    "handshakefailure",
    "invalidcontenttype",
    "peer is incompatible",
    "protocol version",
    "protocolversion",
    "wrong version number",
];

/// What hyper writes, in lower case, about a response that breaks the rules of HTTP/1.1.
const INVALID_HTTP: &[&str] = &[
    "invalid http",
    "invalid content-length",
    "unexpected transfer-encoding",
];

/// A failure of the connection, and whether another attempt may succeed.
struct Failure {
    kind: ErrorKind,
    summary: &'static str,
    is_permanent: bool,
}

impl Failure {
    fn passing(kind: ErrorKind, summary: &'static str) -> Self {
        Failure {
            kind,
            summary,
            is_permanent: false,
        }
    }

    fn permanent(kind: ErrorKind, summary: &'static str) -> Self {
        Failure {
            is_permanent: true,
            ..Failure::passing(kind, summary)
        }
    }
}

/// Describes an error of reqwest, without the URL, which reqwest would show.
pub(super) fn wire_error(error: reqwest::Error) -> HttpError {
    let error = error.without_url();
    let failure = describe(&error);
    let described = HttpError::new(failure.kind, failure.summary, error);
    if failure.is_permanent {
        described.permanent()
    } else {
        described
    }
}

fn describe(error: &reqwest::Error) -> Failure {
    // Without a connection, nothing was sent, whatever it failed for.
    if error.is_timeout() && !error.is_connect() {
        Failure::passing(ErrorKind::Timeout, TOO_LATE)
    } else if error.is_dns() {
        let summary = "could not resolve the host name of the service";
        Failure::passing(ErrorKind::Connect, summary)
    } else if error.is_connect() {
        connect_failure(error)
    } else if causes(error).any(|cause| cause.to_string() == HEAD_TOO_LARGE) {
        let summary = "the headers of the response are too large";
        Failure::permanent(ErrorKind::Limit, summary)
    } else if error.is_builder() {
        Failure::permanent(ErrorKind::Request, "the request cannot be sent")
    } else if mentions(error, INVALID_HTTP) {
        Failure::permanent(ErrorKind::Io, NOT_HTTP)
    } else {
        Failure::passing(ErrorKind::Io, CONNECTION_BROKE)
    }
}

/// Why there is no connection. Every TLS library has its own error type, so their messages are matched.
fn connect_failure(error: &reqwest::Error) -> Failure {
    if mentions(error, &["certificate"]) {
        Failure::permanent(ErrorKind::Connect, UNTRUSTED)
    } else if mentions(error, NO_COMMON_PROTOCOL) {
        Failure::permanent(ErrorKind::Connect, NO_COMMON_HTTP)
    } else if mentions(error, NO_COMMON_TLS) {
        Failure::permanent(ErrorKind::Connect, TLS_FAILED)
    } else if mentions(error, &["tls", "ssl"]) {
        Failure::passing(ErrorKind::Connect, TLS_FAILED)
    } else {
        Failure::passing(ErrorKind::Connect, CANNOT_CONNECT)
    }
}

/// Whether the message of the error or one of its causes contains one of the words.
fn mentions(error: &reqwest::Error, words: &[&str]) -> bool {
    causes(error).any(|cause| {
        let message = cause.to_string().to_ascii_lowercase();
        words.iter().any(|word| message.contains(word))
    })
}
