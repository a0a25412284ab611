use graph_resource::{List, graph_resource};
use serde::Deserialize;

/// The entity type [`person`](https://learn.microsoft.com/graph/api/resources/person).
#[graph_resource(path = "/teams/<teamId>/members/microsoft.graph.person", collection)]
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Person {
    pub display_name: Option<String>,
    #[graph(expand)]
    pub manager: Option<DirectoryObject>,
}

/// The entity type [`directoryObject`](https://learn.microsoft.com/graph/api/resources/directoryobject).
#[graph_resource]
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct DirectoryObject {
    pub id: String,
    #[graph(type = "Edm.DateTimeOffset")]
    pub deleted_date_time: Option<String>,
}

/// `GET /teams/{id}/members/microsoft.graph.person?$select=displayName&$expand=manager`
pub fn request(team_id: &str) -> List<Person> {
    let f = Person::FIELDS;
    Person::list(team_id).expand(f.manager.expand().without_select())
}
