//! HTTP/2 over TLS: the client's own connections, in a process that trusts the server's certificate.

use std::future::{pending, ready};
use std::sync::Arc;
use std::time::Duration;

use axum::body::Body;
use axum::http::header::LOCATION;
use axum::http::{HeaderName, HeaderValue, StatusCode};
use axum::response::Response;
use futures_util::future::join_all;
use graph_resource::{Client, Error, RetryPolicy};
use tokio::sync::Notify;

use crate::http2_server::{HTTP2, Http2Server, report};
use crate::samples::User;
use crate::server::{TlsServer, json, trusting};

impl Http2Server {
    /// Reads users, one after the other, in another process. Returns a line for each: the display name, or the error.
    async fn read(&self, users: usize) -> Vec<String> {
        self.read_with(users, &[]).await
    }

    async fn read_with(&self, users: usize, variables: &[(&str, &str)]) -> Vec<String> {
        let users = users.to_string();
        let mut all = vec![("USERS", users.as_str())];
        all.extend_from_slice(variables);
        self.run("http2::reads_users", &all).await
    }
}

/// A user, with headers of this length.
fn user_with_headers(count: usize, length: usize) -> Response {
    let mut response = user();
    for number in 0..count {
        let name = HeaderName::try_from(format!("x-{number}")).unwrap();
        let value = HeaderValue::try_from("a".repeat(length)).unwrap();
        response.headers_mut().insert(name, value);
    }
    response
}

/// A response whose stream is reset.
fn broken() -> Response {
    Response::new(Body::from_stream(futures_util::stream::iter([
        Ok("{"),
        Err(std::io::Error::other("reset")),
    ])))
}

fn with_status(status: StatusCode) -> Response {
    let mut response = user();
    *response.status_mut() = status;
    response
}

fn user() -> Response {
    Response::new(Body::from(r#"{"id": "1", "displayName": "Ada"}"#))
}

/// The client of the other process, which has three attempts of half a second.
fn client() -> Option<Client> {
    let base_url = std::env::var("BASE_URL").ok()?;
    let policy = RetryPolicy::default()
        .attempts(number("ATTEMPTS").unwrap_or(3))
        .initial_delay(Duration::from_millis(1));
    let builder = Client::builder()
        .credential("token")
        .base_url(base_url)
        .timeout(Duration::from_millis(500))
        .retry(policy);
    let builder = match number("TOTAL_MS") {
        Some(total) => builder.total_timeout(Duration::from_millis(total.into())),
        None => builder,
    };
    Some(builder.build().unwrap())
}

/// A number in a variable of the environment.
fn number(name: &str) -> Option<u32> {
    std::env::var(name).ok()?.parse().ok()
}

#[tokio::test]
#[ignore = "the other process of the tests below"]
async fn reads_users() {
    let Some(client) = client() else {
        return;
    };
    for _ in 0..number("USERS").unwrap() {
        report(&shown(User::get("1").send(&client).await));
    }
}

#[tokio::test]
#[ignore = "the other process of the tests below"]
async fn reads_users_in_parallel() {
    let Some(client) = client() else {
        return;
    };
    report(&shown(User::get("1").send(&client).await));
    let reads = (0..10).map(|_| User::get("1").send(&client));
    for outcome in join_all(reads).await {
        report(&shown(outcome));
    }
    report(&shown(User::get("1").send(&client).await));
}

#[tokio::test]
#[ignore = "the other process of the tests below"]
async fn reads_a_user_beside_a_slow_read() {
    let Some(client) = client() else {
        return;
    };
    report(&shown(User::get("1").send(&client).await));
    let slow = User::get("slow").timeout(Duration::from_secs(60));
    let (slow, other) = tokio::join!(slow.send(&client), User::get("1").send(&client));
    report(&shown(slow));
    report(&shown(other));
}

fn shown(user: Result<User, Error>) -> String {
    match user {
        Ok(user) => user.display_name.unwrap_or_default(),
        Err(error) => format!("{:?}: {error}", error.kind()),
    }
}

#[tokio::test]
async fn reads_share_a_connection() {
    let server = Http2Server::start(async |_| user()).await;
    assert_eq!(server.read(3).await, ["Ada"; 3]);
    assert_eq!(server.connections(), [1, 1, 1]);
}

#[tokio::test]
async fn the_attempt_after_a_timeout_uses_a_new_connection() {
    let server = Http2Server::start(async |request| match request {
        0 => pending().await,
        _ => user(),
    })
    .await;
    assert_eq!(server.read(1).await, ["Ada"]);
    assert_eq!(server.connections(), [1, 2]);
}

#[tokio::test]
async fn the_attempt_after_a_stream_error_uses_a_new_connection() {
    let server = Http2Server::start(async |request| match request {
        0 => broken(),
        _ => user(),
    })
    .await;
    assert_eq!(server.read(1).await, ["Ada"]);
    assert_eq!(server.connections(), [1, 2]);
}

#[tokio::test]
async fn the_reads_after_a_timeout_use_the_new_connection() {
    let server = Http2Server::start(async |request| match request {
        1 => pending().await,
        _ => user(),
    })
    .await;
    assert_eq!(server.read(4).await, ["Ada"; 4]);
    assert_eq!(server.connections(), [1, 1, 2, 2, 2]);
}

#[tokio::test]
async fn the_reads_after_a_stream_error_use_the_new_connection() {
    let server = Http2Server::start(async |request| match request {
        1 => broken(),
        _ => user(),
    })
    .await;
    assert_eq!(server.read(4).await, ["Ada"; 4]);
    assert_eq!(server.connections(), [1, 1, 2, 2, 2]);
}

#[tokio::test]
async fn the_reads_after_a_503_use_the_new_connection() {
    let server = Http2Server::start(async |request| match request {
        1 => with_status(StatusCode::SERVICE_UNAVAILABLE),
        _ => user(),
    })
    .await;
    assert_eq!(server.read(4).await, ["Ada"; 4]);
    assert_eq!(server.connections(), [1, 1, 2, 2, 2]);
}

#[tokio::test]
async fn the_reads_after_any_other_error_keep_their_connection() {
    let server = Http2Server::start(async |request| match request {
        0 => with_status(StatusCode::INTERNAL_SERVER_ERROR),
        1 => with_status(StatusCode::TOO_MANY_REQUESTS),
        2 => with_status(StatusCode::NOT_FOUND),
        _ => user(),
    })
    .await;
    let read = server.read_with(4, &[("ATTEMPTS", "1")]).await;
    assert_eq!(read[3], "Ada", "{read:?}");
    assert_eq!(server.connections(), [1; 4]);
}

#[tokio::test]
async fn a_read_that_is_not_retried_leaves_no_dead_connection_to_the_next() {
    for variable in [("ATTEMPTS", "1"), ("TOTAL_MS", "200")] {
        let server = Http2Server::start(async |request| match request {
            0 => pending().await,
            _ => user(),
        })
        .await;
        let read = server.read_with(2, &[variable]).await;
        assert!(read[0].starts_with("Timeout: "), "{read:?}");
        assert_eq!(read[1], "Ada");
        assert_eq!(server.connections(), [1, 2]);
    }
}

#[tokio::test]
async fn parallel_failures_leave_no_dead_connection_to_others() {
    let server = Http2Server::start(async |request| match request {
        1..=10 => pending().await,
        _ => user(),
    })
    .await;
    let read = server.run("http2::reads_users_in_parallel", &[]).await;
    assert_eq!(read, ["Ada"; 12]);
    let connections = server.connections();
    assert_eq!(connections[..11], [1; 11]);
    assert_eq!(connections.len(), 22);
    assert!(!connections[11..].contains(&1), "{connections:?}");
}

#[tokio::test]
async fn a_request_in_flight_finishes_on_the_old_connection() {
    let retried = Arc::new(Notify::new());
    let server = Http2Server::speaking(HTTP2, move |number, request| {
        let retried = Arc::clone(&retried);
        async move {
            match number {
                _ if request.uri().path().ends_with("/slow") => retried.notified().await,
                1 | 2 => pending().await,
                3 => retried.notify_one(),
                _ => {}
            }
            user()
        }
    })
    .await;
    let read = server
        .run("http2::reads_a_user_beside_a_slow_read", &[])
        .await;
    assert_eq!(read, ["Ada"; 3]);
    // The slow read is not repeated.
    assert_eq!(server.connections(), [1, 1, 1, 2]);
}

/// A redirect to a user of another host.
fn redirect(base_url: &str) -> Response {
    let mut response = with_status(StatusCode::FOUND);
    let location = format!("{base_url}/user");
    let location = HeaderValue::try_from(location).unwrap();
    response.headers_mut().insert(LOCATION, location);
    response
}

#[tokio::test]
async fn a_failure_of_another_host_retires_only_the_connections_to_other_hosts() {
    let other = Http2Server::start(async |request| match request {
        0 => pending().await,
        1 => broken(),
        2 => with_status(StatusCode::SERVICE_UNAVAILABLE),
        _ => user(),
    })
    .await;
    let base_url = other.base_url.clone();
    let server = Http2Server::start(move |_| ready(redirect(&base_url))).await;
    server.redirects_to(&other);
    let read = server.read_with(2, &[("ATTEMPTS", "4")]).await;
    assert_eq!(read, ["Ada"; 2]);
    assert_eq!(server.connections(), [1; 5]);
    assert_eq!(other.connections(), [1, 2, 3, 4, 4]);
}

#[tokio::test]
async fn a_failure_of_the_service_retires_no_connections_to_other_hosts() {
    let other = Http2Server::start(async |_| user()).await;
    let base_url = other.base_url.clone();
    let server = Http2Server::start(move |request| {
        ready(match request {
            1 => with_status(StatusCode::SERVICE_UNAVAILABLE),
            _ => redirect(&base_url),
        })
    })
    .await;
    server.redirects_to(&other);
    assert_eq!(server.read(2).await, ["Ada"; 2]);
    assert_eq!(server.connections(), [1, 1, 2]);
    assert_eq!(other.connections(), [1, 1]);
}

/// The head of a response, by the number and the length of its headers, and whether it is within the limits.
const HEADS: [(usize, usize, bool); 5] = [
    (1, 20_000, true),
    (1, 300_000, true),
    (1, 500_000, false),
    (90, 10, true),
    (110, 10, false),
];

#[tokio::test]
async fn heads_have_the_same_limits_on_both_versions() {
    for (count, length, is_read) in HEADS {
        let server = Http2Server::start(move |_| ready(user_with_headers(count, length))).await;
        let by_http2 = server.read(1).await.concat();
        let by_http1 = read_by_http1(count, length).await;
        for outcome in [&by_http2, &by_http1] {
            let case = format!("{count} headers of {length} bytes: {outcome}");
            assert_eq!(outcome == "Ada", is_read, "{case}");
            assert_eq!(outcome.starts_with("Limit: "), !is_read, "{case}");
        }
        // What is too large once is too large again.
        assert_eq!(server.connections(), [1]);
    }
}

async fn read_by_http1(count: usize, length: usize) -> String {
    let value = "a".repeat(length);
    let mut headers = String::new();
    for number in 0..count {
        headers += &format!("x-{number}: {value}\r\n");
    }
    let body = r#"{"id": "1", "displayName": "Ada"}"#;
    let server = TlsServer::start(move |_| json(200, &headers, body)).await;
    let client = Client::builder()
        .credential("token")
        .base_url(&server.base_url)
        .http_client(trusting(&[&server]));
    shown(User::get("1").send(&client.build().unwrap()).await)
}
