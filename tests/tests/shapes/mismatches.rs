//! One shape read as another: the error names the shape that was found, and how to read it.

use graph_resource::{ErrorKind, Get, List, graph_resource};
use graph_resource_tests::Canned;
use serde::Deserialize;
use serde_json::Value;

use super::{Group, Member, read, serving};

const JSON: &str = "application/json";
const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\x00\x00";

/// Every property is optional, so any object would match.
#[graph_resource(path = "/groups/<groupId>")]
#[derive(Debug, Default, PartialEq, Deserialize)]
#[serde(default)]
struct Optional {
    id: Option<String>,
    mail: Option<String>,
}

/// The messages of every method that reads one object.
async fn errors_of_get(canned: Canned) -> Vec<String> {
    let (_service, client) = serving(canned).await;
    let errors = [
        Group::get("1").send(&client).await.err(),
        Group::get("1").send_opt(&client).await.err(),
        Group::get("1").send_accepted(&client).await.err(),
        Optional::get("1").send(&client).await.err(),
        Get::<Optional>::at_path("/x").send(&client).await.err(),
        Get::<Optional>::at_path("/x").send(&client).await.err(),
    ];
    errors
        .into_iter()
        .map(|error| decode_error_message(error.expect("the read succeeded")))
        .collect()
}

/// The messages of every method that reads a collection.
async fn errors_of_list(canned: Canned) -> Vec<String> {
    let (_service, client) = serving(canned).await;
    let errors = [
        Optional::list().all(&client).await.err(),
        Optional::list().page(&client).await.err(),
        Optional::list().first(&client).await.err(),
        Optional::list().stream(&client).next().await.err(),
        List::<Optional>::at_path("/x").all(&client).await.err(),
        List::<Value>::at_path("/x").all(&client).await.err(),
    ];
    errors
        .into_iter()
        .map(|error| decode_error_message(error.expect("the read succeeded")))
        .collect()
}

fn decode_error_message(error: graph_resource::Error) -> String {
    assert_eq!(error.kind(), ErrorKind::Decode, "{error}");
    assert!(!error.is_retryable());
    error.to_string()
}

#[tokio::test]
async fn the_error_for_a_body_that_is_not_an_object_names_what_was_found() {
    for (content_type, body, words) in [
        (
            JSON,
            &br#"{"value": [{"id": "1"}]}"#[..],
            "expected one object, but found a collection, which `List` reads",
        ),
        (
            JSON,
            br#"{"@odata.context": "c", "value": [], "@odata.nextLink": "l"}"#,
            "found a collection",
        ),
        (JSON, br#"{"value": null}"#, "found null in `value`"),
        (
            JSON,
            br#"{"value": "text"}"#,
            "found a single value in `value`, which `Get::at_path` reads",
        ),
        // serde would read the first element as the first field.
        (JSON, br#" ["1", "ada@contoso.com"]"#, "found an array"),
        (JSON, b"5", "invalid type: integer"),
        (
            "text/plain",
            b"hello",
            "the answer is `text/plain`, which `Content` reads, or `Get::at_path` as a `String`",
        ),
        (
            "application/octet-stream",
            b"a,b\n1,2",
            "the answer is `application/octet-stream`, which `Content` reads",
        ),
        (
            "image/png",
            PNG,
            "the answer is `image/png`, which `Content` reads",
        ),
        (
            "text/html",
            b"<!DOCTYPE html><title>Sign in</title>",
            "HTML, titled `Sign in`",
        ),
        (JSON, b"", "empty"),
    ] {
        for message in errors_of_get(Canned::new(200, content_type, body)).await {
            assert!(
                message.contains(words),
                "{}: {message}",
                String::from_utf8_lossy(body)
            );
        }
    }
}

#[tokio::test]
async fn the_error_for_a_body_that_is_not_a_collection_names_what_was_found() {
    for (content_type, body, words) in [
        (
            JSON,
            &br#"{"id": "1"}"#[..],
            "found an object without `value`, perhaps a single entity",
        ),
        (
            JSON,
            br#"{"value": {"id": "1"}}"#,
            "found a single object in `value`",
        ),
        (JSON, br#"{"value": null}"#, "found null in `value`"),
        (JSON, br#"{"value": 5}"#, "found a single value in `value`"),
        (JSON, br#"[{"id": "1"}]"#, "found an array"),
        (JSON, b"5", "found a single value"),
        (
            "text/plain",
            b"hello",
            "the answer is `text/plain`, which `Content` reads",
        ),
        (
            "image/png",
            PNG,
            "the answer is `image/png`, which `Content` reads",
        ),
        (JSON, b"", "empty"),
    ] {
        for message in errors_of_list(Canned::new(200, content_type, body)).await {
            assert!(
                message.contains(words),
                "{}: {message}",
                String::from_utf8_lossy(body)
            );
        }
    }
}

#[tokio::test]
async fn the_error_for_a_value_of_another_type_omits_the_value() {
    for error in [
        read::<u64>("text/plain", "s3cret").await.err(),
        read::<u64>(JSON, r#"{"value": "s3cret"}"#).await.err(),
        read::<bool>(JSON, r#"{"value": ["s3cret"]}"#).await.err(),
        read::<Vec<String>>(JSON, r#"{"value": "s3cret"}"#)
            .await
            .err(),
        read::<Vec<Member>>(JSON, r#"{"value": [{"id": 5, "name": "s3cret"}]}"#)
            .await
            .err(),
    ] {
        let message = decode_error_message(error.unwrap());
        assert!(!message.contains("s3cret"), "{message}");
    }
    // A list with a next link is not silently truncated.
    let more = r#"{"value": [], "@odata.nextLink": "https://x"}"#;
    let message = decode_error_message(read::<Vec<Member>>(JSON, more).await.unwrap_err());
    assert!(message.contains("`List::at_path`"), "{message}");
    let image = read::<String>("image/png", "x").await.unwrap();
    assert_eq!(image, "x");
    let (_service, client) = serving(Canned::new(200, "image/png", PNG)).await;
    let message = decode_error_message(
        Get::<String>::at_path("/x")
            .send(&client)
            .await
            .unwrap_err(),
    );
    assert!(message.contains("no text in UTF-8"), "{message}");
}
