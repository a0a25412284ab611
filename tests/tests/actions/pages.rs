//! Collections of several pages: the first one is a POST, and the others follow links with GET.

use graph_resource::{Action, Client, Continuation, ErrorKind};
use graph_resource_tests::{Canned, Service};
use serde_json::json;

use super::{User, client};

const PATH: &str = "/v1.0/directoryObjects/getByIds";

async fn service() -> (Service, Client) {
    let service = Service::start().await;
    let link = format!("{}{PATH}?$skiptoken=2", service.base_url());
    let first = json!({"value": [{"id": "1"}, {"id": "2"}], "@odata.nextLink": link});
    service.respond_with(PATH, Canned::json(200, first.to_string()));
    let second = json!({"value": [{"id": "3"}]});
    let path = format!("{PATH}?$skiptoken=2");
    service.respond_with(path, Canned::json(200, second.to_string()));
    let client = client(&service);
    (service, client)
}

fn action(id: &str) -> Action<User> {
    User::by_ids(&json!({"ids": [id]})).header("x-team", "a")
}

#[tokio::test]
async fn links_are_followed_with_get_and_without_the_body() {
    let (service, client) = service().await;
    let users = action("1").all(&client).await.unwrap();
    let ids: Vec<&str> = users.iter().map(|user| user.id.as_str()).collect();
    assert_eq!(ids, ["1", "2", "3"]);
    let requests = service.requests();
    let methods: Vec<String> = requests
        .iter()
        .map(|sent| sent.method.to_string())
        .collect();
    assert_eq!(methods, ["POST", "GET"]);
    assert_eq!(requests[0].header("content-type"), Some("application/json"));
    assert_eq!(requests[1].header("content-type"), None);
    assert_eq!(requests[1].header("x-team"), Some("a"));
}

#[tokio::test]
async fn pages_and_items_are_streamed() {
    let (service, client) = service().await;
    let mut pages = action("1").pages(&client);
    let mut sizes = Vec::new();
    while let Some(page) = pages.next().await.unwrap() {
        sizes.push(page.value.len());
    }
    assert_eq!(sizes, [2, 1]);
    service.clear_requests();
    let first = action("1").first(&client).await.unwrap();
    assert_eq!(first.unwrap().id, "1");
    let requests = service.requests();
    assert_eq!(requests.len(), 1);
    assert_eq!(requests[0].path_and_query, PATH);
}

#[tokio::test]
async fn a_stream_is_resumed_by_the_same_action_with_the_same_body_only() {
    let (service, client) = service().await;
    let mut users = action("1").stream(&client);
    for _ in 0..2 {
        users.next().await.unwrap();
    }
    let stored = users.continuation().unwrap().as_str().to_owned();
    let continuation: Continuation = stored.parse().unwrap();

    let other = action("another").list();
    let error = other
        .resume(&client, continuation.clone())
        .next()
        .await
        .unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Request);
    assert!(error.to_string().contains("another request"), "{error}");

    service.clear_requests();
    let same = action("1").list();
    let mut rest = same.resume(&client, continuation);
    assert_eq!(rest.next().await.unwrap().unwrap().id, "3");
    assert!(rest.next().await.unwrap().is_none());
    assert!(service.requests().iter().all(|sent| sent.method == "GET"));
}

#[tokio::test]
async fn a_list_of_several_pages_is_not_cut_off() {
    let (_service, client) = service().await;
    let body = json!({"ids": ["1"]});
    let action = Action::<Vec<User>>::at_path("/directoryObjects/getByIds", &body);
    let error = action.send(&client).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Decode);
    assert!(
        error.to_string().contains("`Action::at_path` and `all`"),
        "{error}"
    );
}
