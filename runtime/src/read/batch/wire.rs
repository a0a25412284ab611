//! The bodies of a batch, out and in.

use std::collections::HashMap;

use reqwest::header::{HeaderMap, HeaderName, HeaderValue};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use serde_json::value::RawValue;

/// What goes out.
/// Where batches are sent to.
pub(crate) const TEMPLATE: &str = "/$batch";

#[derive(Serialize)]
pub(super) struct Requests<'a> {
    pub(super) requests: Vec<Request<'a>>,
}

#[derive(Serialize)]
pub(super) struct Request<'a> {
    pub(super) id: String,
    pub(super) method: &'static str,
    pub(super) url: &'a str,
    #[serde(skip_serializing_if = "HashMap::is_empty")]
    pub(super) headers: HashMap<&'a str, String>,
}

/// What comes in, in any order. One that cannot be read takes no other with it.
#[derive(Deserialize)]
pub(super) struct Responses {
    responses: Vec<Box<RawValue>>,
}

impl Responses {
    /// The answers by the ids of their parts.
    pub(super) fn by_id(self) -> HashMap<String, Response> {
        let read = |raw: Box<RawValue>| serde_json::from_str::<Response>(raw.get()).ok();
        let responses = self.responses.into_iter().filter_map(read);
        responses
            .map(|response| (text(&response.id), response))
            .collect()
    }
}

#[derive(Deserialize)]
pub(super) struct Response {
    id: Value,
    pub(super) status: u16,
    #[serde(default)]
    headers: Option<HashMap<String, Value>>,
    pub(super) body: Option<Box<RawValue>>,
}

impl Response {
    /// The headers that are such; numbers stand as numbers in some answers.
    pub(super) fn headers(&self) -> HeaderMap {
        let pairs = self.headers.iter().flatten().filter_map(|(name, value)| {
            Some((
                HeaderName::try_from(name).ok()?,
                HeaderValue::try_from(text(value)).ok()?,
            ))
        });
        pairs.collect()
    }
}

/// A text as such, and anything else as it is written.
fn text(value: &Value) -> String {
    value
        .as_str()
        .map_or_else(|| value.to_string(), str::to_owned)
}
