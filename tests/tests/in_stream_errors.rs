//! Errors that the service reports within a successful response: wherever a value is read, they are errors of the read.

use graph_resource::conditional::Fetched;
use graph_resource::testing::Fake;
use graph_resource::{Change, Client, Error, ErrorKind, Get, List, graph_resource};
use serde::Deserialize;
use serde_json::{Value, json};

/// A type that any object fits.
#[graph_resource(path = "/users/<userId>", delta(changes = "/users/delta"))]
#[derive(Debug, PartialEq, Deserialize)]
struct User {
    id: Option<String>,
}

/// A type that has a property `error` of its own.
#[graph_resource(
    path = "/operations/<operationId>",
    delta(changes = "/operations/delta")
)]
#[derive(Debug, Deserialize)]
struct Operation {
    error: Option<Failure>,
}

#[graph_resource]
#[derive(Debug, Deserialize)]
struct Failure {
    code: String,
}

fn error_body() -> Value {
    json!({"error": {"code": "InternalServerError", "message": "Cannot write a deleted resource."}})
}

fn assert_reported<T: std::fmt::Debug>(outcome: Result<T, Error>) -> Error {
    let error = outcome.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Status);
    assert_eq!(error.status(), Some(200));
    assert_eq!(error.code(), Some("InternalServerError"));
    assert_eq!(error.message(), Some("Cannot write a deleted resource."));
    assert!(error.continuation().is_none());
    error
}

/// A client of a fake that responds to all of these with an error in a 200.
fn client() -> (Fake, Client) {
    let fake = Fake::new();
    fake.on(User::get("1")).json(error_body());
    fake.on(User::get("1").if_none_match("e"))
        .json(error_body());
    fake.on(User::list()).json(error_body());
    fake.on(User::list().top(1)).json(error_body());
    fake.on("/users/1").json(error_body());
    fake.on("/users").json(error_body());
    let client = fake.client();
    (fake, client)
}

#[tokio::test]
async fn every_read_of_one_object_fails_with_the_services_error() {
    let (fake, client) = client();
    assert_reported(User::get("1").send(&client).await);
    assert_reported(User::get("1").send_opt(&client).await);
    assert_reported(User::get("1").if_none_match("e").send(&client).await);
    assert_reported(Get::<Value>::at_path("/users/1").send(&client).await);
    assert_reported(Get::<User>::at_path("/users/1").send(&client).await);
    assert_eq!(fake.requests().len(), 5, "none is sent again");
}

#[tokio::test]
async fn every_read_of_a_collection_fails_with_the_services_error() {
    let (fake, client) = client();
    assert_reported(User::list().page(&client).await);
    assert_reported(User::list().all(&client).await);
    assert_reported(User::list().first(&client).await);
    assert_reported(User::list().stream(&client).next().await);
    assert_reported(User::list().lenient().stream(&client).next().await);
    assert_reported(User::list().pages(&client).next().await);
    assert_reported(List::<User>::at_path("/users").all(&client).await);
    assert_reported(Get::<Vec<User>>::at_path("/users").send(&client).await);
    assert_eq!(fake.requests().len(), 8, "none is sent again");
}

#[tokio::test]
async fn a_part_of_a_batch_fails_with_the_services_error() {
    let (_fake, client) = client();
    let (user, page) = client.batch((User::get("1"), User::list())).await.unwrap();
    assert_reported(user);
    assert_reported(page);
}

#[tokio::test]
async fn a_page_with_items_and_an_error_is_an_error() {
    let fake = Fake::new();
    let mut body = error_body();
    body["value"] = json!([{"id": "1"}]);
    fake.on(User::list()).json(body);
    assert_reported(User::list().page(&fake.client()).await);
}

#[tokio::test]
async fn an_error_instead_of_an_item_ends_a_listing() {
    let fake = Fake::new();
    fake.on(User::list())
        .json(json!({"value": [{"id": "1"}, error_body(), {"id": "2"}]}));
    let client = fake.client();
    for outcome in [
        User::list().all(&client).await.map(drop),
        User::list().page(&client).await.map(drop),
        User::list().stream(&client).next().await.map(drop),
    ] {
        let error = assert_reported(outcome);
        assert_eq!(error.json_path(), Some("value[1]"));
        let text = error.to_string();
        assert!(text.contains("at `value[1]`"), "{text}");
    }
}

#[tokio::test]
async fn an_error_instead_of_an_item_of_a_lenient_listing_is_that_items_error() {
    let fake = Fake::new();
    fake.on(User::list())
        .json(json!({"value": [{"id": "1"}, error_body(), {"id": "2"}]}));
    let mut users = User::list().lenient().stream(&fake.client());
    assert!(users.next().await.unwrap().is_some());
    let error = assert_reported(users.next().await);
    assert!(error.is_of_item());
    let last = users.next().await.unwrap().unwrap();
    assert_eq!(last.id.as_deref(), Some("2"));
    assert!(users.next().await.unwrap().is_none());
}

#[tokio::test]
async fn a_delta_round_with_an_error_has_no_link() {
    let fake = Fake::new();
    let link = format!("{}/users/delta?token=2", fake.root());
    for items in [json!([error_body()]), json!([{"id": "1"}, error_body()])] {
        let body = json!({"@odata.deltaLink": link, "value": items});
        fake.on(User::changes()).json(body);
    }
    let client = fake.client();
    for _ in 0..2 {
        assert_reported(User::changes().all(&client).await);
    }
    let mut stream = User::changes().stream(&client);
    assert_reported(stream.next().await);
    assert!(stream.delta_link().is_none());
}

#[tokio::test]
async fn a_type_with_a_property_error_reads_it_as_data() {
    let fake = Fake::new();
    fake.on(Operation::get("1")).json(error_body());
    fake.on(Operation::list())
        .json(json!({"value": [error_body()]}));
    let link = format!("{}/operations/delta?token=2", fake.root());
    let round = json!({"@odata.deltaLink": link, "value": [error_body()]});
    fake.on(Operation::changes()).json(round);
    let client = fake.client();

    let operation = Operation::get("1").send(&client).await.unwrap();
    assert_eq!(operation.error.unwrap().code, "InternalServerError");
    let operations = Operation::list().all(&client).await.unwrap();
    assert!(operations[0].error.is_some());
    let changes = Operation::changes().all(&client).await.unwrap().changes;
    assert!(matches!(&changes[0], Change::Updated(operation) if operation.error.is_some()));
    let fetched = Operation::get("1").if_none_match("e");
    fake.on(fetched.clone()).json(error_body());
    assert!(matches!(
        fetched.send(&client).await.unwrap(),
        Fetched::Modified { .. }
    ));
}

/// A type that has a property `error` of its own, and collects all others.
#[graph_resource(path = "/jobs/<jobId>", delta(changes = "/jobs/delta"))]
#[derive(Debug, Deserialize)]
struct Job {
    error: Option<Failure>,
    #[serde(flatten)]
    rest: std::collections::HashMap<String, Value>,
}

#[tokio::test]
async fn a_property_beside_a_flattened_map_is_data() {
    let fake = Fake::new();
    let client = fake.client();
    let assert_read = |job: &Job| {
        assert_eq!(job.error.as_ref().unwrap().code, "InternalServerError");
        assert!(job.rest.is_empty());
    };
    fake.on(Job::get("1")).json(error_body());
    assert_read(&Job::get("1").send(&client).await.unwrap());
    let (job,) = client.batch((Job::get("1"),)).await.unwrap();
    assert_read(&job.unwrap());
    fake.on(Job::list()).json(json!({"value": [error_body()]}));
    assert_read(&Job::list().all(&client).await.unwrap()[0]);
    let mut lenient = Job::list().lenient().stream(&client);
    assert_read(&lenient.next().await.unwrap().unwrap());
    let link = format!("{}/jobs/delta?$deltatoken=2", fake.root());
    fake.on(Job::changes())
        .json(json!({"value": [error_body()], "@odata.deltaLink": link}));
    let round = Job::changes().all(&client).await.unwrap();
    let change = round.changes.into_iter().next().unwrap();
    assert_read(&change.updated().unwrap());
    fake.on("/jobs/2").json(error_body());
    let at_path = Get::<Job>::at_path("/jobs/2").send(&client).await;
    assert_read(&at_path.unwrap());
}
