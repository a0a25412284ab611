//! A number in a comparison with a string that holds a date.
use graph_resource::graph_resource;
use serde::Deserialize;

#[graph_resource(path = "/users/<userId>")]
#[derive(Deserialize)]
struct User {
    id: String,
    #[graph(type = "Edm.DateTimeOffset")]
    created: String,
}

fn main() {
    let f = User::FIELDS;
    let _ = f.created.eq(5);
}
