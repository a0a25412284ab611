//! Blocking iterators over requests that read something else.

use graph_resource::{Error, blocking, graph_resource};
use serde::Deserialize;

#[graph_resource(path = "/users/<userId>", delta(changes = "/users/delta"))]
#[derive(Deserialize)]
struct User {
    id: String,
}

fn read(client: &blocking::Client) -> Result<(), Error> {
    for user in client.iter(&User::get("1")) {
        println!("{}", user?.id);
    }
    for user in client.iter(&User::changes()) {
        println!("{}", user?.id);
    }
    for change in client.iter_changes(&User::list()) {
        println!("{}", change?.updated().is_some());
    }
    Ok(())
}

fn main() {}
