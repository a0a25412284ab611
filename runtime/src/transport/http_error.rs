//! Why an HTTP client returned no response.

use std::error::Error as StdError;
use std::{fmt, io};

use crate::error::Error;
use crate::error::box_error::BoxError;
use crate::error::kind::ErrorKind;

pub(super) const CANNOT_CONNECT: &str = "could not connect to the service";
pub(super) const TOO_LATE: &str = "no complete response in time";
pub(super) const CONNECTION_BROKE: &str = "the connection broke";
const NOT_SENDABLE: &str = "the request cannot be sent";
const NOT_USABLE: &str = "the HTTP client cannot be used";
const TOO_LARGE: &str = "the response is larger than a limit of the HTTP client";

/// Why an [`HttpClient`](crate::transport::HttpClient) returned no response, or why a body broke off.
///
/// It becomes an [`Error`](crate::Error) of the same kind, whose `source` is the error that is passed to the
/// constructor. Programs print sources, so they must not contain a token or the URL.
///
/// After [`connect`](Self::connect), [`timeout`](Self::timeout), and [`io`](Self::io) the retry policy may send the
/// request again, unless the error is [permanent](Self::permanent). The others are not retried.
///
/// ```
/// use graph_resource::ErrorKind;
/// use graph_resource::transport::HttpError;
///
/// let error = HttpError::connect("the certificate of the proxy has expired").permanent();
/// assert_eq!(error.kind(), ErrorKind::Connect);
/// assert!(!error.is_retryable());
/// ```
pub struct HttpError(Error);

impl HttpError {
    /// Creates an error that says that there is no connection, and nothing was sent: [`ErrorKind::Connect`]. Use it for
    /// nothing else, since requests that must not be carried out twice are sent again after it.
    pub fn connect(source: impl Into<BoxError>) -> Self {
        Self::new(ErrorKind::Connect, CANNOT_CONNECT, source)
    }

    /// Creates an error that says that the response did not arrive in time: [`ErrorKind::Timeout`]. The timeout of the
    /// client applies in any case.
    pub fn timeout(source: impl Into<BoxError>) -> Self {
        Self::new(ErrorKind::Timeout, TOO_LATE, source)
    }

    /// Creates an error that says that the connection broke while the request was sent or the response was read:
    /// [`ErrorKind::Io`].
    pub fn io(source: impl Into<BoxError>) -> Self {
        Self::new(ErrorKind::Io, CONNECTION_BROKE, source)
    }

    /// Creates an error that says that the request cannot be sent, and that no other attempt can change that:
    /// [`ErrorKind::Request`].
    pub fn request(source: impl Into<BoxError>) -> Self {
        Self::new(ErrorKind::Request, NOT_SENDABLE, source)
    }

    /// Creates an error that says that the response exceeds a limit of the HTTP client: [`ErrorKind::Limit`].
    pub fn limit(source: impl Into<BoxError>) -> Self {
        Self::new(ErrorKind::Limit, TOO_LARGE, source)
    }

    /// Creates an error that says that the HTTP client is not set up as it must be: [`ErrorKind::Config`].
    pub fn config(source: impl Into<BoxError>) -> Self {
        Self::new(ErrorKind::Config, NOT_USABLE, source)
    }

    /// Marks a failure that no other attempt can change, such as a certificate that is not trusted.
    #[must_use]
    pub fn permanent(self) -> Self {
        HttpError(self.0.permanent())
    }

    /// Returns the kind of the failure.
    pub fn kind(&self) -> ErrorKind {
        self.0.kind()
    }

    /// Returns whether another attempt may succeed.
    pub fn is_retryable(&self) -> bool {
        self.0.is_retryable()
    }

    /// An error with the kind of the innermost `io::Error` among its causes, such as `connection refused`.
    pub(super) fn new(kind: ErrorKind, summary: &'static str, source: impl Into<BoxError>) -> Self {
        let source = source.into();
        let error = match io_kind(source.as_ref()) {
            Some(io) => Error::new(kind, format!("{summary} ({io})")),
            None => Error::new(kind, summary),
        };
        HttpError(error.with_source(source))
    }

    /// The error as it is. It has no context yet.
    pub(crate) fn of(error: Error) -> Self {
        HttpError(error)
    }

    pub(super) fn into_error(self) -> Error {
        self.0
    }
}

/// The error and its causes.
pub(super) fn causes<'a>(
    error: &'a (dyn StdError + 'static),
) -> impl Iterator<Item = &'a (dyn StdError + 'static)> {
    std::iter::successors(Some(error), |error| cause_of(*error))
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
fn io_kind(error: &(dyn StdError + 'static)) -> Option<io::ErrorKind> {
    let innermost = causes(error)
        .filter_map(|cause| cause.downcast_ref::<io::Error>())
        .last()?;
    match innermost.kind() {
        // TLS libraries use these kinds for all their errors.
        io::ErrorKind::Other | io::ErrorKind::InvalidData => None,
        kind => Some(kind),
    }
}

impl From<io::Error> for HttpError {
    /// [`timeout`](Self::timeout) for `TimedOut`, and otherwise [`io`](Self::io).
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::TimedOut => Self::timeout(error),
            _ => Self::io(error),
        }
    }
}

impl fmt::Display for HttpError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, f)
    }
}

impl fmt::Debug for HttpError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0, f)
    }
}

impl StdError for HttpError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.0.source()
    }
}
