//! The request of a batch: its path and its JSON body.

use std::collections::HashMap;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde::Serialize;
use serde_json::value::RawValue;

use crate::address::resource_path::ResourcePath;
use crate::address::throttle_scope::ThrottleScope;
use crate::error::context::Context;
use crate::request::body::Body;

/// The path that batches are posted to.
pub(crate) const TEMPLATE: &str = "/$batch";

/// The context of errors about a batch as a whole.
pub(super) fn batch_context() -> Context {
    Context::of_request("POST", TEMPLATE)
}

/// What the service throttles together with a batch as a whole.
pub(super) fn batch_scope() -> ThrottleScope {
    ThrottleScope::of(ResourcePath::parse(TEMPLATE))
}

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
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) body: Option<RequestBody<'a>>,
    #[serde(rename = "dependsOn", skip_serializing_if = "Vec::is_empty")]
    pub(super) depends_on: Vec<String>,
}

/// The body of a part: JSON as it is, and any other body in base64.
#[derive(Serialize)]
#[serde(untagged)]
pub(super) enum RequestBody<'a> {
    Json(&'a RawValue),
    Base64(String),
}

impl<'a> RequestBody<'a> {
    pub(super) fn of(body: &'a Body) -> Self {
        let is_json = body
            .content_type
            .as_bytes()
            .starts_with(b"application/json");
        match serde_json::from_slice(&body.bytes) {
            Ok(json) if is_json => RequestBody::Json(json),
            _ => RequestBody::Base64(STANDARD.encode(&body.bytes)),
        }
    }
}
