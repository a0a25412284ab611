//! Long-running reads: the service responds `202 Accepted` and a URL to poll.

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
use crate::transport::call::{Call, Target};
use crate::transport::full_response::FullResponse;

/// The result of a read that may take a long time, returned by [`Get::send_accepted`] and [`Monitor::poll`]. See
/// [`Monitor`] for an example.
#[derive(Debug)]
pub enum Accepted<T> {
    /// The read is complete: the status is 2xx, but not `202 Accepted`.
    Done(T),
    /// The service is still working on it: poll the monitor later.
    Pending(Monitor),
}

/// Where to poll for the outcome of a long-running job.
///
/// On the client's own origin the URL is polled with the token. It may also be on another host, where it grants access to
/// anyone who knows it: there it is polled without the token, and `Debug` never shows it ([long-running actions]).
///
/// ```no_run
/// # use graph_resource::{graph_resource, Client};
/// # use graph_resource::long_running::Accepted;
/// # use serde::Deserialize;
/// # use std::time::Duration;
/// # #[graph_resource(get(latest_report = "/reports/latest"))] #[derive(Deserialize)]
/// # struct Report { id: String }
/// # async fn wait_for_report(client: Client) -> Result<Report, graph_resource::Error> {
/// let mut accepted = Report::latest_report().send_accepted(&client).await?;
/// loop {
///     match accepted {
///         Accepted::Done(report) => return Ok(report),
///         Accepted::Pending(monitor) => {
///             let delay = monitor.retry_after().unwrap_or(Duration::from_secs(10));
///             tokio::time::sleep(delay).await;
///             accepted = monitor.poll(&client).await?;
///         }
///     }
/// }
/// # }
/// ```
///
/// [long-running actions]: https://learn.microsoft.com/graph/long-running-actions-overview
#[derive(Clone, PartialEq, Eq)]
pub struct Monitor {
    location: String,
    retry_after: Option<Duration>,
}

impl Monitor {
    /// Creates a monitor from a stored URL.
    ///
    /// ```
    /// # use graph_resource::long_running::Monitor;
    /// let stored = Monitor::new("https://graph.microsoft.com/v1.0/monitors/1").location().to_owned();
    /// let monitor = Monitor::new(stored);
    /// ```
    pub fn new(location: impl Into<String>) -> Self {
        Monitor {
            location: location.into(),
            retry_after: None,
        }
    }

    /// Returns the URL to poll. If the service sent a relative one, it has been resolved against the URL that was
    /// requested.
    pub fn location(&self) -> &str {
        &self.location
    }

    /// Returns how long the service wants the caller to wait before the next [`poll`](Self::poll), which does not wait
    /// by itself. It is `None` if the service did not say, or if the monitor was created with [`new`](Self::new).
    pub fn retry_after(&self) -> Option<Duration> {
        self.retry_after
    }

    /// Polls once. A job that is not done is [`Accepted::Pending`] again, with a monitor that may have another URL.
    ///
    /// The headers, the timeout and the retry policy of the first request do not apply: the client's own do.
    ///
    /// # Errors
    ///
    /// Returns an error if the credential or the network fails, the status is not 2xx or has no content (204), the body
    /// does not fit `T`, or the URL is not absolute or not `https`. `http` is allowed only on the local machine, for a
    /// client whose own base URL is `http`.
    pub fn poll<T: DeserializeOwned>(
        &self,
        client: &Client,
    ) -> impl Future<Output = Result<Accepted<T>, Error>> + Send + use<T> {
        let client = client.clone();
        let monitor = self.clone();
        async move {
            let call = Call {
                target: Target::Monitor(monitor.location.clone()),
                template: "<monitor>",
                headers: HeaderMap::new(),
                timeout: None,
                retry: None,
                clock: None,
                places: None,
                new_connection: false,
                body: None,
            };
            client
                .send_call(call, |response| {
                    decode_accepted(response, Some(&monitor), decode_dynamic::<T>)
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
    /// Sends the request to a service that may take a long time. Returns the object, or where to poll for it.
    ///
    /// # Errors
    ///
    /// Returns an error if the request is invalid, the credential or the network fails, the status is not 2xx or has no
    /// content (204), the body does not fit `T`, or a `202 Accepted` has no `Location` header.
    pub fn send_accepted(
        &self,
        client: &Client,
    ) -> impl Future<Output = Result<Accepted<T>, Error>> + Send + use<T> {
        let prepared = self.request.prepare(Cardinality::One);
        let client = client.clone();
        let decode = self.decoder();
        async move {
            client
                .send_call(Call::of(prepared?), |response| {
                    decode_accepted(response, None, decode)
                })
                .await
        }
    }
}

fn decode_accepted<T>(
    response: &FullResponse,
    polled: Option<&Monitor>,
    decode: impl Fn(&FullResponse) -> Result<T, Error>,
) -> Result<Accepted<T>, Error> {
    if response.status != StatusCode::ACCEPTED {
        return decode(response).map(Accepted::Done);
    }
    let context = &response.context;
    // A monitor that names no other location is polled again.
    let polled_location = polled.map(Monitor::location);
    let Some(location) = context.location.as_deref().or(polled_location) else {
        let summary = "the service accepted the read (202), but sent no `Location` to poll";
        return Err(Error::new(ErrorKind::Decode, summary).with_context(context.clone()));
    };
    let retry_after = context.retry_after.as_ref();
    Ok(Accepted::Pending(Monitor {
        location: location.to_owned(),
        retry_after: retry_after.and_then(|header| header.delay()),
    }))
}
