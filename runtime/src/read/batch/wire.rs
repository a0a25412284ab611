//! The JSON bodies of a batch request and its response.

use std::collections::HashMap;

use reqwest::header::{HeaderMap, HeaderName, HeaderValue};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use serde_json::value::RawValue;

/// The path that batches are posted to.
pub(crate) const TEMPLATE: &str = "/$batch";

#[derive(Serialize)]
pub(super) struct BatchBody<'a> {
    pub(super) requests: Vec<RequestPart<'a>>,
}

#[derive(Serialize)]
pub(super) struct RequestPart<'a> {
    pub(super) id: String,
    pub(super) method: &'static str,
    pub(super) url: &'a str,
    #[serde(skip_serializing_if = "HashMap::is_empty")]
    pub(super) headers: HashMap<&'a str, String>,
}

/// The responses, in any order. They are decoded one by one, so that an invalid one does not affect the others.
#[derive(Deserialize)]
pub(super) struct BatchResponse {
    responses: Vec<Box<RawValue>>,
}

impl BatchResponse {
    /// The valid responses by the ids of their requests.
    pub(super) fn by_id(self) -> HashMap<String, ResponsePart> {
        let mut by_id = HashMap::with_capacity(self.responses.len());
        for raw in self.responses {
            if let Ok(response) = serde_json::from_str::<ResponsePart>(raw.get()) {
                by_id.insert(unquoted(&response.id), response);
            }
        }
        by_id
    }
}

#[derive(Deserialize)]
pub(super) struct ResponsePart {
    id: Value,
    pub(super) status: u16,
    #[serde(default)]
    headers: Option<HashMap<String, Value>>,
    pub(super) body: Option<Box<RawValue>>,
}

impl ResponsePart {
    /// The valid headers. Some responses contain numbers instead of strings.
    pub(super) fn headers(&self) -> HeaderMap {
        let mut headers = HeaderMap::new();
        for (name, value) in self.headers.iter().flatten() {
            let name = HeaderName::try_from(name);
            let value = HeaderValue::try_from(unquoted(value));
            if let (Ok(name), Ok(value)) = (name, value) {
                headers.append(name, value);
            }
        }
        headers
    }
}

/// A string without its quotes, and any other value as JSON.
fn unquoted(value: &Value) -> String {
    match value {
        Value::String(string) => string.clone(),
        other => other.to_string(),
    }
}
