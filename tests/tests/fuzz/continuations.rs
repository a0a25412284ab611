//! Continuations, which come back from wherever a program has stored them.

use graph_resource::testing::Fake;
use graph_resource::{Client, Continuation, ErrorKind, ItemStream};
use proptest::prelude::*;
use proptest::sample::Index;
use serde::Deserialize;
use serde_json::json;

use crate::links::PIECES;
use crate::urls::is_at_home;
use crate::{Thing, changed, changes, check_error, fuzz, run};

const IDS: [&str; 5] = ["1", "2", "3", "4", "5"];

/// Whose continuation it is.
#[derive(PartialEq, Deserialize)]
struct Owner {
    origin: String,
    request: u64,
}

fn service() -> Fake {
    let thing = |id: &str| json!({"id": id});
    let fake = Fake::new();
    fake.on(Thing::list()).pages([
        json!([thing("1"), thing("2")]),
        json!([]),
        json!([thing("3"), thing("4"), thing("5")]),
    ]);
    fake
}

/// What a listing is stored as behind each of its items.
fn stored(client: &Client) -> Vec<String> {
    let mut stream = Thing::list().prefetch(0).stream(client);
    let mut all = Vec::new();
    loop {
        let continuation = stream.continuation().expect("no error has ended it");
        all.push(serde_json::to_string(&continuation).unwrap());
        if run(stream.next()).unwrap().is_none() {
            return all;
        }
    }
}

/// The ids that are read, and what ended them.
fn read(mut stream: ItemStream<Thing>) -> (Vec<String>, Option<graph_resource::Error>) {
    let mut ids = Vec::new();
    loop {
        match run(stream.next()) {
            Ok(Some(thing)) => ids.push(thing.id),
            Ok(None) => return (ids, None),
            Err(error) => return (ids, Some(error)),
        }
    }
}

pub(crate) fn continuations(long: bool) {
    let all = stored(&service().client());
    fuzz(
        long,
        (any::<[Index; 2]>(), changes(PIECES)),
        |([at, other], changes)| {
            let at = at.index(all.len());
            let text = changed(&all[at], &all[other.index(all.len())], changes);
            let Ok(continuation) = serde_json::from_str::<Continuation>(&text) else {
                return Ok(());
            };
            let again: Continuation =
                serde_json::from_str(&serde_json::to_string(&continuation).unwrap()).unwrap();
            prop_assert!(again == continuation);
            let fake = service();
            let (ids, error) = read(Thing::list().resume(&fake.client(), continuation));
            error.as_ref().map_or(Ok(()), check_error)?;
            // Whatever it says, it is an end of this listing that is read, or nothing.
            prop_assert!(
                IDS.ends_with(&ids.iter().map(String::as_str).collect::<Vec<_>>()),
                "{:?}",
                ids
            );
            let owner = |text: &str| serde_json::from_str::<Owner>(text).unwrap();
            if owner(&text) != owner(&all[at]) {
                prop_assert!(
                    ids.is_empty() && error.is_some_and(|error| error.kind() == ErrorKind::Request)
                );
            } else if text == all[at] {
                prop_assert!(error.is_none());
                prop_assert_eq!(ids, &IDS[at.min(IDS.len())..]);
            }
            let leak = fake
                .requests()
                .into_iter()
                .find(|sent| sent.authorized && !is_at_home(&sent.url));
            prop_assert_eq!(leak, None);
            Ok(())
        },
    );
}
