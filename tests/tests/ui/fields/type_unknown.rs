//! Names that are not primitive types, and types where none belongs.
use graph_resource::graph_resource;
use serde::Deserialize;

#[graph_resource(path = "/users/<userId>")]
#[derive(Deserialize)]
struct User {
    #[graph(type = "Edm.Strin")]
    id: String,
    #[graph(type = "guid")]
    app: String,
    #[graph(type = "Edm.GeographyPoint")]
    place: String,
    #[graph(type = "microsoft.graph.user")]
    other: String,
    #[graph(type)]
    mail: String,
    #[graph(expand, type = "Edm.String")]
    manager: Option<Box<User>>,
    #[graph(skip, type = "Edm.String")]
    skipped: Option<String>,
}

fn main() {}
