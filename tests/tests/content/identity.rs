//! Whether it is still the same content when a connection is taken up again.

use graph_resource::ErrorKind;

use super::script::{Script, Step, answer, cut_off};
use super::{BLOB, ETAG, client, file, header, rest};

const MODIFIED: &str = "Thu, 29 Feb 2024 09:15:00 GMT";
const LATER: &str = "Thu, 29 Feb 2024 09:15:01 GMT";

/// Ten bytes and then, behind a broken connection, this. Gives the outcome and the `If-Range` of the second request.
async fn broken(
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
async fn what_is_the_same_is_taken_up() {
    let weak = ("etag", "W/\"one\"");
    let (modified, later) = (("last-modified", MODIFIED), ("date", LATER));
    for (first, second, if_range) in [
        (vec![ETAG], vec![ETAG], Some("\"one\"")),
        // The answer to a condition need not repeat what it was.
        (vec![ETAG], vec![], Some("\"one\"")),
        (vec![ETAG, modified, later], vec![ETAG], Some("\"one\"")),
        // Weak validators are no condition for a range, but they tell what has changed.
        (vec![weak], vec![weak], None),
        (vec![weak, modified, later], vec![weak], None),
        (vec![modified, later], vec![modified], Some(MODIFIED)),
        // Changed twice in that second, it would have the same date.
        (vec![modified, ("date", MODIFIED)], vec![modified], None),
        (vec![modified], vec![modified], None),
        (vec![], vec![], None),
    ] {
        let (outcome, condition) = broken(&first, rest(10, &second)).await;
        assert_eq!(outcome.unwrap(), BLOB, "{first:?}");
        assert_eq!(condition.as_deref(), if_range, "{first:?}");
    }
}

#[tokio::test]
async fn what_has_changed_is_not_patched_together() {
    let part = |headers: &[(&str, &str)]| rest(10, headers);
    let longer = answer(206, &[("content-range", "bytes 10-99/100")], &BLOB[10..]);
    for (first, second) in [
        // These ignore the condition.
        (vec![ETAG], part(&[("etag", "\"two\"")])),
        (vec![("etag", "W/\"one\"")], part(&[("etag", "W/\"two\"")])),
        (
            vec![("last-modified", MODIFIED)],
            part(&[("last-modified", LATER)]),
        ),
        (vec![], longer.clone()),
        (vec![ETAG], longer),
        (vec![ETAG], answer(200, &[("etag", "\"two\"")], BLOB)),
    ] {
        let case = format!("{first:?} {second:?}");
        let error = broken(&first, second).await.0.unwrap_err();
        assert!(
            error.to_string().contains("the content changed"),
            "{case}: {error}"
        );
    }
}

#[tokio::test]
async fn what_cannot_be_taken_up_says_why() {
    let error = broken(&[ETAG], answer(200, &[ETAG], BLOB))
        .await
        .0
        .unwrap_err();
    assert!(
        error.to_string().contains("does not support ranges"),
        "{error}"
    );
    // It was never as long as it was said to be.
    let error = broken(&[ETAG], answer(416, &[("content-range", "bytes */10")], ""))
        .await
        .0
        .unwrap_err();
    assert_eq!(
        (error.kind(), error.status()),
        (ErrorKind::Io, Some(200)),
        "{error}"
    );
    let error = broken(&[ETAG], answer(404, &[], "")).await.0.unwrap_err();
    assert!(error.is_not_found());
    let another = answer(
        206,
        &[ETAG, ("content-range", "bytes 12-35/36")],
        &BLOB[12..],
    );
    let error = broken(&[ETAG], another).await.0.unwrap_err();
    assert!(error.to_string().contains("another range"), "{error}");
    let without = answer(
        206,
        &[ETAG, ("content-type", "multipart/byteranges; boundary=x")],
        "--x",
    );
    assert!(
        broken(&[ETAG], without)
            .await
            .0
            .unwrap_err()
            .to_string()
            .contains("another range")
    );
}

#[tokio::test]
async fn no_more_is_handed_on_than_there_is() {
    let more = answer(
        206,
        &[ETAG, ("content-range", "bytes 10-35/36")],
        &BLOB.repeat(2),
    );
    let error = broken(&[ETAG], more).await.0.unwrap_err();
    assert!(error.to_string().contains("more bytes"), "{error}");
}
