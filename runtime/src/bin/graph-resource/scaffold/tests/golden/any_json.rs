use graph_resource::{List, graph_resource};
use serde::Deserialize;

/// The entity type [`person`](https://learn.microsoft.com/graph/api/resources/person).
#[graph_resource(path = "/people", collection)]
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Person {
    #[serde(rename = "extension_0123_level")]
    pub extension_0123_level: Option<serde_json::Value>,
    pub display_name: Option<String>,
}

/// `GET /people?$select=extension_0123_level,displayName&$filter=extension_0123_level eq 'high'&$orderby=extension_0123_level`
pub fn request() -> List<Person> {
    let f = Person::FIELDS;
    Person::list()
        .filter(f.named("extension_0123_level").eq("high"))
        .order_by(f.named("extension_0123_level").asc())
}
