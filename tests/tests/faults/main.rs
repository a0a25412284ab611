//! Whole listings from a service that fails often: every item arrives exactly once.
//!
//! `cargo test` does a small run. To run the large ones:
//! `cargo test -p graph-resource-tests --release --test faults -- --ignored --nocapture`.

mod children;
mod memory;
mod resume;

use std::time::{Duration, Instant};

use graph_resource::{Client, RetryPolicy, graph_resource};
use graph_resource_tests::{Data, Fault, Faults, Generated, RetryAfter, Service};
use serde::Deserialize;
use serde_json::json;

#[graph_resource(path = "/items/<itemId>")]
#[derive(Debug, Deserialize)]
pub struct Item {
    pub id: String,
}

/// This many items, in pages of these sizes.
fn data(count: usize, sizes: std::ops::RangeInclusive<usize>, seed: u64) -> Data {
    Data::new().generated(
        "/items",
        Generated::new(count, |index| json!({"id": index.to_string()})).page_sizes(sizes, seed),
    )
}

/// A client that waits briefly between attempts, and makes many of them.
fn client(base_url: &str) -> Client {
    let policy = RetryPolicy::default()
        .attempts(30)
        .initial_delay(Duration::from_millis(1))
        .max_delay(Duration::from_millis(20));
    Client::builder()
        .credential(Service::TOKEN)
        .base_url(base_url)
        .retry(policy)
        .timeout(Duration::from_millis(300))
        .build()
        .unwrap()
}

/// Reads the whole collection under these faults, and returns how many faults there were.
async fn read(
    seed: u64,
    count: usize,
    sizes: std::ops::RangeInclusive<usize>,
    faults: Faults,
) -> usize {
    let service = Service::builder()
        .data(data(count, sizes, seed))
        .faults(faults)
        .start()
        .await;
    let mut stream = Item::list().stream(&client(service.base_url()));
    let mut next = 0;
    while let Some(item) = stream
        .next()
        .await
        .unwrap_or_else(|error| panic!("seed {seed}, item {next}: {error}"))
    {
        assert_eq!(item.id, next.to_string(), "seed {seed}");
        next += 1;
    }
    assert_eq!(next, count, "seed {seed}");
    service.fault_counts().values().sum()
}

#[tokio::test]
async fn every_item_arrives_once_when_a_fifth_of_the_responses_fail() {
    for seed in 0..4 {
        // Faults that ask for a whole second are left to the large run.
        let faults = Faults::seeded(seed)
            .rate(0.2)
            .all_transient()
            .without(&Fault::throttled(RetryAfter::Seconds(1)))
            .without(&Fault::throttled(RetryAfter::Date(Duration::from_millis(
                1,
            ))));
        let fault_count = read(seed, 5_000, 10..=99, faults).await;
        assert!(fault_count > 5, "there were only {fault_count} faults");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "100,000 items with 50 seeds: run it by name, in release"]
async fn every_item_arrives_once_under_fifty_random_fault_plans() {
    let started = Instant::now();
    let mut fault_count = 0;
    for block in (0..50).collect::<Vec<u64>>().chunks(10) {
        let runs = block.iter().map(|seed| {
            let faults = Faults::seeded(*seed).rate(0.2).all_transient();
            tokio::spawn(read(*seed, 100_000, 100..=999, faults))
        });
        for run in runs.collect::<Vec<_>>() {
            fault_count += run.await.unwrap();
        }
    }
    println!(
        "50 seeds, 100,000 items each, {fault_count} faults, in {:?}",
        started.elapsed()
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "a measurement: run it by name"]
async fn the_next_page_is_fetched_while_the_caller_works() {
    const PAGES: u32 = 20;
    let page_time = Duration::from_millis(50);
    for prefetch in [0, 1] {
        let service = Service::builder()
            .data(data(20 * PAGES as usize, 20..=20, 0))
            .latency(page_time)
            .start()
            .await;
        let mut pages = Item::list()
            .prefetch(prefetch)
            .pages(&client(service.base_url()));
        let started = Instant::now();
        while pages.next().await.unwrap().is_some() {
            tokio::time::sleep(page_time).await;
        }
        let elapsed = started.elapsed();
        println!(
            "prefetch {prefetch}: {PAGES} pages, {page_time:?} to fetch and {page_time:?} to use, took {elapsed:?}"
        );
        if prefetch == 1 {
            assert!(
                elapsed < page_time * PAGES * 115 / 100 + page_time,
                "{elapsed:?}"
            );
        }
    }
}
