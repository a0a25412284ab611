//! A resumed download must still be of the same content.

use graph_resource::ErrorKind;

use super::script::{Script, Step, cut_off, response};
use super::{BLOB, ETAG, client, file, header, rest};

const MODIFIED: &str = "Thu, 29 Feb 2024 09:15:00 GMT";
const LATER: &str = "Thu, 29 Feb 2024 09:15:01 GMT";

/// Downloads ten bytes and, after a broken connection, `then`. Returns the outcome and the second request's `If-Range`.
async fn resume_with(
    headers: &[(&str, &str)],
    then: Step,
) -> (Result<String, graph_resource::Error>, Option<String>) {
    let script = Script::play([cut_off(headers, &BLOB[..10], BLOB.len()), then]).await;
    let outcome = file().text(&client(&script)).await;
    let requests = script.requests();
    assert_eq!(requests.len(), 2);
    assert_eq!(header(&requests[1], "range"), Some("bytes=10-"));
    (outcome, header(&requests[1], "if-range").map(str::to_owned))
}

#[tokio::test]
async fn unchanged_content_is_resumed() {
    let weak = ("etag", "W/\"one\"");
    let modified = ("last-modified", MODIFIED);
    let later = ("date", LATER);
    for (first, second, if_range) in [
        (vec![ETAG], vec![ETAG], Some("\"one\"")),
        // A conditional response need not repeat the validator.
        (vec![ETAG], vec![], Some("\"one\"")),
        (vec![ETAG, modified, later], vec![ETAG], Some("\"one\"")),
        // A weak validator cannot be a condition for a range, but it shows whether the content has changed.
        (vec![weak], vec![weak], None),
        (vec![weak, modified, later], vec![weak], None),
        (vec![modified, later], vec![modified], Some(MODIFIED)),
        // Content that changed twice within that second would have the same date.
        (vec![modified, ("date", MODIFIED)], vec![modified], None),
        (vec![modified], vec![modified], None),
        (vec![], vec![], None),
    ] {
        let (outcome, condition) = resume_with(&first, rest(10, &second)).await;
        assert_eq!(outcome.unwrap(), BLOB, "{first:?}");
        assert_eq!(condition.as_deref(), if_range, "{first:?}");
    }
}

#[tokio::test]
async fn changed_content_is_not_spliced() {
    let part = |headers: &[(&str, &str)]| rest(10, headers);
    let longer = response(206, &[("content-range", "bytes 10-99/100")], &BLOB[10..]);
    for (first, second) in [
        // These responses ignore the condition.
        (vec![ETAG], part(&[("etag", "\"two\"")])),
        (vec![("etag", "W/\"one\"")], part(&[("etag", "W/\"two\"")])),
        (
            vec![("last-modified", MODIFIED)],
            part(&[("last-modified", LATER)]),
        ),
        (vec![], longer.clone()),
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
