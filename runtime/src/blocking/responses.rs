//! Reads that return a value with its response.

use bytes::Bytes;
use serde::de::DeserializeOwned;

use crate::blocking::client::Client;
use crate::blocking::read_requests::ObjectRequest;
use crate::error::Error;
use crate::read::conditional::content::ConditionalContent;
use crate::read::conditional::fetched::Fetched;
use crate::read::conditional::object::Conditional;
use crate::read::content::Content;
use crate::read::delta::{Delta, Round};
use crate::read::get::Get;
use crate::read::list::List;
use crate::read::long_running::{Accepted, Monitor};
use crate::read::page::Page;
use crate::read::response::Response;

impl Client {
    /// Reads one object with its response, as [`Get::response`] does.
    ///
    /// ```no_run
    /// # use graph_resource::{blocking, graph_resource};
    /// # use serde::Deserialize;
    /// # #[graph_resource(path = "/users/<userId>")] #[derive(Deserialize)]
    /// # struct User { id: String }
    /// # fn example(client: blocking::Client) -> Result<(), graph_resource::Error> {
    /// let ada = client.response(&User::get("ada@contoso.com"))?;
    /// println!("{} has the ETag {:?}", ada.value.id, ada.etag());
    /// # Ok(()) }
    /// ```
    ///
    /// # Errors
    ///
    /// Returns an error if the request is invalid, the credential or the network fails, the status is not 2xx or has no
    /// content (202, 204), or the body does not fit `T`.
    pub fn response<R: ObjectRequest>(&self, request: &R) -> Result<Response<R::Output>, Error> {
        self.worker.wait(request.as_get().response(&self.client))
    }

    /// Reads one object with its response, as [`Get::response_opt`] does. The value is `None` if the service responds `404
    /// Not Found` or `204 No Content`.
    ///
    /// # Errors
    ///
    /// Returns an error if [`send_opt`](Self::send_opt) would.
    pub fn response_opt<R: ObjectRequest>(
        &self,
        request: &R,
    ) -> Result<Response<Option<R::Output>>, Error> {
        self.worker
            .wait(request.as_get().response_opt(&self.client))
    }

    /// Reads from a service that may take a long time, as [`Get::response_accepted`] does. Returns the object, or where
    /// to [`poll`](Self::poll_response) for it, with the response.
    ///
    /// # Errors
    ///
    /// Returns an error if [`send_accepted`](Self::send_accepted) would.
    pub fn response_accepted<T: DeserializeOwned + Send + 'static>(
        &self,
        request: &Get<T>,
    ) -> Result<Response<Accepted<T>>, Error> {
        self.worker.wait(request.response_accepted(&self.client))
    }

    /// Polls a long-running job once, as [`Monitor::response`] does, and returns the result with its response.
    ///
    /// # Errors
    ///
    /// Returns an error if [`poll`](Self::poll) would.
    pub fn poll_response<T: DeserializeOwned + Send + 'static>(
        &self,
        monitor: &Monitor,
    ) -> Result<Response<Accepted<T>>, Error> {
        self.worker.wait(monitor.response(&self.client))
    }

    /// Reads a complete round of changes with its last response, as [`Delta::response`] does.
    ///
    /// # Errors
    ///
    /// Returns an error if [`changes`](Self::changes) would.
    pub fn changes_response<T: DeserializeOwned + Send + 'static>(
        &self,
        request: &Delta<T>,
    ) -> Result<Response<Round<T>>, Error> {
        self.worker.wait(request.response(&self.client))
    }

    /// Reads the first page of a collection with its response, as [`List::response`] does.
    ///
    /// # Errors
    ///
    /// Returns an error if the request is invalid, the credential or the network fails, the status is not 2xx, or the
    /// body is not a page of `T`.
    pub fn page_response<T: DeserializeOwned + Send + 'static>(
        &self,
        request: &List<T>,
    ) -> Result<Response<Page<T>>, Error> {
        self.worker.wait(request.response(&self.client))
    }

    /// Reads one object with its response if it has changed, as [`Conditional::response`] does.
    ///
    /// # Errors
    ///
    /// Returns an error if the request is invalid, the credential or the network fails, the status is neither 2xx nor
    /// 304 or has no content (202, 204), or the body does not fit `T`.
    pub fn fetch_response<T: DeserializeOwned + Send + 'static>(
        &self,
        request: &Conditional<T>,
    ) -> Result<Response<Fetched<T>>, Error> {
        self.worker.wait(request.response(&self.client))
    }

    /// Reads all bytes into memory with their response, as [`Content::response`] does.
    ///
    /// # Errors
    ///
    /// Returns an error if [`bytes`](Self::bytes) would.
    pub fn bytes_response(&self, request: &Content) -> Result<Response<Bytes>, Error> {
        self.worker.wait(request.response(&self.client))
    }

    /// Reads all bytes into memory with their response, as [`Content::response_opt`] does. The value is `None` if the service
    /// responds `404 Not Found` or `204 No Content`.
    ///
    /// # Errors
    ///
    /// Returns an error if [`bytes`](Self::bytes) would, except for these statuses.
    pub fn bytes_response_opt(&self, request: &Content) -> Result<Response<Option<Bytes>>, Error> {
        self.worker.wait(request.response_opt(&self.client))
    }

    /// Reads all bytes into memory with their response if they have changed, as [`ConditionalContent::response`] does.
    ///
    /// # Errors
    ///
    /// Returns an error if [`bytes_if_modified`](Self::bytes_if_modified) would.
    pub fn bytes_if_modified_response(
        &self,
        request: &ConditionalContent,
    ) -> Result<Response<Fetched<Bytes>>, Error> {
        self.worker.wait(request.response(&self.client))
    }
}
