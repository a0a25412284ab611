//! Streams under everything at once: pages of any size, pages that fail, futures that are dropped wherever they wait,
//! streams that are dropped and gone on from by what was stored, any number of pages ahead.

use std::future::poll_fn;
use std::pin::Pin;
use std::task::Poll;

use fastrand::Rng;
use futures_core::Stream;
use graph_resource::testing::Fake;
use graph_resource::{Continuation, Error, List, graph_resource};
use serde::Deserialize;
use serde_json::{Value, json};

#[graph_resource(
    path = "/items/<itemId>",
    select = false,
    delta(changes = "/items/delta")
)]
#[derive(Debug, Deserialize)]
struct Item {
    id: usize,
}

/// The link to a page below the version.
fn link(start: &str, page: usize) -> String {
    if page == 0 {
        start.to_owned()
    } else {
        format!("{start}?$skiptoken={page}")
    }
}

/// A collection in pages, each of which fails some times before it comes; and how many items there are.
fn collection(random: &mut Rng, start: &str) -> (Fake, usize) {
    let fake = Fake::new();
    let mut count = 0;
    let pages = random.usize(1..8);
    for page in 0..pages {
        let size = random.usize(0..5);
        let items: Vec<Value> = (count..count + size).map(|id| json!({"id": id})).collect();
        count += size;
        let mut body = json!({"value": items});
        let (key, next) = match page + 1 < pages {
            true => ("@odata.nextLink", link(start, page + 1)),
            false => ("@odata.deltaLink", format!("{start}?$deltatoken=1")),
        };
        body[key] = json!(format!("{}{next}", fake.root()));
        let mut answers = fake.on(link(start, page));
        for _ in 0..random.usize(0..3) {
            answers = match random.u8(0..4) {
                0 => answers.error(403, "Forbidden", "not now"),
                1 => answers.text("no JSON"),
                2 => answers.throttled("0"),
                _ => answers.reset(),
            };
        }
        answers.json(body);
    }
    (fake, count)
}

/// Takes items until it has had enough or one is an error, and says whether the stream came to its end.
async fn take<S, I>(random: &mut Rng, stream: &mut S, mut deliver: impl FnMut(I)) -> bool
where
    S: Stream<Item = Result<I, Error>> + Unpin,
{
    for _ in 0..random.usize(0..12) {
        // Half of the futures are dropped where they wait.
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

/// The same place, by way of a disk.
fn stored(continuation: Option<Continuation>) -> Continuation {
    serde_json::from_str(&serde_json::to_string(&continuation.unwrap()).unwrap()).unwrap()
}

#[tokio::test]
async fn every_item_arrives_once_amid_random_faults() {
    for seed in 0..400 {
        let mut random = Rng::with_seed(seed);
        let list = List::<Item>::path("/items");
        let (fake, count) = collection(&mut random, "/items");
        let (client, mut ids) = (fake.client(), Vec::new());
        let mut stream = list.clone().prefetch(random.usize(0..4)).stream(&client);
        while !take(&mut random, &mut stream, |item| ids.push(item.id)).await {
            let list = match random.bool() {
                true => list.clone().prefetch(random.usize(0..4)),
                false => list.clone().lenient().max_pages(random.u64(1..3)),
            };
            stream = list.resume(&client, stored(stream.continuation()));
        }
        assert_eq!(ids, (0..count).collect::<Vec<_>>(), "seed {seed}");
    }
}

#[tokio::test]
async fn every_change_arrives_once_and_the_delta_link_last() {
    for seed in 0..400 {
        let mut random = Rng::with_seed(seed);
        let changes = Item::changes().select_all();
        let (fake, count) = collection(&mut random, "/items/delta");
        let (client, mut ids) = (fake.client(), Vec::new());
        let mut stream = changes.clone().prefetch(random.usize(0..4)).stream(&client);
        while !take(&mut random, &mut stream, |change| {
            ids.extend(change.updated().map(|item| item.id))
        })
        .await
        {
            assert!(
                stream.delta_link().is_none() || ids.len() == count,
                "seed {seed}"
            );
            let changes = changes.clone().prefetch(random.usize(0..4));
            let changes = if random.bool() {
                changes
            } else {
                changes.max_pages(1)
            };
            stream = changes.resume(&client, stored(stream.continuation()));
        }
        assert_eq!(ids, (0..count).collect::<Vec<_>>(), "seed {seed}");
    }
}

#[tokio::test]
async fn every_page_arrives_once_and_the_remainder_as_items() {
    for seed in 0..400 {
        let mut random = Rng::with_seed(seed);
        let list = List::<Item>::path("/items");
        let (fake, count) = collection(&mut random, "/items");
        let (client, mut ids) = (fake.client(), Vec::new());
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
