//! The same reads from synchronous code (feature `blocking`).
//!
//! A [`Client`] has a thread of its own on which its requests run, and keeps its connections open between them. It may be
//! used outside and inside of an asynchronous runtime; inside, a call blocks the thread that it is made on, as any blocking
//! call does. Requests are the same values; streams are iterators, and a download is a [`Read`](std::io::Read).
//!
//! ```no_run
//! use graph_resource::{blocking, graph_resource};
//! use serde::Deserialize;
//!
//! #[graph_resource(path = "/users/<userId>")]
//! #[derive(Debug, Deserialize)]
//! struct User { id: String }
//!
//! fn main() -> Result<(), graph_resource::Error> {
//!     let client = blocking::Client::new("eyJ0…")?;
//!     let ada = client.send(&User::get("ada@contoso.com"))?;
//!     println!("{ada:?}");
//!     for user in client.iter(&User::list().top(100)) {
//!         println!("{:?}", user?);
//!     }
//!     Ok(())
//! }
//! ```

pub(crate) mod iterators;
pub(crate) mod reader;
pub(crate) mod runtime_paths;
pub(crate) mod worker;

use std::fmt;
use std::path::Path;
use std::sync::Arc;

use bytes::Bytes;
use serde::de::DeserializeOwned;

use crate::auth::into::IntoCredential;
use crate::blocking::worker::Worker;
use crate::error::Error;
use crate::read::batch::parts::{BatchRequest, BatchTuple};
use crate::read::conditional::{Conditional, Fetched};
use crate::read::content::Content;
use crate::read::delta::{Delta, Round};
use crate::read::get::Get;
use crate::read::list::List;
use crate::read::long_running::Accepted;
use crate::read::page::Page;
use crate::resume::continuation::Continuation;

pub use crate::blocking::iterators::{Changes, Items, Pages, Pieces};
pub use crate::blocking::reader::Reader;

/// A client for synchronous code. Cheap to clone; all clones share one thread and its connections.
#[derive(Clone)]
pub struct Client {
    client: crate::client::Client,
    worker: Arc<Worker>,
}

impl Client {
    /// A client of the world-wide service, v1.0, with this credential.
    ///
    /// # Errors
    ///
    /// A thread that cannot be started.
    pub fn new<Kind>(credential: impl IntoCredential<Kind>) -> Result<Self, Error> {
        Client::from_async(crate::client::Client::new(credential))
    }

    /// A client that has been configured with [`Client::builder`](crate::Client::builder).
    ///
    /// # Errors
    ///
    /// A thread that cannot be started.
    pub fn from_async(client: crate::client::Client) -> Result<Self, Error> {
        Ok(Client {
            client,
            worker: Arc::new(Worker::start()?),
        })
    }

    /// Reads one object: [`Get::send`].
    ///
    /// # Errors
    ///
    /// As there.
    pub fn send<T: DeserializeOwned + Send + 'static>(&self, request: &Get<T>) -> Result<T, Error> {
        self.worker.wait(request.send(&self.client))
    }

    /// Reads one object, or `None`: [`Get::send_opt`].
    ///
    /// # Errors
    ///
    /// As there.
    pub fn send_opt<T: DeserializeOwned + Send + 'static>(
        &self,
        request: &Get<T>,
    ) -> Result<Option<T>, Error> {
        self.worker.wait(request.send_opt(&self.client))
    }

    /// Reads from a service that may take its time: [`Get::send_accepted`].
    ///
    /// # Errors
    ///
    /// As there.
    pub fn send_accepted<T: DeserializeOwned + Send + 'static>(
        &self,
        request: &Get<T>,
    ) -> Result<Accepted<T>, Error> {
        self.worker.wait(request.send_accepted(&self.client))
    }

    /// Reads one object if it has changed: [`Conditional::send`].
    ///
    /// # Errors
    ///
    /// As there.
    pub fn fetch<T: DeserializeOwned + Send + 'static>(
        &self,
        request: &Conditional<T>,
    ) -> Result<Fetched<T>, Error> {
        self.worker.wait(request.send(&self.client))
    }

    /// Reads the first page: [`List::page`].
    ///
    /// # Errors
    ///
    /// As there.
    pub fn page<T: DeserializeOwned + Send + 'static>(
        &self,
        request: &List<T>,
    ) -> Result<Page<T>, Error> {
        self.worker.wait(request.page(&self.client))
    }

    /// Reads everything: [`List::all`].
    ///
    /// # Errors
    ///
    /// As there.
    pub fn all<T: DeserializeOwned + Send + 'static>(
        &self,
        request: &List<T>,
    ) -> Result<Vec<T>, Error> {
        self.worker.wait(request.all(&self.client))
    }

    /// Reads the first item: [`List::first`].
    ///
    /// # Errors
    ///
    /// As there.
    pub fn first<T: DeserializeOwned + Send + 'static>(
        &self,
        request: &List<T>,
    ) -> Result<Option<T>, Error> {
        self.worker.wait(request.first(&self.client))
    }

    /// Reads how many items there are: [`List::count`].
    ///
    /// # Errors
    ///
    /// As there.
    pub fn count<T: DeserializeOwned + Send + 'static>(
        &self,
        request: &List<T>,
    ) -> Result<u64, Error> {
        self.worker.wait(request.count(&self.client))
    }

    /// The items, one by one, the next page asked for meanwhile: [`List::stream`].
    pub fn iter<T: DeserializeOwned + Send + 'static>(&self, request: &List<T>) -> Items<T> {
        Items::new(request.stream(&self.client), &self.worker)
    }

    /// The items behind those that had been delivered when the [`Continuation`] was made: [`List::resume`].
    pub fn resume<T: DeserializeOwned + Send + 'static>(
        &self,
        request: &List<T>,
        continuation: Continuation,
    ) -> Items<T> {
        Items::new(request.resume(&self.client, continuation), &self.worker)
    }

    /// The pages, one by one: [`List::pages`].
    pub fn pages<T: DeserializeOwned + Send + 'static>(&self, request: &List<T>) -> Pages<T> {
        Pages::new(request.pages(&self.client), &self.worker)
    }

    /// Reads what has changed: [`Delta::all`].
    ///
    /// # Errors
    ///
    /// As there.
    pub fn changes<T: DeserializeOwned + Send + 'static>(
        &self,
        request: &Delta<T>,
    ) -> Result<Round<T>, Error> {
        self.worker.wait(request.all(&self.client))
    }

    /// The changes, one by one, the next page asked for meanwhile: [`Delta::stream`].
    pub fn iter_changes<T: DeserializeOwned + Send + 'static>(
        &self,
        request: &Delta<T>,
    ) -> Changes<T> {
        Changes::new(request.stream(&self.client), &self.worker)
    }

    /// The changes behind those that had been delivered when the [`Continuation`] was made: [`Delta::resume`].
    pub fn resume_changes<T: DeserializeOwned + Send + 'static>(
        &self,
        request: &Delta<T>,
        continuation: Continuation,
    ) -> Changes<T> {
        Changes::new(request.resume(&self.client, continuation), &self.worker)
    }

    /// The bytes, piece by piece: [`Content::stream`].
    pub fn pieces(&self, request: &Content) -> Pieces {
        Pieces::new(request.stream(&self.client), &self.worker)
    }

    /// Opens a download, whose bytes are read as they come: [`Content::send`].
    ///
    /// # Errors
    ///
    /// As there.
    pub fn open(&self, request: &Content) -> Result<Reader, Error> {
        let download = self.worker.wait(request.send(&self.client))?;
        Ok(Reader::new(download, &self.worker))
    }

    /// Reads bytes into memory: [`Content::bytes`].
    ///
    /// # Errors
    ///
    /// As there.
    pub fn bytes(&self, request: &Content) -> Result<Bytes, Error> {
        self.worker.wait(request.bytes(&self.client))
    }

    /// Reads bytes as text: [`Content::text`].
    ///
    /// # Errors
    ///
    /// As there.
    pub fn text(&self, request: &Content) -> Result<String, Error> {
        self.worker.wait(request.text(&self.client))
    }

    /// Reads bytes into a file: [`Content::save_to`].
    ///
    /// # Errors
    ///
    /// As there.
    pub fn save_to(&self, request: &Content, path: impl AsRef<Path>) -> Result<u64, Error> {
        let path = path.as_ref().to_path_buf();
        self.worker.wait(request.save_to(&self.client, path))
    }

    /// Sends several requests in one: [`Client::batch`](crate::Client::batch).
    ///
    /// # Errors
    ///
    /// As there.
    pub fn batch<B: BatchTuple + Send + 'static>(&self, requests: B) -> Result<B::Output, Error>
    where
        B::Output: Send,
    {
        self.worker.wait(self.client.batch(requests))
    }

    /// Sends many requests of one type: [`Client::batch_all`](crate::Client::batch_all).
    ///
    /// # Errors
    ///
    /// As there.
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
