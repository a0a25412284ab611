//! Records received requests for tests to inspect.

use std::net::SocketAddr;
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};
use std::time::Instant;

use axum::http::request::Parts;
use axum::http::{HeaderMap, Method};

/// One request as received.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Recorded {
    /// The method.
    pub method: Method,
    /// Path and query, not decoded.
    pub path_and_query: String,
    /// The headers.
    pub headers: HeaderMap,
    /// The client's end of the connection. Requests with the same peer came over one connection.
    pub peer: SocketAddr,
    /// When it was received.
    pub received: Instant,
    /// When its response was ready, or the client gave up.
    ended: Arc<OnceLock<Instant>>,
}

/// A request that is being handled, until it is dropped.
#[derive(Debug)]
pub(crate) struct InProgress(Arc<OnceLock<Instant>>);

impl Drop for InProgress {
    fn drop(&mut self) {
        self.0.get_or_init(Instant::now);
    }
}

impl Recorded {
    pub(crate) fn new(parts: &Parts, peer: SocketAddr) -> Self {
        Self {
            received: Instant::now(),
            ended: Arc::default(),
            method: parts.method.clone(),
            path_and_query: path_and_query(parts).to_owned(),
            headers: parts.headers.clone(),
            peer,
        }
    }

    /// Makes the request end when the returned value is dropped.
    pub(crate) fn in_progress(&self) -> InProgress {
        InProgress(Arc::clone(&self.ended))
    }

    /// When its response was ready, or the client gave up. `None` while it is being handled.
    pub fn ended(&self) -> Option<Instant> {
        self.ended.get().copied()
    }

    /// The path, not decoded.
    pub fn path(&self) -> &str {
        self.path_and_query.split('?').next().unwrap_or_default()
    }

    /// The query, not decoded, without its question mark.
    pub fn query(&self) -> Option<&str> {
        Some(self.path_and_query.split_once('?')?.1)
    }

    /// The first value of a header, if it is valid text.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }
}

/// One batch as received.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Batch {
    /// The batch request.
    pub request: Recorded,
    /// The requests in the batch, in order.
    pub parts: Vec<Part>,
}

/// One request in a batch.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Part {
    /// Its id.
    pub id: String,
    /// Path and query, not decoded, with the version of the batch.
    pub path_and_query: String,
    /// The method.
    pub method: Method,
    /// The ids of the parts that it depends on.
    pub depends_on: Vec<String>,
    /// The part's own headers.
    pub headers: HeaderMap,
    /// The status of the response, or `None` if the whole batch failed.
    pub status: Option<u16>,
}

/// The path and query of a request, as in the request line.
pub(crate) fn path_and_query(parts: &Parts) -> &str {
    parts
        .uri
        .path_and_query()
        .map_or("/", |target| target.as_str())
}

/// The requests received so far.
#[derive(Debug, Default)]
pub(crate) struct Log {
    requests: Mutex<Vec<Recorded>>,
    batches: Mutex<Vec<Batch>>,
}

impl Log {
    pub(crate) fn add(&self, request: Recorded) {
        lock(&self.requests).push(request);
    }

    pub(crate) fn add_batch(&self, batch: Batch) {
        lock(&self.batches).push(batch);
    }

    pub(crate) fn all(&self) -> Vec<Recorded> {
        lock(&self.requests).clone()
    }

    pub(crate) fn batches(&self) -> Vec<Batch> {
        lock(&self.batches).clone()
    }

    pub(crate) fn clear(&self) {
        lock(&self.requests).clear();
        lock(&self.batches).clear();
    }
}

fn lock<T>(list: &Mutex<Vec<T>>) -> MutexGuard<'_, Vec<T>> {
    list.lock().unwrap_or_else(PoisonError::into_inner)
}
