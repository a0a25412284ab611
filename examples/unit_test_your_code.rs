//! Tests code that reads from Graph: the same requests, with fake responses, without a network or real delays.

use graph_resource::testing::{Fake, Recorder, RequestPattern};
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

/// The code under test: the names of the users who can sign in.
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

/// In your own program this would be a `#[tokio::test]`.
#[tokio::main]
async fn main() -> Result<(), Error> {
    let fake = Fake::new();
    let request = User::list().filter(User::FIELDS.account_enabled.eq(true));
    // The connection breaks, then the service throttles for a minute, then it returns three pages.
    fake.on(&request).reset().throttled(60).pages([
        json!([{"id": "1", "displayName": "Ada"}]),
        json!([]),
        json!([{"id": "2", "displayName": "Grace"}, {"id": "3"}]),
    ]);
    assert_eq!(active(&fake.client()).await?, ["Ada", "Grace"]);
    fake.assert_sent_times(&request, 3);
    println!(
        "{} requests were sent, the first one was GET {}",
        fake.requests().len(),
        fake.requests()[0].url
    );
    println!(
        "delays that a real client would have waited: {:?}",
        fake.waits()
    );

    // A service error with its code.
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

    // The error for an unregistered request shows how it differs from the closest registered one.
    let error = User::list()
        .top(5)
        .all(&fake.client())
        .await
        .map(|users| users.len())
        .unwrap_err();
    println!("{error}");

    // Any other request for users, whatever its query.
    let other = RequestPattern::path("/users");
    fake.on(other)
        .json(json!({"value": [{"id": "9", "displayName": "Alan"}]}));
    assert_eq!(User::list().top(5).all(&fake.client()).await?.len(), 1);

    // A recording of a real client, here one of the fake, without personal data.
    let recorder = Recorder::new();
    let recorded = recorder.record(fake.builder()).build()?;
    active(&recorded).await?;
    let replayed = Fake::new();
    replayed.add_recording(recorder.to_json())?;
    println!(
        "names in the recording: {:?}",
        active(&replayed.client()).await?
    );
    Ok(())
}
