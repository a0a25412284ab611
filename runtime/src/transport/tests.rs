use std::collections::VecDeque;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use Step::{Break, Send, Stall};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

use crate::auth::token::TokenRequest;
use crate::client::Client;
use crate::client::builder::ClientBuilder;
use crate::error::Error;
use crate::error::kind::ErrorKind;
use crate::read::get::Get;
use crate::request::retry_policy::RetryPolicy;

/// What the server does with one request. The last step also serves all further requests.
#[derive(Clone)]
enum Step {
    Send(String),
    /// Sends bytes and closes the connection.
    Break(&'static str),
    Stall,
}

struct Server {
    base_url: String,
    requests: Arc<Mutex<Vec<String>>>,
}

impl Server {
    async fn start(steps: impl IntoIterator<Item = Step>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let base_url = format!("http://{}", listener.local_addr().unwrap());
        let steps: Arc<Mutex<VecDeque<Step>>> = Arc::new(Mutex::new(steps.into_iter().collect()));
        let requests = Arc::new(Mutex::new(Vec::new()));
        let seen = Arc::clone(&requests);
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(serve(stream, Arc::clone(&steps), Arc::clone(&seen)));
            }
        });
        Server { base_url, requests }
    }

    fn client(&self) -> ClientBuilder {
        let policy = RetryPolicy::default().initial_delay(Duration::from_millis(1));
        Client::builder()
            .credential("token")
            .base_url(&self.base_url)
            .retry(policy)
            .timeout(Duration::from_millis(500))
    }

    fn requests(&self) -> Vec<String> {
        self.requests.lock().unwrap().clone()
    }
}

async fn serve(
    mut stream: TcpStream,
    steps: Arc<Mutex<VecDeque<Step>>>,
    seen: Arc<Mutex<Vec<String>>>,
) {
    let mut buffer = vec![0; 64 * 1024];
    while let Ok(count @ 1..) = stream.read(&mut buffer).await {
        seen.lock()
            .unwrap()
            .push(String::from_utf8_lossy(&buffer[..count]).to_ascii_lowercase());
        let step = {
            let mut steps = steps.lock().unwrap();
            if steps.len() > 1 {
                steps.pop_front()
            } else {
                steps.front().cloned()
            }
        };
        match step {
            Some(Send(response)) => stream.write_all(response.as_bytes()).await.unwrap(),
            Some(Break(bytes)) => return stream.write_all(bytes.as_bytes()).await.unwrap(),
            Some(Stall) | None => std::future::pending().await,
        }
    }
}

fn response(status: u16, headers: &str, body: &str) -> Step {
    Send(format!(
        "HTTP/1.1 {status} x\r\ncontent-length: {}\r\n{headers}\r\n{body}",
        body.len()
    ))
}

fn success() -> Step {
    response(200, "content-type: application/json\r\n", "{\"id\":\"1\"}")
}

async fn get_user(builder: ClientBuilder) -> Result<serde_json::Value, Error> {
    Get::at_path("/users/1")
        .send(&builder.build().unwrap())
        .await
}

#[tokio::test]
async fn an_error_that_arrived_before_the_connection_broke_is_not_retried() {
    let broken_after_error = [
        Break("HTTP/1.1 200 OK\r\ncontent-length: 99\r\n\r\n{\"error\":{\"code\":\"X\"}"),
        Break(
            "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n18\r\n{\"error\":{\"code\":\"X\"},\"@\r\n",
        ),
    ];
    for step in broken_after_error {
        let server = Server::start([step, success()]).await;
        let error = get_user(server.client()).await.unwrap_err();
        assert_eq!(error.code(), Some("X"), "{error}");
        assert_eq!(server.requests().len(), 1);
    }
    // Here the error itself is incomplete.
    let step = Break("HTTP/1.1 200 OK\r\ncontent-length: 99\r\n\r\n{\"error\":{\"code\":\"X\"");
    let server = Server::start([step, success()]).await;
    assert_eq!(get_user(server.client()).await.unwrap()["id"], "1");
}

#[tokio::test]
async fn a_body_that_broke_off_after_a_property_error_of_the_type_is_retried() {
    #[derive(serde::Deserialize)]
    struct Operation {
        error: Option<serde_json::Value>,
    }
    let step = Break("HTTP/1.1 200 OK\r\ncontent-length: 99\r\n\r\n{\"error\":{\"code\":\"X\"}");
    let complete = response(200, "", "{\"error\":{\"code\":\"Y\"}}");
    let server = Server::start([step, complete]).await;
    let client = server.client().build().unwrap();
    let operation: Operation = Get::at_path("/o").send(&client).await.unwrap();
    assert_eq!(operation.error.unwrap()["code"], "Y");
}

#[tokio::test]
async fn broken_connections_and_cut_off_bodies_are_retried() {
    let broken = [
        ("closed at once", Break("")),
        ("closed within the head", Break("HTTP/1.1 200 OK\r\ncont")),
        (
            "closed within the body",
            Break("HTTP/1.1 200 OK\r\ncontent-length: 99\r\n\r\n{\"id\":"),
        ),
        (
            "closed within a chunk",
            Break("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nff\r\n{\"id\""),
        ),
        (
            "no last chunk",
            Break("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n2\r\n{}\r\n"),
        ),
        (
            "a body that ends with the connection",
            Break("HTTP/1.1 200 OK\r\n\r\n{\"id\":\"1"),
        ),
        ("no response", Stall),
        (
            "half a response",
            Send("HTTP/1.1 200 OK\r\ncontent-length: 99\r\n\r\n{\"id\":".to_owned()),
        ),
        (
            "a complete response with a cut-off body",
            response(200, "", "{\"id\":\"1\""),
        ),
        ("busy", response(503, "", "")),
        ("throttled", response(429, "retry-after: 0\r\n", "")),
    ];
    for (name, step) in broken {
        let server = Server::start([step.clone(), step, success()]).await;
        let outcome = get_user(server.client()).await;
        assert_eq!(
            outcome.unwrap_or_else(|error| panic!("{name}: {error}"))["id"],
            "1",
            "{name}"
        );
        assert_eq!(server.requests().len(), 3, "{name}");
    }
}

#[tokio::test]
async fn permanent_failures_are_not_retried() {
    for (name, step, kind) in [
        ("refused", response(403, "", ""), ErrorKind::Status),
        ("unknown", response(404, "", ""), ErrorKind::Status),
        ("not implemented", response(501, "", ""), ErrorKind::Status),
        (
            "not modified, without a condition",
            response(304, "", ""),
            ErrorKind::Status,
        ),
        ("not JSON", response(200, "", "{,}"), ErrorKind::Decode),
        ("empty", response(200, "", ""), ErrorKind::Decode),
        (
            "a redirect to nowhere",
            response(302, "location: http://[\r\n", ""),
            ErrorKind::Link,
        ),
        (
            "too large",
            response(200, "", &"x".repeat(2000)),
            ErrorKind::Limit,
        ),
    ] {
        let server = Server::start([step]).await;
        let error = get_user(server.client().max_body_bytes(1000))
            .await
            .unwrap_err();
        assert_eq!(
            (error.kind(), server.requests().len()),
            (kind, 1),
            "{name}: {error}"
        );
        assert_eq!(error.template(), Some("<path>"), "{name}");
    }
}

#[tokio::test]
async fn the_caller_gets_the_error_of_the_last_response() {
    let last = response(
        503,
        "request-id: last\r\n",
        r#"{"error":{"code":"Busy","message":"later"}}"#,
    );
    let server = Server::start([Break(""), response(500, "", ""), Stall, last]).await;
    let error = get_user(server.client()).await.unwrap_err();
    assert_eq!(
        (error.status(), error.code(), error.message()),
        (Some(503), Some("Busy"), Some("later"))
    );
    assert_eq!(
        (error.request_id(), server.requests().len()),
        (Some("last"), 6)
    );
}

#[tokio::test]
async fn a_failure_without_its_body_is_still_reported_by_its_status() {
    for (status, body) in [
        (404, "{\"error\":"),
        (404, ""),
        (429, "{\"error\":{\"code\":\"x\"}}"),
    ] {
        let head = format!("HTTP/1.1 {status} x\r\ncontent-length: 100\r\nrequest-id: r\r\n\r\n");
        let server = Server::start([Send(head + body)]).await;
        let client = server
            .client()
            .retry(RetryPolicy::never())
            .timeout(Duration::from_millis(100));
        let error = get_user(client).await.unwrap_err();
        assert_eq!(
            (error.kind(), error.status()),
            (ErrorKind::Status, Some(status)),
            "{error}"
        );
        assert_eq!(error.request_id(), Some("r"));
    }
    let server = Server::start([Send(
        "HTTP/1.1 200 x\r\ncontent-length: 100\r\n\r\n{".to_owned(),
    )])
    .await;
    let client = server
        .client()
        .retry(RetryPolicy::never())
        .timeout(Duration::from_millis(100));
    assert_eq!(
        get_user(client).await.unwrap_err().kind(),
        ErrorKind::Timeout
    );
}

#[tokio::test]
async fn a_wrong_content_length_does_no_harm() {
    let lies = [
        ("content-length: 18446744073709551615\r\n", ErrorKind::Limit),
        ("content-length: 999999999999\r\n", ErrorKind::Limit),
    ];
    for (headers, kind) in lies {
        let server = Server::start([Send(format!("HTTP/1.1 200 OK\r\n{headers}\r\n{{}}"))]).await;
        let error = get_user(server.client().retry(RetryPolicy::never()))
            .await
            .unwrap_err();
        assert!(
            error.kind() == kind || error.kind() == ErrorKind::Io,
            "{headers}: {error}"
        );
    }
    // Too short: the rest does not belong to the response.
    let server = Server::start([Send(
        "HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}{\"more\":1}".to_owned(),
    )])
    .await;
    assert_eq!(
        get_user(server.client()).await.unwrap(),
        serde_json::json!({})
    );
}

#[tokio::test]
async fn each_attempt_sends_all_headers_and_a_new_request_id() {
    let server = Server::start([response(503, "", ""), success()]).await;
    let client = server.client().user_agent("contoso/1").build().unwrap();
    let request = Get::<serde_json::Value>::at_path("/users/1")
        .header("prefer", "x")
        .header("accept-language", "de");
    request.send(&client).await.unwrap();
    let requests = server.requests();
    let ids: Vec<_> = requests
        .iter()
        .map(|request| request.split("client-request-id: ").nth(1).unwrap()[..36].to_owned())
        .collect();
    assert_ne!(ids[0], ids[1]);
    for request in &requests {
        for line in [
            "get /v1.0/users/1 http/1.1",
            "authorization: bearer token",
            "accept: application/json",
            "user-agent: contoso/1 graph-resource/",
            "prefer: x",
            "accept-language: de",
        ] {
            assert!(request.contains(line), "{line}: {request}");
        }
        assert!(
            !request.contains("cookie") && !request.contains("referer"),
            "{request}"
        );
    }
}

#[tokio::test]
async fn reserved_headers_are_rejected_before_anything_is_sent() {
    let server = Server::start([success()]).await;
    let client = server.client().build().unwrap();
    for name in [
        "Authorization",
        "proxy-authorization",
        "Cookie",
        "host",
        "content-length",
        "Transfer-Encoding",
        "te",
    ] {
        let error = Get::<serde_json::Value>::at_path("/me")
            .header(name, "x")
            .send(&client)
            .await
            .unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Request, "{name}");
        assert!(
            error.to_string().contains(&name.to_ascii_lowercase()),
            "{error}"
        );
    }
    assert!(server.requests().is_empty());
}

#[tokio::test]
async fn a_reqwest_client_that_follows_redirects_is_rejected() {
    let server = Server::start([response(302, "location: /elsewhere\r\n", ""), success()]).await;
    let following = reqwest::Client::builder().no_proxy();
    #[cfg(feature = "rustls")]
    let following = following.tls_backend_preconfigured(
        rustls::ClientConfig::builder_with_provider(Arc::new(
            rustls::crypto::ring::default_provider(),
        ))
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_root_certificates(rustls::RootCertStore::empty())
        .with_no_client_auth(),
    );
    let error = get_user(server.client().http_client(following.build().unwrap()))
        .await
        .unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Config);
    assert!(
        error.to_string().contains("redirect::Policy::none()"),
        "{error}"
    );
}

#[tokio::test]
async fn a_redirect_loop_ends_after_ten_redirects() {
    let server = Server::start([response(302, "location: /again\r\n", "")]).await;
    let error = get_user(server.client()).await.unwrap_err();
    assert_eq!(
        (error.kind(), server.requests().len()),
        (ErrorKind::Link, 11)
    );
    assert!(error.to_string().contains("10 redirects"), "{error}");
}

#[tokio::test]
async fn a_401_of_another_host_does_not_refresh_the_token() {
    let other_host = Server::start([response(
        401,
        "www-authenticate: Bearer claims=\"eyJhIjoxfQ==\"\r\n",
        "",
    )])
    .await;
    let server = Server::start([response(
        302,
        &format!("location: {}/x\r\n", other_host.base_url),
        "",
    )])
    .await;
    let claims = Arc::new(Mutex::new(Vec::new()));
    let requests = Arc::clone(&claims);
    let credential = move |request: TokenRequest| {
        requests
            .lock()
            .unwrap()
            .push(request.claims().map(str::to_owned));
        "token"
    };
    let error = get_user(server.client().credential(credential))
        .await
        .unwrap_err();
    assert_eq!(
        (error.status(), other_host.requests().len()),
        (Some(401), 1)
    );
    assert_eq!(*claims.lock().unwrap(), [None]);
}
