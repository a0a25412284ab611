//! HTTP/2 over TLS: the client's own connections, in a process that trusts the server's certificate.

use std::future::{pending, ready};
use std::path::Path;
use std::process::Command;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::connect_info::{ConnectInfo, Connected};
use axum::http::{HeaderName, HeaderValue, Version};
use axum::response::Response;
use axum::serve::{IncomingStream, Listener};
use graph_resource::{Client, Error, RetryPolicy};
use tokio::net::{TcpListener, TcpStream};
use tokio_rustls::TlsAcceptor;
use tokio_rustls::server::TlsStream;

use crate::samples::User;
use crate::server::{TlsServer, json, pem, self_signed, trusting};

/// A server that numbers its connections.
struct Http2Listener {
    listener: TcpListener,
    acceptor: TlsAcceptor,
    accepted: usize,
}

impl Listener for Http2Listener {
    type Io = TlsStream<TcpStream>;
    type Addr = usize;

    async fn accept(&mut self) -> (Self::Io, usize) {
        loop {
            let (stream, _) = self.listener.accept().await.unwrap();
            if let Ok(stream) = self.acceptor.accept(stream).await {
                self.accepted += 1;
                return (stream, self.accepted);
            }
        }
    }

    fn local_addr(&self) -> std::io::Result<usize> {
        Ok(self.accepted)
    }
}

/// The number of a request's connection, from 1.
#[derive(Clone, Copy)]
struct Connection(usize);

impl Connected<IncomingStream<'_, Http2Listener>> for Connection {
    fn connect_info(stream: IncomingStream<'_, Http2Listener>) -> Self {
        Connection(*stream.remote_addr())
    }
}

struct Http2Server {
    base_url: String,
    /// The file with the certificate.
    roots: String,
    /// The connection of each request.
    connections: Arc<Mutex<Vec<usize>>>,
}

impl Http2Server {
    /// Starts a server. `respond` gets the number of the request, from 0.
    async fn start<F>(respond: impl Fn(usize) -> F + Clone + Send + Sync + 'static) -> Self
    where
        F: Future<Output = Response> + Send + 'static,
    {
        let (certificate, mut config) = self_signed();
        config.alpn_protocols = vec![b"h2".to_vec()];
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let roots = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("roots-{port}.pem"));
        std::fs::write(&roots, pem(&certificate)).unwrap();

        let connections = Arc::new(Mutex::new(Vec::new()));
        let seen = Arc::clone(&connections);
        let handler = move |ConnectInfo(Connection(connection)), version: Version| {
            assert_eq!(version, Version::HTTP_2);
            let mut seen = seen.lock().unwrap();
            seen.push(connection);
            respond(seen.len() - 1)
        };
        let router = Router::new().fallback(handler);
        let listener = Http2Listener {
            listener,
            acceptor: TlsAcceptor::from(Arc::new(config)),
            accepted: 0,
        };
        let service = router.into_make_service_with_connect_info::<Connection>();
        tokio::spawn(async move { axum::serve(listener, service).await });
        Http2Server {
            base_url: format!("https://localhost:{port}"),
            roots: roots.to_str().unwrap().to_owned(),
            connections,
        }
    }

    /// Reads users, one after the other, in another process. Returns a line for each: the display name, or the error.
    async fn read(&self, users: usize) -> Vec<String> {
        let mut command = Command::new(std::env::current_exe().unwrap());
        command
            .args(["--exact", "http2::reads_users", "--ignored", "--nocapture"])
            .env("SSL_CERT_FILE", &self.roots)
            .env("BASE_URL", &self.base_url)
            .env("USERS", users.to_string());
        let output = tokio::task::spawn_blocking(move || command.output().unwrap());
        let output = output.await.unwrap();
        assert!(output.status.success(), "{output:?}");
        let printed = String::from_utf8(output.stdout).unwrap();
        let lines = printed
            .lines()
            .filter_map(|line| line.strip_prefix("read "));
        lines.map(str::to_owned).collect()
    }

    fn connections(&self) -> Vec<usize> {
        self.connections.lock().unwrap().clone()
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

fn user() -> Response {
    Response::new(Body::from(r#"{"id": "1", "displayName": "Ada"}"#))
}

#[tokio::test]
#[ignore = "the other process of the tests below"]
async fn reads_users() {
    let Ok(base_url) = std::env::var("BASE_URL") else {
        return;
    };
    let client = Client::builder()
        .credential("token")
        .base_url(base_url)
        .timeout(Duration::from_millis(500))
        .retry(
            RetryPolicy::default()
                .attempts(3)
                .initial_delay(Duration::from_millis(1)),
        )
        .build()
        .unwrap();
    let users: usize = std::env::var("USERS").unwrap().parse().unwrap();
    for _ in 0..users {
        println!("read {}", shown(User::get("1").send(&client).await));
    }
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
        0 => Response::new(Body::from_stream(futures_util::stream::iter([
            Ok("{"),
            Err(std::io::Error::other("reset")),
        ]))),
        _ => user(),
    })
    .await;
    assert_eq!(server.read(1).await, ["Ada"]);
    assert_eq!(server.connections(), [1, 2]);
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
