//! A resumed download must still be of the same content.

use graph_resource::ErrorKind;

use super::script::{Script, Step, cut_off, response};
use super::{BLOB, ETAG, client, file, header, rest};

const MODIFIED: &str = "Thu, 29 Feb 2024 09:15:00 GMT";
const LATER: &str = "Thu, 29 Feb 2024 09:15:01 GMT";

/// Downloads ten bytes and, after a broken connection, `then`, as a stream. Returns the outcome and the second request's
/// `If-Range`.
async fn resume_with(
    headers: &[(&str, &str)],
    then: Step,
) -> (Result<String, graph_resource::Error>, Option<String>) {
    let script = Script::play([cut_off(headers, &BLOB[..10], BLOB.len()), then]).await;
    let outcome = read_stream(&script).await;
    let requests = script.requests();
    assert_eq!(requests.len(), 2);
    assert_eq!(header(&requests[1], "range"), Some("bytes=10-"));
    (outcome, header(&requests[1], "if-range").map(str::to_owned))
}

/// Reads a stream, whose chunks cannot be taken back.
async fn read_stream(script: &Script) -> Result<String, graph_resource::Error> {
    let mut download = file().stream(&client(script));
    let mut text = String::new();
    while let Some(bytes) = download.next().await? {
        text += std::str::from_utf8(&bytes).unwrap();
    }
    Ok(text)
}

#[tokio::test]
async fn a_download_resumes_on_a_strong_validator() {
    let modified = ("last-modified", MODIFIED);
    let later = ("date", LATER);
    for (first, second, if_range) in [
        (vec![ETAG], vec![ETAG], "\"one\""),
        // A conditional response need not repeat the validator.
        (vec![ETAG], vec![], "\"one\""),
        (vec![ETAG, modified, later], vec![ETAG], "\"one\""),
        (vec![modified, later], vec![modified], MODIFIED),
    ] {
        let (outcome, condition) = resume_with(&first, rest(10, &second)).await;
        assert_eq!(outcome.unwrap(), BLOB, "{first:?}");
        assert_eq!(condition.as_deref(), Some(if_range), "{first:?}");
    }
}

/// Headers that do not show whether content of the same length is the same.
fn without_strong_validator() -> [Vec<(&'static str, &'static str)>; 6] {
    let weak = ("etag", "W/\"one\"");
    let modified = ("last-modified", MODIFIED);
    let later = ("date", LATER);
    [
        vec![weak],
        // With an entity tag, the date is not a condition for a range (RFC 9110, section 13.1.5).
        vec![weak, modified, later],
        // Content that changed twice within that second would have the same date.
        vec![modified, ("date", MODIFIED)],
        vec![modified],
        vec![later],
        vec![],
    ]
}

#[tokio::test]
async fn a_stream_without_a_strong_validator_fails_after_a_broken_connection() {
    for headers in without_strong_validator() {
        // The second response would continue with the same headers, but might be of another version.
        let first = cut_off(&headers, &BLOB[..10], BLOB.len());
        let script = Script::play([first, rest(10, &headers)]).await;
        let error = read_stream(&script).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Io, "{headers:?}");
        assert!(error.to_string().contains("start again"), "{error}");
        assert_eq!(script.requests().len(), 1, "{headers:?}");
    }
}

#[tokio::test]
async fn a_stream_that_has_delivered_nothing_starts_again() {
    for headers in without_strong_validator() {
        let first = cut_off(&headers, "", BLOB.len());
        let script = Script::play([first, response(200, &headers, BLOB)]).await;
        assert_eq!(read_stream(&script).await.unwrap(), BLOB, "{headers:?}");
        assert_eq!(header(&script.requests()[1], "range"), None);
    }
}

#[tokio::test]
async fn a_buffered_download_without_a_strong_validator_starts_again() {
    const NEW: &str = "a new version";
    for headers in without_strong_validator() {
        let first = cut_off(&headers, &BLOB[..10], BLOB.len());
        let script = Script::play([first, response(200, &headers, NEW)]).await;
        assert_eq!(file().text(&client(&script)).await.unwrap(), NEW);
        let requests = script.requests();
        assert_eq!(requests.len(), 2);
        assert_eq!(header(&requests[1], "range"), None);
        assert_eq!(header(&requests[1], "if-range"), None);
    }
}

#[tokio::test]
async fn a_buffered_download_starts_again_with_the_changed_content() {
    for new in ["", "a new version"] {
        let changed = response(200, &[("etag", "\"two\"")], new);
        let script = Script::play([cut_off(&[ETAG], &BLOB[..10], BLOB.len()), changed]).await;
        assert_eq!(file().text(&client(&script)).await.unwrap(), new);
        assert_eq!(header(&script.requests()[1], "if-range"), Some("\"one\""));
    }
}

#[tokio::test]
async fn a_restarted_range_is_requested_again() {
    let headers = [("content-range", "bytes 10-19/36")];
    let broken = cut_off(&headers, &BLOB[10..14], 10);
    let script = Script::play([broken, response(206, &headers, &BLOB[10..20])]).await;
    let bytes = file().range(10..20).bytes(&client(&script)).await.unwrap();
    assert_eq!(bytes, &BLOB[10..20]);
    let requests = script.requests();
    assert_eq!(header(&requests[1], "range"), Some("bytes=10-19"));
}

#[tokio::test]
async fn restarts_without_further_progress_end() {
    // The script repeats its last step.
    let script = Script::play([cut_off(&[], &BLOB[..10], BLOB.len())]).await;
    let error = file().bytes(&client(&script)).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Io);
    assert_eq!(script.requests().len(), 3);
}

#[tokio::test]
async fn changed_content_is_not_spliced() {
    let part = |headers: &[(&str, &str)]| rest(10, headers);
    let longer = response(206, &[("content-range", "bytes 10-99/100")], &BLOB[10..]);
    for (first, second) in [
        // These responses ignore the condition.
        (vec![ETAG], part(&[("etag", "\"two\"")])),
        (vec![ETAG], part(&[("etag", "W/\"one\"")])),
        (
            vec![("last-modified", MODIFIED), ("date", LATER)],
            part(&[("last-modified", LATER)]),
        ),
        (vec![ETAG], longer),
        (vec![ETAG], response(200, &[("etag", "\"two\"")], BLOB)),
    ] {
        let case = format!("{first:?} {second:?}");
        let error = resume_with(&first, second).await.0.unwrap_err();
        assert!(
            error.to_string().contains("the content changed"),
            "{case}: {error}"
        );
    }
}

#[tokio::test]
async fn a_download_that_cannot_resume_says_why() {
    let error = resume_with(&[ETAG], response(200, &[ETAG], BLOB))
        .await
        .0
        .unwrap_err();
    assert!(
        error.to_string().contains("does not support ranges"),
        "{error}"
    );
    // The content was never as long as its header promised.
    let error = resume_with(
        &[ETAG],
        response(416, &[("content-range", "bytes */10")], ""),
    )
    .await
    .0
    .unwrap_err();
    assert_eq!(
        (error.kind(), error.status()),
        (ErrorKind::Io, Some(200)),
        "{error}"
    );
    let error = resume_with(&[ETAG], response(404, &[], ""))
        .await
        .0
        .unwrap_err();
    assert!(error.is_not_found());
    let another = response(
        206,
        &[ETAG, ("content-range", "bytes 12-35/36")],
        &BLOB[12..],
    );
    let error = resume_with(&[ETAG], another).await.0.unwrap_err();
    assert!(error.to_string().contains("a different range"), "{error}");
    let without = response(
        206,
        &[ETAG, ("content-type", "multipart/byteranges; boundary=x")],
        "--x",
    );
    assert!(
        resume_with(&[ETAG], without)
            .await
            .0
            .unwrap_err()
            .to_string()
            .contains("a different range")
    );
}

#[tokio::test]
async fn no_more_bytes_are_delivered_than_the_content_has() {
    let more = response(
        206,
        &[ETAG, ("content-range", "bytes 10-35/36")],
        &BLOB.repeat(2),
    );
    let error = resume_with(&[ETAG], more).await.0.unwrap_err();
    assert!(error.to_string().contains("more bytes"), "{error}");
}
