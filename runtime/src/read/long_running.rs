//! Reads that the service does not answer at once: `202 Accepted`, and a place to ask later.

use std::fmt;
use std::future::Future;
use std::time::Duration;

use reqwest::StatusCode;
use reqwest::header::HeaderMap;
use serde::de::DeserializeOwned;

use crate::client::Client;
use crate::decode::dynamic::decode_dynamic;
use crate::error::Error;
use crate::error::kind::ErrorKind;
use crate::read::get::Get;
use crate::request::cardinality::Cardinality;
use crate::transport::answer::Answer;
use crate::transport::call::{Call, Target};

/// The answer to a read that may take its time; from [`Get::send_accepted`] and [`Monitor::poll`].
#[derive(Debug)]
pub enum Accepted<T> {
    /// It was answered at once.
    Done(T),
    /// It is being worked on: ask again.
    Pending(Monitor),
}

/// Where to ask for the outcome of a long-running job.
///
/// The address may be on another host and is good for anybody who knows it, so it is asked without the token, and `Debug`
/// does not show it ([Long running actions]).
///
/// [Long running actions]: https://learn.microsoft.com/graph/long-running-actions-overview
#[derive(Clone, PartialEq, Eq)]
pub struct Monitor {
    location: String,
    retry_after: Option<Duration>,
}

impl Monitor {
    /// A place that was stored as text.
    pub fn new(location: impl Into<String>) -> Self {
        Monitor {
            location: location.into(),
            retry_after: None,
        }
    }

    /// The address, as the service wrote it.
    pub fn location(&self) -> &str {
        &self.location
    }

    /// How long the service asks to wait before the next [`poll`](Self::poll).
    pub fn retry_after(&self) -> Option<Duration> {
        self.retry_after
    }

    /// Asks once. A job that is not done is [`Accepted::Pending`] again.
    ///
    /// # Errors
    ///
    /// As [`Get::send`], and an address that is not https (http on this machine alone).
    pub fn poll<T: DeserializeOwned>(
        &self,
        client: &Client,
    ) -> impl Future<Output = Result<Accepted<T>, Error>> + Send + use<T> {
        let (client, monitor) = (client.clone(), self.clone());
        async move {
            let call = Call {
                target: Target::Unauthenticated(&monitor.location),
                template: "<monitor>",
                headers: &HeaderMap::new(),
                timeout: None,
                retry: None,
                clock: None,
                permit: None,
                new_connection: false,
                body: None,
            };
            client
                .read(call, |answer| {
                    accepted(answer, Some(&monitor), decode_dynamic::<T>)
                })
                .await
        }
    }
}

impl fmt::Debug for Monitor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Monitor")
            .field("retry_after", &self.retry_after)
            .finish_non_exhaustive()
    }
}

impl<T: DeserializeOwned> Get<T> {
    /// Sends the request to a service that may take its time: the answer, or where to ask for it later.
    ///
    /// # Errors
    ///
    /// As [`send`](Self::send).
    pub fn send_accepted(
        &self,
        client: &Client,
    ) -> impl Future<Output = Result<Accepted<T>, Error>> + Send + use<T> {
        let prepared = self.request.prepare(Cardinality::One);
        let (client, read) = (client.clone(), self.reader());
        async move {
            client
                .read(Call::of(&prepared?), |answer| accepted(answer, None, read))
                .await
        }
    }
}

fn accepted<T>(
    answer: &Answer,
    before: Option<&Monitor>,
    read: impl Fn(&Answer) -> Result<T, Error>,
) -> Result<Accepted<T>, Error> {
    if answer.status != StatusCode::ACCEPTED {
        return read(answer).map(Accepted::Done);
    }
    let location = answer
        .context
        .location
        .as_deref()
        .or(before.map(Monitor::location));
    let location = location.ok_or_else(|| {
        let what = "the service has accepted the read (202), but does not say where to ask for the outcome";
        Error::new(ErrorKind::Decode, what).with_context(answer.context.clone())
    })?;
    let retry_after = answer
        .context
        .retry_after
        .as_ref()
        .and_then(|header| header.delay());
    Ok(Accepted::Pending(Monitor {
        location: location.to_owned(),
        retry_after,
    }))
}
