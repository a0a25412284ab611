//! Streams: every item arrives once, wherever the stream is dropped and resumed.

mod delta;
mod ends;
mod random_faults;

#[path = "../samples/mod.rs"]
mod samples;

use std::future::poll_fn;
use std::pin::Pin;
use std::time::Duration;

use futures_core::Stream;
use graph_resource::{ApiVersion, Client, Continuation, ErrorKind, RetryPolicy};
use graph_resource_tests::{Canned, Service};
use samples::Item;
use serde_json::{Value, json};

/// A service with pages of these sizes, whose items are numbered from zero.
async fn pages(sizes: &[u64]) -> (Service, Client) {
    let service = Service::builder().custom_option("page").start().await;
    let mut next_id = 0;
    for (index, size) in sizes.iter().enumerate() {
        let items: Vec<Value> = (next_id..next_id + size)
            .map(|id| json!({"id": id}))
            .collect();
        next_id += size;
        let mut page = json!({"value": items});
        if index + 1 < sizes.len() {
            page["@odata.nextLink"] = json!(format!(
                "{}/v1.0/items?page={}",
                service.base_url(),
                index + 1
            ));
        }
        let path = if index == 0 {
            "/v1.0/items".to_owned()
        } else {
            format!("/v1.0/items?page={index}")
        };
        service.respond_with(path, Canned::json(200, page.to_string()));
    }
    let client = client(&service);
    (service, client)
}

fn client(service: &Service) -> Client {
    Client::builder()
        .credential(Service::TOKEN)
        .base_url(service.base_url())
        .retry(RetryPolicy::never())
        .build()
        .unwrap()
}

async fn ids(mut stream: graph_resource::ItemStream<Item>) -> Vec<u64> {
    let mut ids = Vec::new();
    while let Some(item) = stream.next().await.unwrap() {
        ids.push(item.id);
    }
    ids
}

#[tokio::test]
async fn every_item_arrives_once_with_any_prefetch() {
    let (_service, client) = pages(&[3, 0, 2, 0, 0, 5]).await;
    for prefetch in [0, 1, 2, 10] {
        let stream = Item::list().prefetch(prefetch).stream(&client);
        assert_eq!(
            ids(stream).await,
            (0..10).collect::<Vec<_>>(),
            "prefetch {prefetch}"
        );
    }
    let mut stream = Item::list().pages(&client);
    let mut sizes = Vec::new();
    while let Some(page) = stream.next().await.unwrap() {
        sizes.push(page.value.len());
    }
    assert_eq!(sizes, [3, 0, 2, 0, 0, 5]);
}

#[tokio::test]
async fn no_more_pages_are_prefetched_than_configured() {
    for prefetch in [0, 1, 3] {
        let (service, client) = pages(&[1; 10]).await;
        let mut stream = Item::list().prefetch(prefetch).stream(&client);
        stream.next().await.unwrap();
        stream.next().await.unwrap();
        // Prefetched pages are requested although nobody waits for them, and no others are.
        let expected = 2 + prefetch;
        while service.requests().len() < expected {
            tokio::task::yield_now().await;
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
        assert_eq!(service.requests().len(), expected, "prefetch {prefetch}");
    }
}

#[tokio::test]
async fn a_dropped_stream_leaves_nothing_running() {
    let (service, client) = pages(&[1; 10]).await;
    let mut stream = Item::list().prefetch(1).stream(&client);
    stream.next().await.unwrap();
    drop(stream);
    let sent = service.requests().len();
    tokio::time::sleep(Duration::from_millis(20)).await;
    assert!(service.requests().len() <= sent + 1);
}

#[tokio::test]
async fn a_dropped_future_loses_no_item() {
    for prefetch in [0, 1] {
        let (_service, client) = pages(&[2, 2, 2]).await;
        let mut stream = Item::list().prefetch(prefetch).stream(&client);
        let mut ids = Vec::new();
        loop {
            // Each future is polled once and dropped, ready or not.
            let polled =
                poll_fn(|context| std::task::Poll::Ready(Pin::new(&mut stream).poll_next(context)))
                    .await;
            match polled {
                std::task::Poll::Ready(Some(item)) => ids.push(item.unwrap().id),
                std::task::Poll::Ready(None) => break,
                std::task::Poll::Pending => tokio::task::yield_now().await,
            }
        }
        assert_eq!(ids, (0..6).collect::<Vec<_>>(), "prefetch {prefetch}");
    }
}

#[tokio::test]
async fn a_stream_resumes_from_every_position() {
    let (_service, client) = pages(&[3, 0, 2, 4]).await;
    let list = Item::list();
    for position in 0..=9 {
        let mut first = list.stream(&client);
        let mut ids = Vec::new();
        for _ in 0..position {
            ids.push(first.next().await.unwrap().unwrap().id);
        }
        let stored = serde_json::to_string(&first.continuation().unwrap()).unwrap();
        drop(first);
        let continuation: Continuation = serde_json::from_str(&stored).unwrap();
        ids.extend(self::ids(list.resume(&client, continuation)).await);
        assert_eq!(ids, (0..9).collect::<Vec<_>>(), "at {position}");
    }
}

#[tokio::test]
async fn a_finished_stream_resumes_with_nothing() {
    let (service, client) = pages(&[2, 1]).await;
    let list = Item::list();
    let mut stream = list.stream(&client);
    while stream.next().await.unwrap().is_some() {}
    let end = stream.continuation().unwrap();
    let sent = service.requests().len();
    assert!(ids(list.resume(&client, end)).await.is_empty());
    assert_eq!(service.requests().len(), sent);
}

#[tokio::test]
async fn a_continuation_belongs_to_its_request_and_its_service() {
    let (service, client) = pages(&[2, 1]).await;
    let mut stream = Item::list().stream(&client);
    stream.next().await.unwrap();
    let continuation = stream.continuation().unwrap();
    let beta = Client::builder()
        .credential(Service::TOKEN)
        .base_url(service.base_url())
        .version(ApiVersion::Beta);
    let beta = beta.build().unwrap();
    let (_other_service, other) = pages(&[2, 1]).await;
    // Pages of another size have other boundaries.
    let smaller = Item::list().prefer("odata.maxpagesize=1");
    for mut wrong in [
        Item::list().top(5).resume(&client, continuation.clone()),
        smaller.resume(&client, continuation.clone()),
        Item::list().resume(&beta, continuation.clone()),
        Item::list().resume(&other, continuation),
    ] {
        let error = wrong.next().await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Request);
        assert!(error.to_string().contains("continuation"), "{error}");
    }
}

#[tokio::test]
async fn an_error_has_a_continuation() {
    let (service, client) = pages(&[2, 2, 2]).await;
    service.respond_with("/v1.0/items?page=1", Canned::json(500, "{}"));
    let list = Item::list();
    let mut stream = list.stream(&client);
    let mut ids = vec![
        stream.next().await.unwrap().unwrap().id,
        stream.next().await.unwrap().unwrap().id,
    ];
    assert_eq!(stream.next().await.unwrap_err().status(), Some(500));
    assert_eq!(
        stream.next().await.unwrap(),
        None,
        "nothing follows an error"
    );
    let page = json!({"value": [{"id": 2}, {"id": 3}], "@odata.nextLink": format!("{}/v1.0/items?page=2", service.base_url())});
    service.respond_with("/v1.0/items?page=1", Canned::json(200, page.to_string()));
    ids.extend(self::ids(list.resume(&client, stream.continuation().unwrap())).await);
    assert_eq!(ids, (0..6).collect::<Vec<_>>());
}

#[tokio::test]
async fn one_bad_item_does_not_end_a_lenient_stream() {
    let service = Service::start().await;
    let page = json!({"value": [{"id": 0}, {"id": "bad"}, {"name": "none"}, {"id": 3}]});
    service.respond_with("/v1.0/items", Canned::json(200, page.to_string()));
    let client = client(&service);

    let error = Item::list().stream(&client).next().await.unwrap_err();
    assert_eq!(error.json_path(), Some("value[1].id"));

    let mut stream = Item::list().lenient().stream(&client);
    assert_eq!(stream.next().await.unwrap(), Some(Item { id: 0 }));
    let bad = stream.next().await.unwrap_err();
    assert!(bad.is_of_item() && !error.is_of_item());
    assert_eq!(
        (bad.json_path(), bad.item_id()),
        (Some("value[1].id"), Some("bad"))
    );
    assert_eq!(stream.next().await.unwrap_err().item_id(), None);
    assert_eq!(stream.next().await.unwrap(), Some(Item { id: 3 }));
    assert_eq!(stream.next().await.unwrap(), None);

    // A page that cannot be decoded does end the stream.
    service.respond_with(
        "/v1.0/items",
        Canned::json(
            200,
            json!({"value": [{"id": 0}], "@odata.nextLink": 1}).to_string(),
        ),
    );
    let mut stream = Item::list().lenient().stream(&client);
    assert!(!stream.next().await.unwrap_err().is_of_item());
    assert_eq!(stream.next().await.unwrap(), None);
}

#[tokio::test]
async fn the_count_is_known_with_the_first_page() {
    let service = Service::start().await;
    service.respond_with(
        "/v1.0/items",
        Canned::json(
            200,
            json!({"@odata.count": 7, "value": [{"id": 0}]}).to_string(),
        ),
    );
    let mut stream = Item::list().with_count().stream(&client(&service));
    assert_eq!(stream.total_count(), None);
    stream.next().await.unwrap();
    assert_eq!(stream.total_count(), Some(7));
    // The adapter of `futures` consumes the stream and counts the items that are left.
    assert_eq!(futures_util::StreamExt::count(stream).await, 0);
}

#[test]
fn a_stream_outside_a_runtime_is_an_error_and_not_a_panic() {
    let client = Client::new("token");
    for prefetch in [0, 1] {
        let mut stream = Item::list().prefetch(prefetch).stream(&client);
        let mut context = std::task::Context::from_waker(std::task::Waker::noop());
        match Pin::new(&mut stream).poll_next(&mut context) {
            std::task::Poll::Ready(Some(Err(error))) => assert_eq!(error.kind(), ErrorKind::Config),
            other => panic!("{other:?}"),
        }
    }
}
