//! What a call of an action sends, and what it returns.

use std::collections::HashMap;

use graph_resource::{Action, ErrorKind, Method, Resource, graph_resource};
use graph_resource_tests::sample::{GROUP, ME};
use graph_resource_tests::{Canned, Service};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::{Group, Ids, Member, User, client, service_with_users, strings};

#[tokio::test]
async fn users_are_read_by_their_ids_a_thousand_at_a_time() {
    let (service, ids) = service_with_users(3000).await;
    let client = client(&service);
    let mut users: Vec<User> = Vec::new();
    for ids in ids.chunks(1000) {
        let types = &["user"];
        users.extend(
            User::by_ids(&Ids { ids, types })
                .all(&client)
                .await
                .unwrap(),
        );
    }
    assert_eq!(users.len(), 3000);
    assert_eq!(users[2999].id, "user-2999");
    let requests = service.requests();
    assert_eq!(requests.len(), 3);
    assert!(requests.iter().all(|request| request.method == "POST"));
    assert_eq!(
        requests[0].path_and_query,
        "/v1.0/directoryObjects/getByIds"
    );
    assert!(service.writes().is_empty());
}

#[tokio::test]
async fn more_ids_than_the_service_takes_are_its_error() {
    let (service, ids) = service_with_users(1001).await;
    let body = Ids {
        ids: &ids,
        types: &[],
    };
    let error = User::by_ids(&body)
        .all(&client(&service))
        .await
        .unwrap_err();
    assert_eq!(error.status(), Some(400));
    assert_eq!(error.code(), Some("Request_BadRequest"));
    assert!(
        error
            .to_string()
            .starts_with("POST /directoryObjects/getByIds"),
        "{error}"
    );
    assert_eq!(service.requests().len(), 1);
}

#[tokio::test]
async fn nothing_is_selected_unless_the_caller_does() {
    let service = Service::start().await;
    let body = json!({"ids": [ME]});
    let request = User::by_ids(&body);
    assert_eq!(request.to_string(), "/directoryObjects/getByIds");
    let all = request.first(&client(&service)).await.unwrap().unwrap();
    assert!(all.display_name.is_some());
    let f = User::FIELDS;
    let request = request.select([f.id]);
    assert_eq!(request.to_string(), "/directoryObjects/getByIds?$select=id");
    let selected = request.all(&client(&service)).await.unwrap();
    assert_eq!(selected[0].id, ME);
    assert_eq!(selected[0].display_name, None);
}

#[tokio::test]
async fn objects_of_several_types_are_told_apart() {
    let service = Service::start().await;
    let body = json!({"ids": [GROUP, ME]});
    let members = Member::members_by_ids(&body)
        .all(&client(&service))
        .await
        .unwrap();
    assert_eq!(
        members[0],
        Member::Group(Group {
            id: GROUP.to_owned()
        })
    );
    assert!(matches!(&members[1], Member::User(user) if user.id == ME));
}

#[tokio::test]
async fn ids_alone_are_read_as_strings() {
    let service = Service::start().await;
    let client = client(&service);
    let body = json!({"securityEnabledOnly": false});
    let action = Action::<String>::at_path("/me/getMemberGroups", &body);
    let groups = action.all(&client).await.unwrap();
    assert!(groups.contains(&GROUP.to_owned()));
    assert_eq!(action.page(&client).await.unwrap().value, groups);
    let mut stream = action.stream(&client);
    assert_eq!(stream.next().await.unwrap().as_ref(), groups.first());
    let whole: Vec<String> = Action::at_path("/me/getMemberGroups", &body)
        .send(&client)
        .await
        .unwrap();
    assert_eq!(whole, groups);
    let by_hand: Vec<String> = client
        .request(Method::POST, "/users/<userId>/getMemberGroups")
        .key(ME)
        .json(&body)
        .send()
        .await
        .unwrap();
    assert_eq!(by_hand, groups);
}

#[tokio::test]
async fn one_object_is_read() {
    #[graph_resource(action(find = "/me/findMeetingTimes"))]
    #[derive(Debug, Deserialize)]
    #[serde(rename_all = "camelCase")]
    struct MeetingTimeSuggestionsResult {
        empty_suggestions_reason: String,
        meeting_time_suggestions: Vec<Value>,
    }
    let service = Service::start().await;
    let client = client(&service);
    let action = MeetingTimeSuggestionsResult::find(&json!({}));
    let none = action.send(&client).await.unwrap();
    assert_eq!(none.empty_suggestions_reason, "OrganizerUnavailable");
    assert!(none.meeting_time_suggestions.is_empty());
    let response = action.response(&client).await.unwrap();
    assert_eq!(response.status(), 200);
    assert!(response.request_id().is_some());
}

#[tokio::test]
async fn a_collection_that_is_read_as_one_object_says_how_to_read_it() {
    let service = Service::start().await;
    let error = User::by_ids(&json!({"ids": [ME]}))
        .send(&client(&service))
        .await
        .unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Decode);
    assert!(error.to_string().contains("read it with `all`"), "{error}");
}

#[tokio::test]
async fn keys_of_the_path_come_before_the_body() {
    let service = Service::start().await;
    let path = "/v1.0/users/a%2Fb/getManaged";
    service.respond_with(path, Canned::json(200, r#"{"value": [{"id": "1"}]}"#));
    let action = User::managed("a/b", &json!({"depth": 2}));
    assert_eq!(action.to_string(), "/users/a%2Fb/getManaged");
    let users = action.all(&client(&service)).await.unwrap();
    assert_eq!(users[0].id, "1");
    let shown = format!("{action:?}");
    assert!(shown.contains("/users/<userId>/getManaged"), "{shown}");
    assert!(
        !shown.contains("a/b") && !shown.contains("depth"),
        "{shown}"
    );
}

#[tokio::test]
async fn a_body_that_is_not_json_is_an_error_before_anything_is_sent() {
    struct Failing;

    impl Serialize for Failing {
        fn serialize<S: serde::Serializer>(&self, _: S) -> Result<S::Ok, S::Error> {
            Err(serde::ser::Error::custom("planted"))
        }
    }

    let service = Service::start().await;
    let client = client(&service);
    let error = User::by_ids(&Failing).all(&client).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Request);
    assert!(!error.to_string().contains("planted"), "{error}");
    let keys = HashMap::from([(vec![1], 2)]);
    let error = User::by_ids(&keys).send(&client).await.unwrap_err();
    assert!(
        error.to_string().contains("key must be a string"),
        "{error}"
    );
    assert!(service.requests().is_empty());
}

#[tokio::test]
async fn the_result_of_an_action_cannot_be_counted() {
    let service = Service::start().await;
    let users = User::by_ids(&json!({"ids": strings([ME])})).list();
    let error = users.count(&client(&service)).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Request);
    assert!(error.to_string().contains("no `/$count`"), "{error}");
    assert!(service.requests().is_empty());
}

#[test]
fn a_type_with_nothing_but_actions_is_a_resource() {
    fn is_resource<T: Resource>() {}
    is_resource::<Member>();
}

#[test]
fn synchronous_code_calls_actions() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let service = runtime.block_on(Service::start());
    let client = graph_resource::blocking::Client::from_async(client(&service)).unwrap();
    let action = User::by_ids(&json!({"ids": [ME]}));
    assert_eq!(client.all(&action).unwrap()[0].id, ME);
    assert_eq!(client.first(&action).unwrap().unwrap().id, ME);
    assert_eq!(client.page(&action).unwrap().value.len(), 1);
    assert_eq!(client.iter(&action).count(), 1);
    assert_eq!(client.pages(&action).count(), 1);
    let body = json!({"securityEnabledOnly": false});
    let groups = Action::<Vec<String>>::at_path("/me/getMemberGroups", &body);
    assert!(client.send(&groups).unwrap().contains(&GROUP.to_owned()));
    assert_eq!(client.response(&groups).unwrap().status(), 200);
}
