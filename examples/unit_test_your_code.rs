//! How to test a program that reads from Graph: the same requests, answered without a socket and without a wait.

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
    let users = User::list()
        .filter(f.account_enabled.eq(true))
        .all(client)
        .await?;
    Ok(users
        .into_iter()
        .filter_map(|user| user.display_name)
        .collect())
}

/// In a program of one's own this is a `#[tokio::test]`.
#[tokio::main]
async fn main() -> Result<(), Error> {
    let fake = Fake::new();
    let request = User::list().filter(User::FIELDS.account_enabled.eq(true));
    // The connection breaks, then the service wants a minute's rest, then there are three pages.
    fake.on(&request).reset().throttled(60).pages([
        json!([{"id": "1", "displayName": "Ada"}]),
        json!([]),
        json!([{"id": "2", "displayName": "Grace"}, {"id": "3"}]),
    ]);
    assert_eq!(active(&fake.client()).await?, ["Ada", "Grace"]);
    fake.assert_sent_times(&request, 3);
    println!(
        "{} requests were sent, the first one GET {}",
        fake.requests().len(),
        fake.requests()[0].url
    );
    println!("what would have been waited for: {:?}", fake.waits());

    // A failure of the service's, with its code.
    fake.on(User::get("7")).error(
        403,
        "Authorization_RequestDenied",
        "Insufficient privileges.",
    );
    let error = User::get("7")
        .send(&fake.client())
        .await
        .map(|user| user.id)
        .unwrap_err();
    assert_eq!(error.code(), Some("Authorization_RequestDenied"));

    // A request that nobody registered says what is different from the nearest.
    let error = User::list()
        .top(5)
        .all(&fake.client())
        .await
        .map(|users| users.len())
        .unwrap_err();
    println!("{error}");
    Ok(())
}
