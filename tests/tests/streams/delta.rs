//! Delta streams: no delta link before the last change, and no change lost when a round is interrupted.

use graph_resource::delta::DeltaStream;
use graph_resource::testing::Fake;
use graph_resource::{Change, Continuation, DeltaLink, ErrorKind};
use serde_json::{Value, json};

use crate::samples::User;

const SECOND_PAGE: &str = "/users/delta?$skiptoken=2";

/// A round of two pages with three changes each, the second of which is a removal.
fn two_pages() -> Fake {
    let fake = Fake::new();
    let page = |first: u64, key: &str, link: &str| {
        let removed = json!({"id": (first + 1).to_string(), "@removed": {"reason": "deleted"}});
        let user = |id: u64| json!({"id": id.to_string()});
        let mut page = json!({"value": [user(first), removed, user(first + 2)]});
        page[key] = Value::from(format!("{}{link}", fake.root()));
        page
    };
    fake.on(User::changes())
        .json(page(0, "@odata.nextLink", SECOND_PAGE));
    fake.on(SECOND_PAGE)
        .json(page(3, "@odata.deltaLink", "/users/delta?$deltatoken=3"));
    fake
}

/// The link to the round after this one.
fn link_after(fake: &Fake) -> DeltaLink {
    let link = format!("{}/users/delta?$deltatoken=3", fake.root());
    link.parse().unwrap()
}

fn id(change: Change<User>) -> String {
    match change {
        Change::Updated(user) => user.id,
        Change::Removed { id, .. } => id,
        other => panic!("{other:?}"),
    }
}

async fn rest(stream: &mut DeltaStream<User>) -> Vec<String> {
    let mut ids = Vec::new();
    while let Some(change) = stream.next().await.unwrap() {
        ids.push(id(change));
    }
    ids
}

#[tokio::test]
async fn the_delta_link_is_withheld_until_every_change_is_delivered() {
    for prefetch in [0, 1, 5] {
        let fake = two_pages();
        let mut stream = User::changes().prefetch(prefetch).stream(&fake.client());
        for change in 0..6 {
            assert_eq!(stream.delta_link(), None, "before change {change}");
            stream.next().await.unwrap().unwrap();
        }
        assert_eq!(stream.next().await.unwrap(), None);
        assert_eq!(stream.delta_link(), Some(link_after(&fake)));
    }
}

#[tokio::test]
async fn a_page_with_a_next_link_has_no_delta_link() {
    let fake = Fake::new();
    fake.on(User::changes()).json(json!({
        "value": [{"id": "0"}],
        "@odata.nextLink": format!("{}{SECOND_PAGE}", fake.root()),
        "@odata.deltaLink": format!("{}/users/delta?$deltatoken=early", fake.root()),
    }));
    fake.on(SECOND_PAGE).error(403, "x", "y");
    let mut stream = User::changes().stream(&fake.client());
    assert!(stream.next().await.unwrap().is_some());
    assert_eq!(stream.delta_link(), None);
    assert_eq!(stream.next().await.unwrap_err().status(), Some(403));
    assert_eq!(stream.delta_link(), None);
}

#[tokio::test]
async fn a_round_resumes_from_every_position() {
    for position in 0..=6 {
        let fake = two_pages();
        let mut stream = User::changes().stream(&fake.client());
        let mut ids = Vec::new();
        for _ in 0..position {
            ids.push(id(stream.next().await.unwrap().unwrap()));
        }
        let stored = serde_json::to_string(&stream.continuation().unwrap()).unwrap();
        let mut stream =
            User::changes().resume(&fake.client(), serde_json::from_str(&stored).unwrap());
        ids.extend(rest(&mut stream).await);
        assert_eq!(ids, ["0", "1", "2", "3", "4", "5"], "at {position}");
        assert_eq!(
            stream.delta_link(),
            Some(link_after(&fake)),
            "at {position}"
        );
    }
}

#[tokio::test]
async fn a_round_that_is_resumed_at_its_end_has_its_delta_link_and_sends_nothing() {
    let fake = two_pages();
    let mut stream = User::changes().stream(&fake.client());
    while stream.next().await.unwrap().is_some() {}
    let continuation = stream.continuation().unwrap();
    let sent = fake.requests().len();
    let mut stream = User::changes().resume(&fake.client(), continuation);
    assert_eq!(stream.delta_link(), Some(link_after(&fake)));
    assert_eq!(stream.next().await.unwrap(), None);
    assert_eq!(stream.delta_link(), Some(link_after(&fake)));
    // The position does not change by being resumed.
    let again = stream.continuation().unwrap();
    let stream = User::changes().resume(&fake.client(), again);
    assert_eq!(stream.delta_link(), Some(link_after(&fake)));
    assert_eq!(fake.requests().len(), sent);
}

#[tokio::test]
async fn a_stored_end_of_a_round_without_a_delta_link_is_refused() {
    let fake = two_pages();
    let start = User::changes().stream(&fake.client()).continuation();
    let mut stored: Value = serde_json::from_str(start.unwrap().as_str()).unwrap();
    stored["at"] = json!("End");
    let stored: Continuation = stored.to_string().parse().unwrap();
    let mut stream = User::changes().resume(&fake.client(), stored);
    let error = stream.next().await.unwrap_err();
    assert!(error.to_string().contains("no next round"), "{error}");
    assert_eq!(stream.delta_link(), None);
}

#[tokio::test]
async fn a_last_page_without_a_delta_link_is_an_error_after_its_changes() {
    for prefetch in [0, 1] {
        let fake = Fake::new();
        let page = json!({"value": [{"id": "0"}, {"id": "1"}]});
        let mut complete = page.clone();
        complete["@odata.deltaLink"] = json!(link_after(&fake).as_str());
        fake.on(User::changes()).json(page).json(complete);
        let mut stream = User::changes().prefetch(prefetch).stream(&fake.client());
        for expected in ["0", "1"] {
            let change = stream.next().await.unwrap();
            assert_eq!(change.map(id).as_deref(), Some(expected));
        }
        let error = stream.next().await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Decode);
        assert!(error.to_string().contains("@odata.deltaLink"), "{error}");
        assert_eq!(stream.next().await.unwrap(), None);
        assert_eq!(stream.delta_link(), None);
        // Resuming asks for the link once more, and repeats no change.
        let continuation = stream.continuation().unwrap();
        let mut stream = User::changes().resume(&fake.client(), continuation);
        assert_eq!(rest(&mut stream).await, [""; 0]);
        assert_eq!(stream.delta_link(), Some(link_after(&fake)));
    }
}

#[tokio::test]
async fn a_round_that_expires_midway_has_no_delta_link() {
    for prefetch in [0, 1] {
        let fake = Fake::new();
        let link = format!("{}{SECOND_PAGE}", fake.root());
        fake.on(User::changes())
            .json(json!({"value": [{"id": "0"}], "@odata.nextLink": link}));
        fake.on(SECOND_PAGE).error(410, "resyncRequired", "too old");
        let mut stream = User::changes().prefetch(prefetch).stream(&fake.client());
        assert_eq!(stream.next().await.unwrap().map(id).as_deref(), Some("0"));
        assert!(stream.next().await.unwrap_err().resync().is_some());
        assert_eq!(stream.next().await.unwrap(), None);
        assert_eq!(stream.delta_link(), None);
    }
}

#[tokio::test]
async fn one_bad_item_does_not_end_a_lenient_round() {
    let fake = Fake::new();
    let page = json!({
        "value": [{"id": "0"}, {"id": 1}, {"@removed": {}}, {"id": 3, "@removed": {}}],
        "@odata.deltaLink": link_after(&fake).as_str(),
    });
    let changes = User::changes().lenient();
    fake.on(&changes).json(page);
    let client = fake.client();
    let mut stream = changes.stream(&client);
    assert_eq!(stream.next().await.unwrap().map(id).as_deref(), Some("0"));
    let bad = stream.next().await.unwrap_err();
    assert!(bad.is_of_item(), "{bad}");
    assert_eq!(
        (bad.json_path(), bad.item_id()),
        (Some("value[1].id"), Some("1"))
    );
    let after_bad = stream.continuation().unwrap();
    let unidentified = stream.next().await.unwrap_err();
    assert!(unidentified.is_of_item(), "{unidentified}");
    assert_eq!(unidentified.json_path(), Some("value[2]"));
    assert_eq!(rest(&mut stream).await, ["3"]);
    assert_eq!(stream.delta_link(), Some(link_after(&fake)));

    // The error of an item counts as delivered.
    let mut resumed = changes.resume(&client, after_bad);
    assert_eq!(
        resumed.next().await.unwrap_err().json_path(),
        Some("value[2]")
    );
    assert_eq!(rest(&mut resumed).await, ["3"]);

    let error = User::changes().stream(&client).next().await.unwrap_err();
    assert!(!error.is_of_item(), "the round has ended: {error}");
}

#[tokio::test]
async fn a_round_may_have_a_limit() {
    let fake = two_pages();
    let limited = User::changes().max_pages(1);
    let error = limited.all(&fake.client()).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Limit);
    assert_eq!(
        error.continuation(),
        None,
        "the caller has got none of the changes before it"
    );
    assert!(error.to_string().contains("read a stream"), "{error}");
    let mut stream = limited.stream(&fake.client());
    for expected in ["0", "1", "2"] {
        let change = stream.next().await.unwrap();
        assert_eq!(change.map(id).as_deref(), Some(expected));
    }
    let error = stream.next().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Limit);
    let mut stream = User::changes().resume(&fake.client(), error.continuation().unwrap().clone());
    assert_eq!(rest(&mut stream).await, ["3", "4", "5"]);
    assert!(stream.delta_link().is_some());
    assert_eq!(
        User::changes()
            .max_pages(2)
            .all(&fake.client())
            .await
            .unwrap()
            .changes
            .len(),
        6
    );
}
