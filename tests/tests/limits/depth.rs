//! JSON that is nested deeply enough to overflow a stack.

use graph_resource::{ErrorKind, Get, List, graph_resource};
use graph_resource_tests::{Canned, Service};
use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::builder;

const DEPTH: usize = 20_000;

#[graph_resource(path = "/nodes/<nodeId>", delta(changes = "/nodes/delta"))]
#[derive(Debug, Deserialize)]
#[allow(dead_code)]
#[allow(deprecated, reason = "the nested nodes are not navigation properties")]
struct Node {
    value: Option<Box<Node>>,
    child: Option<Box<Node>>,
    children: Option<Vec<Node>>,
}

#[graph_resource]
#[derive(Debug, Deserialize)]
#[allow(dead_code)]
struct Folder {
    items: Vec<Item>,
}

#[graph_resource]
#[derive(Debug, Deserialize)]
#[allow(dead_code)]
enum Item {
    Folder(Folder),
    #[serde(untagged)]
    Unknown(serde_json::Value),
}

#[graph_resource(path = "/trees/<treeId>")]
#[derive(Debug, Deserialize)]
#[allow(dead_code)]
struct Tree {
    root: Item,
}

fn nested(open: &str, innermost: &str, close: &str, depth: usize) -> String {
    [&open.repeat(depth), innermost, &close.repeat(depth)].concat()
}

/// Deeply nested bodies of many forms, complete and truncated.
fn deep_bodies() -> Vec<String> {
    let object = |open: &str| nested(open, "{}", "}", DEPTH);
    let array = nested("[", "", "]", DEPTH);
    let folder = r##"{"@odata.type":"#microsoft.graph.folder","items":["##;
    let folders = nested(folder, "", "]}", DEPTH);
    vec![
        array.clone(),
        "[".repeat(DEPTH),
        "{\"a\":".repeat(DEPTH),
        object("{\"value\":"),
        object("{\"child\":"),
        object("{\"error\":"),
        object("{\"innerError\":"),
        format!("{{\"error\":{}}}", object("{\"innerError\":")),
        nested("{\"children\":[", "", "]}", DEPTH),
        format!("{{\"value\":{array}}}"),
        format!("{{\"value\":[{}]}}", object("{\"child\":")),
        format!("{{\"value\":[{{\"id\":{array}}}]}}"),
        format!("{{\"value\":[{{\"@removed\":{array}}}]}}"),
        format!("{{\"@odata.nextLink\":{array},\"value\":[]}}"),
        format!("{{\"@odata.type\":{array}}}"),
        format!("{{\"root\":{folders}}}"),
        folders,
    ]
}

async fn read<T: DeserializeOwned + Send>(service: &Service) {
    let client = builder(service).build().unwrap();
    if let Err(error) = Get::<T>::at_path("/deep").send(&client).await {
        assert!(
            matches!(error.kind(), ErrorKind::Decode | ErrorKind::Status),
            "{error}"
        );
    }
    if let Err(error) = List::<T>::at_path("/deep").all(&client).await {
        assert!(
            matches!(
                error.kind(),
                ErrorKind::Decode | ErrorKind::Status | ErrorKind::Link
            ),
            "{error}"
        );
    }
}

#[tokio::test]
async fn deeply_nested_bodies_do_not_overflow_the_stack() {
    for body in deep_bodies() {
        for status in [200, 400] {
            let service = Service::start().await;
            service.respond_with("/v1.0/", Canned::json(status, body.clone()));
            let client = builder(&service).build().unwrap();
            let _ = Node::get("1").send(&client).await;
            let _ = Node::list().all(&client).await;
            let mut nodes = Node::list().lenient().stream(&client);
            while !matches!(nodes.next().await, Ok(None)) {}
            let _ = Node::changes().all(&client).await;
            let _ = Tree::get("1").send(&client).await;
            let _ = client.batch((Node::get("1"), Node::list())).await;
            read::<serde_json::Value>(&service).await;
            read::<Item>(&service).await;
            read::<Folder>(&service).await;
            read::<String>(&service).await;
            read::<Vec<Node>>(&service).await;
        }
    }
}

#[test]
fn nesting_is_read_to_the_depth_that_serde_json_allows() {
    let tree = |depth| {
        let folder = r##"{"@odata.type":"#microsoft.graph.folder","items":["##;
        serde_json::from_str::<Tree>(&format!("{{\"root\":{}}}", nested(folder, "", "]}", depth)))
    };
    assert!(tree(60).is_ok());
    let error = tree(70).unwrap_err().to_string();
    assert!(error.contains("recursion limit"), "{error}");
}
