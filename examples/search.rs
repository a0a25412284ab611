//! `$search`: clauses on directory objects, and a phrase in messages.

use graph_resource::{Error, graph_resource};
use graph_resource_examples::setup;
use serde::Deserialize;

#[graph_resource(path = "/users/<userId>")]
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct User {
    pub id: String,
    pub display_name: Option<String>,
    pub mail: Option<String>,
}

#[graph_resource(path = "/users/<userId>/messages/<messageId>")]
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Message {
    pub id: String,
    pub subject: Option<String>,
}

#[tokio::main]
async fn main() -> Result<(), Error> {
    let setup = setup().await?;
    let f = User::FIELDS;

    let search = f.display_name.search("Ad").or(f.mail.search("me"));
    let users = User::list().search(search).order_by(f.display_name.asc());
    println!("GET {users}");
    for user in users.all(&setup.client).await? {
        println!("  {:?} <{:?}>", user.display_name, user.mail);
    }

    // For messages, the phrase is a KQL query.
    let messages = Message::list(graph_resource_tests::sample::ME).search("report");
    println!("\nGET {messages}");
    for message in messages.all(&setup.client).await? {
        println!("  {:?}", message.subject);
    }
    Ok(())
}
