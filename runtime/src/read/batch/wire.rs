//! The request of a batch: its path and its JSON body.

use std::collections::HashMap;

use serde::Serialize;

use crate::address::resource_path::ResourcePath;
use crate::address::throttle_scope::ThrottleScope;
use crate::error::context::Context;

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
}
