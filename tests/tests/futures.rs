//! Every future can be passed to `tokio::spawn`: it is `Send`, and borrows neither the client, nor the request, nor the
//! values that the request was made from. What a program may keep in shared state is also `Sync` and `Unpin`.

mod samples;

use std::path::Path;
use std::sync::Arc;

use futures_core::Stream;
use graph_resource::auth::TokenRequest;
use graph_resource::batch::{Batch, BatchAll, DependsOn, Part, WithResponse};
use graph_resource::conditional::{Conditional, Fetched};
use graph_resource::content::{Download, SaveTo};
use graph_resource::delta::{DeltaStream, Round};
use graph_resource::long_running::{Accepted, Monitor};
use graph_resource::query::{Expand, Expr, Fields, Order, Search};
use graph_resource::testing::Fake;
use graph_resource::{
    AccessToken, Action, Change, Client, ClientBuilder, Content, Continuation, Delta, DeltaLink,
    Error, Field, Filter, Get, ItemStream, List, Method, Page, PageStream, RequestBuilder,
    RetryPolicy, blocking,
};
use samples::User;
use serde_json::{Value, json};
use tokio::sync::Mutex;

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
    future(client.batch_all(ids.iter().map(|id| User::get(id).with_response())));
    future(client.batch_all(ids.iter().map(|id| List::<Value>::at_path(id.as_str()))));

    let get = User::get(id);
    future(get.send(client));
    future(get.send_opt(client));
    future(get.response(client));
    future(get.response_opt(client));
    future(get.send_accepted(client));
    future(get.response_accepted(client));
    future(get.clone().if_none_match(id).send(client));
    future(get.if_none_match(id).response(client));
    future(Get::<Value>::at_path(id).send(client));
    let monitor: Monitor = id.parse().unwrap();
    future(monitor.poll::<User>(client));
    future(monitor.response::<User>(client));

    let by_hand = client.request(Method::PATCH, id).key(id).json(ids);
    future(by_hand.send::<User>());
    future(by_hand.send_empty());
    future(by_hand.response::<User>());
    future(by_hand.response_empty());
    future(client.batch((by_hand.part_empty(), User::get(id).depends_on(0))));

    let action = Action::<User>::at_path(id, ids);
    future(action.send(client));
    future(action.send_opt(client));
    future(action.response(client));
    future(action.page(client));
    future(action.all(client));
    future(action.first(client));
    stream(action.stream(client));
    stream(action.pages(client));

    let list = User::list();
    future(list.page(client));
    future(list.response(client));
    future(list.page_after(&graph_resource::Page::default(), client));
    future(list.all(client));
    future(list.first(client));
    future(list.count(client));
    stream(list.stream(client));
    stream(list.pages(client));

    future(User::changes().all(client));
    future(User::changes().response(client));
    stream(User::changes().stream(client));

    let photo = User::photo(id);
    future(photo.send(client));
    future(photo.send_opt(client));
    future(photo.bytes(client));
    future(photo.text(client));
    future(photo.response(client));
    future(photo.response_opt(client));
    future(photo.save_to(client, path));
    future(Content::at_path(id).save_to(client, id));
    stream(photo.stream(client));

    let conditional = photo.if_none_match(id);
    future(conditional.send(client));
    future(conditional.bytes(client));
    future(conditional.response(client));
    future(conditional.save_to(client, path));
}

/// A value that can be kept in a struct that is shared between threads.
const fn shared<T: Send + Sync + Unpin + 'static>() {}

/// Streams hold items, so they are as shareable as these.
fn shared_if_the_items_are<T: Send + Sync + 'static>() {
    shared::<ItemStream<T>>();
    shared::<PageStream<T>>();
    shared::<DeltaStream<T>>();
    shared::<blocking::Items<T>>();
    shared::<blocking::Pages<T>>();
    shared::<blocking::Changes<T>>();
}

/// Requests hold no items, so they can be shared whatever these are.
fn shared_always<T: 'static>() {
    shared::<Get<T>>();
    shared::<Action<T>>();
    shared::<List<T>>();
    shared::<Delta<T>>();
    shared::<Conditional<T>>();
    shared::<Batch<(Get<T>, List<T>, Content)>>();
    shared::<BatchAll<Get<T>>>();
    shared::<BatchAll<WithResponse<Get<T>>>>();
    shared::<DependsOn<Part<T>>>();
    shared::<Filter<T>>();
    shared::<Order<T>>();
    shared::<Search<T>>();
    shared::<Expand<T, T>>();
    shared::<Expr<T, T>>();
    shared::<Fields<T, T>>();
    shared::<Field<T, T, 0, T>>();
}

const _: () = {
    shared::<Page<u8>>();
    shared::<Change<u8>>();
    shared::<Round<u8>>();
    shared::<Accepted<u8>>();
    shared::<Fetched<u8>>();
    shared::<Client>();
    shared::<ClientBuilder>();
    shared::<RequestBuilder>();
    shared::<Content>();
    shared::<Download>();
    shared::<SaveTo>();
    shared::<Error>();
    shared::<Continuation>();
    shared::<DeltaLink>();
    shared::<Monitor>();
    shared::<AccessToken>();
    shared::<TokenRequest>();
    shared::<RetryPolicy>();
    shared::<blocking::Client>();
    shared::<blocking::Chunks>();
    shared::<blocking::Reader>();
    shared::<Fake>();
};

#[test]
fn streams_futures_and_requests_can_be_kept_in_shared_state() {
    shared_if_the_items_are::<User>();
    shared_always::<std::rc::Rc<std::cell::Cell<u8>>>();
}

/// The state of a program, with a name for everything that it may hold for a while.
struct InFlight {
    batch: Option<Batch<(Get<User>, List<User>)>>,
    all: Option<BatchAll<Get<User>>>,
    file: Option<SaveTo>,
    users: ItemStream<User>,
}

#[tokio::test]
async fn futures_are_kept_in_a_struct_and_awaited_later() {
    let fake = Fake::new();
    fake.on(User::get("1")).json(json!({"id": "1"}));
    fake.on(User::list()).pages([json!([{"id": "1"}])]);
    fake.on(User::photo("1")).bytes("image/png", [1, 2, 3]);
    let path = std::env::temp_dir().join(format!("graph-resource-kept-{}", std::process::id()));
    let client = fake.client();
    let state = Arc::new(Mutex::new(InFlight {
        batch: Some(client.batch((User::get("1"), User::list()))),
        all: Some(client.batch_all([User::get("1")])),
        file: Some(User::photo("1").save_to(&client, &path)),
        users: User::list().stream(&client),
    }));
    let shared = Arc::clone(&state);
    let task = tokio::spawn(async move {
        let mut state = shared.lock().await;
        let (user, users) = state.batch.as_mut().unwrap().await.unwrap();
        assert_eq!(user.unwrap().id, users.unwrap().value[0].id);
        let all = state.all.take().unwrap().await.unwrap();
        assert_eq!(all[0].as_ref().unwrap().id, "1");
        assert_eq!(state.file.take().unwrap().await.unwrap(), 3);
        assert_eq!(state.users.next().await.unwrap().unwrap().id, "1");
    });
    task.await.unwrap();
    std::fs::remove_file(path).unwrap();
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
