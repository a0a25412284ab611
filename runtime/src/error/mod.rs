//! The one error type of the crate.

pub(crate) mod box_error;
pub(crate) mod context;
pub(crate) mod display;
pub(crate) mod kind;
pub(crate) mod retry_after;
pub(crate) mod service_error;
pub(crate) mod text;
pub(crate) mod throttle_info;

pub use crate::error::box_error::BoxError;
pub use crate::error::kind::ErrorKind;
pub use crate::error::service_error::ErrorDetail;

use std::borrow::Cow;
use std::time::Duration;

use crate::error::throttle_info::ThrottleInfo;
use crate::resume::continuation::Continuation;
use crate::resume::delta_link::{DeltaLink, Resync, ResyncKind};

pub(crate) use crate::error::context::Context;
pub(crate) use crate::error::retry_after::RetryAfter;
pub(crate) use crate::error::service_error::ServiceError;

/// Why a read failed.
///
/// `Display` is one line that can be logged: it holds the method, the path *template*, the status, Graph's code and
/// message and the `request-id`, and never a token, a key, a query or a body.
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
/// `main` can return it: the program then ends with a failure and shows `Debug`. Where a shell is to tell failures apart,
/// [`ErrorKind`] is what to make an exit code of:
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
///             ErrorKind::Config | ErrorKind::Request => ExitCode::from(64),    // used wrongly
///             _ if error.is_retryable() => ExitCode::from(75),                // try again later
///             _ => ExitCode::FAILURE,
///         }
///     }
/// }
/// # }
/// ```
///
/// One pointer wide, so a `Result` of it costs nothing on the way where all goes well.
pub struct Error(Box<Inner>);

struct Inner {
    kind: ErrorKind,
    summary: Cow<'static, str>,
    context: Context,
    service: ServiceError,
    json_path: Option<String>,
    is_of_item: bool,
    item_id: Option<String>,
    truncated: bool,
    continuation: Option<Continuation>,
    source: Option<BoxError>,
}

impl Error {
    /// An error of the given kind; `what` is a phrase without full stop that says what to do next.
    pub(crate) fn new(kind: ErrorKind, what: impl Into<Cow<'static, str>>) -> Self {
        Self(Box::new(Inner {
            kind,
            summary: what.into(),
            context: Context::default(),
            service: ServiceError::default(),
            json_path: None,
            is_of_item: false,
            item_id: None,
            truncated: false,
            continuation: None,
            source: None,
        }))
    }

    /// The service's own error: a status outside of 2xx, and whatever its body says.
    pub(crate) fn service(context: Context, body: &[u8]) -> Self {
        let mut error = Self::new(ErrorKind::Status, "");
        error.0.service = ServiceError::parse(body);
        error.with_context(context)
    }

    pub(crate) fn with_context(mut self, context: Context) -> Self {
        self.0.context = context;
        self
    }

    /// The context, unless the error has one already.
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

    /// What to do next, beside what the service says.
    pub(crate) fn with_hint(mut self, what: &'static str) -> Self {
        self.0.summary = what.into();
        self
    }

    /// Where a listing can go on.
    pub(crate) fn with_continuation(mut self, continuation: Continuation) -> Self {
        self.0.continuation = Some(continuation);
        self
    }

    /// The item of a page that could not be read.
    pub(crate) fn for_item(mut self, id: Option<String>) -> Self {
        self.0.is_of_item = true;
        self.0.item_id = id;
        self
    }

    /// The body ends too early, so that a second attempt may well succeed.
    pub(crate) fn truncated(mut self) -> Self {
        self.0.truncated = true;
        self
    }

    /// The same failure, told of another request that it took with it.
    pub(crate) fn copy_for(&self, context: Context) -> Self {
        let mut error = Self::new(self.0.kind, self.0.summary.clone());
        error.0.service = self.0.service.clone();
        error.0.truncated = self.0.truncated;
        let Context {
            method, template, ..
        } = context;
        error.with_context(Context {
            method,
            template,
            ..self.0.context.clone()
        })
    }

    pub(crate) fn summary(&self) -> &str {
        &self.0.summary
    }

    /// What kind of failure this is.
    pub fn kind(&self) -> ErrorKind {
        self.0.kind
    }

    /// The path template of the request, `/users/<userId>`: the address without anybody's data in it.
    pub fn template(&self) -> Option<&str> {
        self.0.context.template.as_deref()
    }

    /// The method of the request: `GET` for every read, `POST` for a batch of them.
    pub fn method(&self) -> Option<&str> {
        self.0.context.method
    }

    /// The HTTP status of the answer, if there was one.
    pub fn status(&self) -> Option<u16> {
        self.0.context.status.map(|status| status.as_u16())
    }

    /// Graph's code, such as `Request_ResourceNotFound`.
    pub fn code(&self) -> Option<&str> {
        self.0.service.code.as_deref()
    }

    /// Graph's message, for people: it changes without notice.
    pub fn message(&self) -> Option<&str> {
        self.0.service.message.as_deref()
    }

    /// The codes of `innerError`, from the outermost to the innermost, which says most.
    pub fn inner_codes(&self) -> &[String] {
        &self.0.service.inner_codes
    }

    /// The entries of `details`, which a 422 has for each property that is wrong.
    pub fn details(&self) -> &[ErrorDetail] {
        &self.0.service.details
    }

    /// The service's id of the request: what Microsoft's support asks for first.
    pub fn request_id(&self) -> Option<&str> {
        self.0
            .context
            .request_id
            .as_deref()
            .or(self.0.service.request_id.as_deref())
    }

    /// The id that this client gave the request.
    pub fn client_request_id(&self) -> Option<&str> {
        let sent = self.0.context.client_request_id.as_deref();
        sent.or(self.0.service.client_request_id.as_deref())
    }

    /// When the service answered, as it wrote it.
    pub fn date(&self) -> Option<&str> {
        self.0
            .context
            .date
            .as_deref()
            .or(self.0.service.date.as_deref())
    }

    /// How long the service asks to wait: `Retry-After` in seconds, in decimals or as a date (RFC 9110, 10.2.3).
    ///
    /// Zero for a date in the past, a day at most for an absurd one, `None` where there is none or it cannot be read.
    pub fn retry_after(&self) -> Option<Duration> {
        self.0
            .context
            .retry_after
            .as_ref()
            .and_then(RetryAfter::delay)
    }

    /// `Retry-After` as the service wrote it.
    pub fn retry_after_raw(&self) -> Option<&str> {
        self.0.context.retry_after.as_ref().map(RetryAfter::raw)
    }

    /// What the service says of its limits (`x-ms-throttle-*`), where it says anything.
    pub fn throttle(&self) -> Option<&ThrottleInfo> {
        self.0.context.throttle.as_deref()
    }

    /// Why the service refused the token, as its `WWW-Authenticate` headers say.
    pub(crate) fn challenge(&self) -> Option<&str> {
        self.0.context.challenge.as_deref()
    }

    /// Whether the token was refused.
    pub(crate) fn is_unauthorized(&self) -> bool {
        self.status_is(401)
    }

    /// Where in the JSON the value stands that does not fit, as `value[3].status`.
    pub fn json_path(&self) -> Option<&str> {
        self.0.json_path.as_deref()
    }

    /// The `id` of the item of a page that could not be read, where it has one: see
    /// [`List::lenient`](crate::List::lenient). It is data, so neither `Display` nor `Debug` shows it.
    pub fn item_id(&self) -> Option<&str> {
        self.0.item_id.as_deref()
    }

    /// Whether it is about one item of a page alone: a stream that is [`lenient`](crate::List::lenient) goes on behind such
    /// an error, and behind no other.
    pub fn is_of_item(&self) -> bool {
        self.0.is_of_item
    }

    /// Where a listing goes on that had more pages than it may have: see [`List::max_pages`](crate::List::max_pages) and
    /// [`Delta::max_pages`](crate::Delta::max_pages).
    pub fn continuation(&self) -> Option<&Continuation> {
        self.0.continuation.as_ref()
    }

    /// Whether the service has nothing at this address (404).
    pub fn is_not_found(&self) -> bool {
        self.status_is(404)
    }

    /// What to do about a delta link that is too old: `Some` for `410 Gone`.
    ///
    /// It is no failure to be retried: everything has to be read anew, from [`Resync::link`] where there is one.
    pub fn resync(&self) -> Option<Resync> {
        self.status_is(410).then(|| Resync {
            link: self.0.context.location.as_deref().map(DeltaLink::new),
            kind: ResyncKind::of(
                self.code()
                    .into_iter()
                    .chain(self.inner_codes().iter().map(String::as_str)),
            ),
        })
    }

    /// Whether the service wants to be asked less often (429, and 509 for bandwidth).
    pub fn is_throttled(&self) -> bool {
        self.status_is(429) || self.status_is(509)
    }

    /// Whether time ran out, here or at the service (408, 504).
    pub fn is_timeout(&self) -> bool {
        self.0.kind == ErrorKind::Timeout || self.status_is(408) || self.status_is(504)
    }

    /// Whether the same read may well succeed a little later.
    ///
    /// That is: 408, 429, 500, 502, 503, 504 and 509, no connection, a broken one, a timeout, a body that was cut off.
    pub fn is_retryable(&self) -> bool {
        match self.0.kind {
            ErrorKind::Connect | ErrorKind::Timeout | ErrorKind::Io => true,
            ErrorKind::Status => {
                matches!(self.status(), Some(408 | 429 | 500 | 502 | 503 | 504 | 509))
            }
            _ => self.0.truncated,
        }
    }

    fn status_is(&self, status: u16) -> bool {
        self.0.kind == ErrorKind::Status && self.status() == Some(status)
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.0.source.as_deref().map(|source| source as _)
    }
}

#[cfg(test)]
mod tests;
