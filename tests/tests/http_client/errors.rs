//! The errors of an HTTP client: their kind, their cause, and whether the request is sent again.

use std::error::Error as _;
use std::io;
use std::sync::atomic::{AtomicUsize, Ordering};

use graph_resource::ErrorKind;
use graph_resource::transport::HttpError;

use crate::samples::User;
use crate::scripted::{Scripted, json};
use crate::{builder, client};

/// A failure, the kind of its error, and whether it is retried.
type Case = (fn() -> HttpError, ErrorKind, bool);

const CASES: [Case; 9] = [
    (|| HttpError::connect("planted"), ErrorKind::Connect, true),
    (|| HttpError::timeout("planted"), ErrorKind::Timeout, true),
    (|| HttpError::io("planted"), ErrorKind::Io, true),
    (|| HttpError::request("planted"), ErrorKind::Request, false),
    (|| HttpError::limit("planted"), ErrorKind::Limit, false),
    (|| HttpError::config("planted"), ErrorKind::Config, false),
    (
        || HttpError::connect("planted").permanent(),
        ErrorKind::Connect,
        false,
    ),
    (
        || HttpError::timeout("planted").permanent(),
        ErrorKind::Timeout,
        false,
    ),
    (
        || HttpError::io("planted").permanent(),
        ErrorKind::Io,
        false,
    ),
];

#[tokio::test]
async fn an_error_keeps_its_kind_and_its_cause() {
    for (make, kind, is_retried) in CASES {
        let http = Scripted::new(move |_| Err(make()));
        let error = User::get("1")
            .send(&client(http.clone()))
            .await
            .unwrap_err();
        assert_eq!(error.kind(), kind, "{error}");
        assert_eq!(error.is_retryable(), is_retried, "{error}");
        assert_eq!(error.template(), Some("/users/<userId>"));
        assert_eq!(error.source().unwrap().to_string(), "planted");
        let attempts = if is_retried { 3 } else { 1 };
        assert_eq!(http.requests().len(), attempts, "{error}");
    }
}

#[tokio::test]
async fn a_read_succeeds_after_errors_that_may_pass() {
    for (make, _, is_retried) in CASES {
        let sent = AtomicUsize::new(0);
        let failing_once = Scripted::new(move |_| match sent.fetch_add(1, Ordering::Relaxed) {
            0 => Err(make()),
            _ => Ok(json(r#"{"id": "1"}"#)),
        });
        let outcome = User::get("1").send(&client(failing_once)).await;
        assert_eq!(outcome.is_ok(), is_retried);
    }
}

#[tokio::test]
async fn an_io_error_is_a_timeout_or_a_broken_connection() {
    for (io_kind, kind, shown) in [
        (io::ErrorKind::TimedOut, ErrorKind::Timeout, "timed out"),
        (
            io::ErrorKind::ConnectionReset,
            ErrorKind::Io,
            "the connection broke (connection reset)",
        ),
    ] {
        let http = Scripted::new(move |_| Err(io::Error::from(io_kind).into()));
        let client = builder(http)
            .retry(graph_resource::RetryPolicy::never())
            .build()
            .unwrap();
        let error = User::get("1").send(&client).await.unwrap_err();
        assert_eq!(error.kind(), kind);
        assert!(error.to_string().contains(shown), "{error}");
    }
}

#[test]
fn an_http_error_shows_its_kind_and_its_cause() {
    let error = HttpError::connect(io::Error::from(io::ErrorKind::ConnectionRefused));
    assert_eq!(
        error.to_string(),
        "could not connect to the service (connection refused)"
    );
    assert_eq!(error.kind(), ErrorKind::Connect);
    assert!(error.source().is_some());
    assert!(format!("{error:?}").contains("connection refused"));
}
