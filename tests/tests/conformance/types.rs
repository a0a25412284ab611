//! Enums that grow, and conditional reads.

use graph_resource::conditional::Fetched;
use graph_resource::graph_resource;
use graph_resource::types::Flags;
use graph_resource_tests::Canned;
use serde::Deserialize;

use crate::samples::User;
use crate::serving;

#[graph_resource]
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Importance {
    Low,
    High,
    #[serde(untagged)]
    Unknown(String),
}

#[graph_resource(path = "/me/messages/<messageId>")]
#[derive(Debug, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Message {
    pub importance: Option<Importance>,
    pub several: Vec<Importance>,
    pub flags: Option<Flags<Importance>>,
}

#[tokio::test]
async fn an_unknown_enum_member_is_kept_as_written() {
    let body = r#"{"importance": "urgent!", "several": ["low", "High", "", "low,high"], "flags": "low,urgent!"}"#;
    let (_service, client) = serving("/v1.0/me/messages/1", Canned::json(200, body)).await;
    let message = Message::get("1").send(&client).await.unwrap();
    let unknown = |text: &str| Importance::Unknown(text.to_owned());
    assert_eq!(message.importance, Some(unknown("urgent!")));
    assert_eq!(
        message.several,
        [
            Importance::Low,
            unknown("High"),
            unknown(""),
            unknown("low,high")
        ]
    );
    assert_eq!(
        message.flags.unwrap().members,
        [Importance::Low, unknown("urgent!")]
    );
    let f = Message::FIELDS;
    assert_eq!(
        f.importance.eq(unknown("urgent!")).to_string(),
        "importance eq 'urgent!'"
    );
}

#[tokio::test]
async fn an_unmodified_entity_is_not_read_again() {
    let (service, client) =
        serving("/v1.0/users/1", Canned::new(304, "application/json", "")).await;
    let fetched = User::get("1")
        .if_none_match("W/\"etag\"")
        .send(&client)
        .await
        .unwrap();
    assert_eq!(fetched, Fetched::NotModified);
    assert_eq!(
        service.requests()[0].header("if-none-match"),
        Some("W/\"etag\"")
    );
    // Without a condition, a 304 is an error.
    assert_eq!(
        User::get("1").send(&client).await.unwrap_err().status(),
        Some(304)
    );

    let (_service, client) = serving("/v1.0/users/1", Canned::json(200, r#"{"id": "1"}"#)).await;
    let fetched = User::get("1")
        .if_none_match("\"old\"")
        .send(&client)
        .await
        .unwrap();
    assert!(matches!(fetched, Fetched::Modified { value, .. } if value.id == "1"));
}
