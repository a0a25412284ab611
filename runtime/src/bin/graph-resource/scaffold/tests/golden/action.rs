#![allow(dead_code, reason = "a program may use only some of it")]

use graph_resource::{Action, graph_resource};
use serde::{Deserialize, Serialize};

/// The entity type [`person`](https://learn.microsoft.com/graph/api/resources/person).
#[graph_resource(action(get_by_ids = "/people/getByIds"))]
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Person {
    pub display_name: Option<String>,
}

/// The parameters of the action `getByIds`.
#[derive(Debug, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct GetByIdsParameters {
    pub ids: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub only_active: Option<bool>,
    #[serde(rename = "HiredAfter", skip_serializing_if = "Option::is_none")]
    pub hired_after: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub home: Option<serde_json::Value>,
}

/// `POST /people/getByIds?$select=displayName`
///
/// If the action only reads, write `action(idempotent, …)`, and it is retried like a GET.
pub fn request(body: &GetByIdsParameters) -> Action<Person> {
    Person::get_by_ids(body).param("$select", "displayName")
}
