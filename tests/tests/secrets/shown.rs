//! What errors show of the service's responses: never the token, keys of maps, or values in the messages of other types.

use std::collections::HashMap;

use graph_resource::{Content, Error, ErrorKind, Get, RetryPolicy};
use graph_resource_tests::{Canned, Service};
use serde::{Deserialize, Deserializer};
use serde_json::json;

use crate::script::{Script, ok};
use crate::{Local, User, check_error, client_at, planted};

/// The token of [`crate::client`].
fn token() -> String {
    format!("{}.{}", Service::TOKEN, planted("token"))
}

async fn send(local: &Local, key: &str) -> Error {
    let request = User::get(key).retry(RetryPolicy::never());
    request.send(&local.client).await.unwrap_err()
}

fn check_shows(error: &Error, text: &str) {
    check_error(error);
    assert!(error.to_string().contains(text), "{error}");
}

#[tokio::test]
async fn a_token_that_a_gateway_echoes_is_blanked() {
    let local = Local::start().await;
    let header = format!("Authorization: Bearer {}", token());
    let code =
        json!({"error": {"code": token(), "message": header, "innerError": {"code": header}}});
    let detail =
        json!({"error": {"code": "x", "details": [{"message": header, "target": token()}]}});
    let html = format!("<html><title>Rejected {header}</title></html>");
    for (key, canned, shown) in [
        (
            "code",
            Canned::json(400, code.to_string()),
            "Bearer [token]",
        ),
        ("detail", Canned::json(400, detail.to_string()), "x"),
        (
            "html",
            Canned::new(502, "text/html", html.clone()),
            "Rejected",
        ),
        (
            "text",
            Canned::new(502, "text/plain", header.clone()),
            "[token]",
        ),
        ("page", Canned::new(200, "text/html", html), "Rejected"),
        (
            "request-id",
            Canned::json(500, "{}").header("request-id", &token()),
            "request-id [token]",
        ),
        (
            "media-type",
            Canned::new(200, &format!("text/{}", token()), "no json"),
            "[token]",
        ),
    ] {
        local.respond(key, canned);
        let error = send(&local, key).await;
        check_shows(&error, shown);
        let kept = format!(
            "{:?}{:?}{:?}{:?}",
            error.code(),
            error.message(),
            error.inner_codes(),
            error.details()
        );
        assert!(!kept.contains(&token()), "{key}: {kept}");
    }
}

#[tokio::test]
async fn a_token_that_is_echoed_in_a_batch_is_blanked() {
    let body = json!({"responses": [{
        "id": "0", "status": 403, "headers": {"request-id": token()},
        "body": {"error": {"code": "x", "message": format!("Bearer {}", token())}},
    }]});
    let script = Script::play([ok(&body)]).await;
    let client = client_at(&script.base_url);
    let (one,) = client.batch((User::get("1"),)).await.unwrap();
    check_shows(&one.unwrap_err(), "Bearer [token] (request-id [token])");
}

/// Reads nothing, and says what it was given.
#[derive(Debug)]
struct Talkative;

impl<'de> Deserialize<'de> for Talkative {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Err(serde::de::Error::custom(format!("{text} is 'wrong'")))
    }
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Holder {
    #[serde(default)]
    #[allow(dead_code)]
    by_name: HashMap<String, u8>,
    #[allow(dead_code)]
    date: Option<Talkative>,
}

#[tokio::test]
async fn keys_of_maps_and_messages_of_other_types_are_not_shown() {
    let local = Local::start().await;
    let by_name = json!({"byName": {planted("name"): "x"}});
    let date = json!({"date": planted("date")});
    for (key, body, path) in [("map", by_name, "byName[…]"), ("own", date, "date")] {
        local.respond(key, Canned::json(200, body.to_string()));
        let request = Get::<Holder>::at_path(format!("/users/{key}"));
        let error = request.send(&local.client).await.unwrap_err();
        assert_eq!(error.json_path(), Some(path));
        check_shows(&error, &format!("at `{path}`"));
    }
}

#[tokio::test]
async fn text_that_is_not_utf8_is_not_in_the_source_of_the_error() {
    let local = Local::start().await;
    let bytes = [planted("body").as_bytes(), b"\xff"].concat();
    local.respond("text", Canned::new(200, "text/plain", bytes));
    let request = Content::at_path("/users/text");
    let error = request.text(&local.client).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Decode);
    assert!(std::error::Error::source(&error).is_some());
    check_shows(&error, "the content is not UTF-8");
}
