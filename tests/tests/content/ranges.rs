//! Ranges, and services that respond with another range.

use graph_resource::ErrorKind;

use super::script::{Script, Step, cut_off, response};
use super::{BLOB, ETAG, client, file, header, rest};

fn part(range: &str, body: &str) -> Step {
    response(206, &[ETAG, ("content-range", range)], body)
}

fn requested_ranges(script: &Script) -> Vec<Option<String>> {
    script
        .requests()
        .iter()
        .map(|request| header(request, "range").map(str::to_owned))
        .collect()
}

#[tokio::test]
async fn every_form_of_range_is_sent() {
    use std::ops::Bound::{Excluded, Included, Unbounded};
    let script = Script::play([part("bytes 0-9/36", &BLOB[..10])]).await;
    assert_eq!(
        file().range(..10).bytes(&client(&script)).await.unwrap(),
        &BLOB[..10]
    );
    assert_eq!(
        file().range(0..=9).bytes(&client(&script)).await.unwrap(),
        &BLOB[..10]
    );
    assert_eq!(
        requested_ranges(&script),
        [Some("bytes=0-9".to_owned()), Some("bytes=0-9".to_owned())]
    );
    let script = Script::play([rest(0, &[])]).await;
    assert_eq!(
        file().range(..).bytes(&client(&script)).await.unwrap(),
        BLOB
    );
    // From the first byte to beyond the last.
    assert_eq!(
        file().range(0..1000).bytes(&client(&script)).await.unwrap(),
        BLOB
    );
    assert_eq!(
        requested_ranges(&script),
        [Some("bytes=0-".to_owned()), Some("bytes=0-999".to_owned())]
    );

    let sent = script.requests().len();
    let empty = [
        (Included(7), Excluded(7)),
        (Unbounded, Excluded(0)),
        (Included(8), Included(7)),
    ];
    for range in empty.into_iter().chain([(Excluded(u64::MAX), Unbounded)]) {
        let request = file().range(range);
        for error in [
            request.bytes(&client(&script)).await.err(),
            request.send(&client(&script)).await.err(),
            request.stream(&client(&script)).next().await.err(),
        ] {
            let error = error.unwrap();
            assert_eq!(error.kind(), ErrorKind::Request);
            assert!(error.to_string().contains("the range is empty"), "{error}");
        }
    }
    assert_eq!(script.requests().len(), sent);
}

#[tokio::test]
async fn only_the_range_method_can_set_the_range_header() {
    let script = Script::play([rest(0, &[])]).await;
    for name in ["Range", "If-Range"] {
        let error = file()
            .header(name, "bytes=0-9")
            .bytes(&client(&script))
            .await
            .unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Request);
        assert!(error.to_string().contains("`Content::range`"), "{error}");
    }
    assert!(script.requests().is_empty());
}

#[tokio::test]
async fn a_range_past_the_end_is_the_services_error() {
    let script = Script::play([response(416, &[("content-range", "bytes */36")], "")]).await;
    let error = file()
        .range(100..)
        .bytes(&client(&script))
        .await
        .unwrap_err();
    assert_eq!(
        (error.kind(), error.status()),
        (ErrorKind::Status, Some(416))
    );
    assert_eq!(script.requests().len(), 1);
}

#[tokio::test]
async fn a_partial_response_shorter_than_the_range_is_completed() {
    for content in [file().range(30..), file().range(30..99)] {
        let script = Script::play([
            part("bytes 30-32/36", &BLOB[30..33]),
            part("bytes 33-35/36", &BLOB[33..]),
        ])
        .await;
        let mut download = content.send(&client(&script)).await.unwrap();
        assert_eq!(download.length(), Some(6));
        let mut read = Vec::new();
        while let Some(bytes) = download.next().await.unwrap() {
            read.extend_from_slice(&bytes);
        }
        assert_eq!(read, &BLOB.as_bytes()[30..]);
    }
    // If the total length is unknown, an open range ends where the response ends.
    let script = Script::play([part("bytes 30-32/*", &BLOB[30..33])]).await;
    assert_eq!(
        file().range(30..).bytes(&client(&script)).await.unwrap(),
        &BLOB[30..33]
    );
}

#[tokio::test]
async fn a_partial_response_for_another_range_is_an_error() {
    for (range, body) in [
        ("bytes 10-35/36", &BLOB[10..]),
        ("bytes 9-19/36", &BLOB[9..20]),
        ("bytes 10-9/36", ""),
        ("bytes 10-40/36", &BLOB[10..]),
        ("bytes 10-/36", &BLOB[10..]),
        ("letters 10-19/36", &BLOB[10..20]),
    ] {
        let script = Script::play([part(range, body)]).await;
        let error = file()
            .range(10..20)
            .bytes(&client(&script))
            .await
            .unwrap_err();
        assert!(
            error.to_string().contains("a different range"),
            "{range}: {error}"
        );
    }
    // A partial response that was not requested must not pass for the whole.
    let script = Script::play([part("bytes 0-9/36", &BLOB[..10])]).await;
    let error = file().bytes(&client(&script)).await.unwrap_err();
    assert!(error.to_string().contains("a part"), "{error}");
}

#[tokio::test]
async fn a_range_broken_before_its_first_byte_is_retried_as_a_range() {
    let script = Script::play([
        cut_off(&[ETAG, ("content-range", "bytes 10-19/36")], "", 10),
        response(200, &[ETAG], BLOB),
    ])
    .await;
    let error = file()
        .range(10..20)
        .bytes(&client(&script))
        .await
        .unwrap_err();
    assert!(error.to_string().contains("whole content"), "{error}");
    let script = Script::play([
        cut_off(&[ETAG, ("content-range", "bytes 10-19/36")], "", 10),
        part("bytes 10-19/36", &BLOB[10..20]),
    ])
    .await;
    assert_eq!(
        file().range(10..20).bytes(&client(&script)).await.unwrap(),
        &BLOB[10..20]
    );
    // The content changed between two attempts, but no byte had been delivered yet.
    let script = Script::play([
        cut_off(&[ETAG], "", 99),
        response(200, &[("etag", "\"two\"")], BLOB),
    ])
    .await;
    assert_eq!(file().bytes(&client(&script)).await.unwrap(), BLOB);
}
