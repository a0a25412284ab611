//! The shapes that an answer can have, each read as what it is, and not as another one.

#[path = "conformance/script.rs"]
#[allow(dead_code)]
mod script;

use std::time::Duration;

use graph_resource::{Accepted, Client, Error, ErrorKind, Get, List, Monitor, RetryPolicy, graph_resource};
use graph_resource_tests::{Canned, Service};
use script::{Script, answer};
use serde::Deserialize;
use serde_json::{Value, json};

#[graph_resource(path = "/groups/<groupId>")]
#[derive(Debug, PartialEq, Deserialize)]
struct Group {
    id: String,
    #[graph(expand)]
    #[serde(default)]
    members: Vec<Member>,
    /// Where the members go on.
    #[serde(rename = "members@odata.nextLink")]
    more_members: Option<String>,
}

#[graph_resource]
#[derive(Debug, PartialEq, Deserialize)]
struct Member {
    id: String,
}

async fn with(canned: Canned) -> (Service, Client) {
    let service = Service::builder().custom_option("page").start().await;
    service.answer_with("/v1.0/x", canned.clone());
    service.answer_with("/v1.0/groups", canned);
    let client = client(service.base_url());
    (service, client)
}

fn client(base_url: &str) -> Client {
    Client::builder().credential(Service::TOKEN).base_url(base_url).retry(RetryPolicy::never()).build().unwrap()
}

async fn read<T: serde::de::DeserializeOwned>(content_type: &str, body: &str) -> Result<T, Error> {
    let (_service, client) = with(Canned::new(200, content_type, body)).await;
    client.get_path("/x").await
}

#[tokio::test]
async fn single_values_are_read_bare_in_value_and_from_text() {
    const JSON: &str = "application/json;odata.metadata=minimal";
    assert_eq!(read::<u64>("text/plain", "\u{feff}42").await.unwrap(), 42);
    assert_eq!(read::<u64>(JSON, "42").await.unwrap(), 42);
    assert_eq!(read::<u64>(JSON, r#"{"@odata.context": "c", "value": 42}"#).await.unwrap(), 42);
    assert!(read::<bool>(JSON, r#"{"value": true}"#).await.unwrap());
    assert_eq!(read::<String>(JSON, r#"{"value": "secret"}"#).await.unwrap(), "secret");
    assert_eq!(read::<String>("text/plain", "a,b\n1,2").await.unwrap(), "a,b\n1,2");
    assert_eq!(read::<Vec<String>>(JSON, r#"{"value": ["a", "b"]}"#).await.unwrap(), ["a", "b"]);
    assert_eq!(read::<Option<u64>>(JSON, r#"{"value": null}"#).await.unwrap(), None);
    assert_eq!(read::<Value>(JSON, r#"{"value": {"id": 1}}"#).await.unwrap(), json!({"value": {"id": 1}}));
    assert_eq!(read::<Member>(JSON, r#"{"value": {"id": "1"}}"#).await.unwrap().id, "1");
    assert_eq!(read::<Member>(JSON, r#"{"id": "1"}"#).await.unwrap().id, "1");
}

#[tokio::test]
async fn one_shape_read_as_another_is_a_clear_error() {
    let message = async |canned: Canned, list: bool| {
        let (_service, client) = with(canned).await;
        let error = match list {
            true => Group::list().all(&client).await.unwrap_err(),
            false => Group::get("1").send(&client).await.unwrap_err(),
        };
        assert_eq!(error.kind(), ErrorKind::Decode);
        error.to_string()
    };
    let collection = message(Canned::json(200, r#"{"value": [{"id": "1"}]}"#), false).await;
    assert!(collection.contains("missing field `id`"), "{collection}");
    let object = message(Canned::json(200, r#"{"id": "1"}"#), true).await;
    assert!(object.contains("expected a collection") && object.contains("single entity"), "{object}");
    let text = message(Canned::new(200, "text/plain", "hello"), false).await;
    assert!(text.contains("text/plain"), "{text}");
    let error =
        read::<Vec<Member>>("application/json", r#"{"value": [], "@odata.nextLink": "https://x"}"#).await.unwrap_err();
    assert!(error.to_string().contains("list_path"), "{error}");
}

#[tokio::test]
async fn nothing_to_read_is_none_or_an_error_that_says_so() {
    let (_service, client) = with(Canned::new(204, "text/plain", "")).await;
    assert_eq!(Group::get("1").send_opt(&client).await.unwrap(), None);
    let error = Group::get("1").send(&client).await.unwrap_err();
    assert!(error.to_string().contains("send_opt"), "{error}");
}

#[tokio::test]
async fn a_job_is_asked_again_without_the_token() {
    let elsewhere = Script::play([
        answer(202, &[("retry-after", "0.5")], r#"{"status": "running"}"#),
        answer(200, &[], r#"{"id": "1"}"#),
    ])
    .await;
    let location = format!("{}/monitor/7?sig=s", elsewhere.base_url);
    let script = Script::play([answer(202, &[("location", &location)], "")]).await;
    let client = client(&script.base_url);

    let error = Group::get("1").send(&client).await.unwrap_err();
    assert!(error.to_string().contains("send_accepted"), "{error}");
    let Accepted::Pending(monitor) = Group::get("1").send_accepted(&client).await.unwrap() else { panic!("pending") };
    assert_eq!(monitor.location(), location);
    assert!(!format!("{monitor:?}").contains("sig"));
    let Accepted::Pending(again) = monitor.poll::<Member>(&client).await.unwrap() else { panic!("pending") };
    assert_eq!(again.retry_after(), Some(Duration::from_millis(500)));
    let Accepted::Done(member) = again.poll::<Member>(&client).await.unwrap() else { panic!("done") };
    assert_eq!(member.id, "1");
    assert!(
        elsewhere
            .requests()
            .iter()
            .all(|request| request.starts_with("GET /monitor/7?sig=s ") && !request.contains("uthorization"))
    );
    for address in ["ftp://x/y", "https://user@x/y", "/relative", "http://example.com/"] {
        let error = Monitor::new(address).poll::<Member>(&client).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Link, "{address}: {error}");
    }
}

#[tokio::test]
async fn paths_of_run_time_are_guarded_as_others_are() {
    let (service, client) = with(Canned::json(200, r#"{"value": [{"id": "1"}]}"#)).await;
    assert_eq!(client.list_path::<Member>("/x?page=1").await.unwrap().len(), 1);
    let url = format!("{}/v1.0/x?page=2", service.base_url());
    assert_eq!(List::<Member>::url(&url).all(&client).await.unwrap().len(), 1);
    assert_eq!(client.get_url::<Value>(&url).await.unwrap()["value"][0]["id"], "1");
    assert_eq!(service.requests().last().unwrap().path_and_query, "/v1.0/x?page=2");
    assert_eq!(Get::<Value>::path("/x?page=1").param("page", "2").to_string(), "/x?page=1&page=2");
    let sent = service.requests().len();
    for path in ["x", "/a/../b", "/a#b", "/a\\b"] {
        let error = client.get_path::<Value>(path).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Request, "{path}");
    }
    for url in ["https://example.com/v1.0/x", "http://127.0.0.1:1/v1.0/x", "no url"] {
        assert_eq!(client.get_url::<Value>(url).await.unwrap_err().kind(), ErrorKind::Link, "{url}");
    }
    assert_eq!(service.requests().len(), sent);
}

#[tokio::test]
async fn a_collection_within_an_object_can_be_read_on() {
    let service = Service::builder().custom_option("page").start().await;
    let link = format!("{}/v1.0/groups/1/members?page=2", service.base_url());
    service.answer_with(
        "/v1.0/groups/1",
        Canned::json(200, json!({"id": "1", "members": [{"id": "a"}], "members@odata.nextLink": link}).to_string()),
    );
    service
        .answer_with("/v1.0/groups/1/members?page=2", Canned::json(200, json!({"value": [{"id": "b"}]}).to_string()));
    let client = client(service.base_url());
    let group = Group::get("1").send(&client).await.unwrap();
    let mut members = group.members;
    if let Some(link) = group.more_members {
        members.extend(List::<Member>::url(link).all(&client).await.unwrap());
    }
    assert_eq!(members.iter().map(|member| member.id.as_str()).collect::<Vec<_>>(), ["a", "b"]);
}
