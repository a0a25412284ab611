//! An HTTP client that responds with a closure, and records what it was sent.

use std::future::pending;
use std::sync::{Arc, Mutex};
use std::time::Instant;

use graph_resource::transport::{
    HttpBody, HttpClient, HttpError, HttpFuture, HttpRequest, HttpResponse, StaleConnections,
};
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode};

type Respond = dyn Fn(&HttpRequest) -> Result<HttpResponse, HttpError> + Send + Sync;

#[derive(Clone)]
pub struct Scripted {
    /// `None` for a client that never responds.
    respond: Option<Arc<Respond>>,
    requests: Arc<Mutex<Vec<HttpRequest>>>,
    discarded: Arc<Mutex<Vec<(Instant, String, bool)>>>,
}

impl Scripted {
    pub fn new(
        respond: impl Fn(&HttpRequest) -> Result<HttpResponse, HttpError> + Send + Sync + 'static,
    ) -> Self {
        Scripted {
            respond: Some(Arc::new(respond)),
            requests: Arc::default(),
            discarded: Arc::default(),
        }
    }

    /// A client that never responds.
    pub fn silent() -> Self {
        Scripted {
            respond: None,
            requests: Arc::default(),
            discarded: Arc::default(),
        }
    }

    /// The requests so far.
    pub fn requests(&self) -> Vec<HttpRequest> {
        self.requests.lock().unwrap().clone()
    }

    /// The times before which connections were to be discarded.
    pub fn discarded(&self) -> Vec<Instant> {
        let discarded = self.discarded.lock().unwrap();
        discarded.iter().map(|(time, ..)| *time).collect()
    }

    /// The URLs of the requests whose connections were to be discarded, and whether these were downloads.
    pub fn failed_requests(&self) -> Vec<(String, bool)> {
        let discarded = self.discarded.lock().unwrap();
        let requests = discarded.iter();
        requests
            .map(|(_, url, is_download)| (url.clone(), *is_download))
            .collect()
    }
}

impl HttpClient for Scripted {
    fn send(&self, request: HttpRequest) -> HttpFuture<'_> {
        Box::pin(async move {
            self.requests.lock().unwrap().push(request.clone());
            match &self.respond {
                Some(respond) => respond(&request),
                None => pending().await,
            }
        })
    }

    fn discard_connections(&self, stale: StaleConnections<'_>) {
        let failed = (
            stale.opened_before,
            stale.url.to_string(),
            stale.is_download,
        );
        self.discarded.lock().unwrap().push(failed);
    }
}

/// A successful JSON response.
pub fn json(body: impl Into<HttpBody>) -> HttpResponse {
    json_with(200, &[], body)
}

/// A JSON response with further headers.
pub fn json_with(
    status: u16,
    headers: &[(&'static str, &'static str)],
    body: impl Into<HttpBody>,
) -> HttpResponse {
    let mut map = HeaderMap::new();
    map.insert("content-type", HeaderValue::from_static("application/json"));
    for (name, value) in headers {
        map.insert(
            HeaderName::from_static(name),
            HeaderValue::from_static(value),
        );
    }
    HttpResponse::new(StatusCode::from_u16(status).unwrap(), map, body)
}
