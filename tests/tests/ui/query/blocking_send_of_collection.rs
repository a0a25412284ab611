//! A blocking client that reads a collection as one object, and one object as a collection.
use graph_resource::graph_resource;
use serde::Deserialize;

#[graph_resource(path = "/users/<userId>")]
#[derive(Deserialize)]
pub struct User {
    pub id: String,
}

fn read(client: graph_resource::blocking::Client) -> Result<(), graph_resource::Error> {
    client.send(&User::list())?;
    client.all(&User::get("1"))?;
    Ok(())
}

fn main() {}
