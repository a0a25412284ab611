//! Reads of every kind return their response: optional and long-running ones, rounds of a delta query, and the parts of
//! a batch. Pages report the limits of the service.

use std::time::Duration;

use graph_resource::long_running::{Accepted, Monitor};
use graph_resource::{Change, Client, Content, Error, ErrorKind, Get, Response};
use graph_resource_tests::{Canned, Service};
use serde_json::{Value, json};

use crate::samples::User;
use crate::script::{Script, Step, response};
use crate::{client, json as canned, serving};

/// A response with the headers of Graph.
fn with_headers(canned: Canned, request_id: &str) -> Canned {
    canned
        .header("request-id", request_id)
        .header("x-ms-throttle-limit-percentage", "0.5")
        .header("x-ms-throttle-scope", request_id)
        .header("x-other", "planted")
}

fn assert_head<T>(response: &Response<T>, status: u16, request_id: &str) {
    assert_eq!(response.status(), status);
    assert_eq!(response.request_id(), Some(request_id));
    let throttle = response.throttle().unwrap();
    assert_eq!(throttle.scope.as_deref(), Some(request_id));
    assert_eq!(response.headers()["x-other"], "planted");
}

#[tokio::test]
async fn an_optional_read_has_its_response_whether_the_object_exists_or_not() {
    let found = json!({"id": "1", "@odata.etag": "W/\"1\""});
    let missing = json!({"error": {"code": "Request_ResourceNotFound", "message": "x"}});
    for (status, body, expected) in [
        (200, canned(200, &found), Some("1")),
        (404, canned(404, &missing), None),
        (404, Canned::new(404, "text/html", "<html>"), None),
        (204, Canned::new(204, "text/plain", ""), None),
    ] {
        let (service, client) = serving("/v1.0/users/1", with_headers(body, "a")).await;
        let request = User::get("1");
        let response = request.response_opt(&client).await.unwrap();
        assert_head(&response, status, "a");
        let sent = service.requests()[0]
            .header("client-request-id")
            .map(str::to_owned);
        assert_eq!(response.client_request_id().map(str::to_owned), sent);
        assert_eq!(response.etag(), expected.map(|_| "W/\"1\""));
        let id = response.into_value().map(|user| user.id);
        assert_eq!(id.as_deref(), expected);
        let user = request.send_opt(&client).await.unwrap();
        assert_eq!(user.is_some(), expected.is_some());
    }
}

#[tokio::test]
async fn other_failures_of_an_optional_read_are_errors() {
    let refused = json!({"error": {"code": "Authorization_RequestDenied", "message": "x"}});
    let (_service, client) = serving("/v1.0/users/1", canned(403, &refused)).await;
    let error = User::get("1").response_opt(&client).await.unwrap_err();
    assert!(error.is_forbidden(), "{error}");
}

#[tokio::test]
async fn a_missing_object_is_none_although_the_body_of_its_404_does_not_end() {
    let head = "HTTP/1.1 404 Not Found\r\nrequest-id: a\r\ncontent-length: 100\r\n\r\n{";
    for step in [Step::Raw(head.into()), Step::Open(head.into())] {
        let script = Script::play([step]).await;
        let client = Client::builder()
            .credential("token")
            .base_url(&script.base_url)
            .timeout(Duration::from_millis(300))
            .build()
            .unwrap();
        let response = User::get("1").response_opt(&client).await.unwrap();
        assert_eq!((response.status(), response.request_id()), (404, Some("a")));
        assert!(response.value.is_none());
        assert_eq!(script.requests().len(), 1);
    }
}

#[tokio::test]
async fn a_long_running_read_has_the_response_to_each_of_its_requests() {
    let service = Service::start().await;
    let monitor = format!("{}/v1.0/monitors/1", service.base_url());
    let accepted = Canned::new(202, "text/plain", "").header("location", &monitor);
    service.respond_with("/v1.0/users/1", with_headers(accepted, "a"));
    let done = canned(200, &json!({"id": "1"})).header("etag", "\"1\"");
    service.respond_with("/v1.0/monitors/1", with_headers(done, "b"));
    let client = client(&service);

    let response = User::get("1").response_accepted(&client).await.unwrap();
    assert_head(&response, 202, "a");
    let Accepted::Pending(pending) = response.into_value() else {
        panic!("the read is pending");
    };
    assert_eq!(pending.as_str(), monitor);
    let response = pending.response::<User>(&client).await.unwrap();
    assert_head(&response, 200, "b");
    assert_eq!(response.etag(), Some("\"1\""));
    let Accepted::Done(user) = response.into_value() else {
        panic!("the read is complete");
    };
    assert_eq!(user.id, "1");

    let elsewhere: Monitor = "http://192.0.2.1/m".parse().unwrap();
    let error = elsewhere.response::<User>(&client).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Link);
}

#[tokio::test]
async fn a_delta_round_has_the_response_with_its_delta_link() {
    let service = Service::start().await;
    let root = service.base_url();
    let first = json!({"value": [{"id": "1"}], "@odata.nextLink": format!("{root}/v1.0/next")});
    let last = json!({"value": [{"id": "2"}], "@odata.deltaLink": format!("{root}/v1.0/link")});
    let first = with_headers(canned(200, &first), "a");
    service.respond_with("/v1.0/users/delta", first);
    service.respond_with("/v1.0/next", with_headers(canned(200, &last), "b"));
    let response = User::changes().response(&client(&service)).await.unwrap();
    assert_head(&response, 200, "b");
    let ids = response.value.changes.iter().map(|change| match change {
        Change::Updated(user) => user.id.as_str(),
        _ => "",
    });
    assert_eq!(ids.collect::<Vec<_>>(), ["1", "2"]);
    assert!(response.value.link.as_str().ends_with("/v1.0/link"));
}

#[tokio::test]
async fn a_delta_round_without_its_end_has_no_response() {
    let page = json!({"value": [{"id": "1"}]});
    let (_service, client) = serving("/v1.0/users/delta", canned(200, &page)).await;
    let error = User::changes().response(&client).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Decode);
}

#[tokio::test]
async fn each_page_reports_the_limit_that_its_own_response_reported() {
    let service = Service::start().await;
    let next = format!("{}/v1.0/users?$skiptoken=2", service.base_url());
    let first = json!({"value": [{"id": "1"}], "@odata.nextLink": next});
    let last = json!({"value": [{"id": "2"}]});
    service.respond_with("/v1.0/users", with_headers(canned(200, &first), "a"));
    service.respond_with("/v1.0/users?$skiptoken=2", canned(200, &last));
    let client = client(&service);
    let mut scopes = Vec::new();
    let mut pages = User::list().pages(&client);
    while let Some(page) = pages.next().await.unwrap() {
        scopes.push(page.throttle.and_then(|info| info.scope));
    }
    assert_eq!(scopes, [Some("a".into()), None]);
    let page = User::list().page(&client).await.unwrap();
    assert_eq!(page.throttle.unwrap().scope.as_deref(), Some("a"));
    let response = User::list().response(&client).await.unwrap();
    assert_eq!(response.throttle(), response.value.throttle.as_ref());
}

fn batch_part(id: &str, status: u16, media_type: &str, body: Value) -> Value {
    json!({"id": id, "status": status, "body": body, "headers": {
        "Content-Type": media_type, "request-id": id, "x-other": "planted",
        "x-ms-throttle-limit-percentage": "0.5", "x-ms-throttle-scope": id,
    }})
}

/// A service that responds to batches with these parts, and a client of it.
async fn serving_batch(parts: &[Value]) -> (Script, Client) {
    let body = json!({"responses": parts}).to_string();
    let batch = response(200, &[("request-id", "of the batch")], &body);
    let script = Script::play([batch]).await;
    let client = Client::builder()
        .credential("token")
        .base_url(&script.base_url)
        .build()
        .unwrap();
    (script, client)
}

#[tokio::test]
async fn each_part_of_a_batch_has_the_status_and_headers_of_its_own_response() {
    let user = json!({"id": "1", "@odata.etag": "W/\"1\""});
    let page = json!({"value": [{"id": "2"}]});
    let file = json!("eyJAb2RhdGEuZXRhZyI6ICJ4In0=");
    let parts = [
        batch_part("0", 200, "application/json", user),
        batch_part("1", 200, "application/json", page),
        batch_part("2", 200, "application/octet-stream", file),
        batch_part(
            "3",
            403,
            "application/json",
            json!({"error": {"code": "x"}}),
        ),
        batch_part("4", 200, "text/plain", json!("7")),
        batch_part("5", 200, "application/json", json!({"id": "5"})),
    ];
    let (_service, client) = serving_batch(&parts).await;
    let file = Content::at_path("/me/drive/items/1/content");
    let requests = (
        User::get("1").with_response(),
        User::list().with_response(),
        file.with_response(),
        User::get("3").with_response(),
        User::list().count_request().with_response(),
        User::get("5"),
    );
    let (user, page, file, refused, count, plain) = client.batch(requests).await.unwrap();
    let user = user.unwrap();
    assert_head(&user, 200, "0");
    assert_eq!(
        (user.value.id.as_str(), user.etag()),
        ("1", Some("W/\"1\""))
    );
    let page = page.unwrap();
    assert_head(&page, 200, "1");
    assert_eq!(page.value.request_id.as_deref(), Some("1"));
    assert_eq!(page.value.throttle.as_ref(), page.throttle());
    let file = file.unwrap();
    assert_head(&file, 200, "2");
    // The bytes of a file may look like an object of the service.
    assert_eq!((file.value.len(), file.etag()), (20, None));
    let refused: Error = refused.unwrap_err();
    assert_eq!(refused.request_id(), Some("3"));
    let count = count.unwrap();
    assert_head(&count, 200, "4");
    assert_eq!(count.value, 7);
    assert_eq!(plain.unwrap().id, "5");
}

#[tokio::test]
async fn parts_of_one_type_have_their_responses() {
    let parts = ["0", "1"].map(|id| batch_part(id, 200, "application/json", json!({"id": id})));
    let (_service, client) = serving_batch(&parts).await;
    let requests = ["0", "1"].map(|id| User::get(id).with_response());
    let borrowed = client.batch_all(&requests).await.unwrap();
    let owned = client.batch_all(requests).await.unwrap();
    for (index, user) in borrowed.into_iter().chain(owned).enumerate() {
        let id = ["0", "1"][index % 2];
        let user = user.unwrap();
        assert_head(&user, 200, id);
        assert_eq!(user.value.id, id);
    }
}

#[tokio::test]
async fn a_request_with_its_response_is_shown_as_the_request_is() {
    let request = Get::<Value>::at_path("/users/1").with_response();
    assert_eq!(request.to_string(), "/users/1");
}
