//! Continuations, which may have been altered where a program stored them.

use graph_resource::testing::Fake;
use graph_resource::{Client, Continuation, ErrorKind, ItemStream};
use proptest::prelude::*;
use proptest::sample::Index;
use serde::Deserialize;
use serde_json::json;

use crate::links::FRAGMENTS;
use crate::urls::is_on_own_origin;
use crate::{Thing, check_error, fuzz, mutate, mutations, run};

const IDS: [&str; 5] = ["1", "2", "3", "4", "5"];

/// The service and request that a continuation belongs to.
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

/// The stored continuation after each item of a listing.
fn stored(client: &Client) -> Vec<String> {
    let mut stream = Thing::list().prefetch(0).stream(client);
    let mut all = Vec::new();
    loop {
        let continuation = stream
            .continuation()
            .expect("no error has ended the stream");
        all.push(continuation.as_str().to_owned());
        if run(stream.next()).unwrap().is_none() {
            return all;
        }
    }
}

/// The ids that are read, and the error that ended the stream.
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
        (any::<[Index; 2]>(), mutations(FRAGMENTS)),
        |([at, other], mutations)| {
            let at = at.index(all.len());
            let text = mutate(&all[at], &all[other.index(all.len())], mutations);
            let Ok(continuation) = text.parse::<Continuation>() else {
                return Ok(());
            };
            let stored_again: Continuation =
                serde_json::from_str(&serde_json::to_string(&continuation).unwrap()).unwrap();
            prop_assert!(stored_again == continuation);
            let fake = service();
            let (ids, error) = read(Thing::list().resume(&fake.client(), continuation));
            error.as_ref().map_or(Ok(()), check_error)?;
            // Whatever the continuation says, only a tail of this listing is read, or nothing.
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
                .find(|sent| sent.authorized && !is_on_own_origin(&sent.url));
            prop_assert_eq!(leak, None);
            Ok(())
        },
    );
}
