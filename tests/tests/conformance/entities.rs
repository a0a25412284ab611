//! The structs that these tests read.

use graph_resource::graph_resource;
use serde::Deserialize;

#[graph_resource(path = "/external/connections/<connectionsId>/operations/<connectionOperationId>")]
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ConnectionOperation {
    pub id: String,
    pub status: Option<String>,
    pub error: Option<PublicError>,
}

#[graph_resource]
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct PublicError {
    pub code: Option<String>,
    pub message: Option<String>,
}

/// A type with a property named `value`, as 60 of Graph's types have.
#[graph_resource(path = "/me/properties/<propertyId>")]
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct ExtendedProperty {
    pub id: Option<String>,
    pub value: Option<serde_json::Value>,
}
