//! The error type: one example of each kind, as the documentation shows it.

use std::error::Error as _;
use std::io;
use std::process::{ExitCode, Termination};
use std::time::Duration;

use graph_resource::{Client, ClientBuilder, Error, ErrorKind, RetryPolicy, graph_resource};
use graph_resource_tests::{Canned, Fault, Faults, RetryAfter, Service};
use serde::Deserialize;
use serde_json::json;

#[graph_resource(path = "/users/<userId>", content(photo = "/users/<userId>/photo"))]
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
#[allow(dead_code)]
struct User {
    id: String,
    display_name: Option<String>,
}

fn builder(service: &Service) -> ClientBuilder {
    Client::builder()
        .credential(Service::TOKEN)
        .base_url(service.base_url())
        .retry(RetryPolicy::never())
}

async fn get(client: ClientBuilder, key: &str) -> Error {
    User::get(key)
        .send(&client.build().unwrap())
        .await
        .unwrap_err()
}

/// One error of each kind.
async fn examples() -> Vec<Error> {
    let service = Service::builder()
        .faults(Faults::script([(0, Fault::Reset), (1, Fault::Stall)]))
        .start()
        .await;
    let canned = |key: &str, status, body: serde_json::Value| {
        service.respond_with(
            format!("/v1.0/users/{key}"),
            Canned::json(status, body.to_string()),
        );
    };
    let not_found = json!({"error": {"code": "Request_ResourceNotFound", "message": "Resource does not exist."}});
    canned("nobody", 404, not_found);
    canned("odd", 200, json!({"id": "1", "displayName": 5}));
    canned("1/photo", 200, json!("bytes"));
    let page_linking_to_another_host =
        json!({"value": [], "@odata.nextLink": "https://graph.example/v1.0/users?$skiptoken=2"});
    service.respond_with(
        "/v1.0/users?",
        Canned::json(200, page_linking_to_another_host.to_string()),
    );
    let signed_out = || Err::<String, _>(io::Error::other("the refresh token has expired"));
    vec![
        get(builder(&service), "").await,
        Client::builder().build().unwrap_err(),
        get(builder(&service).credential(signed_out), "1").await,
        get(builder(&service), "1").await,
        get(builder(&service).timeout(Duration::from_millis(100)), "1").await,
        User::list()
            .all(&builder(&service).build().unwrap())
            .await
            .unwrap_err(),
        get(builder(&service).base_url("http://127.0.0.1:1"), "1").await,
        get(builder(&service), "nobody").await,
        get(builder(&service), "odd").await,
        get(builder(&service).max_body_bytes(10), "odd").await,
        User::photo("1")
            .save_to(&builder(&service).build().unwrap(), "/no/such/folder/1.jpg")
            .await
            .unwrap_err(),
    ]
}

/// The message without the request ids.
fn message(error: &Error) -> String {
    let text = error.to_string();
    let end = [" (request-id ", " (client-request-id "]
        .iter()
        .filter_map(|start| text.find(start))
        .min();
    text[..end.unwrap_or(text.len())].to_owned()
}

#[tokio::test]
async fn the_documentation_shows_an_example_of_each_kind() {
    let source = include_str!("../../runtime/src/error/kind.rs");
    let documented: Vec<_> = source
        .lines()
        .map(|line| line.trim().trim_start_matches("///").trim())
        .collect();
    let documented = documented.join(" ");
    let examples = examples().await;
    let missing: Vec<_> = examples
        .iter()
        .map(message)
        .filter(|text| !documented.contains(text.as_str()))
        .collect();
    assert!(missing.is_empty(), "{missing:#?}");
    let all = [
        "Request",
        "Config",
        "Credential",
        "Link",
        "Connect",
        "Timeout",
        "Io",
        "Status",
        "Decode",
        "Limit",
        "File",
    ];
    let mut kinds: Vec<_> = examples
        .iter()
        .map(|error| format!("{:?}", error.kind()))
        .collect();
    kinds.sort();
    kinds.dedup();
    assert_eq!(kinds.len(), all.len(), "{kinds:?}");
    assert!(
        all.iter()
            .all(|kind| kinds.iter().any(|other| other == kind)),
        "{kinds:?}"
    );
}

#[tokio::test]
async fn each_error_is_one_line_without_repetition() {
    for error in examples().await {
        let text = error.to_string();
        assert!(!text.contains('\n') && text.len() < 400, "{text}");
        assert!(
            !message(&error).ends_with('.') || error.kind() == ErrorKind::Status,
            "{text}"
        );
        let mut messages = vec![text];
        let mut next = error.source();
        while let Some(source) = next {
            let text = source.to_string();
            assert!(
                !messages
                    .iter()
                    .any(|before| before.contains(&text) || text.contains(before)),
                "{messages:?} {text}"
            );
            messages.push(text);
            next = source.source();
        }
        let expects_source = matches!(
            error.kind(),
            ErrorKind::Credential | ErrorKind::Connect | ErrorKind::Io | ErrorKind::File
        );
        assert_eq!(error.source().is_some(), expects_source, "{error:?}");
    }
}

#[tokio::test]
async fn an_error_can_be_returned_from_main() {
    for error in examples().await {
        assert_eq!(
            format!("{:?}", Err::<(), _>(error).report()),
            format!("{:?}", ExitCode::FAILURE)
        );
    }
}

#[tokio::test]
async fn a_custom_source_can_be_downcast() {
    let service = Service::start().await;
    let denied = || Err::<String, _>(io::Error::new(io::ErrorKind::PermissionDenied, "not you"));
    let error = get(builder(&service).credential(denied), "1").await;
    let source = error.source().unwrap().downcast_ref::<io::Error>().unwrap();
    assert_eq!(source.kind(), io::ErrorKind::PermissionDenied);
}

#[tokio::test]
async fn the_error_of_a_batch_names_the_request() {
    let unavailable = Fault::Status(503, RetryAfter::Absent);
    let service = Service::builder()
        .faults(Faults::none().on("/v1.0/$batch", [unavailable]))
        .start()
        .await;
    let error = builder(&service)
        .build()
        .unwrap()
        .batch((User::get("1"),))
        .await
        .unwrap_err();
    assert_eq!(
        (error.method(), error.template()),
        (Some("POST"), Some("/$batch"))
    );
    assert!(
        error
            .to_string()
            .starts_with("POST /$batch: 503 Service Unavailable"),
        "{error}"
    );
}
