//! An action that is called without its body, and awaited without a client.
use graph_resource::graph_resource;
use serde::Deserialize;

#[graph_resource(action(by_ids = "/directoryObjects/getByIds"))]
#[derive(Deserialize)]
pub struct User {
    pub id: String,
}

async fn read() -> Result<(), graph_resource::Error> {
    let _ = User::by_ids();
    let user = User::by_ids(&["1"]).await?;
    println!("{}", user.id);
    Ok(())
}

fn main() {}
