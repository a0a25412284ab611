//! HTTP clients that a program brings: what they are sent, and what becomes of the responses, errors and panics.

mod bodies;
mod connections;
mod errors;
mod scripted;
mod wrappers;

#[path = "../samples/mod.rs"]
mod samples;

use std::time::{Duration, Instant};

use graph_resource::content::Progress;
use graph_resource::transport::{HttpClient, HttpResponse};
use graph_resource::{Client, ErrorKind, RetryPolicy};
use http::{HeaderMap, HeaderValue, Method, StatusCode};
use samples::{DriveItem, User};
use scripted::{Scripted, json, json_with};

/// A client with fast retries.
fn client(http: impl HttpClient) -> Client {
    builder(http).build().unwrap()
}

fn builder(http: impl HttpClient) -> graph_resource::ClientBuilder {
    let policy = RetryPolicy::default()
        .attempts(3)
        .initial_delay(Duration::from_millis(1));
    Client::builder()
        .credential("token")
        .retry(policy)
        .http_client(http)
}

#[tokio::test]
async fn a_request_has_its_method_url_headers_and_body() {
    let http = Scripted::new(|_| Ok(json(r#"{"id": "1"}"#)));
    User::get("1").send(&client(http.clone())).await.unwrap();
    let request = &http.requests()[0];
    assert_eq!(request.method, Method::GET);
    assert_eq!(
        request.url.as_str(),
        "https://graph.microsoft.com/v1.0/users/1?$select=id,displayName"
    );
    assert_eq!(request.headers["authorization"], "Bearer token");
    assert!(request.headers["authorization"].is_sensitive());
    assert_eq!(request.headers["accept"], "application/json");
    assert!(request.body.is_none());
    assert!(!request.is_download);
}

#[tokio::test]
async fn the_values_of_headers_that_a_program_sets_are_not_shown() {
    let http = Scripted::new(|_| Ok(json(r#"{"id": "1"}"#)));
    let client = builder(http.clone())
        .default_header("x-api-key", "planted-1")
        .default_header("Accept-Language", "planted-2")
        .build()
        .unwrap();
    let derived = client.with(|settings| settings.default_header("ocp-apim-key", "planted-3"));
    let request = User::get("1")
        .header("x-session", "planted-4")
        .prefer("planted-5");
    request.send(&derived).await.unwrap();
    let headers = &http.requests()[0].headers;
    for (name, value) in [
        ("x-api-key", "planted-1"),
        ("accept-language", "planted-2"),
        ("ocp-apim-key", "planted-3"),
        ("x-session", "planted-4"),
        ("prefer", "planted-5"),
    ] {
        assert_eq!(headers[name], value);
        assert!(headers[name].is_sensitive(), "{name}");
    }
    let shown = format!("{headers:?}");
    assert!(
        !shown.contains("planted") && !shown.contains("Bearer"),
        "{shown}"
    );
}

#[tokio::test]
async fn the_responses_of_pages_and_batches_are_read() {
    let http = Scripted::new(|request| {
        let next = "https://graph.microsoft.com/v1.0/users?$skiptoken=2";
        Ok(match (request.url.path(), request.url.query()) {
            ("/v1.0/$batch", _) => {
                let body = String::from_utf8(request.body.clone().unwrap().to_vec()).unwrap();
                assert!(body.contains("/users/7"), "{body}");
                json(r#"{"responses": [{"id": "0", "status": 200, "body": {"id": "7"}}]}"#)
            }
            (_, Some("$skiptoken=2")) => json(r#"{"value": [{"id": "2"}]}"#),
            _ => json(format!(
                r#"{{"value": [{{"id": "1"}}], "@odata.nextLink": "{next}"}}"#
            )),
        })
    });
    let client = client(http.clone());
    let users = User::list().all(&client).await.unwrap();
    assert_eq!(users.len(), 2);
    let seven = client.batch_all([User::get("7")]).await.unwrap();
    assert_eq!(seven[0].as_ref().unwrap().id, "7");
    assert_eq!(http.requests()[2].method, Method::POST);
}

#[tokio::test]
async fn a_status_is_an_error_of_the_service() {
    let http = Scripted::new(|_| {
        let body = r#"{"error": {"code": "Request_ResourceNotFound", "message": "none"}}"#;
        Ok(json_with(404, &[("request-id", "r")], body))
    });
    let error = User::get("1").send(&client(http)).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Status);
    assert!(error.is_not_found());
    assert_eq!(error.code(), Some("Request_ResourceNotFound"));
    assert_eq!(error.request_id(), Some("r"));
}

#[tokio::test]
async fn only_downloads_are_marked_as_such() {
    let http = Scripted::new(|_| Ok(HttpResponse::new(StatusCode::OK, HeaderMap::new(), "{}")));
    let client = client(http.clone());
    DriveItem::file("d", "i").bytes(&client).await.unwrap();
    graph_resource::Get::<serde_json::Value>::at_path("/me")
        .send(&client)
        .await
        .unwrap();
    let marked: Vec<bool> = http
        .requests()
        .iter()
        .map(|request| request.is_download)
        .collect();
    assert_eq!(marked, [true, false]);
}

#[tokio::test]
async fn redirects_are_requests_without_the_token_to_another_host() {
    let http = Scripted::new(|request| {
        Ok(match request.url.host_str() {
            Some("graph.microsoft.com") => {
                json_with(302, &[("location", "https://other.example/x")], "")
            }
            _ => json(r#"{"id": "there"}"#),
        })
    });
    let user = User::get("1").send(&client(http.clone())).await.unwrap();
    assert_eq!(user.id, "there");
    let requests = http.requests();
    assert_eq!(requests[1].url.as_str(), "https://other.example/x");
    assert!(requests[0].headers.contains_key("authorization"));
    assert!(!requests[1].headers.contains_key("authorization"));
}

#[tokio::test]
async fn a_client_that_follows_redirects_is_an_error() {
    let http = Scripted::new(|_| {
        let mut response = json(r#"{"id": "there"}"#);
        response.url = Some("https://other.example/x".parse().unwrap());
        Ok(response)
    });
    let error = User::get("1")
        .send(&client(http.clone()))
        .await
        .unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Config);
    assert!(error.to_string().contains("followed a redirect"), "{error}");
    assert_eq!(http.requests().len(), 1);
}

#[tokio::test]
async fn a_fragment_is_not_a_redirect() {
    let http = Scripted::new(|request| {
        let mut response = json(r#"{"id": "1"}"#);
        let mut url = request.url.clone();
        url.set_fragment(Some("x"));
        response.url = Some(url);
        Ok(response)
    });
    User::get("1").send(&client(http)).await.unwrap();
}

#[tokio::test]
async fn the_limits_of_the_head_apply() {
    for (count, length, is_read) in [(90, 10, true), (110, 10, false), (1, 500_000, false)] {
        let http = Scripted::new(move |_| {
            let mut response = json(r#"{"id": "1"}"#);
            for number in 0..count {
                let name = http::HeaderName::try_from(format!("x-{number}")).unwrap();
                let value = HeaderValue::try_from("a".repeat(length)).unwrap();
                response.headers.insert(name, value);
            }
            Ok(response)
        });
        let outcome = User::get("1").send(&client(http.clone())).await;
        assert_eq!(outcome.is_ok(), is_read, "{count} {length}");
        if let Err(error) = outcome {
            assert_eq!(error.kind(), ErrorKind::Limit);
        }
        assert_eq!(http.requests().len(), 1);
    }
}

#[tokio::test]
async fn a_client_that_does_not_respond_times_out() {
    let http = Scripted::silent();
    let client = builder(http.clone())
        .timeout(Duration::from_millis(20))
        .build()
        .unwrap();
    let started = Instant::now();
    let error = User::get("1").send(&client).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Timeout);
    assert_eq!(http.requests().len(), 3);
    assert!(started.elapsed() < Duration::from_secs(20));
}

#[tokio::test]
async fn a_client_that_panics_fails_its_read_and_no_other() {
    let http = Scripted::new(|request| match request.url.path() {
        "/v1.0/users/bad" => panic!("planted"),
        _ => Ok(json(r#"{"id": "1"}"#)),
    });
    let client = builder(http).max_concurrent_requests(1).build().unwrap();
    for _ in 0..2 {
        let error = User::get("bad").send(&client).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Config);
        assert!(
            error.to_string().contains("an HTTP client panicked"),
            "{error}"
        );
        User::get("1").send(&client).await.unwrap();
    }
}

#[tokio::test]
async fn a_client_that_panics_fails_downloads_and_batches() {
    let client = client(Scripted::new(|_| panic!("planted")));
    let download = DriveItem::file("d", "i").bytes(&client).await;
    let batch = client.batch_all([User::get("1")]).await;
    let part = batch.unwrap().remove(0);
    for error in [download.unwrap_err(), part.unwrap_err()] {
        assert_eq!(error.kind(), ErrorKind::Config, "{error}");
    }
}

#[tokio::test]
async fn progress_is_reported_for_a_body_in_memory() {
    let http = Scripted::new(|_| Ok(json("0123456789")));
    let (sender, receiver) = std::sync::mpsc::channel();
    let download = DriveItem::file("d", "i").on_progress(move |progress: Progress| {
        sender.send(progress.received).unwrap();
    });
    assert_eq!(download.bytes(&client(http)).await.unwrap(), "0123456789");
    assert_eq!(receiver.try_iter().last(), Some(10));
}
