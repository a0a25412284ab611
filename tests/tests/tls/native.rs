//! The operating system's TLS, in a program that is built with only the feature `native-tls`.

use std::path::{Path, PathBuf};

use crate::crates::{Program, run};
use crate::server::{TlsServer, json};

const MAIN: &str = r#"
use graph_resource::{Client, Error, RetryPolicy, graph_resource};

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
    Ok(User::get("1").send(&client).await?.id)
}
"#;

/// A certificate is trusted only if it is among OpenSSL's root certificates.
#[tokio::test(flavor = "multi_thread")]
#[ignore = "builds a program with another TLS: run it by name"]
async fn the_platforms_tls_accepts_a_trusted_server() {
    let server = TlsServer::start(|_| json(200, "", r#"{"id":"1"}"#)).await;
    let other = TlsServer::start(|_| json(200, "", "{}")).await;
    let program = Program {
        name: "native_tls",
        features: "\"native-tls\"",
        dependencies: "tokio = { version = \"1\", features = [\"rt\", \"macros\"] }",
    };
    let built = program
        .build(&[("main.rs", MAIN)])
        .unwrap_or_else(|errors| {
            let first = &errors[0];
            panic!("{}, at {:?}", first.message, first.locations)
        });
    let output_when_trusting = |trusted: &TlsServer| {
        let roots = file(&trusted.pem());
        let variables = [
            ("BASE_URL", server.base_url.as_str()),
            ("SSL_CERT_FILE", roots.to_str().unwrap()),
        ];
        run(&built, &variables).concat()
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

fn file(pem: &str) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("roots.pem");
    std::fs::write(&path, pem).unwrap();
    path
}
