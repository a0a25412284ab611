//! Content that is read only if it has changed, and what the service sends besides the bytes.

use std::time::Duration;

use graph_resource::conditional::{ConditionalContent, Fetched};
use graph_resource::{Client, ErrorKind, RetryPolicy};

use super::files::Folder;
use super::script::{Script, cut_off, response};
use super::{BLOB, ETAG, client, file, header, rest};

const MODIFIED: (&str, &str) = ("last-modified", "Thu, 29 Feb 2024 09:15:00 GMT");
const NEW: (&str, &str) = ("etag", "\"two\"");

async fn text(fetched: Fetched<graph_resource::content::Download>) -> String {
    let mut download = fetched.into_modified().unwrap();
    let mut all = Vec::new();
    while let Some(bytes) = download.next().await.unwrap() {
        all.extend_from_slice(&bytes);
    }
    String::from_utf8(all).unwrap()
}

#[tokio::test]
async fn a_download_reports_its_validators_and_headers() {
    let headers = [ETAG, MODIFIED, ("content-disposition", "inline")];
    let script = Script::play([response(200, &headers, BLOB)]).await;
    let client = client(&script);
    let download = file().send(&client).await.unwrap();
    assert_eq!(download.etag(), Some(ETAG.1));
    assert_eq!(download.last_modified(), Some(MODIFIED.1));
    assert_eq!(download.request_id(), Some("r"));
    assert_eq!(download.headers().unwrap()["content-disposition"], "inline");

    let mut unsent = file().stream(&client);
    assert_eq!((unsent.etag(), unsent.request_id()), (None, None));
    assert!(unsent.headers().is_none());
    unsent.next().await.unwrap();
    assert_eq!(unsent.etag(), Some(ETAG.1));
    while unsent.next().await.unwrap().is_some() {}
    assert_eq!(unsent.last_modified(), Some(MODIFIED.1));
}

#[tokio::test]
async fn the_bytes_of_a_content_come_with_their_response() {
    for body in [BLOB, ""] {
        let script = Script::play([response(200, &[ETAG, MODIFIED], body)]).await;
        let response = file().response(&client(&script)).await.unwrap();
        assert_eq!(response.value, body);
        assert_eq!((response.status(), response.etag()), (200, Some(ETAG.1)));
        assert_eq!(response.request_id(), Some("r"));
        let sent = script.requests();
        assert_eq!(
            response.client_request_id(),
            header(&sent[0], "client-request-id")
        );
    }
    // Bytes that look like an object have no annotations.
    let script = Script::play([response(200, &[], r#"{"@odata.etag":"x"}"#)]).await;
    let response = file().response(&client(&script)).await.unwrap();
    assert_eq!(response.etag(), None);
}

#[tokio::test]
async fn a_resumed_download_keeps_its_first_response() {
    let script = Script::play([
        cut_off(&[ETAG, ("x-part", "first")], &BLOB[..10], BLOB.len()),
        rest(10, &[ETAG, ("x-part", "second")]),
    ])
    .await;
    let response = file().response(&client(&script)).await.unwrap();
    assert_eq!(response.value, BLOB);
    assert_eq!(
        (response.status(), &response.headers()["x-part"]),
        (200, &"first".parse().unwrap())
    );
}

#[tokio::test]
async fn a_download_that_starts_anew_has_the_etag_of_its_bytes() {
    let steps = || [cut_off(&[ETAG], "", 36), response(200, &[NEW], BLOB)];
    let response = file()
        .response(&client(&Script::play(steps()).await))
        .await
        .unwrap();
    assert_eq!(
        (response.value.as_ref(), response.etag()),
        (BLOB.as_bytes(), Some(NEW.1))
    );

    let conditional = file().if_none_match("\"zero\"");
    let fetched = conditional
        .bytes(&client(&Script::play(steps()).await))
        .await
        .unwrap();
    assert_eq!(fetched.etag(), Some(NEW.1));

    let mut download = file()
        .send(&client(&Script::play(steps()).await))
        .await
        .unwrap();
    assert_eq!(download.etag(), Some(ETAG.1));
    download.next().await.unwrap();
    assert_eq!(download.etag(), Some(NEW.1));
}

#[tokio::test]
async fn content_that_has_not_changed_is_not_sent_again() {
    let script = Script::play([response(304, &[ETAG], "")]).await;
    let client = client(&script);
    let folder = Folder::new("not-modified");
    let path = folder.0.join("file");
    std::fs::write(&path, "mine").unwrap();
    for conditional in [
        file().if_none_match(ETAG.1),
        file().if_modified_since(MODIFIED.1),
        file().range(0..5).if_none_match(ETAG.1),
    ] {
        assert!(conditional.send(&client).await.unwrap().is_not_modified());
        assert_eq!(
            conditional.bytes(&client).await.unwrap(),
            Fetched::NotModified
        );
        assert_eq!(
            conditional.save_to(&client, &path).await.unwrap(),
            Fetched::NotModified
        );
        let response = conditional.response(&client).await.unwrap();
        assert!(response.value.is_not_modified());
        assert_eq!((response.status(), response.etag()), (304, Some(ETAG.1)));
        assert_eq!(response.request_id(), Some("r"));
    }
    assert_eq!(std::fs::read(&path).unwrap(), b"mine");
    let requests = script.requests();
    assert_eq!(requests.len(), 12);
    assert_eq!(header(&requests[0], "if-none-match"), Some(ETAG.1));
    assert_eq!(header(&requests[4], "if-modified-since"), Some(MODIFIED.1));
    assert_eq!(header(&requests[8], "range"), Some("bytes=0-4"));
    assert_eq!(header(&requests[8], "if-none-match"), Some(ETAG.1));
}

#[tokio::test]
async fn content_that_has_changed_is_read_with_its_new_etag() {
    let script = Script::play([response(200, &[NEW], BLOB)]).await;
    let client = client(&script);
    let folder = Folder::new("modified");
    let path = folder.0.join("file");
    let conditional = file().if_none_match(ETAG.1);

    let fetched = conditional.send(&client).await.unwrap();
    assert_eq!(fetched.etag(), Some(NEW.1));
    assert_eq!(text(fetched).await, BLOB);
    let fetched = conditional.bytes(&client).await.unwrap();
    assert_eq!(
        fetched,
        Fetched::modified(BLOB.into(), Some(NEW.1.to_owned()))
    );
    let fetched = conditional.save_to(&client, &path).await.unwrap();
    assert_eq!(fetched, Fetched::modified(36, Some(NEW.1.to_owned())));
    assert_eq!(std::fs::read(&path).unwrap(), BLOB.as_bytes());
    let response = conditional.response(&client).await.unwrap();
    assert_eq!((response.status(), response.etag()), (200, Some(NEW.1)));
    assert_eq!(response.value.into_modified().unwrap(), BLOB);
}

#[tokio::test]
async fn a_range_that_has_changed_is_read() {
    let script = Script::play([rest(30, &[NEW])]).await;
    let conditional = file().range(30..).if_none_match(ETAG.1);
    let response = conditional.response(&client(&script)).await.unwrap();
    assert_eq!(response.status(), 206);
    assert_eq!(response.value.into_modified().unwrap(), &BLOB[30..]);
}

#[tokio::test]
async fn the_condition_is_forwarded_to_a_download_host() {
    let host = Script::play([response(304, &[ETAG], "")]).await;
    let location = format!("{}/blob", host.base_url);
    let script = Script::play([response(302, &[("location", &location)], "")]).await;
    let conditional = file().if_none_match(ETAG.1);
    let fetched = conditional.bytes(&client(&script)).await.unwrap();
    assert!(fetched.is_not_modified());
    assert_eq!(header(&host.requests()[0], "if-none-match"), Some(ETAG.1));
}

#[tokio::test]
async fn the_condition_is_not_repeated_when_a_download_resumes() {
    let script = Script::play([
        cut_off(&[NEW], "", BLOB.len()),
        cut_off(&[NEW], &BLOB[..10], BLOB.len()),
        rest(10, &[NEW]),
    ])
    .await;
    let conditional = file().if_none_match(ETAG.1).bytes(&client(&script));
    assert_eq!(conditional.await.unwrap().into_modified().unwrap(), BLOB);
    let requests = script.requests();
    let conditions: Vec<_> = requests
        .iter()
        .map(|sent| header(sent, "if-none-match"))
        .collect();
    assert_eq!(conditions, [Some(ETAG.1), None, None]);
    assert_eq!(header(&requests[2], "if-range"), Some(NEW.1));
}

#[tokio::test]
async fn optional_content_has_its_response_whether_it_exists_or_not() {
    for (status, body, expected) in [
        (200, BLOB, Some(BLOB)),
        (404, r#"{"error": {"code": "ImageNotFound"}}"#, None),
        (204, "", None),
    ] {
        let script = Script::play([response(status, &[], body)]).await;
        let client = client(&script);
        let response = file().response_opt(&client).await.unwrap();
        assert_eq!(
            (response.status(), response.request_id()),
            (status, Some("r"))
        );
        assert_eq!(response.value.as_deref(), expected.map(str::as_bytes));
        let download = file().send_opt(&client).await.unwrap();
        assert_eq!(download.is_some(), expected.is_some());
    }
    let script = Script::play([response(403, &[], "")]).await;
    let error = file().response_opt(&client(&script)).await.unwrap_err();
    assert!(error.is_forbidden(), "{error}");
}

#[tokio::test]
async fn optional_content_that_disappears_while_it_is_read_is_an_error() {
    let gone = || response(404, &[ETAG], "not the content");
    for headers in [&[ETAG][..], &[]] {
        let broken = cut_off(headers, &BLOB[..10], BLOB.len());
        let script = Script::play([broken, gone()]).await;
        let error = file().response_opt(&client(&script)).await.unwrap_err();
        assert!(error.is_not_found(), "{error}");
        assert_eq!(script.requests().len(), 2);
    }
}

#[tokio::test]
async fn a_conditional_read_of_all_bytes_starts_again_where_it_cannot_resume() {
    let broken = || cut_off(&[], &BLOB[..10], BLOB.len());
    let changed = || response(200, &[NEW], "a new version");
    let script = Script::play([broken(), changed(), broken(), changed()]).await;
    let client = client(&script);
    let conditional = file().if_none_match(ETAG.1);
    let bytes = conditional.bytes(&client).await.unwrap();
    assert_eq!(bytes.etag(), Some(NEW.1));
    assert_eq!(bytes.into_modified().unwrap(), "a new version");
    let folder = Folder::new("conditional-restart");
    let path = folder.0.join("file.txt");
    let written = conditional.save_to(&client, &path).await.unwrap();
    assert_eq!(written, Fetched::modified(13, Some(NEW.1.to_owned())));
    assert_eq!(std::fs::read(&path).unwrap(), b"a new version");

    let script = Script::play([broken(), changed()]).await;
    let client = self::client(&script);
    let mut stream = conditional
        .send(&client)
        .await
        .unwrap()
        .into_modified()
        .unwrap();
    assert_eq!(stream.next().await.unwrap().unwrap(), &BLOB[..10]);
    let error = stream.next().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Io);
}

#[tokio::test]
async fn a_failed_attempt_is_retried_with_the_condition() {
    let script = Script::play([
        response(503, &[("retry-after", "0")], ""),
        response(304, &[], ""),
    ])
    .await;
    let conditional = file().if_none_match(ETAG.1).send(&client(&script));
    assert!(conditional.await.unwrap().is_not_modified());
    assert_eq!(header(&script.requests()[1], "if-none-match"), Some(ETAG.1));
}

#[tokio::test]
async fn an_unexpected_304_is_an_error() {
    let script = Script::play([response(304, &[ETAG], "")]).await;
    let client = Client::builder()
        .credential("t")
        .base_url(&script.base_url)
        .retry(RetryPolicy::never())
        .timeout(Duration::from_secs(5))
        .build()
        .unwrap();
    for error in [
        file().send(&client).await.unwrap_err(),
        file().bytes(&client).await.unwrap_err(),
        file().response(&client).await.unwrap_err(),
    ] {
        assert_eq!(
            (error.kind(), error.status()),
            (ErrorKind::Status, Some(304))
        );
    }
}

#[tokio::test]
async fn a_conditional_read_fails_as_any_other_read_of_bytes() {
    let read = |conditional: ConditionalContent, step| async move {
        let script = Script::play([step]).await;
        conditional.bytes(&client(&script)).await.unwrap_err()
    };
    let conditional = file().if_none_match(ETAG.1);
    let missing = read(conditional.clone(), response(404, &[], "")).await;
    assert!(missing.is_not_found());
    let without_content = read(conditional.clone(), response(204, &[], "")).await;
    assert_eq!(without_content.status(), Some(204));
    let ranged = file().range(3..5).if_none_match(ETAG.1);
    let whole = read(ranged, response(200, &[NEW], BLOB)).await;
    assert!(whole.to_string().contains("whole content"), "{whole}");

    let script = Script::play([response(200, &[NEW], BLOB)]).await;
    let small = Client::builder()
        .credential("t")
        .base_url(&script.base_url)
        .max_body_bytes(10)
        .build()
        .unwrap();
    let error = conditional.bytes(&small).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Limit);
    assert!(error.template().is_some(), "{error}");
}

#[tokio::test]
async fn a_date_that_a_service_would_ignore_is_refused_before_it_is_sent() {
    let script = Script::play([response(304, &[], "")]).await;
    let client = client(&script);
    for date in [
        "",
        "yesterday",
        "2024-02-29T09:15:00Z",
        "Thu, 29 Feb 1024 09:15:00 GMT",
    ] {
        let conditional = file().if_modified_since(date);
        let error = conditional.send(&client).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Request);
        assert!(error.to_string().contains("needs an HTTP date"), "{error}");
    }
    assert!(script.requests().is_empty());
    // The obsolete forms are written anew (RFC 9110, section 5.6.7).
    for date in [
        "Thursday, 29-Feb-24 09:15:00 GMT",
        "Thu Feb 29 09:15:00 2024",
    ] {
        let conditional = file().if_modified_since(date);
        assert!(conditional.send(&client).await.unwrap().is_not_modified());
    }
    for request in script.requests() {
        assert_eq!(header(&request, "if-modified-since"), Some(MODIFIED.1));
    }
}
