//! What a recorder keeps in memory until it writes the file.

use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use bytes::Bytes;
use reqwest::Method;
use reqwest::header::{CONTENT_TYPE, HeaderMap, HeaderName, HeaderValue};
use serde::Deserialize;
use serde_json::Value;
use url::Url;

use crate::testing::batch::{Batch, Part};

/// A request and its response, as they were sent.
#[derive(Clone)]
pub(super) struct Exchange {
    /// The root of the service, without a slash at its end.
    pub(super) root: String,
    pub(super) method: Method,
    pub(super) url: Url,
    pub(super) sent: Bytes,
    pub(super) status: u16,
    pub(super) headers: HeaderMap,
    pub(super) body: Body,
}

#[derive(Clone)]
pub(super) enum Body {
    Content(Vec<u8>),
    /// The number of bytes of a download.
    Length(usize),
}

impl Body {
    pub(super) fn json(&self) -> Option<Value> {
        match self {
            Body::Content(content) => serde_json::from_slice(content).ok(),
            Body::Length(_) => None,
        }
    }
}

/// The exchanges by the order in which their requests were sent.
#[derive(Default)]
pub(super) struct Log(Mutex<State>);

#[derive(Default)]
struct State {
    sent: usize,
    exchanges: BTreeMap<usize, Exchange>,
}

impl Log {
    fn lock(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Returns the number of a request that is about to be sent.
    pub(super) fn next_number(&self) -> usize {
        let mut state = self.lock();
        state.sent += 1;
        state.sent
    }

    pub(super) fn add(&self, number: usize, exchange: Exchange) {
        self.lock().exchanges.insert(number, exchange);
    }

    pub(super) fn len(&self) -> usize {
        self.lock().exchanges.len()
    }

    /// The exchanges, with the requests of each batch as if they had been sent on their own.
    pub(super) fn exchanges(&self) -> Vec<Exchange> {
        let exchanges: Vec<Exchange> = self.lock().exchanges.values().cloned().collect();
        let exchanges = exchanges.into_iter();
        let parts = exchanges.flat_map(|exchange| match exchange.parts() {
            Some(parts) => parts,
            None => vec![exchange],
        });
        without_refused_tokens(parts.collect())
    }
}

/// Leaves out responses of 401 after which the request was sent again with another token: the fake has only one token,
/// with which no client would try again.
fn without_refused_tokens(exchanges: Vec<Exchange>) -> Vec<Exchange> {
    let is_refused = |index: usize, exchange: &Exchange| {
        let mut later = exchanges[index + 1..].iter();
        exchange.status == 401 && later.any(|later| later.is_same_request(exchange))
    };
    let kept = exchanges.iter().enumerate();
    let kept = kept.filter(|(index, exchange)| !is_refused(*index, exchange));
    kept.map(|(_, exchange)| exchange.clone()).collect()
}

#[derive(Deserialize)]
struct BatchResponse {
    responses: Vec<PartResponse>,
}

#[derive(Deserialize)]
struct PartResponse {
    id: String,
    status: u16,
    #[serde(default)]
    headers: BTreeMap<String, String>,
    #[serde(default)]
    body: Value,
}

impl Exchange {
    /// The bodies of the request and the response, if they are JSON.
    pub(super) fn json_bodies(&self) -> impl Iterator<Item = Value> + use<> {
        let sent = serde_json::from_slice(&self.sent).ok();
        sent.into_iter().chain(self.body.json())
    }

    fn is_same_request(&self, other: &Exchange) -> bool {
        self.method == other.method && self.url == other.url && self.sent == other.sent
    }

    /// The requests of a batch with their responses. `None` if this is not a batch, or one that failed as a whole.
    fn parts(&self) -> Option<Vec<Exchange>> {
        let versioned_root = self.url.as_str().strip_suffix("/$batch")?;
        let Body::Content(content) = &self.body else {
            return None;
        };
        let batch: Batch = serde_json::from_slice(&self.sent).ok()?;
        let received: BatchResponse = serde_json::from_slice(content).ok()?;
        let parts = batch.requests.iter().filter_map(|part| {
            let mut responses = received.responses.iter();
            let response = responses.find(|response| response.id == part.id)?;
            self.part(versioned_root, part, response)
        });
        Some(parts.collect())
    }

    fn part(&self, versioned_root: &str, part: &Part, response: &PartResponse) -> Option<Exchange> {
        let url = format!("{versioned_root}/{}", part.url.trim_start_matches('/'));
        let headers = header_map(&response.headers);
        Some(Exchange {
            root: self.root.clone(),
            method: Method::from_bytes(part.method.as_bytes()).ok()?,
            url: Url::parse(&url).ok()?,
            sent: part.body_bytes(),
            status: response.status,
            body: Body::Content(part_body(&headers, &response.body)),
            headers,
        })
    }
}

/// The headers that HTTP can carry.
fn header_map(headers: &BTreeMap<String, String>) -> HeaderMap {
    let mut map = HeaderMap::new();
    for (name, value) in headers {
        let name = HeaderName::try_from(name);
        let value = HeaderValue::try_from(value);
        if let (Ok(name), Ok(value)) = (name, value) {
            map.append(name, value);
        }
    }
    map
}

/// The body as if the request had been sent on its own.
fn part_body(headers: &HeaderMap, body: &Value) -> Vec<u8> {
    let media_type = headers.get(CONTENT_TYPE);
    let media_type = media_type.and_then(|value| value.to_str().ok());
    let is_json = media_type.is_some_and(|value| value.contains("json"));
    match body {
        Value::Null => Vec::new(),
        Value::String(text) if !is_json => {
            let decoded = STANDARD.decode(text);
            let is_text = media_type.is_none_or(|value| value.starts_with("text/"));
            match decoded {
                Ok(bytes) if !is_text => bytes,
                _ => text.clone().into_bytes(),
            }
        }
        json => json.to_string().into_bytes(),
    }
}
