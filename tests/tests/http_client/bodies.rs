//! Bodies that arrive in chunks, break, stall or panic.

use std::io;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use bytes::Bytes;
use futures_util::stream::{self, StreamExt};
use graph_resource::ErrorKind;
use graph_resource::transport::{HttpBody, HttpError, HttpResponse};
use http::{HeaderMap, HeaderValue, StatusCode};

use crate::samples::{DriveItem, User};
use crate::scripted::{Scripted, json};
use crate::{builder, client};

const CONTENT: &str = "0123456789abcdefghijklmnopqrstuvwxyz";

fn chunk(text: &'static str) -> Result<Bytes, io::Error> {
    Ok(Bytes::from_static(text.as_bytes()))
}

fn broken() -> Result<Bytes, io::Error> {
    Err(io::ErrorKind::ConnectionReset.into())
}

/// A body of these chunks.
fn chunks<const N: usize>(chunks: [Result<Bytes, io::Error>; N]) -> HttpBody {
    HttpBody::from_stream(stream::iter(chunks))
}

/// The content from `start` on, as far as the stream goes.
fn content(start: usize, body: HttpBody) -> HttpResponse {
    let mut headers = HeaderMap::new();
    headers.insert("etag", HeaderValue::from_static("\"one\""));
    headers.insert("content-length", (CONTENT.len() - start).into());
    if start == 0 {
        return HttpResponse::new(StatusCode::OK, headers, body);
    }
    let range = format!("bytes {start}-{}/{}", CONTENT.len() - 1, CONTENT.len());
    headers.insert("content-range", range.try_into().unwrap());
    HttpResponse::new(StatusCode::PARTIAL_CONTENT, headers, body)
}

#[tokio::test]
async fn a_streamed_body_is_read_to_its_end() {
    let http = Scripted::new(|_| {
        Ok(json(chunks([
            chunk(r#"{"id": "#),
            chunk(""),
            chunk(r#""1"}"#),
        ])))
    });
    assert_eq!(User::get("1").send(&client(http)).await.unwrap().id, "1");
}

#[tokio::test]
async fn an_object_whose_body_breaks_is_requested_again() {
    let sent = AtomicUsize::new(0);
    let http = Scripted::new(move |_| {
        Ok(json(match sent.fetch_add(1, Ordering::Relaxed) {
            0 => chunks([chunk(r#"{"id": "#), broken()]),
            _ => chunks([chunk(r#"{"id": "1"}"#)]),
        }))
    });
    let user = User::get("1").send(&client(http.clone())).await.unwrap();
    assert_eq!((user.id.as_str(), http.requests().len()), ("1", 2));
}

#[tokio::test]
async fn a_download_whose_body_breaks_resumes() {
    let http = Scripted::new(|request| {
        Ok(match request.headers.get("range") {
            None => content(0, chunks([chunk(&CONTENT[..10]), broken()])),
            Some(range) => {
                assert_eq!(range, "bytes=10-");
                assert_eq!(request.headers["if-range"], "\"one\"");
                content(10, chunks([chunk(&CONTENT[10..])]))
            }
        })
    });
    let bytes = DriveItem::file("d", "i")
        .bytes(&client(http.clone()))
        .await
        .unwrap();
    assert_eq!((bytes, http.requests().len()), (CONTENT.into(), 2));
}

#[tokio::test]
async fn a_download_whose_body_ends_early_resumes() {
    let http = Scripted::new(|request| {
        Ok(match request.headers.contains_key("range") {
            false => content(0, chunks([chunk(&CONTENT[..10])])),
            true => content(10, HttpBody::from(&CONTENT[10..])),
        })
    });
    let download = DriveItem::file("d", "i").bytes(&client(http));
    assert_eq!(download.await.unwrap(), CONTENT);
}

#[tokio::test]
async fn a_download_whose_body_stalls_resumes() {
    let http = Scripted::new(|request| {
        let start = stream::iter([chunk(&CONTENT[..10])]);
        Ok(match request.headers.contains_key("range") {
            false => content(0, HttpBody::from_stream(start.chain(stream::pending()))),
            true => content(10, HttpBody::from(&CONTENT[10..])),
        })
    });
    let client = builder(http)
        .timeout(Duration::from_millis(50))
        .build()
        .unwrap();
    let download = DriveItem::file("d", "i").bytes(&client);
    assert_eq!(download.await.unwrap(), CONTENT);
}

#[tokio::test]
async fn a_permanent_error_ends_a_download() {
    let http = Scripted::new(|_| {
        let error = HttpError::io("the key is lost").permanent();
        let chunks = [Ok(Bytes::from_static(b"0123")), Err(error)];
        Ok(content(0, HttpBody::from_stream(stream::iter(chunks))))
    });
    let error = DriveItem::file("d", "i")
        .bytes(&client(http.clone()))
        .await
        .unwrap_err();
    assert_eq!((error.kind(), http.requests().len()), (ErrorKind::Io, 1));
}

#[tokio::test]
async fn a_body_that_panics_is_an_error() {
    let http = Scripted::new(|_| {
        let body = stream::poll_fn(|_| -> std::task::Poll<Option<Result<Bytes, io::Error>>> {
            panic!("planted")
        });
        Ok(content(0, HttpBody::from_stream(body)))
    });
    let client = client(http.clone());
    let of_object = User::get("1").send(&client).await.unwrap_err();
    let mut download = DriveItem::file("d", "i").send(&client).await.unwrap();
    let of_download = download.next().await.unwrap_err();
    for error in [of_object, of_download] {
        assert_eq!(error.kind(), ErrorKind::Config);
        assert!(error.to_string().contains("panicked"), "{error}");
    }
    assert_eq!(http.requests().len(), 2);
}

#[tokio::test]
async fn a_streamed_body_is_read_up_to_the_limit() {
    let http = Scripted::new(|_| {
        let endless = stream::repeat_with(|| chunk(CONTENT));
        Ok(json(HttpBody::from_stream(endless)))
    });
    let client = builder(http).max_body_bytes(1000).build().unwrap();
    let error = User::get("1").send(&client).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Limit);
}

#[tokio::test]
async fn a_body_can_be_read_by_a_wrapper() {
    let mut body = chunks([chunk("one"), chunk("two")]);
    assert_eq!(body.chunk().await.unwrap().unwrap(), "one");
    assert_eq!(body.chunk().await.unwrap().unwrap(), "two");
    assert!(body.chunk().await.unwrap().is_none());
    // The stream is not polled again after its end.
    assert!(body.chunk().await.unwrap().is_none());
    let mut whole = HttpBody::from("one");
    assert_eq!(whole.chunk().await.unwrap().unwrap(), "one");
    assert!(whole.chunk().await.unwrap().is_none());
}
