//! Canned responses, which are sent verbatim, for bodies that no data would produce.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use axum::body::Body;
use axum::http::{HeaderName, HeaderValue, StatusCode};
use axum::response::Response;

/// A response that is sent verbatim; see [`Service::respond_with`](crate::Service::respond_with).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Canned {
    /// The status code.
    pub status: u16,
    /// Header names and values. `Date` and the ids of the request are added if they are missing.
    pub headers: Vec<(String, String)>,
    /// The body, which need not match the headers.
    pub body: Vec<u8>,
    /// Whether it is sent without a token too, as by a download host.
    pub public: bool,
}

impl Canned {
    /// A JSON response.
    pub fn json(status: u16, body: impl Into<Vec<u8>>) -> Self {
        Self::new(status, "application/json", body)
    }

    /// A response with a content type.
    pub fn new(status: u16, content_type: &str, body: impl Into<Vec<u8>>) -> Self {
        let headers = vec![("Content-Type".to_owned(), content_type.to_owned())];
        Self {
            status,
            headers,
            body: body.into(),
            public: false,
        }
    }

    /// Adds a header.
    #[must_use]
    pub fn header(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    /// Sends the response without a token too, as a download host does.
    #[must_use]
    pub fn public(mut self) -> Self {
        self.public = true;
        self
    }

    pub(crate) fn into_response(self) -> Response {
        let mut response = Response::new(Body::from(self.body));
        *response.status_mut() =
            StatusCode::from_u16(self.status).expect("a canned response has a valid status");
        for (name, value) in self.headers {
            let name: HeaderName = name
                .parse()
                .expect("a canned response has valid header names");
            let value: HeaderValue = value
                .parse()
                .expect("a canned response has valid header values");
            response.headers_mut().append(name, value);
        }
        response
    }
}

/// The canned responses, by path prefix.
#[derive(Debug, Default)]
pub(crate) struct CannedResponses(Mutex<BTreeMap<String, Canned>>);

impl CannedResponses {
    pub(crate) fn put(&self, prefix: String, canned: Canned) {
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .insert(prefix, canned);
    }

    pub(crate) fn find(&self, path_and_query: &str) -> Option<Canned> {
        let responses = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let matching = responses
            .iter()
            .filter(|(prefix, _)| path_and_query.starts_with(prefix.as_str()));
        matching
            .max_by_key(|(prefix, _)| prefix.len())
            .map(|(_, canned)| canned.clone())
    }
}
