//! Delta queries: delta links, resynchronization, removals and replays.

use graph_resource::delta::{RelationChange, RemovedReason, ResyncKind};
use graph_resource::types::MaybeSent;
use graph_resource::{Change, DeltaLink, Get, List, graph_resource};
use graph_resource_tests::{Canned, Service};
use serde::Deserialize;
use serde_json::json;

use crate::{client, json as canned};

#[graph_resource(delta(
    changes = "/groups/delta",
    drive = "/me/drive/root/delta",
    items = "/sites/<siteId>/lists/<listId>/items/delta",
    contacts = "/users/<driverId>/contacts/delta"
))]
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Group {
    pub id: String,
    #[serde(default)]
    pub display_name: MaybeSent<String>,
    #[serde(default, rename = "members@delta")]
    pub members: Vec<RelationChange>,
}

#[tokio::test]
async fn the_delta_link_is_found_anywhere_in_the_response() {
    for page in [
        r#"{"value": [{"id": "1"}], "@odata.deltaLink": "https://x/delta?$deltatoken=a%27b"}"#,
        r#"{"@odata.deltaLink": "https://x/delta?$deltatoken=a%27b", "value": [{"id": "1"}]}"#,
    ] {
        let service = Service::builder().custom_option("page").start().await;
        let link = format!("{}/v1.0/groups/delta?page=2", service.base_url());
        service.respond_with(
            "/v1.0/groups/delta",
            canned(200, &json!({"value": [], "@odata.nextLink": link})),
        );
        service.respond_with("/v1.0/groups/delta?page=2", Canned::json(200, page));
        let round = Group::changes().all(&client(&service)).await.unwrap();
        assert_eq!(round.changes.len(), 1);
        assert_eq!(round.link.as_str(), "https://x/delta?$deltatoken=a%27b");
        let stored = serde_json::to_string(&round.link).unwrap();
        assert_eq!(
            serde_json::from_str::<DeltaLink>(&stored).unwrap(),
            round.link
        );
    }
}

#[tokio::test]
async fn an_expired_delta_link_requires_a_resynchronization() {
    let service = Service::builder().custom_option("token").start().await;
    let fresh = format!("{}/v1.0/groups/delta?token=fresh", service.base_url());
    let body = json!({"error": {"code": "resyncRequired", "innerError": {"code": "resyncChangesUploadDifferences"}}});
    service.respond_with(
        "/v1.0/groups/delta?token=old",
        canned(410, &body).header("location", &fresh),
    );
    service.respond_with(
        "/v1.0/groups/delta?token=fresh",
        canned(
            200,
            &json!({"value": [{"id": "1"}], "@odata.deltaLink": fresh}),
        ),
    );
    let client = client(&service);
    let old = format!("{}/v1.0/groups/delta?token=old", service.base_url());
    let old: DeltaLink = old.parse().unwrap();
    let error = Group::changes().since(old).all(&client).await.unwrap_err();
    let resync = error.resync().unwrap();
    assert_eq!(resync.kind, ResyncKind::UploadDifferences);
    assert_eq!(
        resync.link.as_ref().map(DeltaLink::as_str),
        Some(fresh.as_str())
    );
    let round = Group::changes()
        .since(resync.link.unwrap())
        .all(&client)
        .await
        .unwrap();
    assert_eq!(round.changes.len(), 1);
}

#[tokio::test]
async fn an_expired_link_is_recognized_by_its_code_whatever_the_status() {
    let service = Service::builder().custom_option("token").start().await;
    let client = client(&service);
    let old = format!("{}/v1.0/groups/delta?token=old", service.base_url());
    for (code, inner) in [
        ("resyncRequired", None),
        ("syncStateNotFound", None),
        ("SyncStateNotFound", None),
        ("syncStateInvalid", None),
        ("Directory_ExpiredPageToken", None),
        ("BadRequest", Some("syncstatenotfound")),
    ] {
        let body = json!({"error": {"code": code, "innerError": {"code": inner}}});
        service.respond_with("/v1.0/groups/delta?token=old", canned(400, &body));
        let since = Group::changes().since(old.parse().unwrap());
        let error = since.all(&client).await.unwrap_err();
        let resync = error.resync().unwrap_or_else(|| panic!("{error}"));
        assert_eq!((resync.link, resync.kind), (None, ResyncKind::Unspecified));
        let error = since.stream(&client).next().await.unwrap_err();
        assert!(error.resync().is_some(), "{error}");
    }
    let body = json!({"error": {"code": "invalidRequest"}});
    service.respond_with("/v1.0/groups/delta?token=old", canned(400, &body));
    let since = Group::changes().since(old.parse().unwrap());
    assert_eq!(since.all(&client).await.unwrap_err().resync(), None);
}

#[tokio::test]
async fn an_object_that_is_gone_does_not_require_a_resynchronization() {
    let service = Service::start().await;
    let body = json!({"error": {"code": "resyncRequired"}});
    service.respond_with("/v1.0/groups/1", canned(410, &body));
    let client = client(&service);
    let get = Get::<Group>::at_path("/groups/1").send(&client);
    let error = get.await.unwrap_err();
    assert_eq!((error.status(), error.resync()), (Some(410), None));
    let list = List::<Group>::at_path("/groups/1").all(&client);
    assert_eq!(list.await.unwrap_err().resync(), None);
}

#[tokio::test]
async fn a_removal_of_an_unknown_item_fails_the_round() {
    let service = Service::start().await;
    for removed in [json!({"@removed": {}}), json!({"id": null, "deleted": {}})] {
        let page = json!({"value": [{"id": "1"}, removed], "@odata.deltaLink": "https://x"});
        service.respond_with("/v1.0/groups/delta", canned(200, &page));
        let client = client(&service);
        let error = Group::changes().all(&client).await.unwrap_err();
        assert_eq!(error.json_path(), Some("value[1]"));
        let mut stream = Group::changes().stream(&client);
        assert!(stream.next().await.is_err() && stream.delta_link().is_none());
    }
}

#[tokio::test]
async fn removals_and_replays_are_distinguished_from_updates() {
    let service = Service::start().await;
    let page = json!({
        "value": [
            {"id": "1", "displayName": "One"},
            {"id": "2", "@removed": {"reason": "changed"}},
            {"id": "3", "deleted": {}},
            {"id": "1", "displayName": null},
            {"id": "4", "members@delta": [
                {"@odata.type": "#microsoft.graph.user", "id": "u"},
                {"@odata.type": "#microsoft.graph.user", "id": "v", "@removed": {"reason": "deleted"}},
            ]},
        ],
        "@odata.deltaLink": "https://x",
    });
    service.respond_with("/v1.0/groups/delta", canned(200, &page));
    let mut stream = Group::changes().stream(&client(&service));
    let mut changes = Vec::new();
    while let Some(change) = stream.next().await.unwrap() {
        changes.push(change);
    }
    assert!(stream.delta_link().is_some());
    let names: Vec<_> = changes
        .iter()
        .filter_map(|change| Some(change.clone().updated()?.display_name))
        .collect();
    assert_eq!(
        names,
        [
            MaybeSent::Value("One".to_owned()),
            MaybeSent::Null,
            MaybeSent::Absent
        ]
    );
    assert_eq!(changes[1], Change::removed("2", RemovedReason::Changed));
    assert_eq!(changes[2], Change::removed("3", RemovedReason::Deleted));
    let members = changes[4].clone().updated().unwrap().members;
    assert_eq!(
        members
            .iter()
            .map(|member| member.removed)
            .collect::<Vec<_>>(),
        [false, true]
    );
}

#[test]
fn the_first_round_can_start_from_now() {
    assert_eq!(
        Group::changes().latest().without_select().to_string(),
        "/groups/delta?$deltatoken=latest"
    );
    assert_eq!(
        Group::drive().latest().without_select().to_string(),
        "/me/drive/root/delta?token=latest"
    );
    assert_eq!(
        Group::items("a", "b").latest().without_select().to_string(),
        "/sites/a/lists/b/items/delta?token=latest"
    );
    // A key named after a drive does not make it a drive.
    assert_eq!(
        Group::contacts("a").latest().without_select().to_string(),
        "/users/a/contacts/delta?$deltatoken=latest"
    );
}

#[test]
fn a_query_since_a_link_is_shown_as_the_link_that_is_sent() {
    let link = "https://graph.microsoft.com/v1.0/groups/delta?$deltatoken=1";
    let query = Group::changes().since(link.parse().unwrap());
    assert_eq!(query.to_string(), link);
    assert!(!format!("{query:?}").contains("deltatoken"));
}
