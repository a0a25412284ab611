use graph_resource::{List, graph_resource};
use serde::Deserialize;

/// The entity type [`alert`](https://learn.microsoft.com/graph/api/resources/security-alert).
#[graph_resource(path = "/alerts", collection, type = "microsoft.graph.security.alert")]
#[derive(Debug, Deserialize)]
pub struct Alert {
    pub id: String,
    pub origin: Option<Place>,
    pub place: Option<SecurityPlace>,
}

/// The complex type [`place`](https://learn.microsoft.com/graph/api/resources/place).
#[graph_resource]
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Place {
    pub city: Option<String>,
    pub country_or_region: Option<String>,
}

/// The complex type [`place`](https://learn.microsoft.com/graph/api/resources/security-place).
#[graph_resource(type = "microsoft.graph.security.place")]
#[derive(Debug, Deserialize)]
pub struct SecurityPlace {
    pub host: Option<String>,
}

/// `GET /alerts`
///
/// The service chooses the properties: without `without_select` the request names those of the struct.
pub fn request() -> List<Alert> {
    Alert::list().without_select()
}
