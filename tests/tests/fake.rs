//! The fake service of the feature `testing`.

use graph_resource::testing::Fake;
use graph_resource::{ErrorKind, graph_resource};
use serde::Deserialize;
use serde_json::json;

#[graph_resource(
    path = "/users/<userId>",
    delta(changes = "/users/delta"),
    content(photo = "/users/<userId>/photo/$value")
)]
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
struct User {
    id: String,
    display_name: Option<String>,
}

fn ada() -> serde_json::Value {
    json!({"id": "1", "displayName": "Ada"})
}

#[tokio::test]
async fn answers_are_by_the_whole_request() {
    let fake = Fake::new();
    let f = User::FIELDS;
    let filtered = User::list().filter(f.display_name.eq("O'Neil & co"));
    fake.on(User::get("1")).json(ada());
    fake.on(&filtered).json(json!({"value": [ada()]}));
    fake.on("/users/$count").text("7");
    fake.on(User::photo("1")).bytes("image/png", [1, 2, 3]);
    fake.on(User::get("2")).error(403, "Forbidden", "not yours");
    fake.on(User::get("3")).status(404);
    let client = fake.client();
    assert_eq!(User::get("1").send(&client).await.unwrap().display_name.as_deref(), Some("Ada"));
    assert_eq!(filtered.all(&client).await.unwrap().len(), 1);
    assert_eq!(User::list().count(&client).await.unwrap(), 7);
    assert_eq!(User::photo("1").bytes(&client).await.unwrap(), &[1, 2, 3][..]);
    assert_eq!(User::get("2").send(&client).await.unwrap_err().code(), Some("Forbidden"));
    assert_eq!(User::get("3").send_opt(&client).await.unwrap(), None);
    fake.assert_sent(&filtered);
    assert_eq!(fake.requests().len(), 6);
    assert!(fake.requests()[0].headers.iter().all(|(name, _)| name != "authorization"));
}

#[tokio::test]
async fn what_is_not_registered_is_an_error_with_the_nearest() {
    let fake = Fake::new();
    fake.on(User::list().top(5)).json(json!({"value": []}));
    let error = User::list().top(6).all(&fake.client()).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Request);
    let text = error.to_string();
    assert!(text.contains("$top: 6 and not 5") && text.contains("/users?$select=id,displayName&$top=6"), "{text}");
}

#[tokio::test]
async fn sequences_faults_pages_and_batches_go_the_real_way() {
    let fake = Fake::new();
    let list = User::list().top(1);
    fake.on(&list).reset().timeout().throttled("0").error(503, "x", "y").pages([
        json!([ada()]),
        json!([]),
        json!([ada()]),
    ]);
    assert_eq!(list.all(&fake.client()).await.unwrap().len(), 2);
    fake.assert_sent_times(&list, 5);

    fake.on(User::get("1")).throttled("0").json(ada());
    fake.on(User::get("2")).error(404, "NotFound", "no");
    let (one, two) = fake.client().batch((User::get("1"), User::get("2"))).await.unwrap();
    assert!(one.is_ok() && two.unwrap_err().is_not_found());
    fake.assert_sent_times(User::get("1"), 2);
    fake.assert_sent_times(User::get("2"), 1);

    let link = format!("{}/users/delta?$deltatoken=1", fake.root());
    fake.on(User::changes()).json(json!({"value": [ada(), {"id": "2", "@removed": {}}], "@odata.deltaLink": link}));
    let round = User::changes().all(&fake.client()).await.unwrap();
    assert_eq!((round.changes.len(), round.link.as_str()), (2, link.as_str()));
}

#[tokio::test]
#[should_panic(expected = "the nearest that is sent is GET /users/1")]
async fn an_assertion_says_what_was_sent() {
    let fake = Fake::new();
    fake.on(User::get("1")).json(ada());
    User::get("1").send(&fake.client()).await.unwrap();
    fake.assert_sent(User::get("2"));
}
