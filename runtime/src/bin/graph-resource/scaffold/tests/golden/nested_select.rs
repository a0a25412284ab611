use graph_resource::{List, graph_resource};
use serde::Deserialize;

/// The entity type [`person`](https://learn.microsoft.com/graph/api/resources/person).
#[graph_resource(path = "/people", collection)]
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Person {
    pub display_name: Option<String>,
    pub home: Option<Place>,
}

/// The complex type [`place`](https://learn.microsoft.com/graph/api/resources/place).
#[graph_resource]
#[derive(Debug, Deserialize)]
pub struct Place {
    pub city: Option<String>,
}

/// `GET /people?$select=displayName,home/city`
pub fn request() -> List<Person> {
    let f = Person::FIELDS;
    Person::list().select([f.display_name, f.home.city])
}
