//! Every future can be passed to `tokio::spawn`: it is `Send`, and borrows neither the client, nor the
//! request, nor the values that the request was made from.

mod samples;

use std::path::Path;

use futures_core::Stream;
use graph_resource::long_running::Monitor;
use graph_resource::testing::Fake;
use graph_resource::{Client, Content, Get, List};
use samples::User;
use serde_json::{Value, json};

fn future<F: Future + Send + 'static>(_: F) {}

fn stream<S: Stream + Send + Unpin + 'static>(_: S) {}

/// Makes every read from borrows that end with this function. It only has to compile.
#[allow(dead_code)]
fn every_read_can_be_spawned(client: &Client, id: &str, ids: &[String], path: &Path) {
    future(Get::<User>::at_path(id).send(client));
    future(Get::<User>::at_url(id).send(client));
    future(List::<User>::at_path(id).all(client));
    future(client.batch((User::get(id), User::list())));
    future(client.batch_all(ids.iter().map(User::get)));
    future(client.batch_all(ids.iter().map(|id| List::<Value>::at_path(id.as_str()))));

    let get = User::get(id);
    future(get.send(client));
    future(get.send_opt(client));
    future(get.send_accepted(client));
    future(get.if_none_match(id).send(client));
    future(Get::<Value>::at_path(id).send(client));
    future(id.parse::<Monitor>().unwrap().poll::<User>(client));

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
    future(Content::at_path(id).save_to(client, id));
    stream(photo.stream(client));
}

#[tokio::test]
async fn batches_and_downloads_borrow_nothing() {
    let fake = Fake::new();
    fake.on(User::get("1")).json(json!({"id": "1"}));
    fake.on(User::photo("1")).bytes("image/png", [1, 2, 3]);
    let path = std::env::temp_dir().join(format!("graph-resource-futures-{}", std::process::id()));
    let batch;
    let saved;
    {
        let client = fake.client();
        let ids = ["1".to_owned()];
        batch = tokio::spawn(client.batch_all(ids.iter().map(User::get)));
        saved = tokio::spawn(User::photo(&ids[0]).save_to(&client, &path));
    }
    assert_eq!(batch.await.unwrap().unwrap()[0].as_ref().unwrap().id, "1");
    assert_eq!(saved.await.unwrap().unwrap(), 3);
    std::fs::remove_file(path).unwrap();
}
