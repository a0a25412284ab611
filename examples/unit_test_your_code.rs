//! How to test a program that reads from Graph: the same requests, answered without a socket.

use graph_resource::testing::Fake;
use graph_resource::{Client, Error, graph_resource};
use serde::Deserialize;
use serde_json::json;

#[graph_resource(path = "/users/<userId>")]
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct User {
    pub id: String,
    pub display_name: Option<String>,
    pub account_enabled: Option<bool>,
}

/// What is to be tested: the names of the users who can sign in.
async fn active(client: &Client) -> Result<Vec<String>, Error> {
    let f = User::FIELDS;
    let users = User::list().filter(f.account_enabled.eq(true)).all(client).await?;
    Ok(users.into_iter().filter_map(|user| user.display_name).collect())
}

#[tokio::main]
async fn main() -> Result<(), Error> {
    // In a program of one's own this is a `#[tokio::test]`.
    let fake = Fake::new();
    let request = User::list().filter(User::FIELDS.account_enabled.eq(true));
    fake.on(&request).reset().throttled("0").pages([
        json!([{"id": "1", "displayName": "Ada"}]),
        json!([]),
        json!([{"id": "2", "displayName": "Grace"}, {"id": "3"}]),
    ]);
    assert_eq!(active(&fake.client()).await?, ["Ada", "Grace"]);
    fake.assert_sent_times(&request, 3);
    println!("{} requests were sent, such as GET {}", fake.requests().len(), fake.requests()[0].url);

    // A request that nobody registered says what is nearest.
    let error = User::get("7").send(&fake.client()).await.unwrap_err();
    println!("{error}");
    Ok(())
}
