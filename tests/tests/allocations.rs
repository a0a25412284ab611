//! How often memory is allocated for the items of a page: they are decoded from the body, without a copy of each.

use allocation_counter::{AllocationInfo, measure};
use graph_resource::testing::Fake;
use graph_resource::{Client, graph_resource};
use serde::Deserialize;
use serde_json::{Value, json};
use tokio::runtime::Builder;

/// An item that needs no memory of its own.
#[graph_resource(path = "/items/<itemId>", delta(changes = "/items/delta"))]
#[derive(Debug, Deserialize)]
#[allow(dead_code)]
struct Item {
    size: u32,
    kind: Option<bool>,
}

/// A client of a fake with this many items.
fn client(items: usize) -> Client {
    let fake = Fake::new();
    let items: Vec<Value> = (0..items).map(|size| json!({"size": size})).collect();
    fake.on(Item::list()).json(json!({"value": items}));
    let link = format!("{}/items/delta?token=1", fake.root());
    fake.on(Item::changes())
        .json(json!({"@odata.deltaLink": link, "value": items}));
    fake.client()
}

/// How many allocations 1,000 items take more than 10.
fn further_allocations<T>(read: impl AsyncFn(Client) -> T) -> u64 {
    let runtime = Builder::new_current_thread().enable_all().build().unwrap();
    let count = |items| {
        let client = client(items);
        let AllocationInfo { count_total, .. } = measure(|| {
            runtime.block_on(read(client.clone()));
        });
        count_total
    };
    // The first read sets up what later ones share.
    count(10);
    let few = count(10);
    count(1_000).saturating_sub(few)
}

#[test]
fn items_are_decoded_without_an_allocation_for_each() {
    let reads = [
        (
            "all",
            further_allocations(async |client| {
                assert_eq!(Item::list().all(&client).await.unwrap().len() % 990, 10);
            }),
        ),
        (
            "lenient",
            further_allocations(async |client| {
                let mut items = Item::list().lenient().stream(&client);
                while items.next().await.unwrap().is_some() {}
            }),
        ),
        (
            "delta",
            further_allocations(async |client| {
                Item::changes().all(&client).await.unwrap();
            }),
        ),
    ];
    for (read, allocations) in reads {
        println!("{read}: {allocations}");
        assert!(allocations < 50, "{read}: {allocations}");
    }
}
