//! Long-running reads: the service responds `202 Accepted` and a URL to poll.

pub use crate::resume::monitor::Monitor;

use std::future::Future;

use reqwest::StatusCode;
use serde::de::DeserializeOwned;

use crate::client::Client;
use crate::decode::dynamic::decode_dynamic;
use crate::error::Error;
use crate::error::kind::ErrorKind;
use crate::read::get::Get;
use crate::read::response::Response;
use crate::transport::call::{Call, Target};
use crate::transport::full_response::FullResponse;

/// The result of a read that may take a long time, returned by [`Get::send_accepted`] and [`Monitor::poll`]. See
/// [`Monitor`] for an example.
// Exhaustive: a read is complete, or it is not. What is known about one that is not belongs to its monitor.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[must_use = "a pending read must be polled"]
pub enum Accepted<T> {
    /// The read is complete: the status is 2xx, but not `202 Accepted`.
    Done(T),
    /// The service is still working on it: poll the monitor later.
    Pending(Monitor),
}

impl Monitor {
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
        let read = self.read(client);
        async move { Ok(read.await?.0) }
    }

    /// Polls once, as [`poll`](Self::poll) does. Returns the result with the response: its status, headers, entity tag, and
    /// request ids.
    ///
    /// # Errors
    ///
    /// Returns an error if [`poll`](Self::poll) would.
    pub fn response<T: DeserializeOwned>(
        &self,
        client: &Client,
    ) -> impl Future<Output = Result<Response<Accepted<T>>, Error>> + Send + use<T> {
        let read = self.read(client);
        async move {
            let (accepted, response) = read.await?;
            Ok(Response::of_object(accepted, &response))
        }
    }

    fn read<T: DeserializeOwned>(
        &self,
        client: &Client,
    ) -> impl Future<Output = Result<(Accepted<T>, FullResponse), Error>> + Send + use<T> {
        let client = client.clone();
        let monitor = self.clone();
        async move {
            let target = Target::Monitor(monitor.as_str().to_owned());
            let call = Call {
                permissions: monitor.permissions,
                ..Call::to(target, "<monitor>")
            };
            let decode = |response: &FullResponse| {
                decode_accepted(response, Some(&monitor), decode_dynamic::<T>)
            };
            client.send_call(Ok(call), decode).await
        }
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
        let read = self.read_accepted(client);
        async move { Ok(read.await?.0) }
    }

    /// Sends the request, as [`send_accepted`](Self::send_accepted) does. Returns the object, or where to poll for it, with
    /// the response: its status, headers, entity tag, and request ids.
    ///
    /// # Errors
    ///
    /// Returns an error if [`send_accepted`](Self::send_accepted) would.
    pub fn response_accepted(
        &self,
        client: &Client,
    ) -> impl Future<Output = Result<Response<Accepted<T>>, Error>> + Send + use<T> {
        let read = self.read_accepted(client);
        async move {
            let (accepted, response) = read.await?;
            Ok(Response::of_object(accepted, &response))
        }
    }

    fn read_accepted(
        &self,
        client: &Client,
    ) -> impl Future<Output = Result<(Accepted<T>, FullResponse), Error>> + Send + use<T> {
        let decode = self.decoder();
        self.read(client, move |response| {
            decode_accepted(response, None, decode)
        })
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
    let context = response.context();
    // A monitor that names no other location is polled again.
    let polled_location = polled.map(Monitor::as_str);
    let Some(location) = context.location.as_deref().or(polled_location) else {
        let summary = "the service accepted the read (202), but sent no `Location` to poll";
        return Err(Error::new(ErrorKind::Decode, summary).with_context(context));
    };
    let retry_after = context.retry_after.as_ref();
    let retry_after = retry_after.and_then(|header| header.delay());
    let known = polled.and_then(|monitor| monitor.permissions);
    let mut monitor = Monitor::new(location, retry_after);
    monitor.permissions = context.permissions.or(known);
    Ok(Accepted::Pending(monitor))
}
