//! Several reads in one request: of different types, or many of one type.

use graph_resource::{Error, graph_resource};
use graph_resource_examples::setup;
use serde::Deserialize;

#[graph_resource(path = "/users/<userId>", get(me = "/me"))]
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct User {
    pub id: String,
    pub display_name: Option<String>,
}

#[graph_resource(path = "/groups/<groupId>")]
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Group {
    pub id: String,
    pub display_name: Option<String>,
}

#[tokio::main]
async fn main() -> Result<(), Error> {
    let setup = setup().await?;

    let (me, groups, nobody) = setup
        .client
        .batch((
            User::me(),
            Group::list().top(2),
            User::get("nobody@contoso.com"),
        ))
        .await?;
    println!("{:?}", me?);
    for group in groups? {
        println!("{group:?}");
    }
    // Each part has its own result.
    if let Err(error) = nobody {
        println!("{error}\n");
    }

    let ids: Vec<String> = User::list()
        .top(30)
        .page(&setup.client)
        .await?
        .into_iter()
        .map(|user| user.id)
        .collect();
    // Any number of requests of one type; a batch has at most twenty.
    let users = setup.client.batch_all(ids.iter().map(User::get)).await?;
    let found = users.iter().filter(|user| user.is_ok()).count();
    println!(
        "{found} of {} users found, in {} batches",
        users.len(),
        users.len().div_ceil(20)
    );
    Ok(())
}
