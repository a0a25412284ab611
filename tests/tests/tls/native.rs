//! The operating system's TLS, in a program that is built with only the feature `native-tls`.

use std::future::ready;
use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock, Mutex};

use axum::body::Body;
use axum::http::{StatusCode, Version};
use axum::response::Response;

use crate::crates::{Program, run};
use crate::http2_server::{BOTH, Http2Server};
use crate::server::{TlsServer, json};

const MAIN: &str = r#"
use graph_resource::{Client, Content, Error, RetryPolicy, graph_resource};

#[graph_resource(path = "/users/<userId>")]
#[derive(serde::Deserialize)]
struct User {
    id: String,
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    println!("{}", read().await.unwrap_or_else(|error| format!("{:?}: {error}", error.kind())));
}

async fn read() -> Result<String, Error> {
    let base_url = std::env::var("BASE_URL").unwrap_or_default();
    let client = Client::builder().credential("token").base_url(base_url).retry(RetryPolicy::never()).build()?;
    if std::env::var_os("WITHOUT_ROOTS").is_some() {
        return read_without_roots(&client).await;
    }
    Ok(User::get("1").send(&client).await?.id)
}

/// Reads, and reads again over new connections when the root certificates are gone.
async fn read_without_roots(client: &Client) -> Result<String, Error> {
    let file = Content::at_path("/file");
    let mut outcomes = Vec::new();
    for round in 0..2 {
        if round == 1 {
            let roots = std::env::var("SSL_CERT_FILE").unwrap_or_default();
            std::fs::remove_file(roots).unwrap();
        }
        for _ in 0..2 {
            let user = User::get("1").send(client).await;
            outcomes.push(user.map_or_else(|error| format!("{:?}", error.status()), |user| user.id));
            let bytes = file.bytes(client).await;
            outcomes.push(bytes.map_or_else(|error| format!("{:?}", error.status()), |bytes| bytes.len().to_string()));
        }
    }
    Ok(outcomes.join(" "))
}
"#;

fn program() -> PathBuf {
    let program = Program {
        name: "native_tls",
        features: "\"native-tls\"",
        dependencies: "tokio = { version = \"1\", features = [\"rt\", \"macros\"] }",
    };
    program
        .build(&[("main.rs", MAIN)])
        .unwrap_or_else(|errors| {
            let first = &errors[0];
            panic!("{}, at {:?}", first.message, first.locations)
        })
}

/// Programs are built one at a time: they share a folder.
static BUILT: LazyLock<PathBuf> = LazyLock::new(program);

/// A certificate is trusted only if it is among OpenSSL's root certificates.
#[tokio::test(flavor = "multi_thread")]
#[ignore = "builds a program with another TLS: run it by name"]
async fn the_platforms_tls_accepts_a_trusted_server() {
    let server = TlsServer::start(|_| json(200, "", r#"{"id":"1"}"#)).await;
    let other = TlsServer::start(|_| json(200, "", "{}")).await;
    let output_when_trusting = |trusted: &TlsServer| {
        let roots = file(&trusted.pem());
        let variables = [
            ("BASE_URL", server.base_url.as_str()),
            ("SSL_CERT_FILE", roots.to_str().unwrap()),
        ];
        run(&BUILT, &variables).concat()
    };

    let output = output_when_trusting(&other);
    assert!(
        output.starts_with("Connect: ") && output.contains("certificate"),
        "{output}"
    );
    assert!(server.requests().is_empty());

    assert_eq!(output_when_trusting(&server), "1");
    assert!(server.requests()[0].contains("authorization: Bearer token"));
}

/// Each kind of request gets a 503 once, and all others succeed.
#[tokio::test(flavor = "multi_thread")]
#[ignore = "builds a program with another TLS: run it by name"]
async fn new_connections_need_no_root_certificates_again() {
    let versions = Arc::new(Mutex::new(Vec::new()));
    let seen = Arc::clone(&versions);
    let server = Http2Server::speaking(BOTH, move |number, request| {
        seen.lock().unwrap().push(request.version());
        let mut response = Response::new(Body::from(r#"{"id":"1"}"#));
        if number == 2 || number == 3 {
            *response.status_mut() = StatusCode::SERVICE_UNAVAILABLE;
        }
        ready(response)
    })
    .await;
    let output = server.run_program(&BUILT, &[("WITHOUT_ROOTS", "1")]);
    let failed = "Some(503) Some(503)";
    assert_eq!(output, format!("1 10 {failed} 1 10 1 10"));
    assert_eq!(server.connections(), [1, 2, 1, 2, 3, 4, 3, 4]);
    let versions = versions.lock().unwrap();
    for pair in versions.chunks(2) {
        assert_eq!(pair, [Version::HTTP_2, Version::HTTP_11]);
    }
}

fn file(pem: &str) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("roots.pem");
    std::fs::write(&path, pem).unwrap();
    path
}
