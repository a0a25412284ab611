//! One request of a batch, and the answer to it.

use std::time::Duration;

use bytes::Bytes;
use reqwest::StatusCode;
use tokio::time::Instant;

use crate::address::cloud::ApiVersion;
use crate::address::resource_path::ResourcePath;
use crate::address::workload::Workload;
use crate::error::Error;
use crate::error::context::Context;
use crate::error::kind::ErrorKind;
use crate::read::batch::wire::{Request, Response};
use crate::request::prepared::Prepared;
use crate::request::retry_policy::RetryPolicy;
use crate::transport::answer::Answer;
use crate::transport::headers::{check_own, joined};

/// A request, and where it stands in the caller's order.
pub(super) struct Part {
    pub(super) index: usize,
    request: Prepared,
    pub(super) workload: Workload,
    pub(super) attempts: u32,
    /// Not before this time.
    pub(super) due: Instant,
    /// The last failure, for the caller where there is no time for another attempt after all.
    pub(super) last: Option<Error>,
}

impl Part {
    pub(super) fn new(index: usize, request: Prepared) -> Result<Self, Error> {
        let path = request.relative().ok_or_else(|| {
            let what =
                "a request to a whole URL cannot be a part of a batch, which takes paths alone";
            Error::new(ErrorKind::Request, what).with_context(request.context())
        })?;
        check_own(request.headers()).map_err(|error| error.with_context(request.context()))?;
        let workload = Workload::of(ResourcePath::parse(path));
        Ok(Part {
            index,
            request,
            workload,
            attempts: 0,
            due: Instant::now(),
            last: None,
        })
    }

    pub(super) fn version(&self) -> Option<ApiVersion> {
        self.request.version()
    }

    pub(super) fn context(&self) -> Context {
        self.request.context()
    }

    pub(super) fn template(&self) -> &'static str {
        self.request.template()
    }

    pub(super) fn policy(&self) -> Option<&RetryPolicy> {
        self.request.retry()
    }

    pub(super) fn timeout(&self) -> Option<Duration> {
        self.request.timeout()
    }

    pub(super) fn outgoing(&self) -> Request<'_> {
        Request {
            id: self.index.to_string(),
            method: "GET",
            url: self.request.relative().unwrap_or_default(),
            // JSON has one value a name.
            headers: joined(self.request.headers())
                .map(|(name, value)| (name.as_str(), value))
                .collect(),
        }
    }

    /// The answer, as if it had come by itself.
    pub(super) fn judge(&self, response: &Response) -> Result<Answer, Error> {
        let headers = response.headers();
        let unfit = |_| {
            Error::new(
                ErrorKind::Decode,
                "a part of the batch has a status that is none",
            )
            .with_context(self.context())
        };
        let status = StatusCode::from_u16(response.status).map_err(unfit)?;
        let context = self.context().answered(status, &headers);
        let body = Bytes::from(
            response
                .body
                .as_ref()
                .map(|body| body.get().to_owned())
                .unwrap_or_default(),
        );
        match status.as_u16() {
            200..=299 => Ok(Answer {
                status,
                headers,
                body,
                context,
            }),
            301 | 302 | 303 | 307 | 308 => {
                let what = "a batch does not follow redirects: send this request by itself";
                Err(Error::service(context, &body).with_hint(what))
            }
            _ => Err(Error::service(context, &body)),
        }
    }

    /// Whether the service has said when to send this very request again.
    pub(super) fn has_its_time(&self) -> bool {
        self.last
            .as_ref()
            .is_some_and(|error| error.retry_after().is_some())
    }

    pub(super) fn unanswered(&self) -> Error {
        Error::new(
            ErrorKind::Decode,
            "the service gave no answer to this part of the batch, or none that can be read",
        )
        .with_context(self.context())
    }
}
