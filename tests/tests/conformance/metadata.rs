//! What the service sends besides a value: the status, the headers, the entity tag and the ids of the request.

use graph_resource::conditional::Fetched;
use graph_resource::{ErrorKind, Get, List, Response};
use graph_resource_tests::{Canned, Service, sample};
use serde_json::{Value, json};

use crate::samples::User;
use crate::{client, json as canned, serving};

const DATE: &str = "Thu, 29 Feb 2024 09:15:00 GMT";

/// A response with the headers of Graph.
fn with_headers(status: u16, body: &Value) -> Canned {
    canned(status, body)
        .header("request-id", "planted-id")
        .header("date", DATE)
        .header("x-ms-throttle-limit-percentage", "0.9")
        .header("x-ms-throttle-scope", "Tenant_Application/ReadWrite/a/b")
        .header("x-other", "planted-secret")
}

fn assert_has_headers<T>(response: &Response<T>, service: &Service) {
    assert_eq!(response.status(), 200);
    assert_eq!(response.request_id(), Some("planted-id"));
    assert_eq!(response.date(), Some(DATE));
    let requests = service.requests();
    let sent = requests.last().unwrap().header("client-request-id");
    assert!(sent.is_some());
    assert_eq!(response.client_request_id(), sent);
    let throttle = response.throttle().unwrap();
    assert_eq!(throttle.limit_percentage.as_deref(), Some("0.9"));
    assert_eq!(response.headers()["x-other"], "planted-secret");
}

#[tokio::test]
async fn an_object_has_the_headers_of_its_response() {
    let body = json!({"@odata.etag": "of the body", "id": "1"});
    let (service, client) = serving("/v1.0/users/1", with_headers(200, &body)).await;
    let response = User::get("1").response(&client).await.unwrap();
    assert_has_headers(&response, &service);
    assert_eq!(response.value.id, "1");
    assert_eq!(response.etag(), Some("of the body"));
    assert_eq!(response.into_value().id, "1");
}

#[tokio::test]
async fn a_page_has_the_headers_of_its_response() {
    let (service, client) = serving(
        "/v1.0/users",
        with_headers(200, &json!({"value": [{"id": "1"}]})),
    )
    .await;
    let response = User::list().response(&client).await.unwrap();
    assert_has_headers(&response, &service);
    assert_eq!(response.etag(), None);
    assert_eq!(response.value.value[0].id, "1");
    assert_eq!(response.value.request_id.as_deref(), Some("planted-id"));
}

#[tokio::test]
async fn a_count_has_the_headers_of_its_response() {
    let count = Canned::new(200, "text/plain", "7").header("request-id", "planted-id");
    let (_service, client) = serving("/v1.0/users/$count", count).await;
    let request = User::list().count_request();
    let response = request.response(&client).await.unwrap();
    assert_eq!(response.value, 7);
    assert_eq!(response.request_id(), Some("planted-id"));
    assert_eq!(response.etag(), None);
}

#[tokio::test]
async fn an_error_reports_the_same_ids_as_a_response() {
    let failure = json!({"error": {"code": "x", "message": "y"}});
    let (service, client) = serving("/v1.0/users/1", with_headers(403, &failure)).await;
    let error = User::get("1").response(&client).await.unwrap_err();
    let requests = service.requests();
    let sent = requests[0].header("client-request-id");
    assert_eq!(
        (
            error.status(),
            error.request_id(),
            error.client_request_id(),
            error.date()
        ),
        (Some(403), Some("planted-id"), sent, Some(DATE))
    );
    assert!(error.throttle().is_some());
}

#[tokio::test]
async fn the_etag_of_the_header_is_preferred_to_the_one_of_the_body() {
    let with_both = canned(200, &json!({"@odata.etag": "W/\"body\"", "id": "1"}))
        .header("etag", "W/\"header\"");
    let (_service, client) = serving("/v1.0/users/1", with_both).await;
    let response = User::get("1").response(&client).await.unwrap();
    assert_eq!(response.etag(), Some("W/\"header\""));
}

#[tokio::test]
async fn debug_output_shows_no_header_values() {
    let (_service, client) = serving("/v1.0/users/1", with_headers(200, &json!({"id": "1"}))).await;
    let response = User::get("1").response(&client).await.unwrap();
    let shown = format!("{response:?}");
    assert!(shown.contains("x-other"), "{shown}");
    assert!(!shown.contains("planted-secret"), "{shown}");
    assert!(!shown.contains("Tenant_Application"), "{shown}");
}

#[tokio::test]
async fn an_object_that_was_read_is_not_modified_until_it_changes() {
    let service = Service::start().await;
    let client = client(&service);
    let request = User::get(sample::ME);
    let first = request.response(&client).await.unwrap();
    let etag = first.etag().unwrap();
    let same = request
        .clone()
        .if_none_match(etag)
        .send(&client)
        .await
        .unwrap();
    assert_eq!(same, Fetched::NotModified);

    let old = request.clone().if_none_match("W/\"old\"");
    let fetched = old.send(&client).await.unwrap();
    assert_eq!(fetched.etag(), Some(etag));
    assert_eq!(fetched.into_modified(), Some(first.value.clone()));

    let response = old.response(&client).await.unwrap();
    assert_eq!((response.status(), response.etag()), (200, Some(etag)));
    assert_eq!(
        response.value,
        Fetched::modified(first.value.clone(), Some(etag.to_owned()))
    );
    let response = request.if_none_match(etag).response(&client).await.unwrap();
    assert_eq!((response.status(), response.etag()), (304, Some(etag)));
    assert!(response.request_id().is_some());
    assert!(response.value.is_not_modified());
}

#[tokio::test]
async fn a_modified_object_has_the_etag_of_its_body() {
    for body in [
        json!({"@odata.etag": "W/\"2\"", "id": "1"}),
        json!({"value": {"@odata.etag": "W/\"2\"", "id": "1"}}),
    ] {
        let (_service, client) = serving("/v1.0/users/1", canned(200, &body)).await;
        let request = User::get("1").if_none_match("W/\"1\"");
        let fetched = request.send(&client).await.unwrap();
        assert_eq!(fetched.etag(), Some("W/\"2\""), "{body}");
    }
    let (_service, client) = serving("/v1.0/users/1", canned(200, &json!({"id": "1"}))).await;
    let request = User::get("1").if_none_match("W/\"1\"");
    let fetched = request.send(&client).await.unwrap();
    assert_eq!((fetched.is_not_modified(), fetched.etag()), (false, None));
}

#[tokio::test]
async fn a_conditional_header_that_is_set_by_hand_is_refused_before_it_is_sent() {
    let service = Service::start().await;
    let client = client(&service);
    for (name, method) in [
        ("If-None-Match", "`if_none_match`"),
        ("if-modified-since", "`if_modified_since`"),
    ] {
        let get = User::get("1").header(name, "\"1\"");
        let list = User::list().header(name, "\"1\"");
        let delta = User::changes().header(name, "\"1\"");
        let photo = User::photo("1").header(name, "\"1\"");
        let (part,) = client.batch((get.clone(),)).await.unwrap();
        for error in [
            get.send(&client).await.unwrap_err(),
            get.response(&client).await.unwrap_err(),
            get.clone()
                .if_none_match("\"2\"")
                .send(&client)
                .await
                .unwrap_err(),
            Get::<Value>::at_path("/me")
                .header(name, "\"1\"")
                .send(&client)
                .await
                .unwrap_err(),
            list.page(&client).await.unwrap_err(),
            list.response(&client).await.unwrap_err(),
            list.all(&client).await.unwrap_err(),
            list.count(&client).await.unwrap_err(),
            List::<Value>::at_path("/users")
                .header(name, "\"1\"")
                .all(&client)
                .await
                .unwrap_err(),
            delta.all(&client).await.unwrap_err(),
            photo.send(&client).await.unwrap_err(),
            photo.bytes(&client).await.unwrap_err(),
            part.unwrap_err(),
        ] {
            assert_eq!(error.kind(), ErrorKind::Request, "{error}");
            assert!(error.to_string().contains(method), "{error}");
        }
    }
    assert!(service.requests().is_empty());
}

#[tokio::test]
async fn each_page_has_the_id_of_its_own_request() {
    let service = Service::start().await;
    let next = format!("{}/v1.0/users?$skiptoken=2", service.base_url());
    let first = json!({"value": [{"id": "1"}], "@odata.nextLink": next});
    let last = json!({"value": [{"id": "2"}]});
    service.respond_with("/v1.0/users", canned(200, &first).header("request-id", "a"));
    service.respond_with(
        "/v1.0/users?$skiptoken=2",
        canned(200, &last).header("request-id", "b"),
    );
    let client = client(&service);
    let request = User::list();
    let mut ids = Vec::new();
    let mut pages = request.pages(&client);
    while let Some(page) = pages.next().await.unwrap() {
        ids.push(page.request_id.unwrap());
    }
    assert_eq!(ids, ["a", "b"]);
    let first = request.page(&client).await.unwrap();
    assert_eq!(first.request_id.as_deref(), Some("a"));
    let second = request.page_after(&first, &client).await.unwrap().unwrap();
    assert_eq!(second.request_id.as_deref(), Some("b"));
}

#[tokio::test]
async fn two_reads_of_a_page_are_equal_although_their_request_ids_differ() {
    let service = Service::start().await;
    let client = client(&service);
    let request = User::list().top(5);
    let one = request.page(&client).await.unwrap();
    let other = request.page(&client).await.unwrap();
    assert_ne!(one.request_id, other.request_id);
    // The next links of the service differ each time, too.
    let mut other = other;
    other.next_link.clone_from(&one.next_link);
    assert_eq!(one, other);
    other.value.pop();
    assert_ne!(one, other);
}

#[tokio::test]
async fn a_response_can_be_made_up_for_tests() {
    use reqwest::header::{HeaderMap, HeaderName, HeaderValue};
    let headers = [
        ("etag", "\"1\""),
        ("request-id", "a"),
        ("client-request-id", "b"),
        ("date", DATE),
        ("x-ms-throttle-scope", "s"),
    ]
    .map(|(name, value)| {
        (
            HeaderName::from_static(name),
            HeaderValue::from_static(value),
        )
    });
    let response = Response::new("Ada", 299, HeaderMap::from_iter(headers)).map(str::len);
    assert_eq!((response.value, response.status()), (3, 299));
    assert_eq!(response.etag(), Some("\"1\""));
    assert_eq!(response.request_id(), Some("a"));
    assert_eq!(response.client_request_id(), Some("b"));
    assert_eq!(response.date(), Some(DATE));
    assert_eq!(response.throttle().unwrap().scope.as_deref(), Some("s"));
    assert_eq!(response.headers().len(), 5);
}
