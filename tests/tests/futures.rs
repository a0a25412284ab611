//! Whatever is awaited can be handed to `tokio::spawn`: it is `Send`, and borrows nothing of the client, the request, or
//! what the request was made from.

use std::path::Path;

use futures_core::Stream;
use graph_resource::testing::Fake;
use graph_resource::{Client, Content, Get, List, Monitor, graph_resource};
use serde::Deserialize;
use serde_json::{Value, json};

#[graph_resource(
    path = "/users/<userId>",
    delta(changes = "/users/delta"),
    content(photo = "/users/<userId>/photo/$value")
)]
#[derive(Debug, Clone, PartialEq, Deserialize)]
struct User {
    id: String,
}

fn future<F: Future + Send + 'static>(_: F) {}

fn stream<S: Stream + Send + Unpin + 'static>(_: S) {}

/// Every read, from borrows that end with this function: it need only compile.
#[allow(dead_code)]
fn every_read_is_a_task_of_its_own(client: &Client, id: &str, ids: &[String], path: &Path) {
    future(client.get_path::<User>(id));
    future(client.get_url::<User>(id));
    future(client.list_path::<User>(id));
    future(client.batch((User::get(id), User::list())));
    future(client.batch_all(ids.iter().map(User::get)));
    future(client.batch_all(ids.iter().map(|id| List::<Value>::path(id.as_str()))));

    let get = User::get(id);
    future(get.send(client));
    future(get.send_opt(client));
    future(get.send_accepted(client));
    future(get.if_none_match(id).send(client));
    future(Get::<Value>::path(id).send(client));
    future(Monitor::new(id).poll::<User>(client));

    let list = User::list();
    future(list.page(client));
    future(list.page_after(&graph_resource::Page::default(), client));
    future(list.all(client));
    future(list.first(client));
    future(list.count(client));
    stream(list.stream(client));
    stream(list.pages(client));

    future(User::changes().all(client));
    stream(User::changes().stream(client));

    let photo = User::photo(id);
    future(photo.send(client));
    future(photo.send_opt(client));
    future(photo.bytes(client));
    future(photo.text(client));
    future(photo.save_to(client, path));
    future(Content::path(id).save_to(client, id));
    stream(photo.stream(client));
}

#[tokio::test]
async fn batches_and_downloads_borrow_nothing() {
    let fake = Fake::new();
    fake.on(User::get("1")).json(json!({"id": "1"}));
    fake.on(User::photo("1")).bytes("image/png", [1, 2, 3]);
    let (batch, saved, path) = {
        let (client, ids) = (fake.client(), vec!["1".to_owned()]);
        let path =
            std::env::temp_dir().join(format!("graph-resource-futures-{}", std::process::id()));
        let batch = tokio::spawn(client.batch_all(ids.iter().map(User::get)));
        (
            batch,
            tokio::spawn(User::photo(&ids[0]).save_to(&client, &path)),
            path,
        )
    };
    assert_eq!(batch.await.unwrap().unwrap()[0].as_ref().unwrap().id, "1");
    assert_eq!(saved.await.unwrap().unwrap(), 3);
    std::fs::remove_file(path).unwrap();
}
