//! Downloads beside other reads of one service that speaks HTTP/2 over TLS.

use std::time::{Duration, Instant};

use axum::body::{Body, Bytes};
use axum::extract::Request;
use axum::http::Version;
use axum::response::Response;
use futures_util::future::join_all;
use graph_resource::{Client, RetryPolicy};

use crate::http2_server::{BOTH, HTTP2, Http2Server, report};
use crate::samples::{DriveItem, User};

/// The downloads that are opened and not read.
const OPEN: usize = 200;
/// The reads beside them.
const READS: usize = 50;
/// The downloads beside them that are read.
const FURTHER: usize = 20;
/// The size of a file, in bytes: more than the windows and buffers of a connection.
const FILE: usize = 8 * 1024 * 1024;
/// Much less than the timeout of a read that is starved, and much more than is needed.
const PROMPTLY: Duration = Duration::from_secs(20);

/// A file or a user.
fn respond(request: &Request<Body>) -> Response {
    if !request.uri().path().ends_with("/content") {
        return Response::new(Body::from(r#"{"id": "1", "displayName": "Ada"}"#));
    }
    const CHUNK: usize = 64 * 1024;
    let chunk = Bytes::from(vec![b'x'; CHUNK]);
    let chunks = (0..FILE / CHUNK).map(move |_| Ok::<_, std::io::Error>(chunk.clone()));
    Response::new(Body::from_stream(futures_util::stream::iter(chunks)))
}

fn client() -> Option<Client> {
    let base_url = std::env::var("BASE_URL").ok()?;
    let client = Client::builder()
        .credential("token")
        .base_url(base_url)
        .timeout(Duration::from_secs(60))
        .retry(RetryPolicy::never());
    Some(client.build().unwrap())
}

#[tokio::test]
#[ignore = "the other process of the tests below"]
async fn reads_beside_open_downloads() {
    let Some(client) = client() else {
        return;
    };
    let file = DriveItem::file("d", "i");
    let opened = join_all((0..OPEN).map(|_| file.send(&client))).await;
    let mut opened: Vec<_> = opened.into_iter().map(Result::unwrap).collect();

    let started = Instant::now();
    let users = join_all((0..READS).map(|_| User::get("1").send(&client))).await;
    assert!(users.iter().all(Result::is_ok), "{users:?}");
    report(&format!("{} users", users.len()));
    let files = join_all((0..FURTHER).map(|_| file.bytes(&client))).await;
    for bytes in &files {
        assert_eq!(bytes.as_ref().unwrap().len(), FILE);
    }
    report(&format!("{} files", files.len()));
    let elapsed = started.elapsed();
    eprintln!("beside {OPEN} open downloads: {elapsed:?}");
    assert!(elapsed < PROMPTLY, "{elapsed:?}");

    // The open ones are still whole.
    for download in opened.iter_mut().step_by(50) {
        let mut received = 0;
        while let Some(bytes) = download.next().await.unwrap() {
            received += bytes.len();
        }
        assert_eq!(received, FILE);
        report("an open file");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn open_downloads_do_not_starve_other_reads() {
    let server = Http2Server::speaking(BOTH, async |_, request| respond(&request)).await;
    let reported = server
        .run("downloads::reads_beside_open_downloads", &[])
        .await;
    let open = "an open file";
    assert_eq!(reported, ["50 users", "20 files", open, open, open, open]);
}

#[tokio::test]
#[ignore = "the other process of the tests below"]
async fn reads_a_user_and_files() {
    let Some(client) = client() else {
        return;
    };
    let file = DriveItem::file("d", "i");
    for _ in 0..2 {
        report(&User::get("1").send(&client).await.unwrap().id);
        report(&match file.bytes(&client).await {
            Ok(bytes) => bytes.len().to_string(),
            Err(error) => format!("{:?}, {}: {error}", error.kind(), error.is_retryable()),
        });
    }
}

#[tokio::test]
async fn downloads_use_http1_and_keep_their_connections() {
    let server = Http2Server::speaking(BOTH, async |_, request| {
        let is_download = request.uri().path().ends_with("/content");
        let is_http1 = request.version() == Version::HTTP_11;
        assert_eq!(is_http1, is_download);
        respond(&request)
    })
    .await;
    let reported = server.run("downloads::reads_a_user_and_files", &[]).await;
    let size = FILE.to_string();
    assert_eq!(reported, ["1", &size, "1", &size]);
    assert_eq!(server.connections(), [1, 2, 1, 2]);
}

#[tokio::test]
async fn a_download_from_a_server_without_http1_is_a_clear_error() {
    let server = Http2Server::speaking(HTTP2, async |_, request| respond(&request)).await;
    let reported = server.run("downloads::reads_a_user_and_files", &[]).await;
    assert_eq!(reported[0], "1");
    let error = &reported[1];
    assert!(error.starts_with("Connect, false: "), "{error}");
    assert!(error.contains("HTTP/1.1"), "{error}");
    assert_eq!(server.connections(), [1, 1]);
}
