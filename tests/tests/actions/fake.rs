//! The fake of the feature `testing` and actions.

use graph_resource::ErrorKind;
use graph_resource::testing::Fake;
use serde_json::json;

use super::User;

#[tokio::test]
async fn actions_match_by_their_body() {
    let fake = Fake::new();
    let client = fake.client();
    let first = User::by_ids(&json!({"ids": ["1"]}));
    let second = User::by_ids(&json!({"ids": ["2"]}));
    fake.on(&first).json(json!({"value": [{"id": "1"}]}));
    fake.on("POST /directoryObjects/getByIds")
        .json(json!({"value": []}));
    assert_eq!(first.all(&client).await.unwrap().len(), 1);
    assert_eq!(second.all(&client).await.unwrap().len(), 0);
    fake.assert_sent_times(&first, 1);
    fake.assert_sent_times(first.list(), 1);
    fake.assert_sent_times("POST /directoryObjects/getByIds", 2);
    assert_eq!(fake.requests()[1].json().unwrap()["ids"][0], "2");
}

#[tokio::test]
async fn an_action_with_another_body_says_how_it_differs() {
    let fake = Fake::new();
    fake.on(User::by_ids(&json!({"ids": ["1"]})))
        .json(json!({"value": []}));
    let other = User::by_ids(&json!({"ids": ["2"]}));
    let error = other.all(&fake.client()).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Request);
    assert!(
        error.to_string().contains(r#"the body is {"ids":["2"]}"#),
        "{error}"
    );
}

#[tokio::test]
async fn an_action_has_pages() {
    let fake = Fake::new();
    let action = User::by_ids(&json!({"ids": ["1", "2"]}));
    fake.on(&action)
        .pages([json!([{"id": "1"}]), json!([{"id": "2"}])]);
    let users = action.all(&fake.client()).await.unwrap();
    assert_eq!(users.len(), 2);
    let methods: Vec<String> = fake
        .requests()
        .into_iter()
        .map(|sent| sent.method)
        .collect();
    assert_eq!(methods, ["POST", "GET"]);
}
