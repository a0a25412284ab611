//! Actions in batches, beside other reads.

use graph_resource::{Action, ErrorKind};
use graph_resource_tests::Service;
use graph_resource_tests::sample::{GROUP, ME};
use serde_json::json;

use super::{User, client};

#[tokio::test]
async fn actions_and_other_reads_are_sent_together() {
    let service = Service::start().await;
    let ids = json!({"ids": [ME]});
    let groups = json!({"securityEnabledOnly": false});
    let groups = Action::<Vec<String>>::at_path("/me/getMemberGroups", &groups);
    let (users, me, groups) = client(&service)
        .batch((
            User::by_ids(&ids).list(),
            User::get(ME),
            groups.with_response(),
        ))
        .await
        .unwrap();
    assert_eq!(users.unwrap().value[0].id, ME);
    assert_eq!(me.unwrap().id, ME);
    let groups = groups.unwrap();
    assert_eq!(groups.status(), 200);
    assert!(groups.value.contains(&GROUP.to_owned()));
    let batches = service.batches();
    assert_eq!(batches.len(), 1);
    assert_eq!(batches[0].parts[0].method, "POST");
    assert!(service.writes().is_empty());
}

#[tokio::test]
async fn many_calls_of_an_action_are_sent_in_batches() {
    let service = Service::start().await;
    let requests = (1..=30).map(|number| {
        let id = format!("00000000-0000-4000-8000-{number:012}");
        User::by_ids(&json!({"ids": [id]})).list()
    });
    let pages = client(&service).batch_all(requests).await.unwrap();
    assert_eq!(pages.len(), 30);
    for page in pages {
        assert_eq!(page.unwrap().value.len(), 1);
    }
    assert_eq!(service.batches().len(), 2);
}

#[tokio::test]
async fn a_collection_in_a_batch_says_how_to_read_it() {
    let service = Service::start().await;
    let action = User::by_ids(&json!({"ids": [ME]}));
    let (users,) = client(&service).batch((action,)).await.unwrap();
    let error = users.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Decode);
    assert!(
        error.to_string().contains("in a batch with its `list()`"),
        "{error}"
    );
}
