//! What was received, for tests to look at.

use std::net::SocketAddr;
use std::sync::{Mutex, PoisonError};

use axum::http::request::Parts;
use axum::http::{HeaderMap, Method};

/// One request as it was received.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Recorded {
    /// The method.
    pub method: Method,
    /// Path and query, not decoded.
    pub path_and_query: String,
    /// The headers.
    pub headers: HeaderMap,
    /// The client's end of the connection: two requests with the same peer came over one connection.
    pub peer: SocketAddr,
}

impl Recorded {
    pub(crate) fn new(parts: &Parts, peer: SocketAddr) -> Self {
        Self {
            method: parts.method.clone(),
            path_and_query: path_and_query(parts).to_owned(),
            headers: parts.headers.clone(),
            peer,
        }
    }

    /// The path, not decoded.
    pub fn path(&self) -> &str {
        self.path_and_query.split('?').next().unwrap_or_default()
    }

    /// The query, not decoded, without its question mark.
    pub fn query(&self) -> Option<&str> {
        Some(self.path_and_query.split_once('?')?.1)
    }

    /// The first value of a header, if it is text.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }
}

/// Path and query of a request as they stood in the request line.
pub(crate) fn path_and_query(parts: &Parts) -> &str {
    parts.uri.path_and_query().map_or("/", |it| it.as_str())
}

/// All requests so far.
#[derive(Debug, Default)]
pub(crate) struct Log(Mutex<Vec<Recorded>>);

impl Log {
    pub(crate) fn add(&self, request: Recorded) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).push(request);
    }

    pub(crate) fn all(&self) -> Vec<Recorded> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    pub(crate) fn clear(&self) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }
}
