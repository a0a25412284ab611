//! Streams under all difficulties at once: pages of any size, pages that fail, futures dropped wherever they wait,
//! streams dropped and resumed from a stored continuation, and any number of prefetched pages.

use std::future::poll_fn;
use std::pin::Pin;
use std::task::Poll;

use fastrand::Rng;
use futures_core::Stream;
use graph_resource::testing::Fake;
use graph_resource::{Continuation, Error, List};
use serde_json::{Value, json};

use crate::samples::Item;

/// The link to a page, relative to the version.
fn link(start: &str, page: usize) -> String {
    if page == 0 {
        start.to_owned()
    } else {
        format!("{start}?$skiptoken={page}")
    }
}

/// A collection in pages, each of which fails a few times before it succeeds, and the number of its items.
fn collection(random: &mut Rng, start: &str) -> (Fake, u64) {
    let fake = Fake::new();
    let mut count = 0;
    let pages = random.usize(1..8);
    for page in 0..pages {
        let size = random.usize(0..5) as u64;
        let items: Vec<Value> = (count..count + size).map(|id| json!({"id": id})).collect();
        count += size;
        let mut body = json!({"value": items});
        let (key, next) = if page + 1 < pages {
            ("@odata.nextLink", link(start, page + 1))
        } else {
            ("@odata.deltaLink", format!("{start}?$deltatoken=1"))
        };
        body[key] = json!(format!("{}{next}", fake.root()));
        let mut replies = fake.on(link(start, page));
        for _ in 0..random.usize(0..3) {
            replies = match random.u8(0..4) {
                0 => replies.error(403, "Forbidden", "not now"),
                1 => replies.text("not JSON"),
                2 => replies.throttled("0"),
                _ => replies.reset(),
            };
        }
        replies.json(body);
    }
    (fake, count)
}

/// Takes a random number of items, up to the first error, and returns whether the stream has ended.
async fn take<S, I>(random: &mut Rng, stream: &mut S, mut deliver: impl FnMut(I)) -> bool
where
    S: Stream<Item = Result<I, Error>> + Unpin,
{
    for _ in 0..random.usize(0..12) {
        // Half of the futures are dropped while they wait.
        let once = random.bool();
        let polled = poll_fn(|context| match Pin::new(&mut *stream).poll_next(context) {
            Poll::Pending if once => Poll::Ready(None),
            Poll::Pending => Poll::Pending,
            Poll::Ready(item) => Poll::Ready(Some(item)),
        });
        match polled.await {
            None => tokio::task::yield_now().await,
            Some(None) => return true,
            Some(Some(Ok(item))) => deliver(item),
            Some(Some(Err(_))) => return false,
        }
    }
    false
}

/// The continuation after it was stored and loaded.
fn stored(continuation: Option<Continuation>) -> Continuation {
    serde_json::from_str(&serde_json::to_string(&continuation.unwrap()).unwrap()).unwrap()
}

#[tokio::test]
async fn every_item_arrives_once_amid_random_faults() {
    for seed in 0..400 {
        let mut random = Rng::with_seed(seed);
        let list = List::<Item>::at_path("/items");
        let (fake, count) = collection(&mut random, "/items");
        let client = fake.client();
        let mut ids = Vec::new();
        let mut stream = list.clone().prefetch(random.usize(0..4)).stream(&client);
        while !take(&mut random, &mut stream, |item| ids.push(item.id)).await {
            let list = if random.bool() {
                list.clone().prefetch(random.usize(0..4))
            } else {
                list.clone().max_pages(random.u64(1..3))
            };
            let continuation = stored(stream.continuation());
            stream = if random.bool() {
                list.resume(&client, continuation)
            } else {
                list.lenient().resume(&client, continuation)
            };
        }
        assert_eq!(ids, (0..count).collect::<Vec<_>>(), "seed {seed}");
    }
}

#[tokio::test]
async fn every_change_arrives_once_and_the_delta_link_last() {
    for seed in 0..400 {
        let mut random = Rng::with_seed(seed);
        let changes = Item::changes().without_select();
        let (fake, count) = collection(&mut random, "/items/delta");
        let client = fake.client();
        let mut ids = Vec::new();
        let mut stream = changes.clone().prefetch(random.usize(0..4)).stream(&client);
        while !take(&mut random, &mut stream, |change| {
            ids.extend(change.updated().map(|item| item.id))
        })
        .await
        {
            assert!(
                stream.delta_link().is_none() || ids.len() as u64 == count,
                "seed {seed}"
            );
            let changes = changes.clone().prefetch(random.usize(0..4));
            let changes = if random.bool() {
                changes
            } else {
                changes.max_pages(1)
            };
            let continuation = stored(stream.continuation());
            stream = if random.bool() {
                changes.resume(&client, continuation)
            } else {
                changes.lenient().resume(&client, continuation)
            };
        }
        assert_eq!(ids, (0..count).collect::<Vec<_>>(), "seed {seed}");
    }
}

#[tokio::test]
async fn every_page_arrives_once_and_the_remainder_as_items() {
    for seed in 0..400 {
        let mut random = Rng::with_seed(seed);
        let list = List::<Item>::at_path("/items");
        let (fake, count) = collection(&mut random, "/items");
        let client = fake.client();
        let mut ids = Vec::new();
        let mut pages = list.clone().prefetch(random.usize(0..4)).pages(&client);
        take(&mut random, &mut pages, |page| {
            ids.extend(page.value.into_iter().map(|item| item.id))
        })
        .await;
        let mut rest = list.resume(&client, stored(pages.continuation()));
        while !take(&mut random, &mut rest, |item| ids.push(item.id)).await {
            rest = list.resume(&client, stored(rest.continuation()));
        }
        assert_eq!(ids, (0..count).collect::<Vec<_>>(), "seed {seed}");
    }
}
