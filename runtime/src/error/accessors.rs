//! The public methods of [`Error`].

use std::time::Duration;

use crate::address::permissions::Permissions;
use crate::error::kind::ErrorKind;
use crate::error::model::Error;
use crate::error::retry_after::RetryAfter;
use crate::error::service_error::ErrorDetail;
use crate::error::throttle_info::ThrottleInfo;
use crate::resume::continuation::Continuation;
use crate::resume::delta_link::{DeltaLink, Resync, ResyncKind, is_resync_code};

impl Error {
    /// Returns the kind of failure.
    pub fn kind(&self) -> ErrorKind {
        self.0.kind
    }

    /// Returns the path template of the request, such as `/users/<userId>`: the address without its keys. It is
    /// `<path>` for a path that is known only at run time, after the first segment if it is a request by hand:
    /// `/groups/<path>`. `None` if the error is not about a request, for example when
    /// a client is built.
    pub fn template(&self) -> Option<&str> {
        self.0.context.template
    }

    /// Returns the method of the request: `GET` for a read, `POST` for a batch. `None` if the error is not
    /// about a request.
    pub fn method(&self) -> Option<&str> {
        self.0.context.method
    }

    /// Returns the HTTP status of the response, if there was a response. It may be 2xx, for example if the body does
    /// not fit the type.
    ///
    /// ```
    /// # fn check(error: graph_resource::Error) {
    /// match error.status() {
    ///     Some(401 | 403) => eprintln!("not allowed: {error}"),
    ///     Some(status) => eprintln!("the service responded with {status}: {error}"),
    ///     None => eprintln!("no response: {error}"),
    /// }
    /// # }
    /// ```
    pub fn status(&self) -> Option<u16> {
        self.0.context.status.map(|status| status.as_u16())
    }

    /// Returns Graph's error code, such as `Request_ResourceNotFound`, if the response contains one. It is more specific
    /// than the status.
    ///
    /// ```
    /// # fn check(error: graph_resource::Error) {
    /// if error.code() == Some("Authorization_RequestDenied") {
    ///     eprintln!("the app lacks a permission: {error}");
    /// }
    /// # }
    /// ```
    pub fn code(&self) -> Option<&str> {
        self.0.service.code.as_deref()
    }

    /// Returns the permissions that the read requires, if the service responded `403 Forbidden` and the attribute of the
    /// type declares them with `permissions(…)`. `Display` shows them, too.
    ///
    /// The app or the user may lack something else than a permission, such as a license or a role. It is `None` if another
    /// host refused the request, which a redirect or a monitor led to, and for a monitor that was stored.
    ///
    /// ```
    /// # fn check(error: graph_resource::Error) {
    /// if let Some(permissions) = error.permissions() {
    ///     eprintln!("an administrator has to grant {permissions}");
    /// }
    /// # }
    /// ```
    pub fn permissions(&self) -> Option<&'static Permissions> {
        if self.is_forbidden() {
            self.0.context.permissions
        } else {
            None
        }
    }

    /// Returns Graph's message, if the response contains one. It is meant for people: do not match on it, since it changes
    /// without notice. It may quote values of the request.
    pub fn message(&self) -> Option<&str> {
        self.0.service.message.as_deref()
    }

    /// Returns the codes of the nested `innerError` objects, outermost first. The innermost one is the most specific.
    pub fn inner_codes(&self) -> &[String] {
        &self.0.service.inner_codes
    }

    /// Returns the entries of `details`. A 422 response has one for each invalid property.
    ///
    /// ```
    /// # fn show(error: graph_resource::Error) {
    /// for detail in error.details() {
    ///     eprintln!("{:?}: {:?}", detail.target, detail.message);
    /// }
    /// # }
    /// ```
    pub fn details(&self) -> &[ErrorDetail] {
        &self.0.service.details
    }

    /// Returns the id that the service gave the request, if it responded. Microsoft's support asks for it first.
    pub fn request_id(&self) -> Option<&str> {
        let in_head = self.0.context.request_id.as_deref();
        in_head.or(self.0.service.request_id.as_deref())
    }

    /// Returns the id that this client gave the attempt (`client-request-id`). It is known even if the service did not
    /// respond or the credential failed, but not if no attempt was made or the total timeout ended the read.
    pub fn client_request_id(&self) -> Option<&str> {
        let sent = self.0.context.client_request_id();
        sent.or(self.0.service.client_request_id.as_deref())
    }

    /// Returns the date of the response as the service wrote it, such as `Thu, 29 Feb 2024 09:15:00 GMT`, if it responded.
    pub fn date(&self) -> Option<&str> {
        let in_head = self.0.context.date.as_deref();
        in_head.or(self.0.service.date.as_deref())
    }

    /// Returns how long the service asks the client to wait, from the header `Retry-After`.
    ///
    /// The header may hold whole seconds or a date (RFC 9110, section 10.2.3), and Graph also sends decimals. A date in
    /// the past is zero, and a delay of more than a day is cut to a day. `None` means that the header is missing or
    /// cannot be parsed.
    ///
    /// For a request that was not sent because another one was throttled, it is the rest of the time that the service
    /// asked that one to wait.
    ///
    /// ```
    /// # async fn wait(error: graph_resource::Error) {
    /// if let Some(delay) = error.retry_after() {
    ///     tokio::time::sleep(delay).await;
    /// }
    /// # }
    /// ```
    pub fn retry_after(&self) -> Option<Duration> {
        match &self.0.context.retry_after {
            Some(header) => header.delay(),
            None => self.0.paused,
        }
    }

    /// Returns the header `Retry-After` as the service wrote it.
    pub fn retry_after_raw(&self) -> Option<&str> {
        self.0.context.retry_after.as_ref().map(RetryAfter::raw)
    }

    /// Returns what the service reports about its limits in the headers `x-ms-throttle-*`, if it sent any.
    pub fn throttle(&self) -> Option<&ThrottleInfo> {
        self.0.context.throttle.as_deref()
    }

    /// Returns the JSON path of the value that does not fit its type, such as `value[3].status`. `None` for other errors,
    /// and if the body as a whole does not fit.
    pub fn json_path(&self) -> Option<&str> {
        self.0.json_path.as_deref()
    }

    /// Returns the `id` of the item that failed to decode, if it has one; see [`List::lenient`](crate::List::lenient)
    /// and [`Delta::lenient`](crate::Delta::lenient).
    ///
    /// The id is data, so neither `Display` nor `Debug` shows it.
    pub fn item_id(&self) -> Option<&str> {
        self.0.item_id.as_deref()
    }

    /// Returns whether the error concerns a single item of a page.
    ///
    /// A stream of a [`Lenient`](crate::paging::Lenient) request continues after such an error, and after no other.
    pub fn is_of_item(&self) -> bool {
        self.0.is_of_item
    }

    /// Returns where to resume a stream that stopped at its page limit; see [`List::max_pages`](crate::List::max_pages)
    /// and [`Delta::max_pages`](crate::Delta::max_pages). All items before it have been delivered. After any other error
    /// of a stream, the stream itself says where to resume ([`ItemStream::continuation`](crate::ItemStream::continuation)).
    /// The error of a read that returns all items or none, such as [`List::all`](crate::List::all), has no continuation.
    ///
    /// ```
    /// # use graph_resource::{Continuation, Error};
    /// # fn store(_: &Continuation) {}
    /// # fn check(error: Error) {
    /// if let Some(continuation) = error.continuation() {
    ///     store(continuation);
    /// }
    /// # }
    /// ```
    pub fn continuation(&self) -> Option<&Continuation> {
        self.0.continuation.as_ref()
    }

    /// Returns whether the service has nothing at this address (404).
    pub fn is_not_found(&self) -> bool {
        self.has_status(404)
    }

    /// Returns whether the service rejected the token (401): it is missing, invalid or has expired.
    ///
    /// The client has already repeated the request with a new token by then, if the credential returned one.
    pub fn is_unauthorized(&self) -> bool {
        self.has_status(401)
    }

    /// Returns whether the service accepted the token, but does not allow this read (403): the app or the user lacks a
    /// permission. [`permissions`](Self::permissions) says which one would do, if the type declares them.
    pub fn is_forbidden(&self) -> bool {
        self.has_status(403)
    }

    /// Returns how to resynchronize, if the link of a delta query has expired.
    ///
    /// That is so if the service responds to a delta query with `410 Gone`, or with one of the codes that say it, such as
    /// `resyncRequired` or `syncStateNotFound`, which some services send with 400. It is `None` for any other kind of
    /// request, such as the read of an object that is gone.
    ///
    /// Retrying does not help: read everything again, from [`Resync::link`] if there is one.
    ///
    /// ```
    /// # use graph_resource::{Delta, Error, graph_resource};
    /// # use serde::Deserialize;
    /// # #[graph_resource(delta(changes = "/users/delta"))]
    /// # #[derive(Deserialize)]
    /// # struct User { id: String }
    /// fn next_query(error: Error) -> Result<Delta<User>, Error> {
    ///     match error.resync() {
    ///         Some(resync) => Ok(match resync.link {
    ///             Some(link) => User::changes().since(link),
    ///             None => User::changes(),
    ///         }),
    ///         None => Err(error),
    ///     }
    /// }
    /// ```
    pub fn resync(&self) -> Option<Resync> {
        let is_expired = self.has_status(410) || self.codes().any(is_resync_code);
        if !self.0.is_of_delta_query || !is_expired {
            return None;
        }
        let link = self.0.context.location.as_deref().map(DeltaLink::new);
        Some(Resync::new(ResyncKind::from_codes(self.codes()), link))
    }

    /// Graph's code and the inner ones.
    fn codes(&self) -> impl Iterator<Item = &str> {
        let inner_codes = self.inner_codes().iter().map(String::as_str);
        self.code().into_iter().chain(inner_codes)
    }

    /// Returns whether the service throttled the request (429, or 509 for bandwidth), or the client did not send it
    /// because another request to the same workload was throttled.
    ///
    /// [`retry_after`](Self::retry_after) says how long to wait. [`status`](Self::status) is `None` for a request that
    /// was not sent.
    pub fn is_throttled(&self) -> bool {
        self.has_status(429) || self.has_status(509) || self.0.paused.is_some()
    }

    /// Returns whether the request timed out, in this client or at the service (408, 504), or was not sent because it
    /// would have to wait too long: after another one was throttled, or for a place among the concurrent requests.
    pub fn is_timeout(&self) -> bool {
        self.0.kind == ErrorKind::Timeout || self.has_status(408) || self.has_status(504)
    }

    /// Returns whether the service may have carried out the request although it failed. It is always `false` for a request
    /// that only reads.
    ///
    /// That is so if a [request by hand](crate::Client::request) that changes something was sent, and then timed out, lost
    /// its connection, or got a response that does not say that the service refused it: a status such as 500 or 504, or a
    /// success whose body does not fit. Before you send such a request again, read what has become of it.
    ///
    /// ```no_run
    /// # use graph_resource::{Client, Method};
    /// # async fn add(client: Client, member: serde_json::Value) -> Result<(), graph_resource::Error> {
    /// let added = client.request(Method::POST, "/groups/1/members/$ref").json(&member).send_empty().await;
    /// if let Err(error) = &added {
    ///     if error.may_have_been_carried_out() {
    ///         println!("look whether the member is there now");
    ///     }
    /// }
    /// # added }
    /// ```
    pub fn may_have_been_carried_out(&self) -> bool {
        self.0.maybe_carried_out
    }

    /// Returns whether the same request may be sent again, and may succeed a little later.
    ///
    /// That is so for the statuses 408, 429, 500, 502, 503, 504 and 509, a failed or broken connection, a timeout, a body
    /// that was cut off, and a request of a batch that got no response. It is not so for a certificate that is not
    /// trusted, nor for a port that speaks another protocol or sends an invalid header. For a request that changes something
    /// and is not idempotent, it is so only if the service has certainly not carried it out.
    pub fn is_retryable(&self) -> bool {
        if let Some(retryable) = self.0.retryable {
            return retryable;
        }
        match self.0.kind {
            ErrorKind::Connect | ErrorKind::Timeout | ErrorKind::Io => true,
            ErrorKind::Status => {
                matches!(self.status(), Some(408 | 429 | 500 | 502 | 503 | 504 | 509))
            }
            _ => false,
        }
    }
}
