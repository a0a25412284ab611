//! Broken bodies of nested objects of several types: no item is lost, and the work grows with the body.

use std::cell::Cell;
use std::path::PathBuf;

use graph_resource::testing::Fake;
use graph_resource::{Error, RetryPolicy, graph_resource};
use proptest::prelude::*;
use proptest::sample::Index;
use serde::{Deserialize, Deserializer};
use serde_json::{Value, json};

use crate::{Outcome, check_error, fuzz, mutate, mutations, run};

/// Fragments that break nested objects in interesting places.
const FRAGMENTS: &[&str] = &[
    "{",
    "}",
    "[",
    "]",
    ",",
    "\"",
    "\\",
    "null",
    "{\"error\":{\"code\":\"c\"}}",
    "\"error\":{\"code\":\"c\"},",
    "\"@odata.type\":\"#microsoft.graph.node\",",
    "\"@odata.type\":5,",
    "\"value\":[",
    "\"@odata.nextLink\":\"",
    "\"@removed\":true,",
    "\"id\":7,",
    "\"children\":[{",
    "\"\\ud800\"",
];

thread_local! {
    /// How many nodes have been decoded, also in vain.
    static DECODED: Cell<usize> = const { Cell::new(0) };
}

/// Counts how often it is decoded.
#[derive(Debug)]
struct Counted;

impl<'de> Deserialize<'de> for Counted {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        DECODED.set(DECODED.get() + 1);
        serde::de::IgnoredAny::deserialize(deserializer).map(|_| Counted)
    }
}

#[graph_resource]
#[derive(Debug, Deserialize)]
#[allow(dead_code)]
struct Node {
    id: String,
    mark: Counted,
    #[serde(default)]
    #[graph(skip)]
    children: Vec<AnyNode>,
}

#[graph_resource(
    path = "/nodes",
    collection,
    get(one = "/nodes/<nodeId>"),
    delta(changes = "/nodes/delta")
)]
#[derive(Debug, Deserialize)]
#[allow(dead_code)]
enum AnyNode {
    Node(Node),
    #[serde(untagged)]
    Unknown(Value),
}

/// A node with up to three levels of children.
fn node() -> impl Strategy<Value = Value> {
    let leaf = any::<u8>().prop_map(|id| json!({"id": id.to_string(), "mark": 1}));
    leaf.prop_recursive(3, 12, 3, |child| {
        let children = prop::collection::vec(child, 0..3);
        (children, any::<bool>()).prop_map(|(children, is_known)| {
            let name = if is_known { "node" } else { "other" };
            let odata_type = format!("#microsoft.graph.{name}");
            json!({"id": "1", "mark": 1, "children": children, "@odata.type": odata_type})
        })
    })
}

/// How many items the page has, by serde_json's own parser; `None` for what is not a page.
fn items_of(page: &str) -> Option<usize> {
    let page: Value = serde_json::from_str(page).ok()?;
    Some(page.get("value")?.as_array()?.len())
}

fn check<T>(
    outcome: &Result<T, Error>,
    body: &str,
    items: impl Fn(&T) -> Option<usize>,
) -> Outcome {
    let objects = body.matches('{').count() + 1;
    prop_assert!(DECODED.get() <= 6 * objects, "{}", DECODED.get());
    DECODED.set(0);
    match outcome {
        Err(error) => check_error(error),
        Ok(read) => match (items(read), items_of(body)) {
            (Some(read), Some(sent)) => {
                prop_assert_eq!(read, sent);
                Ok(())
            }
            _ => Ok(()),
        },
    }
}

pub(crate) fn decoders(long: bool) {
    let nodes = || prop::collection::vec(node(), 0..4);
    let inputs = (nodes(), nodes(), any::<Index>(), mutations(FRAGMENTS));
    fuzz(long, inputs, |(nodes, others, single, mutations)| {
        let root = Fake::new().root();
        let page = |nodes: &[Value]| {
            let link = format!("{root}/nodes/delta?$deltatoken=1");
            json!({"@odata.deltaLink": link, "value": nodes}).to_string()
        };
        let body = mutate(&page(&nodes), &page(&others), mutations.clone());
        let object = match nodes.is_empty() {
            true => "{}".to_owned(),
            false => nodes[single.index(nodes.len())].to_string(),
        };
        let object = mutate(&object, &page(&others), mutations);
        check_body(&body, &object)
    });
}

/// Bodies of the Graph reference, if `GRAPH_CORPUS` names them, and of the corpus beside this file, with mutations.
pub(crate) fn documented_bodies(long: bool) {
    let body = || prop::sample::select(corpus());
    fuzz(
        long,
        (body(), body(), mutations(FRAGMENTS)),
        |(body, other, mutations)| {
            let body = mutate(&body, &other, mutations);
            check_body(&body, &body)
        },
    );
}

fn corpus() -> Vec<String> {
    let mut bodies: Vec<String> = include_str!("corpus/bodies.txt")
        .lines()
        .map(str::to_owned)
        .collect();
    let pages = std::env::var_os("GRAPH_CORPUS").and_then(|path| {
        let path = PathBuf::from(path);
        let file = if path.is_dir() {
            path.join("documented_gets.jsonl")
        } else {
            path
        };
        std::fs::read_to_string(file).ok()
    });
    for page in pages.unwrap_or_default().lines() {
        let page: Value = serde_json::from_str(page).expect("a line is a page of the reference");
        let examples = page["examples"].as_array().into_iter().flatten();
        let documented = examples.map(|example| example["response_json"].to_string());
        // A long body takes long to try, and breaks in no other places than a short one.
        bodies.extend(documented.filter(|body| body.len() < 4_000));
    }
    bodies
}

/// Decodes a page, and one object, by every kind of read.
fn check_body(body: &str, object: &str) -> Outcome {
    let batch = format!(r#"{{"responses":[{{"id":"0","status":200,"body":{body}}}]}}"#);
    let fake = Fake::new();
    fake.on(AnyNode::list()).raw(200, &[], body.to_owned());
    fake.on(AnyNode::changes()).raw(200, &[], body.to_owned());
    fake.on(AnyNode::one("1")).raw(200, &[], object.to_owned());
    fake.on("/$batch").raw(200, &[], batch);
    let client = fake.builder().retry(RetryPolicy::never()).build().unwrap();
    DECODED.set(0);

    let read = run(AnyNode::list().page(&client));
    check(&read, body, |page| Some(page.value.len()))?;
    let read = run(AnyNode::changes().all(&client));
    check(&read, body, |round| Some(round.changes.len()))?;
    let read = run(AnyNode::one("1").send(&client));
    check(&read, object, |_| None)?;
    if let Ok((part,)) = run(client.batch((AnyNode::list(),))) {
        check(&part, body, |page| Some(page.value.len()))?;
    }
    let read = run(count_lenient(&client));
    check(&read, body, |items| Some(*items))
}

/// The number of items of a lenient listing, with those that do not fit.
async fn count_lenient(client: &graph_resource::Client) -> Result<usize, Error> {
    let mut items = AnyNode::list().lenient().stream(client);
    let mut count = 0;
    loop {
        match items.next().await {
            Ok(Some(_)) => count += 1,
            Ok(None) => return Ok(count),
            Err(error) if error.is_of_item() => count += 1,
            Err(error) => return Err(error),
        }
    }
}
