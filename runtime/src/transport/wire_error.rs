//! What went wrong on the connection, in the words of this crate.

use crate::error::Error;
use crate::error::kind::ErrorKind;

/// What went wrong on the wire, without the URL, which reqwest would show.
pub(super) fn wire_error(error: reqwest::Error) -> Error {
    let error = error.without_url();
    let (kind, what) = if error.is_timeout() {
        (ErrorKind::Timeout, "no complete answer in time")
    } else if error.is_dns() {
        (
            ErrorKind::Connect,
            "the name of the service is not resolved",
        )
    } else if error.is_connect() {
        (ErrorKind::Connect, connecting(&error))
    } else if causes(&error).any(|cause| cause.to_string() == HEAD_TOO_LARGE) {
        (
            ErrorKind::Limit,
            "the head of the answer is larger than is read",
        )
    } else if error.is_builder() {
        (ErrorKind::Request, "the request cannot be sent")
    } else {
        (ErrorKind::Io, "the connection broke")
    };
    let what = match io_kind(&error) {
        Some(io) => format!("{what} ({io})"),
        None => what.to_owned(),
    };
    Error::new(kind, what).with_source(error)
}

/// hyper's words, whose error type is not among those that can be named here.
const HEAD_TOO_LARGE: &str = "message head is too large";

/// Why there is no connection. Each TLS library has errors of its own, so their words have to do.
fn connecting(error: &reqwest::Error) -> &'static str {
    let says = |words: &[&str]| {
        causes(error).any(|cause| {
            let text = cause.to_string().to_ascii_lowercase();
            words.iter().any(|word| text.contains(word))
        })
    };
    if says(&["certificate"]) {
        "no connection to the service: its certificate is not trusted here; where a proxy or a gateway has its own root, \
         bring a client that knows it by `ClientBuilder::http_client`"
    } else if says(&["tls", "ssl", "corrupt message", "invalidcontenttype"]) {
        "no connection to the service: it does not speak TLS as it should; is the port one for https?"
    } else {
        "no connection to the service"
    }
}

/// The error and its causes, also what an `io::Error` was made from, which is no source of it.
fn causes(error: &reqwest::Error) -> impl Iterator<Item = &(dyn std::error::Error + 'static)> {
    std::iter::successors(Some(error as &(dyn std::error::Error + 'static)), |error| {
        let within = error
            .downcast_ref::<std::io::Error>()
            .and_then(std::io::Error::get_ref);
        within
            .map(|within| within as &(dyn std::error::Error + 'static))
            .or_else(|| error.source())
    })
}

/// The system's word for it, such as `connection refused`, from the depth of the chain.
fn io_kind(error: &reqwest::Error) -> Option<std::io::ErrorKind> {
    let kinds = causes(error).filter_map(|cause| {
        cause
            .downcast_ref::<std::io::Error>()
            .map(std::io::Error::kind)
    });
    // What TLS libraries say is in words of their own.
    kinds.last().filter(|kind| {
        !matches!(
            kind,
            std::io::ErrorKind::Other | std::io::ErrorKind::InvalidData
        )
    })
}
