//! `levels` on a property that does not recurse.
use graph_resource::graph_resource;
use serde::Deserialize;

#[graph_resource(path = "/users/<userId>")]
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct User {
    pub id: String,
    #[graph(expand)]
    pub manager: Option<Person>,
}

#[graph_resource]
#[derive(Deserialize)]
pub struct Person {
    pub id: String,
}

fn main() {
    let f = User::FIELDS;
    let _ = f.manager.expand().levels(2);
}
