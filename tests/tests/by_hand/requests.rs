//! What a request by hand sends, and what it returns.

use std::collections::HashMap;
use std::time::Duration;

use graph_resource::{ApiVersion, Client, ErrorKind, Get, Method, blocking};
use graph_resource_tests::sample::{GROUP, ME};
use graph_resource_tests::{Canned, Service};
use serde::Deserialize;
use serde_json::{Value, json};

const USER: &str = "00000000-0000-4000-8000-000000000004";

fn client(service: &Service) -> Client {
    Client::builder()
        .credential(Service::TOKEN)
        .base_url(service.base_url())
        .build()
        .unwrap()
}

fn reference(id: &str) -> Value {
    json!({"@odata.id": format!("https://graph.microsoft.com/v1.0/directoryObjects/{id}")})
}

async fn member_ids(client: &Client) -> Vec<String> {
    let members: Value = client
        .request(Method::GET, "/groups/<groupId>/members")
        .key(GROUP)
        .param("$select", "id")
        .send()
        .await
        .unwrap();
    let members = members["value"].as_array().unwrap();
    let ids = members.iter().map(|member| member["id"].as_str().unwrap());
    ids.map(str::to_owned).collect()
}

#[tokio::test]
async fn a_member_is_added_and_removed() {
    let service = Service::start().await;
    let client = client(&service);
    client
        .request(Method::POST, "/groups/<groupId>/members/$ref")
        .key(GROUP)
        .json(&reference(USER))
        .send_empty()
        .await
        .unwrap();
    assert!(member_ids(&client).await.contains(&USER.to_owned()));
    client
        .request(Method::DELETE, "/groups/<groupId>/members/<userId>/$ref")
        .key(GROUP)
        .key(USER)
        .send_empty()
        .await
        .unwrap();
    assert!(!member_ids(&client).await.contains(&USER.to_owned()));
}

#[tokio::test]
async fn an_extension_is_patched_only_if_it_has_not_changed() {
    let service = Service::start().await;
    let client = client(&service);
    let patch = |floor: u8| {
        client
            .request(Method::PATCH, "/users/<userId>/extensions/<name>")
            .key(ME)
            .key("com.contoso.seat")
            .json(&json!({ "floor": floor }))
    };
    patch(3).send_empty().await.unwrap();
    let path = format!("/users/{ME}/extensions/com.contoso.seat");
    let seat = Get::<Value>::at_path(path).response(&client).await.unwrap();
    let etag = seat.etag().unwrap();
    patch(4).if_match(etag).send_empty().await.unwrap();
    let error = patch(5).if_match(etag).send_empty().await.unwrap_err();
    assert_eq!(error.status(), Some(412), "{error}");
    assert!(!error.may_have_been_carried_out() && !error.is_retryable());
    assert_eq!(service.writes().len(), 2);
}

#[tokio::test]
async fn bytes_are_uploaded_with_their_content_type() {
    #[derive(Deserialize)]
    struct Item {
        name: String,
        size: u64,
    }

    let service = Service::start().await;
    let uploaded = client(&service)
        .request(Method::PUT, "/me/drive/root:/<path..>:/content")
        .key("/Reports/all is well.txt")
        .bytes("text/plain; charset=utf-8", "all is well")
        .response::<Item>()
        .await
        .unwrap();
    assert_eq!(uploaded.status(), 201);
    assert!(uploaded.request_id().is_some());
    assert_eq!(
        (uploaded.value.name.as_str(), uploaded.value.size),
        ("all is well.txt", 11)
    );
    let request = &service.requests()[0];
    assert_eq!(
        request.header("content-type"),
        Some("text/plain; charset=utf-8")
    );
    assert_eq!(
        request.path(),
        "/v1.0/me/drive/root:/Reports/all%20is%20well.txt:/content"
    );
}

#[tokio::test]
async fn a_request_has_the_headers_and_the_version_of_every_read() {
    let service = Service::start().await;
    let client = client(&service).with(|settings| settings.version(ApiVersion::Beta));
    let sent = client
        .request(Method::POST, "/me/sendMail")
        .json(&json!({"message": {"toRecipients": [{}]}}))
        .header("X-Custom", "1")
        .prefer("return=minimal")
        .prefer("respond-async")
        .response_empty()
        .await
        .unwrap();
    assert_eq!(sent.status(), 202);
    let request = &service.requests()[0];
    assert_eq!(request.path_and_query, "/beta/me/sendMail");
    assert_eq!(request.header("authorization"), Some("Bearer local-token"));
    assert_eq!(
        request.header("client-request-id"),
        sent.client_request_id()
    );
    assert_eq!(request.header("content-type"), Some("application/json"));
    assert_eq!(request.header("x-custom"), Some("1"));
    assert_eq!(
        request.header("prefer"),
        Some("return=minimal, respond-async")
    );
}

#[tokio::test]
async fn no_content_is_an_error_that_names_send_empty() {
    let service = Service::start().await;
    let client = client(&service);
    for (status, body) in [(204, ""), (202, ""), (200, "")] {
        service.respond_with("/v1.0/me/x", Canned::json(status, body));
        let request = client.request(Method::POST, "/me/x");
        let error = request.send::<Value>().await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Decode);
        let expected = format!(
            "POST /me/<path>: the service returned no content ({status}): use `send_empty`"
        );
        assert!(error.to_string().starts_with(&expected), "{error}");
        assert!(error.may_have_been_carried_out());
        assert!(!error.is_retryable());
        assert_eq!(request.send::<Option<Value>>().await.unwrap(), None);
        request.send_empty().await.unwrap();
    }
    service.respond_with("/v1.0/me/x", Canned::json(202, r#"{"id": "job"}"#));
    let accepted = client.request(Method::POST, "/me/x");
    assert_eq!(accepted.send::<Value>().await.unwrap()["id"], "job");
}

#[tokio::test]
async fn send_empty_ignores_the_content_unless_it_is_an_error() {
    let service = Service::start().await;
    let request = client(&service).request(Method::POST, "/me/x");
    for body in [
        r#"{"id": "1"}"#,
        "<html>",
        "text",
        r#"{"error": "a property"}"#,
    ] {
        service.respond_with("/v1.0/me/x", Canned::json(200, body));
        request.send_empty().await.unwrap();
    }
    let failure = r#"{"error": {"code": "Failed", "message": "in the stream"}}"#;
    service.respond_with("/v1.0/me/x", Canned::json(200, failure));
    let error = request.send_empty().await.unwrap_err();
    assert_eq!(error.code(), Some("Failed"));
}

#[tokio::test]
async fn a_request_that_cannot_be_sent_says_why_before_anything_is_sent() {
    let service = Service::start().await;
    let client = client(&service);
    let post = |path: &str| client.request(Method::POST, path);
    let no_json = HashMap::from([(vec![1], 2)]);
    for (request, expected) in [
        (
            post("/me/x").json(&no_json),
            "POST /me/<path>: the body cannot be serialized as JSON: key must be a string",
        ),
        (post("/me/x").json(&1).bytes("a/b", "x"), "two bodies"),
        (post("/me/x").bytes("jpeg", "x"), "not a media type"),
        (
            client.request(Method::GET, "/me").json(&1),
            "GET /me: a GET request has no body",
        ),
        (
            client.request(Method::OPTIONS, "/me"),
            "does not have this method",
        ),
        (
            client.request(Method::from_bytes(b"get").unwrap(), "/me"),
            "does not have this method",
        ),
        (post("me/x"), "must start with a slash"),
        (post("/me/../x"), "different resource"),
        (
            post("/users/<userId>/x"),
            "POST /users/<path>: the path has no key for `<userId>`: call `key`",
        ),
        (
            post("/users/<userId>/x").key(""),
            "the key `userId` is empty",
        ),
        (
            post("/users/<userId>/x").key("..").key("1"),
            "the key `userId` is `..`",
        ),
        (post("/me/x").key("1"), "`key` was called more often"),
        (
            post("/me/x").header("Authorization", "x"),
            "pass a credential",
        ),
        (
            post("/me/x").header("Content-Type", "x"),
            "pass the content type to `bytes`",
        ),
        (post("/me/x").header("Host", "x"), "reserved for the client"),
        (post("/me/x").if_match(" "), "empty entity tag"),
        (post("/me/x").param("select", "id"), "lacks its `$`"),
    ] {
        let error = request.send_empty().await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Request, "{error}");
        assert!(error.to_string().contains(expected), "{error}");
        assert!(!error.may_have_been_carried_out());
    }
    assert_eq!(service.requests().len(), 0);
}

#[tokio::test]
async fn a_condition_that_only_reads_cannot_have_is_sent_with_a_write() {
    let service = Service::start().await;
    let upload = client(&service)
        .request(Method::PUT, "/me/drive/root:/new.txt:/content")
        .bytes("text/plain", "x")
        .header("If-None-Match", "*");
    upload.send_empty().await.unwrap();
    assert_eq!(service.requests()[0].header("if-none-match"), Some("*"));

    service.respond_with("/v1.0/me/x", Canned::json(304, ""));
    let put = client(&service)
        .request(Method::PUT, "/me/x")
        .header("If-None-Match", "*");
    assert_eq!(put.send_empty().await.unwrap_err().status(), Some(304));
}

#[tokio::test]
async fn nothing_shows_keys_or_bodies() {
    let service = Service::start().await;
    let request = client(&service)
        .request(Method::PATCH, "/users/<userId>/extensions/<name>")
        .key("planted@contoso.com")
        .key("planted")
        .json(&json!({"planted": "planted"}))
        .timeout(Duration::from_secs(5));
    let error = request.send_empty().await.unwrap_err();
    assert!(
        error
            .to_string()
            .starts_with("PATCH /users/<path>: 404 Not Found"),
        "{error}"
    );
    assert_eq!(error.method(), Some("PATCH"));
    assert_eq!(error.template(), Some("/users/<path>"));
    assert!(!format!("{request:?}").contains("planted"), "{request:?}");
    assert_eq!(
        request.to_string(),
        "/users/planted@contoso.com/extensions/planted"
    );
}

#[test]
fn a_blocking_client_sends_requests_by_hand() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let service = runtime.block_on(Service::start());
    let client = blocking::Client::from_async(client(&service)).unwrap();
    client
        .request(Method::POST, "/groups/<groupId>/members/$ref")
        .key(GROUP)
        .json(&reference(USER))
        .send_empty()
        .unwrap();
    let upload = client
        .request(Method::PUT, "/me/drive/root:/<path..>:/content")
        .key("a.txt")
        .bytes("text/plain", "x");
    let item: Value = upload.send().unwrap();
    assert_eq!(item["name"], "a.txt");
    assert_eq!(upload.response::<Value>().unwrap().status(), 201);
    assert_eq!(upload.response_empty().unwrap().status(), 201);
    let parts = (
        upload.clone().part_empty(),
        upload.part::<Value>().depends_on(0),
    );
    let (first, second) = client.batch(parts).unwrap();
    first.unwrap();
    assert_eq!(second.unwrap()["size"], 1);
    assert_eq!(service.writes().len(), 6);
}
