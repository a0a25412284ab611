//! A stream ends after its last item, or with an error if there was more to read.

use graph_resource::testing::Fake;
use graph_resource::{ErrorKind, ItemStream, List};
use serde::{Deserialize, Deserializer};
use serde_json::json;
use tokio::runtime::{Builder, Runtime};

use crate::samples::Item;

/// Three pages of one item each.
fn three_pages() -> Fake {
    let fake = Fake::new();
    fake.on(Item::list())
        .pages([json!([{"id": 0}]), json!([{"id": 1}]), json!([{"id": 2}])]);
    fake
}

fn runtime() -> Runtime {
    Builder::new_current_thread().enable_all().build().unwrap()
}

/// A type whose own code panics.
#[derive(Debug)]
struct Panicking(u64);

impl<'de> Deserialize<'de> for Panicking {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let item = Item::deserialize(deserializer)?;
        assert_ne!(item.id, 1, "this deserializer panics");
        Ok(Panicking(item.id))
    }
}

/// The ids up to the end of the stream, and the kind of the error that ended it.
async fn rest(stream: &mut ItemStream<Item>) -> (Vec<u64>, Option<ErrorKind>) {
    let mut ids = Vec::new();
    loop {
        match stream.next().await {
            Ok(Some(item)) => ids.push(item.id),
            Ok(None) => return (ids, None),
            Err(error) => return (ids, Some(error.kind())),
        }
    }
}

#[tokio::test]
async fn a_panic_in_the_prefetch_task_does_not_end_the_listing() {
    let fake = three_pages();
    let mut stream = List::<Panicking>::at_path(Item::list().to_string())
        .prefetch(1)
        .stream(&fake.client());
    assert_eq!(stream.next().await.unwrap().map(|item| item.0), Some(0));
    let error = stream.next().await.unwrap_err();
    assert_eq!(
        (error.kind(), error.is_retryable()),
        (ErrorKind::Config, false)
    );
    assert_eq!(error.template(), Some("<path>"));
    assert!(stream.next().await.unwrap().is_none());

    let list = List::<Item>::at_path(Item::list().to_string());
    let mut resumed = list.resume(&fake.client(), stream.continuation().unwrap());
    assert_eq!(rest(&mut resumed).await, (vec![1, 2], None));
}

#[tokio::test]
async fn a_panic_without_prefetch_does_not_end_the_listing() {
    let fake = three_pages();
    let mut stream = List::<Panicking>::at_path(Item::list().to_string())
        .prefetch(0)
        .stream(&fake.client());
    assert_eq!(stream.next().await.unwrap().map(|item| item.0), Some(0));
    assert_eq!(stream.next().await.unwrap_err().kind(), ErrorKind::Config);
    assert!(stream.next().await.unwrap().is_none());
}

#[test]
fn a_runtime_shutdown_does_not_end_the_listing() {
    let fake = three_pages();
    let mut stream = Item::list().prefetch(1).stream(&fake.client());
    let first = runtime();
    assert_eq!(first.block_on(stream.next()).unwrap(), Some(Item { id: 0 }));
    drop(first);
    let second = runtime();
    let (ids, error) = second.block_on(rest(&mut stream));
    assert_eq!(error, Some(ErrorKind::Config), "after {ids:?}");
    let mut resumed = Item::list().resume(&fake.client(), stream.continuation().unwrap());
    let (others, error) = second.block_on(rest(&mut resumed));
    assert_eq!(error, None);
    assert_eq!([vec![0], ids, others].concat(), [0, 1, 2]);
}

#[tokio::test]
async fn any_number_of_pages_may_be_prefetched() {
    let fake = three_pages();
    let mut stream = Item::list().prefetch(usize::MAX).stream(&fake.client());
    assert_eq!(rest(&mut stream).await, (vec![0, 1, 2], None));
    let mut pages = Item::list().prefetch(usize::MAX).pages(&fake.client());
    assert_eq!(pages.next().await.unwrap().unwrap().value.len(), 1);
}

#[tokio::test]
async fn a_page_stream_has_a_continuation() {
    for prefetch in [0, 1] {
        let fake = Fake::new();
        let link = "/items?$skiptoken=1";
        fake.on(Item::list()).json(
            json!({"value": [{"id": 0}], "@odata.nextLink": format!("{}{link}", fake.root())}),
        );
        fake.on(link)
            .error(403, "x", "y")
            .json(json!({"value": [{"id": 1}]}));
        let list = Item::list().prefetch(prefetch);
        let mut pages = list.pages(&fake.client());
        let start = pages.continuation().unwrap();
        assert_eq!(pages.next().await.unwrap().unwrap().value, [Item { id: 0 }]);
        assert_eq!(pages.next().await.unwrap_err().status(), Some(403));
        assert!(pages.next().await.unwrap().is_none());
        for (continuation, expected) in [
            (pages.continuation().unwrap(), vec![1]),
            (start, vec![0, 1]),
        ] {
            let mut resumed = list.resume(&fake.client(), continuation);
            assert_eq!(
                rest(&mut resumed).await,
                (expected, None),
                "prefetch {prefetch}"
            );
        }
    }
}

#[tokio::test]
async fn a_limits_continuation_follows_the_caller_and_not_the_prefetch() {
    for prefetch in [0, 1, 2] {
        let fake = Fake::new();
        fake.on(Item::list())
            .pages([json!([{"id": 0}, {"id": 1}]), json!([{"id": 2}])]);
        let mut stream = Item::list().stream(&fake.client());
        stream.next().await.unwrap();
        let inside_a_page = stream.continuation().unwrap();
        let no_pages = Item::list().prefetch(prefetch).max_pages(0);
        let error = no_pages
            .resume(&fake.client(), inside_a_page.clone())
            .next()
            .await
            .unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Limit);
        assert_eq!(error.continuation(), Some(&inside_a_page));
        let mut stream = Item::list()
            .prefetch(prefetch)
            .max_pages(1)
            .stream(&fake.client());
        assert_eq!(
            rest(&mut stream).await,
            (vec![0, 1], Some(ErrorKind::Limit))
        );
        let mut resumed = Item::list().resume(&fake.client(), stream.continuation().unwrap());
        assert_eq!(rest(&mut resumed).await, (vec![2], None));
    }
}
