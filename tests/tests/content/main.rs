//! Downloads: whole, partial, resumed after a break, and into files.

#[path = "../conformance/script.rs"]
#[allow(dead_code)]
mod script;

mod conditions;
mod files;
mod ranges;
mod raw;
mod resumption;
mod validators;

#[path = "../samples/mod.rs"]
mod samples;

use std::sync::{Arc, Mutex};
use std::time::Duration;

use graph_resource::content::Progress;
use graph_resource::{Client, ErrorKind, RetryPolicy};
use samples::DriveItem;
use script::{Script, Step, cut_off, response};

const BLOB: &str = "0123456789abcdefghijklmnopqrstuvwxyz";
const ETAG: (&str, &str) = ("etag", "\"one\"");

fn client(script: &Script) -> Client {
    client_at(&script.base_url)
}

fn client_at(base_url: &str) -> Client {
    Client::builder()
        .credential("secret-token")
        .base_url(base_url)
        .retry(
            RetryPolicy::default()
                .attempts(3)
                .initial_delay(Duration::from_millis(1)),
        )
        .timeout(Duration::from_secs(5))
        .build()
        .unwrap()
}

fn file() -> graph_resource::Content {
    DriveItem::file("d", "i")
}

/// The rest of the blob from a byte on, as a response to a range.
fn rest(from: usize, headers: &[(&str, &str)]) -> Step {
    let range = format!("bytes {from}-{}/{}", BLOB.len() - 1, BLOB.len());
    let mut all = vec![("content-range", range.as_str())];
    all.extend(headers);
    response(206, &all, &BLOB[from..])
}

fn header<'a>(request: &'a str, name: &str) -> Option<&'a str> {
    request
        .lines()
        .find_map(|line| line.strip_prefix(&format!("{name}: ")))
}

#[tokio::test]
async fn downloads_report_their_metadata() {
    let script = Script::play([response(200, &[("content-type", "text/csv")], BLOB)]).await;
    let client = client(&script);
    assert_eq!(file().bytes(&client).await.unwrap(), BLOB);
    assert_eq!(file().text(&client).await.unwrap(), BLOB);
    let mut download = file().send(&client).await.unwrap();
    assert_eq!(
        (download.content_type(), download.length()),
        (Some("text/csv"), Some(BLOB.len() as u64))
    );
    let mut read = Vec::new();
    while let Some(bytes) = download.next().await.unwrap() {
        read.extend_from_slice(&bytes);
    }
    assert_eq!(read, BLOB.as_bytes());
    assert_eq!(download.next().await.unwrap(), None);
    assert_eq!(header(&script.requests()[0], "accept"), Some("*/*"));
}

#[tokio::test]
async fn a_range_is_requested_and_checked() {
    let script = Script::play([rest(30, &[])]).await;
    assert_eq!(
        file().range(30..).bytes(&client(&script)).await.unwrap(),
        &BLOB[30..]
    );
    assert_eq!(header(&script.requests()[0], "range"), Some("bytes=30-"));

    let ignores_ranges = Script::play([response(200, &[], BLOB)]).await;
    let error = file()
        .range(30..)
        .bytes(&client(&ignores_ranges))
        .await
        .unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Decode);
    assert!(error.to_string().contains("whole content"), "{error}");

    let other = Script::play([rest(5, &[])]).await;
    assert!(
        file()
            .range(30..)
            .bytes(&client(&other))
            .await
            .unwrap_err()
            .to_string()
            .contains("a different range")
    );

    let unused = Script::play([rest(0, &[])]).await;
    assert_eq!(
        file()
            .range(7..7)
            .bytes(&client(&unused))
            .await
            .unwrap_err()
            .kind(),
        ErrorKind::Request
    );
    assert!(unused.requests().is_empty());
}

#[tokio::test]
async fn a_broken_download_resumes_at_the_next_byte() {
    let script = Script::play([
        cut_off(&[ETAG], &BLOB[..10], BLOB.len()),
        cut_off(
            &[ETAG, ("content-range", "bytes 10-35/36")],
            &BLOB[10..20],
            26,
        ),
        response(503, &[("retry-after", "0")], ""),
        rest(20, &[ETAG]),
    ])
    .await;
    assert_eq!(file().bytes(&client(&script)).await.unwrap(), BLOB);
    let requests = script.requests();
    let ranges: Vec<_> = requests
        .iter()
        .map(|request| header(request, "range"))
        .collect();
    assert_eq!(
        ranges,
        [
            None,
            Some("bytes=10-"),
            Some("bytes=20-"),
            Some("bytes=20-")
        ]
    );
    assert_eq!(header(&requests[1], "if-range"), Some("\"one\""));
}

#[tokio::test]
async fn a_broken_range_resumes_within_the_range() {
    let first = [ETAG, ("content-range", "bytes 10-19/36")];
    let second = [ETAG, ("content-range", "bytes 14-19/36")];
    let script = Script::play([
        cut_off(&first, &BLOB[10..14], 10),
        response(206, &second, &BLOB[14..20]),
    ])
    .await;
    assert_eq!(
        file().range(10..20).bytes(&client(&script)).await.unwrap(),
        &BLOB[10..20]
    );
    assert_eq!(header(&script.requests()[1], "range"), Some("bytes=14-19"));
}

#[tokio::test]
async fn a_download_without_progress_is_abandoned() {
    let script = Script::play([
        cut_off(&[ETAG], &BLOB[..10], BLOB.len()),
        cut_off(&[ETAG, ("content-range", "bytes 10-35/36")], "", 26),
    ])
    .await;
    let error = file().bytes(&client(&script)).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Io);
    assert!(script.requests().len() < 20);
}

#[tokio::test]
async fn a_download_redirected_to_another_host_is_followed_without_the_token() {
    let other_host = Script::play([response(200, &[], BLOB)]).await;
    let location = format!("{}/blob?sig=1", other_host.base_url);
    let script = Script::play([response(302, &[("location", &location)], "")]).await;
    let bytes = file()
        .header("x-mine", "for-the-service-only")
        .bytes(&client(&script))
        .await
        .unwrap();
    assert_eq!(bytes, BLOB);
    assert!(script.requests()[0].contains("authorization: Bearer secret-token"));
    let request = &other_host.requests()[0];
    assert!(request.starts_with("GET /blob?sig=1 "), "{request}");
    assert!(
        !request.contains("secret-token") && !request.contains("for-the-service-only"),
        "{request}"
    );
}

#[tokio::test]
async fn progress_is_reported_chunk_by_chunk() {
    let script = Script::play([response(200, &[], BLOB)]).await;
    let reports: Arc<Mutex<Vec<Progress>>> = Arc::default();
    let seen = Arc::clone(&reports);
    file()
        .on_progress(move |progress| seen.lock().unwrap().push(progress))
        .bytes(&client(&script))
        .await
        .unwrap();
    let last = *reports.lock().unwrap().last().unwrap();
    assert_eq!((last.received, last.total), (36, Some(36)));
}

#[tokio::test]
async fn a_body_over_the_limit_is_not_buffered() {
    let script = Script::play([response(200, &[], BLOB)]).await;
    let client = Client::builder()
        .credential("t")
        .base_url(&script.base_url)
        .max_body_bytes(10)
        .build()
        .unwrap();
    assert_eq!(
        file().bytes(&client).await.unwrap_err().kind(),
        ErrorKind::Limit
    );
    // A stream is never buffered.
    assert!(
        file()
            .send(&client)
            .await
            .unwrap()
            .next()
            .await
            .unwrap()
            .is_some()
    );
}

#[tokio::test]
async fn the_buffer_of_a_known_length_is_allocated_once() {
    let long = "x".repeat(1_000_003);
    let script = Script::play([response(200, &[], &long)]).await;
    let text = file().text(&client(&script)).await.unwrap();
    // A buffer that grows with what arrives would have room left.
    assert_eq!((text.len(), text.capacity()), (long.len(), long.len()));
}

#[tokio::test]
async fn an_absurd_length_is_refused_without_an_allocation() {
    let script = Script::play([cut_off(&[ETAG], BLOB, 1 << 62)]).await;
    let error = file().bytes(&client(&script)).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Limit);
    // Without a limit, the allocation fails, and the buffer grows with what arrives.
    let unlimited = Client::builder()
        .credential("t")
        .base_url(&script.base_url)
        .max_body_bytes(u64::MAX)
        .retry(RetryPolicy::never())
        .build()
        .unwrap();
    let error = file().bytes(&unlimited).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Io);
}

#[tokio::test]
async fn dropping_a_download_affects_no_other_request() {
    let script = Script::play([cut_off(&[ETAG], "part", 99)]).await;
    let client = client(&script);
    let mut download = file().stream(&client);
    download.next().await.unwrap();
    drop(download);
    drop(file().stream(&client));
}
