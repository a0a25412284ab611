//! The blocking client.

use std::fmt;
use std::path::Path;
use std::sync::Arc;

use bytes::Bytes;
use serde::de::DeserializeOwned;

use crate::auth::into::{CredentialError, IntoCredential};
use crate::blocking::iterators::{Changes, Chunks, Items, Pages};
use crate::blocking::read_requests::{CollectionRequest, ObjectRequest};
use crate::blocking::reader::Reader;
use crate::blocking::stream_requests::{ChangesRequest, ItemsRequest};
use crate::blocking::worker::Worker;
use crate::error::Error;
use crate::read::batch::parts::{BatchRequest, BatchTuple};
use crate::read::conditional::content::ConditionalContent;
use crate::read::conditional::fetched::Fetched;
use crate::read::conditional::object::Conditional;
use crate::read::content::Content;
use crate::read::delta::{Delta, Round};
use crate::read::get::Get;
use crate::read::list::List;
use crate::read::long_running::Accepted;
use crate::read::page::Page;
use crate::resume::continuation::Continuation;
use crate::transport::settings::ClientSettings;

/// Reads from Microsoft Graph in synchronous code. Cheap to clone: all clones share one thread and its connections.
///
/// Every method blocks until its result is there. In a hook or a credential of the same client, every read fails with
/// [`ErrorKind::Config`](crate::ErrorKind::Config), because it would wait for itself.
#[derive(Clone)]
pub struct Client {
    pub(super) client: crate::client::Client,
    pub(super) worker: Arc<Worker>,
}

impl Client {
    /// Creates a client of the worldwide service, version v1.0, with this credential.
    ///
    /// # Errors
    ///
    /// Returns an error if the thread for requests cannot be started.
    pub fn new<Kind>(
        credential: impl IntoCredential<Kind, Error: CredentialError>,
    ) -> Result<Self, Error> {
        Client::from_async(crate::client::Client::new(credential))
    }

    /// Creates a client from one that was configured with [`Client::builder`](crate::Client::builder).
    ///
    /// ```
    /// use graph_resource::{ApiVersion, Client, blocking};
    ///
    /// # fn main() -> Result<(), graph_resource::Error> {
    /// let beta = Client::builder().credential("eyJ0…").version(ApiVersion::Beta).build()?;
    /// let client = blocking::Client::from_async(beta)?;
    /// # Ok(()) }
    /// ```
    ///
    /// # Errors
    ///
    /// Returns an error if the thread for requests cannot be started.
    pub fn from_async(client: crate::client::Client) -> Result<Self, Error> {
        Ok(Client {
            client,
            worker: Arc::new(Worker::start()?),
        })
    }

    /// Returns a client with other settings, as [`Client::with`](crate::Client::with) does. It shares the thread and
    /// everything else with this one.
    #[must_use = "the client itself does not change"]
    pub fn with(&self, change: impl FnOnce(ClientSettings) -> ClientSettings) -> Self {
        Client {
            client: self.client.with(change),
            worker: Arc::clone(&self.worker),
        }
    }

    /// Reads one object, as [`Get::send`] does.
    ///
    /// # Errors
    ///
    /// Returns an error if the request is invalid, the credential or the network fails, the status is not 2xx or has no
    /// content (202, 204), or the body does not fit `T`.
    pub fn send<R: ObjectRequest>(&self, request: &R) -> Result<R::Output, Error> {
        self.worker.wait(request.as_get().send(&self.client))
    }

    /// Reads one object, as [`Get::send_opt`] does. Returns `None` if the service responds `404 Not Found` or `204 No
    /// Content`.
    ///
    /// # Errors
    ///
    /// Returns an error if the request is invalid, the credential or the network fails, the status is neither 2xx nor
    /// 404, it is `202 Accepted`, or the body does not fit `T`.
    pub fn send_opt<R: ObjectRequest>(&self, request: &R) -> Result<Option<R::Output>, Error> {
        self.worker.wait(request.as_get().send_opt(&self.client))
    }

    /// Reads from a service that may take a long time, as [`Get::send_accepted`] does. Returns the object, or where to
    /// [`poll`](Self::poll) for it.
    ///
    /// # Errors
    ///
    /// Returns an error if the request is invalid, the credential or the network fails, the status is not 2xx or has no
    /// content (204), the body does not fit `T`, or a `202 Accepted` has no `Location` header.
    pub fn send_accepted<T: DeserializeOwned + Send + 'static>(
        &self,
        request: &Get<T>,
    ) -> Result<Accepted<T>, Error> {
        self.worker.wait(request.send_accepted(&self.client))
    }

    /// Reads one object if it has changed, as [`Conditional::send`] does.
    ///
    /// # Errors
    ///
    /// Returns an error if the request is invalid, the credential or the network fails, the status is neither 2xx nor
    /// 304 or has no content (202, 204), or the body does not fit `T`.
    pub fn fetch<T: DeserializeOwned + Send + 'static>(
        &self,
        request: &Conditional<T>,
    ) -> Result<Fetched<T>, Error> {
        self.worker.wait(request.send(&self.client))
    }

    /// Reads the first page of a collection, as [`List::page`] does.
    ///
    /// # Errors
    ///
    /// Returns an error if the request is invalid, the credential or the network fails, the status is not 2xx, or the
    /// body is not a page of `T`.
    pub fn page<R: CollectionRequest>(&self, request: &R) -> Result<Page<R::Item>, Error> {
        self.worker.wait(request.as_list().page(&self.client))
    }

    /// Reads every page of a collection and returns all items, as [`List::all`] does.
    ///
    /// ```no_run
    /// # use graph_resource::{blocking, graph_resource};
    /// # use serde::Deserialize;
    /// # #[graph_resource(path = "/users/<userId>", delta(changes = "/users/delta"), content(photo = "/users/<userId>/photo/$value"))]
    /// # #[derive(Deserialize)]
    /// # struct User { id: String }
    /// # fn example(client: blocking::Client) -> Result<(), graph_resource::Error> {
    /// let users = client.all(&User::list().top(999))?;
    /// println!("{} users", users.len());
    /// # Ok(()) }
    /// ```
    ///
    /// # Errors
    ///
    /// Returns an error if the request is invalid, the credential or the network fails, the status of a page is not
    /// 2xx, a page does not fit `T`, a next link leads to another origin or was already followed, or there are more
    /// pages than [`max_pages`](List::max_pages).
    pub fn all<R: CollectionRequest>(&self, request: &R) -> Result<Vec<R::Item>, Error> {
        self.worker.wait(request.as_list().all(&self.client))
    }

    /// Reads the first item of a collection, as [`List::first`] does. Returns `None` if there is none.
    ///
    /// # Errors
    ///
    /// Returns an error if the request is invalid, the credential or the network fails, the status is not 2xx, or the
    /// page does not fit `T`. A page may be empty without being the last. Then the read also fails if a next link leads
    /// to another origin or was already followed, or, with [`ErrorKind::Limit`](crate::ErrorKind::Limit), if there are
    /// more empty pages than [`max_pages`](List::max_pages).
    pub fn first<R: CollectionRequest>(&self, request: &R) -> Result<Option<R::Item>, Error> {
        self.worker.wait(request.as_list().first(&self.client))
    }

    /// Reads how many items a collection has, as [`List::count`] does.
    ///
    /// # Errors
    ///
    /// Returns an error if the request is invalid, the credential or the network fails, the status is not 2xx, or the
    /// body is not a number.
    pub fn count<T: DeserializeOwned + Send + 'static>(
        &self,
        request: &List<T>,
    ) -> Result<u64, Error> {
        self.worker.wait(request.count(&self.client))
    }

    /// Returns an iterator over the items of a collection, as [`List::stream`] does. Nothing is sent before the first
    /// item is read. From then on, the next page is requested while the items of the current one are read.
    ///
    /// ```no_run
    /// # use graph_resource::{blocking, graph_resource};
    /// # use serde::Deserialize;
    /// # #[graph_resource(path = "/users/<userId>", delta(changes = "/users/delta"), content(photo = "/users/<userId>/photo/$value"))]
    /// # #[derive(Deserialize)]
    /// # struct User { id: String }
    /// # fn example(client: blocking::Client) -> Result<(), graph_resource::Error> {
    /// for user in client.iter(&User::list().top(100)) {
    ///     println!("{}", user?.id);
    /// }
    /// # Ok(()) }
    /// ```
    pub fn iter<R: ItemsRequest>(&self, request: &R) -> Items<R::Item> {
        Items::new(request.stream(&self.client), &self.worker)
    }

    /// Returns an iterator over the items that had not been delivered when the [`Continuation`] was made, as
    /// [`List::resume`] does. If the continuation belongs to another request, the first item is an error.
    ///
    /// ```no_run
    /// # use graph_resource::{Continuation, blocking, graph_resource};
    /// # use serde::Deserialize;
    /// # #[graph_resource(path = "/users/<userId>")] #[derive(Deserialize)]
    /// # struct User { id: String }
    /// # fn example(client: blocking::Client, stored: &str) -> Result<(), graph_resource::Error> {
    /// let continuation: Continuation = stored.parse()?;
    /// for user in client.resume(&User::list(), continuation) {
    ///     println!("{}", user?.id);
    /// }
    /// # Ok(()) }
    /// ```
    pub fn resume<R: ItemsRequest>(
        &self,
        request: &R,
        continuation: Continuation,
    ) -> Items<R::Item> {
        Items::new(request.resume(&self.client, continuation), &self.worker)
    }

    /// Returns an iterator over the pages of a collection, as [`List::pages`] does. [`Pages`] has an example.
    pub fn pages<R: CollectionRequest>(&self, request: &R) -> Pages<R::Item> {
        Pages::new(request.as_list().pages(&self.client), &self.worker)
    }

    /// Reads a complete round of changes, as [`Delta::all`] does.
    ///
    /// ```no_run
    /// # use graph_resource::{blocking, graph_resource};
    /// # use serde::Deserialize;
    /// # #[graph_resource(path = "/users/<userId>", delta(changes = "/users/delta"), content(photo = "/users/<userId>/photo/$value"))]
    /// # #[derive(Deserialize)]
    /// # struct User { id: String }
    /// # fn example(client: blocking::Client) -> Result<(), graph_resource::Error> {
    /// let round = client.changes(&User::changes())?;
    /// println!("{} changes", round.changes.len());
    /// # Ok(()) }
    /// ```
    ///
    /// # Errors
    ///
    /// Returns an error if the request is invalid, the credential or the network fails, the status of a page is not
    /// 2xx, a page does not fit `T`, a next link leads to another origin or was already followed, there are more pages
    /// than [`max_pages`](Delta::max_pages), or the last page has no delta link. [`Error::resync`] says how to start
    /// again if the link of the last round is too old.
    pub fn changes<T: DeserializeOwned + Send + 'static>(
        &self,
        request: &Delta<T>,
    ) -> Result<Round<T>, Error> {
        self.worker.wait(request.all(&self.client))
    }

    /// Returns an iterator over the changes of a round, as [`Delta::stream`] does. The next page is requested while the
    /// changes of the current one are read. [`Changes`] has an example.
    pub fn iter_changes<R: ChangesRequest>(&self, request: &R) -> Changes<R::Item> {
        Changes::new(request.stream(&self.client), &self.worker)
    }

    /// Returns an iterator over the changes that had not been delivered when the [`Continuation`] was made, as
    /// [`Delta::resume`] does. If the continuation belongs to another query, the first item is an error.
    pub fn resume_changes<R: ChangesRequest>(
        &self,
        request: &R,
        continuation: Continuation,
    ) -> Changes<R::Item> {
        Changes::new(request.resume(&self.client, continuation), &self.worker)
    }

    /// Returns an iterator over the chunks of a download, as [`Content::stream`] does. The request is sent when the
    /// first chunk is read. [`open`](Self::open) sends it at once and returns a [`Read`](std::io::Read).
    pub fn chunks(&self, request: &Content) -> Chunks {
        Chunks::new(request.stream(&self.client), &self.worker)
    }

    /// Opens a download, as [`Content::send`] does. Its bytes are read as they arrive.
    ///
    /// # Errors
    ///
    /// Returns an error if the request is invalid, the credential or the network fails, the status is not 2xx or has no
    /// content (202, 204), or the service sends a different range than requested.
    pub fn open(&self, request: &Content) -> Result<Reader, Error> {
        let download = self.worker.wait(request.send(&self.client))?;
        Ok(Reader::new(download, &self.worker))
    }

    /// Opens a download, as [`Content::send_opt`] does. Returns `None` if the service responds `404 Not Found` or `204 No
    /// Content`.
    ///
    /// # Errors
    ///
    /// Returns an error if [`open`](Self::open) would, except for these statuses.
    pub fn open_opt(&self, request: &Content) -> Result<Option<Reader>, Error> {
        let download = self.worker.wait(request.send_opt(&self.client))?;
        Ok(download.map(|download| Reader::new(download, &self.worker)))
    }

    /// Reads all bytes into memory, as [`Content::bytes`] does.
    ///
    /// ```no_run
    /// # use graph_resource::{blocking, graph_resource};
    /// # use serde::Deserialize;
    /// # #[graph_resource(path = "/users/<userId>", delta(changes = "/users/delta"), content(photo = "/users/<userId>/photo/$value"))]
    /// # #[derive(Deserialize)]
    /// # struct User { id: String }
    /// # fn example(client: blocking::Client) -> Result<(), graph_resource::Error> {
    /// let photo = client.bytes(&User::photo("ada@contoso.com"))?;
    /// # Ok(()) }
    /// ```
    ///
    /// # Errors
    ///
    /// Returns an error if the request is invalid, the credential or the network fails, the status is not 2xx or has no
    /// content (202, 204), the service sends a different range than requested, the connection breaks and the download
    /// cannot be resumed, or the content exceeds [`max_body_bytes`](crate::ClientBuilder::max_body_bytes).
    pub fn bytes(&self, request: &Content) -> Result<Bytes, Error> {
        self.worker.wait(request.bytes(&self.client))
    }

    /// Opens a download if the content has changed, as [`ConditionalContent::send`] does.
    ///
    /// # Errors
    ///
    /// Returns an error if the request is invalid, the credential or the network fails, the status is neither 2xx nor
    /// 304 or has no content (202, 204), or the service sends a different range than requested.
    pub fn open_if_modified(&self, request: &ConditionalContent) -> Result<Fetched<Reader>, Error> {
        let fetched = self.worker.wait(request.send(&self.client))?;
        Ok(fetched.map(|download| Reader::new(download, &self.worker)))
    }

    /// Reads all bytes into memory if they have changed, as [`ConditionalContent::bytes`] does.
    ///
    /// ```no_run
    /// # use graph_resource::{blocking, graph_resource};
    /// # use serde::Deserialize;
    /// # #[graph_resource(content(photo = "/users/<userId>/photo/$value"))] #[derive(Deserialize)]
    /// # struct Photo { width: i32 }
    /// # fn example(client: blocking::Client, etag: &str) -> Result<(), graph_resource::Error> {
    /// let photo = Photo::photo("ada@contoso.com").if_none_match(etag);
    /// if let Some(bytes) = client.bytes_if_modified(&photo)?.into_modified() {
    ///     println!("a new photo with {} bytes", bytes.len());
    /// }
    /// # Ok(()) }
    /// ```
    ///
    /// # Errors
    ///
    /// Returns an error if the request is invalid, the credential or the network fails, the status is neither 2xx nor
    /// 304 or has no content (202, 204), the service sends a different range than requested, the connection breaks and
    /// the download cannot be resumed, or the content exceeds
    /// [`max_body_bytes`](crate::ClientBuilder::max_body_bytes).
    pub fn bytes_if_modified(&self, request: &ConditionalContent) -> Result<Fetched<Bytes>, Error> {
        self.worker.wait(request.bytes(&self.client))
    }

    /// Saves the bytes to a file if they have changed, and returns how many bytes it has, as
    /// [`ConditionalContent::save_to`] does.
    ///
    /// # Errors
    ///
    /// Returns an error if the request is invalid, the credential or the network fails, the status is neither 2xx nor
    /// 304 or has no content (202, 204), the service sends a different range than requested, the connection breaks and
    /// the download cannot be resumed, or the file system fails ([`ErrorKind::File`](crate::ErrorKind::File)).
    pub fn save_to_if_modified(
        &self,
        request: &ConditionalContent,
        path: impl AsRef<Path>,
    ) -> Result<Fetched<u64>, Error> {
        let path = path.as_ref().to_path_buf();
        self.worker.wait(request.save_to(&self.client, path))
    }

    /// Reads all bytes as a string, as [`Content::text`] does.
    ///
    /// # Errors
    ///
    /// Returns an error if [`bytes`](Self::bytes) would, or if the bytes are not UTF-8.
    pub fn text(&self, request: &Content) -> Result<String, Error> {
        self.worker.wait(request.text(&self.client))
    }

    /// Saves the bytes to a file and returns how many bytes it has, as [`Content::save_to`] does. An existing file is
    /// replaced once the last byte has arrived.
    ///
    /// # Errors
    ///
    /// Returns an error if the request is invalid, the credential or the network fails, the status is not 2xx or has no
    /// content (202, 204), the service sends a different range than requested, the connection breaks and the download
    /// cannot be resumed, or the file system fails ([`ErrorKind::File`](crate::ErrorKind::File)).
    pub fn save_to(&self, request: &Content, path: impl AsRef<Path>) -> Result<u64, Error> {
        let path = path.as_ref().to_path_buf();
        self.worker.wait(request.save_to(&self.client, path))
    }

    /// Sends several requests of different types as one, as [`Client::batch`](crate::Client::batch) does.
    ///
    /// ```no_run
    /// # use graph_resource::{blocking, graph_resource};
    /// # use serde::Deserialize;
    /// # #[graph_resource(path = "/users/<userId>", delta(changes = "/users/delta"), content(photo = "/users/<userId>/photo/$value"))]
    /// # #[derive(Deserialize)]
    /// # struct User { id: String }
    /// # fn example(client: blocking::Client) -> Result<(), graph_resource::Error> {
    /// let (ada, users) = client.batch((User::get("ada@contoso.com"), User::list().top(5)))?;
    /// println!("{} and {} users", ada?.id, users?.value.len());
    /// # Ok(()) }
    /// ```
    ///
    /// # Errors
    ///
    /// Returns an error if the batch cannot be sent, or fails as a whole. If a single request fails, its error is that
    /// request's result.
    pub fn batch<B: BatchTuple + 'static>(&self, requests: B) -> Result<B::Output, Error>
    where
        B::Requests: Send + 'static,
        B::Output: Send,
    {
        self.worker.wait(self.client.batch(requests))
    }

    /// Sends any number of requests of one type in batches, as [`Client::batch_all`](crate::Client::batch_all) does.
    ///
    /// # Errors
    ///
    /// Returns an error if every batch fails as a whole or cannot be sent. If only some batches do, the error is the
    /// result of each of their requests.
    pub fn batch_all<R>(
        &self,
        requests: impl IntoIterator<Item = R>,
    ) -> Result<Vec<Result<R::Output, Error>>, Error>
    where
        R: BatchRequest + Send + 'static,
        R::Output: Send,
    {
        self.worker.wait(self.client.batch_all(requests))
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Client").field(&self.client).finish()
    }
}
