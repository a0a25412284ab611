//! When an HTTP client is told to let go of its connections.

use std::future::pending;
use std::io;
use std::sync::Arc;
use std::time::{Duration, Instant};

use bytes::Bytes;
use futures_util::stream;
use graph_resource::auth::TokenRequest;
use graph_resource::transport::{HttpBody, HttpClient, HttpError};
use graph_resource::{AccessToken, ErrorKind, RetryPolicy};

use crate::samples::{DriveItem, User};
use crate::scripted::{Scripted, json, json_with};
use crate::{builder, client};

#[tokio::test]
async fn each_failure_that_may_be_of_the_connection_is_reported() {
    let failures: [fn() -> HttpError; 2] = [|| HttpError::timeout("x"), || HttpError::io("x")];
    for make in failures {
        let http = Scripted::new(move |_| Err(make()));
        User::get("1")
            .send(&client(http.clone()))
            .await
            .unwrap_err();
        assert_eq!((http.requests().len(), http.discarded().len()), (3, 3));
    }
    let http = Scripted::new(|_| Ok(json_with(503, &[], "")));
    User::get("1")
        .send(&client(http.clone()))
        .await
        .unwrap_err();
    assert_eq!(http.discarded().len(), 3);
}

#[tokio::test]
async fn no_other_failure_is_reported() {
    let http = Scripted::new(|request| match request.url.path().rsplit('/').next() {
        Some("connect") => Err(HttpError::connect("x")),
        Some("limit") => Err(HttpError::limit("x")),
        Some("decode") => Ok(json("[")),
        status => Ok(json_with(status.unwrap().parse().unwrap(), &[], "")),
    });
    let client = builder(http.clone())
        .retry(RetryPolicy::never())
        .build()
        .unwrap();
    for id in ["connect", "limit", "decode", "404", "429", "500", "504"] {
        User::get(id).send(&client).await.unwrap_err();
        assert!(http.discarded().is_empty(), "{id}");
    }
}

#[tokio::test]
async fn the_time_is_that_of_the_request() {
    let http = Scripted::silent();
    let client = builder(http.clone())
        .timeout(Duration::from_millis(50))
        .retry(RetryPolicy::never())
        .build()
        .unwrap();
    let started = Instant::now();
    User::get("1").send(&client).await.unwrap_err();
    let sent_at = http.discarded()[0];
    assert!(sent_at >= started);
    assert!(sent_at + Duration::from_millis(50) <= Instant::now());
}

#[tokio::test]
async fn the_url_is_that_of_the_request_that_failed() {
    let http = Scripted::new(|request| match request.url.host_str() {
        Some("files.example") => Err(HttpError::io("x")),
        _ if request.url.path().ends_with("/content") => {
            let location = ("location", "https://files.example/1");
            Ok(json_with(302, &[location], ""))
        }
        _ => Err(HttpError::io("x")),
    });
    let client = builder(http.clone())
        .retry(RetryPolicy::never())
        .build()
        .unwrap();
    let file = DriveItem::file("d", "i");
    file.bytes(&client).await.unwrap_err();
    User::get("1").send(&client).await.unwrap_err();
    let own = http.requests().last().unwrap().url.to_string();
    assert_eq!(
        http.failed_requests(),
        [("https://files.example/1".to_owned(), true), (own, false)]
    );
}

#[tokio::test]
async fn a_total_timeout_reports_the_request_in_flight() {
    let http = Scripted::silent();
    let client = builder(http.clone())
        .total_timeout(Duration::from_millis(50))
        .build()
        .unwrap();
    let error = User::get("1").send(&client).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Timeout);
    assert_eq!(http.discarded().len(), 1);
}

#[tokio::test]
async fn a_timeout_while_waiting_for_the_token_is_not_reported() {
    let http = Scripted::silent();
    let credential = |_: TokenRequest| async {
        pending::<()>().await;
        Ok::<_, io::Error>(AccessToken::new("token"))
    };
    let builder = || {
        builder(http.clone())
            .credential(credential)
            .retry(RetryPolicy::never())
    };
    let limited = builder().timeout(Duration::from_millis(20));
    let limited_in_all = builder().total_timeout(Duration::from_millis(20));
    for client in [limited, limited_in_all] {
        let error = User::get("1").send(&client.build().unwrap()).await;
        assert_eq!(error.unwrap_err().kind(), ErrorKind::Timeout);
    }
    assert!(http.requests().is_empty());
    assert!(http.discarded().is_empty());
}

#[tokio::test]
async fn a_download_that_breaks_is_reported() {
    let http = Scripted::new(|request| {
        let chunks = [
            Ok(Bytes::from_static(b"0123")),
            Err(io::Error::from(io::ErrorKind::ConnectionReset)),
        ];
        Ok(match request.headers.contains_key("range") {
            false => json_with(
                200,
                &[("etag", "\"one\"")],
                HttpBody::from_stream(stream::iter(chunks)),
            ),
            true => json_with(
                206,
                &[("etag", "\"one\""), ("content-range", "bytes 4-5/6")],
                "45",
            ),
        })
    });
    let download = DriveItem::file("d", "i").bytes(&client(http.clone()));
    assert_eq!(download.await.unwrap(), "012345");
    assert_eq!((http.requests().len(), http.discarded().len()), (2, 1));
}

#[tokio::test]
async fn a_batch_that_fails_as_a_whole_is_reported() {
    let http = Scripted::new(|_| Err(HttpError::io("x")));
    let client = client(http.clone());
    let parts = client.batch_all([User::get("1"), User::get("2")]).await;
    assert_eq!(parts.unwrap_err().kind(), ErrorKind::Io);
    assert_eq!((http.requests().len(), http.discarded().len()), (3, 3));
}

#[tokio::test]
async fn a_shared_client_passes_it_on() {
    let http = Scripted::new(|_| Err(HttpError::io("x")));
    let shared: Arc<dyn HttpClient> = Arc::new(http.clone());
    User::get("1").send(&client(shared)).await.unwrap_err();
    assert_eq!(http.discarded().len(), 3);
}
