use graph_resource::{Get, graph_resource};
use serde::Deserialize;

/// The entity type [`person`](https://learn.microsoft.com/graph/api/resources/person?view=graph-rest-beta).
#[graph_resource(path = "/people/<peopleId>", version = "beta")]
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Person {
    pub display_name: Option<String>,
    pub home: Option<Place>,
    #[graph(expand)]
    #[serde(default)]
    pub letters: Vec<Letter>,
}

/// The complex type [`place`](https://learn.microsoft.com/graph/api/resources/place?view=graph-rest-beta).
#[graph_resource]
#[derive(Debug, Deserialize)]
pub struct Place {
    pub city: Option<String>,
}

/// The entity type [`letter`](https://learn.microsoft.com/graph/api/resources/letter?view=graph-rest-beta).
#[graph_resource]
#[derive(Debug, Deserialize)]
pub struct Letter {
    pub subject: Option<String>,
}

/// `GET /people/{id}`
pub fn request(people_id: &str) -> Get<Person> {
    let f = Person::FIELDS;
    Person::get(people_id).select([f.display_name, f.home.city])
}
