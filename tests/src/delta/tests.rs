//! Delta queries as a client sees them.

use serde_json::{Value, json};

use crate::sample::{GROUP, ME};
use crate::testing::{HEADERS, Reply, get, send};
use crate::{Data, Edit, Fault, Faults, Reason, Service};

/// The entries of a round, and its delta link.
async fn round(service: &Service, target: &str) -> (Vec<Value>, String) {
    let mut target = target.to_owned();
    let mut entries = Vec::new();
    loop {
        let page = get(service, &target).await;
        assert_eq!(page.status, 200, "{target}: {}", page.body);
        let body = page.json();
        entries.extend(body["value"].as_array().unwrap().iter().cloned());
        match (body.get("@odata.nextLink"), body.get("@odata.deltaLink")) {
            (Some(next), None) => target = local(service, next),
            (None, Some(delta)) => return (entries, local(service, delta)),
            links => panic!("a page has one link, not {links:?}"),
        }
    }
}

fn local(service: &Service, link: &Value) -> String {
    link.as_str()
        .unwrap()
        .strip_prefix(service.base_url())
        .unwrap()
        .to_owned()
}

fn ids(entries: &[Value]) -> Vec<&str> {
    entries
        .iter()
        .map(|entry| entry["id"].as_str().unwrap())
        .collect()
}

fn user(number: usize) -> String {
    format!("00000000-0000-4000-8000-{number:012}")
}

#[tokio::test]
async fn the_first_round_has_everything_and_later_rounds_the_changes() {
    let service = Service::builder().page_size(15).start().await;
    for path in [
        "/v1.0/users/delta",
        "/beta/users/microsoft.graph.delta()",
        "/v1.0/users/delta()",
    ] {
        assert_eq!(round(&service, path).await.0.len(), 40, "{path}");
    }
    let (all, link) = round(&service, "/v1.0/users/delta?$select=displayName,city").await;
    assert_eq!(
        all[0],
        json!({"id": ME, "displayName": "Adele Vance", "city": "Bellevue"})
    );
    assert!(
        link.starts_with("/v1.0/users/delta?$select=displayName,city&$deltatoken="),
        "{link}"
    );
    assert_eq!(round(&service, &link).await.0, [json!(null); 0]);

    service.change("users", ME, &json!({"city": null}));
    service.change("/users", &user(2), &json!({"jobTitle": "not selected"}));
    service.change(
        "users",
        "new",
        &json!({"displayName": "New", "city": "Linz", "age": 1}),
    );
    service.remove("users", &user(3), Reason::Changed);
    service.remove("users", &user(4), Reason::Deleted);
    let (changes, next) = round(&service, &link).await;
    let expected = [
        json!({"id": ME, "city": null}),
        json!({"id": "new", "displayName": "New", "city": "Linz"}),
        json!({"id": user(3), "@removed": {"reason": "changed"}}),
        json!({"id": user(4), "@removed": {"reason": "deleted"}}),
    ];
    assert_eq!(changes, expected);
    assert!(round(&service, &next).await.0.is_empty());
    assert_eq!(round(&service, &link).await.0, expected);
    assert_eq!(
        get(&service, &format!("/v1.0/users/{}", user(3)))
            .await
            .status,
        404
    );
    assert_eq!(
        get(&service, "/v1.0/users/new?$select=age").await.json()["age"],
        1
    );
}

#[tokio::test]
async fn several_edits_are_listed_as_single_ones_are() {
    let service = Service::start().await;
    let (_, link) = round(&service, "/v1.0/users/delta?$select=displayName,city").await;
    service.edit([
        Edit::change("/users", ME, json!({"city": "Linz"})),
        Edit::remove("users", &user(3), Reason::Deleted),
        Edit::change("users", ME, json!({"displayName": "Ada"})),
    ]);
    let expected = [
        json!({"id": user(3), "@removed": {"reason": "deleted"}}),
        json!({"id": ME, "city": "Linz", "displayName": "Ada"}),
    ];
    assert_eq!(round(&service, &link).await.0, expected);
}

#[tokio::test]
async fn a_round_is_a_snapshot_of_its_start() {
    let service = Service::builder().page_size(30).start().await;
    let first = get(&service, "/v1.0/users/delta").await;
    service.remove("users", ME, Reason::Deleted);
    let (rest, link) = round(&service, &local(&service, &first.json()["@odata.nextLink"])).await;
    assert_eq!(rest.len(), 10);
    // A change during the round may or may not be listed in it, so the next round lists it.
    assert_eq!(ids(&round(&service, &link).await.0), [ME]);
}

#[tokio::test]
async fn relation_changes_are_merged() {
    let service = Service::start().await;
    let (all, link) = round(&service, "/v1.0/groups/delta?$select=displayName,members").await;
    let group = all.iter().find(|entry| entry["id"] == GROUP).unwrap();
    assert_eq!(group["members@delta"].as_array().unwrap().len(), 4);
    assert_eq!(
        group["members@delta"][0],
        json!({"@odata.type": "#microsoft.graph.user", "id": ME})
    );
    assert!(group.get("members").is_none());
    let members: Vec<_> = group["members@delta"]
        .as_array()
        .unwrap()
        .iter()
        .skip(1)
        .map(|member| member["id"].clone())
        .collect();
    let members: Vec<_> = members.into_iter().chain([json!(user(30))]).collect();
    service.change("groups", GROUP, &json!({"members": members}));
    let (changes, _) = round(&service, &link).await;
    let removed = json!({"@odata.type": "#microsoft.graph.user", "id": ME, "@removed": {"reason": "deleted"}});
    let added = json!({"@odata.type": "#microsoft.graph.user", "id": user(30)});
    assert_eq!(
        changes,
        [json!({"id": GROUP, "members@delta": [removed, added]})]
    );
    let without = round(&service, "/v1.0/groups/delta?$select=displayName")
        .await
        .0;
    assert!(
        without
            .iter()
            .all(|entry| entry.get("members@delta").is_none())
    );
}

/// A service with a drive of five files, two of them on a page.
async fn drive_service() -> Service {
    let items = (1..=5).map(
        |number| json!({"id": number.to_string(), "name": format!("{number}.txt"), "size": 1}),
    );
    let data = Data::new()
        .entity_set("drive/items", items.collect())
        .drive("drive/root", "drive/items");
    Service::builder().data(data).page_size(2).start().await
}

#[tokio::test]
async fn drives_use_their_own_delta_format() {
    let service = drive_service().await;
    let (all, link) = round(&service, "/v1.0/drive/root/delta").await;
    assert_eq!(ids(&all), ["1", "2", "3", "4", "5"]);
    assert!(link.starts_with("/v1.0/drive/root/delta?token="), "{link}");
    service.change("drive/items", "2", &json!({"size": 2}));
    service.remove("drive/items", "3", Reason::Deleted);
    let (changes, _) = round(&service, &link).await;
    assert_eq!(
        changes,
        [
            json!({"id": "2", "name": "2.txt", "size": 2}),
            json!({"id": "3", "deleted": {}})
        ]
    );
    let minimal = send(
        &service,
        "GET",
        &link,
        &format!("{HEADERS}Prefer: return=minimal\r\n"),
        "",
    )
    .await;
    assert_eq!(minimal.json()["value"][0], json!({"id": "2", "size": 2}));
    let (now, link) = round(&service, "/v1.0/drive/root/delta?token=latest").await;
    assert!(now.is_empty());
    service.change("drive/items", "1", &json!({"size": 3}));
    assert_eq!(ids(&round(&service, &link).await.0), ["1"]);
    assert_eq!(
        get(&service, "/v1.0/drive/root/delta?$deltatoken=latest")
            .await
            .status,
        400
    );
}

#[tokio::test]
async fn alternative_and_expired_links_keep_the_format_of_a_drive() {
    let service = drive_service().await;
    service.remove("drive/items", "3", Reason::Deleted);
    let (_, link) = round(&service, "/v1.0/drive/root/delta?token=latest").await;
    service.change("drive/items", "1", &json!({"size": 3}));
    // An alternative link to the same changes also has the format of a drive.
    service.set_faults(Faults::script([
        (0, Fault::EmptyPage),
        (1, Fault::Gone("resyncChangesUploadDifferences")),
    ]));
    let empty = get(&service, &link).await;
    assert!(empty.ids().is_empty() && empty.json().get("@odata.deltaLink").is_none());
    let alternative = local(&service, &empty.json()["@odata.nextLink"]);
    let gone = get(&service, &alternative).await;
    assert_eq!(
        (gone.status, gone.code().as_str()),
        (410, "resyncChangesUploadDifferences")
    );
    assert!(
        gone.header("location")
            .unwrap()
            .contains("/drive/root/delta?token=")
    );
    assert_eq!(get(&service, &alternative).await.ids(), ["1"]);

    service.expire_delta_links();
    let gone = get(&service, &link).await;
    assert_eq!(
        (gone.status, gone.code().as_str()),
        (410, "resyncChangesApplyDifferences")
    );
    let start = gone
        .header("location")
        .unwrap()
        .strip_prefix(service.base_url())
        .unwrap();
    assert_eq!(ids(&round(&service, start).await.0), ["1", "2", "4", "5"]);
}

#[tokio::test]
async fn a_round_can_start_at_the_latest_token_and_tokens_expire() {
    let service = Service::start().await;
    let (now, link) = round(
        &service,
        "/v1.0/users/delta?$select=city&$deltaToken=latest",
    )
    .await;
    assert!(now.is_empty());
    service.change("users", ME, &json!({"city": "Linz"}));
    assert_eq!(
        round(&service, &link).await.0,
        [json!({"id": ME, "city": "Linz"})]
    );
    service.set_faults(Faults::script([(0, Fault::Gone("resyncRequired"))]));
    assert_eq!(get(&service, &link).await.code(), "resyncRequired");
    assert_eq!(get(&service, &link).await.status, 200);
    service.expire_delta_links();
    let gone = get(&service, &link).await;
    assert_eq!(
        (gone.status, gone.code().as_str()),
        (410, "syncStateNotFound")
    );
    let start = gone
        .header("location")
        .unwrap()
        .strip_prefix(service.base_url())
        .unwrap();
    assert_eq!(start, "/v1.0/users/delta?$select=city&$deltatoken=");
    assert_eq!(round(&service, start).await.0.len(), 40);
}

#[tokio::test]
async fn entries_can_be_replayed() {
    let service = Service::builder().page_size(15).replays(true).start().await;
    let (all, _) = round(&service, "/v1.0/users/delta?$select=id").await;
    assert_eq!(all.len(), 42);
    assert_eq!((&all[14], &all[30]), (&all[15], &all[31]));
    let (_, link) = round(&service, "/v1.0/users/delta?$deltatoken=latest").await;
    service.change("users", ME, &json!({"city": "Linz"}));
    let (_, link) = round(&service, &link).await;
    assert_eq!(ids(&round(&service, &link).await.0), [ME]);
}

#[tokio::test]
async fn options_are_accepted_on_the_first_request_only() {
    let service = Service::start().await;
    let rejected = [
        "$top=1",
        "$orderby=displayName",
        "$expand=manager",
        "$count=true",
        "$skip=1",
        "$filter=displayName%20eq%20'x'",
        "$select=nosuch",
        "$deltatoken=nosuch",
        "token=latest",
    ];
    for query in rejected {
        assert_eq!(
            get(&service, &format!("/v1.0/users/delta?{query}"))
                .await
                .status,
            400,
            "{query}"
        );
    }
    let by_id = format!(
        "/v1.0/users/delta?$filter=id%20eq%20'{ME}'%20or%20id%20eq%20'{}'",
        user(3)
    );
    let (two, link) = round(&service, &by_id).await;
    assert_eq!(ids(&two), [ME.to_owned(), user(3)]);
    service.remove("users", &user(3), Reason::Deleted);
    service.remove("users", &user(4), Reason::Deleted);
    assert_eq!(ids(&round(&service, &link).await.0), [user(3)]);
    assert_eq!(
        get(&service, &format!("{link}&$select=id")).await.status,
        400
    );
    assert_eq!(
        get(&service, "/v1.0/users?$deltatoken=latest").await.status,
        400
    );
    assert_eq!(get(&service, "/v1.0/me/delta").await.status, 400);
    let messages = get(
        &service,
        "/v1.0/me/messages/delta?$filter=isRead&$top=5&$orderby=receivedDateTime%20desc",
    )
    .await;
    assert_eq!(messages.ids().len(), 5);
}

#[tokio::test]
async fn links_come_before_or_after_the_entries() {
    let service = Service::start().await;
    let is_link_first = |reply: &Reply| {
        let find = |name: &str| reply.body.find(name).unwrap();
        find("@odata.deltaLink") < find("\"value\"")
    };
    let before = get(&service, "/v1.0/groups/delta").await;
    service.change("users", ME, &json!({"city": "Linz"}));
    let after = get(&service, "/v1.0/groups/delta").await;
    assert!(is_link_first(&before) && !is_link_first(&after));
}
