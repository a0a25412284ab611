//! The JSON body of a batch request.

use std::collections::HashMap;

use serde::Serialize;

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
