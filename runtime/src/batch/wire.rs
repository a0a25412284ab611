//! The bodies of a batch, out and in.

use std::collections::HashMap;

use reqwest::header::{HeaderMap, HeaderName, HeaderValue};
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

/// What goes out.
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

/// What comes in, in any order.
#[derive(Deserialize)]
pub(super) struct Responses {
    pub(super) responses: Vec<Response>,
}

#[derive(Deserialize)]
pub(super) struct Response {
    pub(super) id: String,
    pub(super) status: u16,
    #[serde(default)]
    headers: Option<HashMap<String, serde_json::Value>>,
    pub(super) body: Option<Box<RawValue>>,
}

impl Response {
    /// The headers that are such; numbers stand as numbers in some answers.
    pub(super) fn headers(&self) -> HeaderMap {
        let pairs = self.headers.iter().flatten().filter_map(|(name, value)| {
            let value = match value {
                serde_json::Value::String(text) => text.clone(),
                other => other.to_string(),
            };
            Some((HeaderName::try_from(name).ok()?, HeaderValue::try_from(value).ok()?))
        });
        pairs.collect()
    }
}
