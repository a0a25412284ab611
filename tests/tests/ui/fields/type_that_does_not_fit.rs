//! OData types that do not fit the Rust types of the fields.
use graph_resource::graph_resource;
use serde::Deserialize;

#[graph_resource(path = "/users/<userId>")]
#[derive(Deserialize)]
struct User {
    #[graph(type = "Edm.Guid")]
    id: i32,
    #[graph(type = "Edm.Int32")]
    enabled: Option<bool>,
    #[graph(type = "Edm.String")]
    address: Option<Address>,
}

#[graph_resource]
#[derive(Deserialize)]
struct Address {
    city: String,
}

fn main() {}
