//! The error value, and how the library builds it.

use std::borrow::Cow;
use std::time::Duration;

use crate::error::box_error::BoxError;
use crate::error::context::Context;
use crate::error::kind::ErrorKind;
use crate::error::service_error::ServiceError;
use crate::resume::continuation::Continuation;

/// The reason why a read failed.
///
/// `Display` writes one line for people and logs: the method, the path *template*, the status, Graph's code and message
/// and the `request-id`. This library adds no token, key, query or body to it, but Graph's own message may quote values of
/// the request.
///
/// ```
/// # fn show(error: graph_resource::Error) {
/// if error.is_not_found() {
///     println!("nothing there");
/// } else if error.is_throttled() {
///     println!("come back in {:?}", error.retry_after());
/// } else {
///     eprintln!("{error}");
/// }
/// # }
/// ```
///
/// `main` can return it; the program then exits with a failure and prints `Debug`. To let a shell tell failures apart,
/// choose an exit code by [`ErrorKind`]:
///
/// ```
/// # use graph_resource::{Error, ErrorKind};
/// # use std::process::ExitCode;
/// # async fn run() -> Result<(), Error> { Ok(()) }
/// # async fn program() -> ExitCode {
/// match run().await {
///     Ok(()) => ExitCode::SUCCESS,
///     Err(error) => {
///         eprintln!("{error}");
///         match error.kind() {
///             ErrorKind::Config | ErrorKind::Request => ExitCode::from(64),   // EX_USAGE
///             _ if error.is_retryable() => ExitCode::from(75),               // EX_TEMPFAIL
///             _ => ExitCode::FAILURE,
///         }
///     }
/// }
/// # }
/// ```
///
/// An `Error` is one pointer wide, which keeps `Result<T, Error>` small.
pub struct Error(pub(super) Box<Inner>);

pub(super) struct Inner {
    pub(super) kind: ErrorKind,
    pub(super) summary: Cow<'static, str>,
    pub(super) context: Context,
    pub(super) service: ServiceError,
    pub(super) json_path: Option<String>,
    pub(super) is_of_item: bool,
    pub(super) item_id: Option<String>,
    /// Whether the request belongs to a delta query, whose links expire.
    pub(super) is_of_delta_query: bool,
    /// Whether another attempt may succeed, where the kind does not decide it.
    pub(super) retryable: Option<bool>,
    /// Whether the request changes something, and may have done so although it failed.
    pub(super) maybe_carried_out: bool,
    /// How long the workload was still paused when the request was refused for that reason, without being sent.
    pub(super) paused: Option<Duration>,
    /// How often the read was sent, if it is known.
    pub(super) attempts: u32,
    pub(super) continuation: Option<Continuation>,
    pub(super) source: Option<BoxError>,
}

impl Error {
    /// An error of the given kind. `summary` is one line in lower case, without a full stop, that says what is wrong and
    /// what to do about it.
    pub(crate) fn new(kind: ErrorKind, summary: impl Into<Cow<'static, str>>) -> Self {
        Self(Box::new(Inner {
            kind,
            summary: summary.into(),
            context: Context::default(),
            service: ServiceError::default(),
            json_path: None,
            is_of_item: false,
            item_id: None,
            is_of_delta_query: false,
            retryable: None,
            maybe_carried_out: false,
            paused: None,
            attempts: 0,
            continuation: None,
            source: None,
        }))
    }

    /// The service's own error: a response with a status outside of 2xx, and whatever its body says.
    pub(crate) fn service(context: Context, body: &[u8]) -> Self {
        let mut error = Self::new(ErrorKind::Status, "");
        error.0.service = ServiceError::parse(body, &context.sent_token);
        error.with_context(context)
    }

    /// Replaces the context. An error does not keep the token, which it never shows.
    pub(crate) fn with_context(mut self, context: Context) -> Self {
        self.0.context = context.shown();
        self
    }

    /// Adds the context, unless the error already has one.
    pub(crate) fn or_context(self, context: Context) -> Self {
        if self.0.context.template.is_some() {
            self
        } else {
            self.with_context(context)
        }
    }

    pub(crate) fn with_source(mut self, source: impl Into<BoxError>) -> Self {
        self.0.source = Some(source.into());
        self
    }

    pub(crate) fn with_json_path(mut self, path: String) -> Self {
        self.0.json_path = Some(path);
        self
    }

    /// Says where the service's own message was found, or what to do about it.
    pub(crate) fn with_summary(mut self, summary: impl Into<Cow<'static, str>>) -> Self {
        self.0.summary = summary.into();
        self
    }

    /// Adds the position at which a listing can resume.
    pub(crate) fn with_continuation(mut self, continuation: Continuation) -> Self {
        self.0.continuation = Some(continuation);
        self
    }

    /// Marks the error as one of a single item of a page, with the item's id.
    pub(crate) fn for_item(mut self, id: Option<String>) -> Self {
        self.0.is_of_item = true;
        self.0.item_id = id;
        self
    }

    /// Marks the error of a request that belongs to a delta query.
    pub(crate) fn of_delta_query(mut self) -> Self {
        self.0.is_of_delta_query = true;
        self
    }

    /// Marks the error of an item as one of the whole page, which it has failed.
    pub(crate) fn for_page(mut self) -> Self {
        self.0.is_of_item = false;
        self
    }

    /// Marks the body as cut off, so that another attempt may succeed.
    pub(crate) fn truncated(mut self) -> Self {
        self.0.retryable = Some(true);
        self
    }

    /// Marks a failure that no further attempt can change.
    pub(crate) fn permanent(mut self) -> Self {
        self.0.retryable = Some(false);
        self
    }

    /// Marks the error of a request that changes something, and may have done so.
    pub(crate) fn maybe_carried_out(mut self) -> Self {
        self.0.maybe_carried_out = true;
        self
    }

    /// Records how often the read was sent.
    pub(crate) fn after_attempts(mut self, attempts: u32) -> Self {
        self.0.attempts = attempts;
        self
    }

    /// Marks a request that was not sent because its workload is paused for this long.
    pub(crate) fn paused_for(mut self, left: Duration) -> Self {
        self.0.paused = Some(left);
        self
    }

    /// The same failure for another request that failed with this one.
    pub(crate) fn copy_for(&self, context: Context) -> Self {
        let mut error = Self::new(self.0.kind, self.0.summary.clone());
        error.0.service = self.0.service.clone();
        error.0.retryable = self.0.retryable;
        error.0.paused = self.0.paused;
        error.0.attempts = self.0.attempts;
        error.with_context(Context {
            method: context.method,
            template: context.template,
            permissions: context.permissions,
            ..self.0.context.clone()
        })
    }

    /// Removes the continuation, for a listing that its caller cannot resume.
    pub(crate) fn without_continuation(mut self) -> Self {
        self.0.continuation = None;
        self
    }

    pub(crate) fn summary(&self) -> &str {
        &self.0.summary
    }

    /// The reasons for which the service refused the token, from its `WWW-Authenticate` headers.
    pub(crate) fn challenge(&self) -> Option<&str> {
        self.0.context.challenge.as_deref()
    }

    /// Whether the service responded with this status, and the status is the failure.
    pub(super) fn has_status(&self, status: u16) -> bool {
        self.0.kind == ErrorKind::Status && self.status() == Some(status)
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.0.source.as_deref().map(|source| source as _)
    }
}
