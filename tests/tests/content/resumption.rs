//! Downloads over connections that break, stall or send wrong headers.

use std::io::Write;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use graph_resource::content::Progress;
use graph_resource::{Client, ErrorKind, RetryPolicy};

use super::raw::{Raw, Then};
use super::script::{Script, cut_off, response};
use super::{BLOB, ETAG, client, client_at, file, header, rest};

fn response_start(head: &str, body: &str) -> String {
    format!("HTTP/1.1 200 OK\r\netag: \"one\"\r\n{head}\r\n\r\n{body}")
}

/// The rest of the blob from its tenth byte on.
fn rest_response() -> (String, Then) {
    let head = "HTTP/1.1 206 Partial Content\r\ncontent-range: bytes 10-35/36\r\ncontent-length: 26\r\n\r\n";
    (format!("{head}{}", &BLOB[10..]), Then::Close)
}

#[tokio::test]
async fn a_stalled_download_is_resumed() {
    let raw = Raw::play([
        (
            response_start("content-length: 36", &BLOB[..10]),
            Then::Stall,
        ),
        rest_response(),
    ])
    .await;
    let request = file().timeout(Duration::from_millis(200));
    assert_eq!(
        request.bytes(&client_at(&raw.base_url)).await.unwrap(),
        BLOB
    );
    assert_eq!(header(&raw.requests()[1], "range"), Some("bytes=10-"));
}

#[tokio::test]
async fn a_truncated_chunked_download_is_resumed() {
    let first = format!("a\r\n{}\r\n", &BLOB[..10]);
    let raw = Raw::play([
        (
            response_start("transfer-encoding: chunked", &first),
            Then::Close,
        ),
        rest_response(),
    ])
    .await;
    let mut download = file().send(&client_at(&raw.base_url)).await.unwrap();
    assert_eq!(download.length(), None);
    let mut read = Vec::new();
    while let Some(bytes) = download.next().await.unwrap() {
        read.extend_from_slice(&bytes);
    }
    assert_eq!(read, BLOB.as_bytes());

    // Without a length and a validator, nothing shows that the content is the same.
    let head = "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n";
    let raw = Raw::play([(format!("{head}{first}"), Then::Close), rest_response()]).await;
    let mut download = file().stream(&client_at(&raw.base_url));
    assert_eq!(download.next().await.unwrap().unwrap(), &BLOB[..10]);
    let error = download.next().await.unwrap_err();
    assert_eq!((error.kind(), raw.requests().len()), (ErrorKind::Io, 1));
}

#[tokio::test]
async fn reading_the_next_chunk_is_cancel_safe() {
    let raw = Raw::play([
        (
            response_start("content-length: 36", &BLOB[..10]),
            Then::Stall,
        ),
        rest_response(),
    ])
    .await;
    let mut download = file()
        .timeout(Duration::from_millis(300))
        .stream(&client_at(&raw.base_url));
    let mut read = Vec::new();
    let mut dropped = 0;
    loop {
        match tokio::time::timeout(Duration::from_millis(20), download.next()).await {
            Ok(Ok(Some(bytes))) => read.extend_from_slice(&bytes),
            Ok(end) => break assert_eq!(end.unwrap(), None),
            Err(_) => dropped += 1,
        }
    }
    assert_eq!(read, BLOB.as_bytes());
    assert!(dropped > 0);
}

#[tokio::test]
async fn progress_continues_after_a_resumption() {
    let script = Script::play([cut_off(&[ETAG], &BLOB[..10], BLOB.len()), rest(10, &[ETAG])]).await;
    let reports: Arc<Mutex<Vec<Progress>>> = Arc::default();
    let seen = Arc::clone(&reports);
    file()
        .on_progress(move |progress| seen.lock().unwrap().push(progress))
        .bytes(&client(&script))
        .await
        .unwrap();
    let reports = reports.lock().unwrap();
    assert!(
        reports.iter().any(|progress| progress.received == 10),
        "{reports:?}"
    );
    assert!(
        reports
            .windows(2)
            .all(|pair| pair[0].received < pair[1].received),
        "{reports:?}"
    );
    assert!(
        reports.iter().all(|progress| progress.total == Some(36)),
        "{reports:?}"
    );
    assert_eq!(reports.last().unwrap().received, 36);
}

/// Some services compress every response, whatever the request accepts.
#[tokio::test]
async fn an_unrequested_compressed_body_is_read() {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    encoder.write_all(BLOB.repeat(100).as_bytes()).unwrap();
    let body = encoder.finish().unwrap();
    let head = "HTTP/1.1 200 OK\r\netag: \"one\"\r\ncontent-encoding: gzip\r\ncontent-length: ";
    let response = [format!("{head}{}\r\n\r\n", body.len()).as_bytes(), &body].concat();
    let raw = Raw::play([(response, Then::Close)]).await;
    assert_eq!(
        file().text(&client_at(&raw.base_url)).await.unwrap(),
        BLOB.repeat(100)
    );
    assert_eq!(
        header(&raw.requests()[0], "accept-encoding"),
        Some("identity")
    );
}

#[tokio::test]
async fn impossible_content_lengths_do_not_panic() {
    let chunk = format!("a\r\n{}\r\n", &BLOB[..10]);
    let part = |range: &str| {
        (
            format!(
                "HTTP/1.1 206 x\r\ncontent-range: {range}\r\ncontent-length: 26\r\n\r\n{}",
                &BLOB[10..]
            ),
            Then::Close,
        )
    };
    let max = u64::MAX;
    for range in [
        format!("bytes 10-{max}/*"),
        format!("bytes 10-35/{max}"),
        format!("bytes {max}-{max}/{max}"),
    ] {
        for length in [
            "transfer-encoding: chunked",
            "content-length: 18446744073709551615",
        ] {
            let first = if length.starts_with('t') {
                chunk.as_str()
            } else {
                &BLOB[..10]
            };
            let raw = Raw::play([(response_start(length, first), Then::Close), part(&range)]).await;
            file().bytes(&client_at(&raw.base_url)).await.unwrap_err();
        }
        for request in [
            file().range(10..),
            file().range(max - 1..),
            file().range(10..=max),
        ] {
            let raw = Raw::play([part(&range)]).await;
            request.bytes(&client_at(&raw.base_url)).await.unwrap_err();
        }
    }
    // The first and last dates that a header can hold.
    for date in [
        "Fri, 31 Dec 9999 23:59:59 GMT",
        "Thu, 01 Jan 1970 00:00:00 GMT",
    ] {
        let headers = [("last-modified", date), ("date", date)];
        let script = Script::play([
            cut_off(&headers, &BLOB[..10], BLOB.len()),
            response(200, &headers, BLOB),
        ])
        .await;
        assert_eq!(file().bytes(&client(&script)).await.unwrap(), BLOB);
    }
}

#[tokio::test]
async fn a_download_without_retries_is_not_resumed() {
    let script = Script::play([cut_off(&[ETAG], &BLOB[..10], 36), rest(10, &[ETAG])]).await;
    let never = Client::builder()
        .credential("t")
        .base_url(&script.base_url)
        .retry(RetryPolicy::never());
    let error = file().bytes(&never.build().unwrap()).await.unwrap_err();
    assert_eq!((error.kind(), script.requests().len()), (ErrorKind::Io, 1));

    let script = Script::play([cut_off(&[ETAG], &BLOB[..10], 36), rest(10, &[ETAG])]).await;
    let error = file()
        .retry(RetryPolicy::never())
        .bytes(&client(&script))
        .await
        .unwrap_err();
    assert_eq!((error.kind(), script.requests().len()), (ErrorKind::Io, 1));
}

#[tokio::test]
async fn a_resumed_download_follows_the_redirect_again_without_the_token() {
    let other_host =
        Script::play([cut_off(&[ETAG], &BLOB[..10], BLOB.len()), rest(10, &[ETAG])]).await;
    // A pre-authenticated URL that is valid for a few minutes: a new one each time.
    let redirect = |n: u8| {
        response(
            302,
            &[("location", &format!("{}/blob?sig={n}", other_host.base_url))],
            "",
        )
    };
    let script = Script::play([redirect(1), redirect(2)]).await;
    assert_eq!(file().bytes(&client(&script)).await.unwrap(), BLOB);
    let requests = script.requests();
    let redirected = other_host.requests();
    assert!(
        requests
            .iter()
            .all(|request| request.contains("authorization: Bearer secret-token"))
    );
    assert!(
        redirected
            .iter()
            .all(|request| !request.contains("uthorization")),
        "{redirected:?}"
    );
    assert!(
        redirected[1].starts_with("GET /blob?sig=2 "),
        "{redirected:?}"
    );
    assert_eq!(header(&redirected[1], "range"), Some("bytes=10-"));
    assert_eq!(header(&redirected[1], "if-range"), Some("\"one\""));
}

#[tokio::test]
async fn a_download_that_makes_progress_may_break_many_times() {
    let total = format!("bytes {{}}-35/{}", BLOB.len());
    let steps = (0..BLOB.len()).map(|at| match at {
        0 => cut_off(&[ETAG], &BLOB[..1], 36),
        35 => rest(35, &[ETAG]),
        at => cut_off(
            &[
                ETAG,
                ("content-range", &total.replace("{}", &at.to_string())),
            ],
            &BLOB[at..=at],
            36 - at,
        ),
    });
    let script = Script::play(steps).await;
    assert_eq!(file().bytes(&client(&script)).await.unwrap(), BLOB);
    assert_eq!(script.requests().len(), 36);
}

#[tokio::test]
async fn missing_content_is_none_or_an_error_and_never_an_empty_file() {
    let script = Script::play([response(204, &[], "")]).await;
    assert!(file().send_opt(&client(&script)).await.unwrap().is_none());
    let error = file().bytes(&client(&script)).await.unwrap_err();
    assert!(error.to_string().contains("`send_opt`"), "{error}");
    let script = Script::play([response(404, &[], "")]).await;
    assert!(file().send_opt(&client(&script)).await.unwrap().is_none());
    let script = Script::play([response(202, &[("location", "https://x/y")], "")]).await;
    for error in [
        file().send_opt(&client(&script)).await.err(),
        file().send(&client(&script)).await.err(),
    ] {
        assert!(error.unwrap().to_string().contains("not ready yet (202)"));
    }
    let script = Script::play([response(200, &[], "")]).await;
    let mut download = file().send_opt(&client(&script)).await.unwrap().unwrap();
    assert_eq!(
        (download.length(), download.next().await.unwrap()),
        (Some(0), None)
    );
}
