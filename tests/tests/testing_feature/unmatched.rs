//! A request without a registered reply: the error shows how it differs from the closest one that has a reply.

use graph_resource::testing::Fake;
use graph_resource::{Error, ErrorKind, List, graph_resource};
use serde::Deserialize;
use serde_json::json;

use crate::{User, user};

/// The message without the request ids at its end.
fn message(error: &Error) -> String {
    assert_eq!(error.kind(), ErrorKind::Request);
    let text = error.to_string();
    text.split(" (client-request-id")
        .next()
        .unwrap_or_default()
        .to_owned()
}

async fn message_of(fake: &Fake, list: List<User>) -> String {
    message(&list.all(&fake.client()).await.unwrap_err())
}

#[tokio::test]
async fn a_mismatch_names_the_query_option_that_differs() {
    let fake = Fake::new();
    fake.on(User::list().top(5)).json(json!({"value": []}));
    fake.on(User::get("1")).json(user("1"));
    assert_eq!(
        message_of(&fake, User::list().top(6)).await,
        "GET /users: no response is registered for this request: compared with the nearest registered one, \
         `$top` is 6 instead of 5; sent GET /users?$select=id,displayName&$top=6, registered GET /users?$select=id,displayName&$top=5"
    );
    let f = User::FIELDS;
    let odd = User::list().select([f.id]).filter(f.display_name.eq("é"));
    let text = message_of(&fake, odd).await;
    for part in [
        "`$select` lacks displayName",
        "unexpected `$filter=displayName eq 'é'`",
        "missing `$top=5`",
    ] {
        assert!(text.contains(part), "{text}");
    }
}

#[tokio::test]
async fn a_mismatch_names_the_path_and_the_header_that_differ() {
    let fake = Fake::new();
    assert_eq!(
        message_of(&fake, User::list()).await,
        "GET /users: no response is registered, neither for this request nor for any other: GET /users?$select=id,displayName"
    );
    fake.on(User::get("1").if_none_match("W/\"1\"")).status(304);
    let client = fake.client();
    let error = User::get("2")
        .if_none_match("W/\"1\"")
        .send(&client)
        .await
        .unwrap_err();
    assert!(
        message(&error).contains("the path is /users/2 instead of /users/1;"),
        "{error}"
    );
    let error = User::get("1").send(&client).await.unwrap_err();
    assert!(
        message(&error).contains("missing header `if-none-match: W/\"1\"`;"),
        "{error}"
    );
    let error = User::get("1")
        .if_none_match("W/\"2\"")
        .send(&client)
        .await
        .unwrap_err();
    assert!(
        message(&error).contains("the header `if-none-match` is W/\"2\" instead of W/\"1\";"),
        "{error}"
    );
    // This is not a network failure, so nothing is retried.
    assert_eq!(fake.requests().len(), 4);
    assert!(fake.waits().is_empty());
}

#[tokio::test]
async fn an_unknown_delta_link_is_only_compared_with_other_links() {
    let fake = Fake::new();
    fake.on(User::changes()).delta([json!([user("1")])], "one");
    let client = fake.client();
    let link = User::changes().all(&client).await.unwrap().link;
    let next = || User::changes().since(link.clone());
    let error = next().all(&client).await.unwrap_err();
    assert_eq!(
        message(&error),
        "GET /users/delta: no response is registered for this delta link: register the next round with \
         `fake.on(query.since(link))`, or with `fake.on(\"/users/delta?$deltatoken=one\")`"
    );
    fake.on("/users/delta?$deltatoken=two")
        .delta([json!([])], "three");
    let error = next().all(&client).await.unwrap_err();
    assert!(
        message(&error).contains("`$deltatoken` is one instead of two"),
        "{error}"
    );
}

#[graph_resource(path = "/things/<thingId>")]
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
#[allow(dead_code)]
struct Wide {
    a_name_that_is_rather_long_1: Option<String>,
    a_name_that_is_rather_long_2: Option<String>,
    a_name_that_is_rather_long_3: Option<String>,
    a_name_that_is_rather_long_4: Option<String>,
    a_name_that_is_rather_long_5: Option<String>,
    a_name_that_is_rather_long_6: Option<String>,
    a_name_that_is_rather_long_7: Option<String>,
    a_name_that_is_rather_long_8: Option<String>,
    a_name_that_is_rather_long_9: Option<String>,
}

#[tokio::test]
async fn the_difference_comes_before_a_url_that_is_cut_short() {
    let fake = Fake::new();
    fake.on(Wide::list().top(5)).json(json!({"value": []}));
    let error = Wide::list().top(6).all(&fake.client()).await.unwrap_err();
    assert!(
        message(&error).contains("`$top` is 6 instead of 5"),
        "{error}"
    );
    // The output of `unwrap` is not cut short.
    assert!(
        format!("{error:?}").contains("aNameThatIsRatherLong9&$top=5"),
        "{error:?}"
    );
}

#[test]
fn text_that_no_request_can_match_says_how_paths_are_written() {
    for (text, hint) in [
        ("users", "a path starts with a slash: write `/users`"),
        ("users?$top=5", "write `/users?$top=5`"),
        (
            "/v1.0/users",
            "does not contain the API version: write `/users`",
        ),
        ("/beta/me", "write `/me`"),
    ] {
        let fake = Fake::new();
        let registered = std::panic::AssertUnwindSafe(|| fake.on(text).status(404));
        let panic = std::panic::catch_unwind(registered).unwrap_err();
        let message = panic.downcast_ref::<String>().unwrap();
        assert!(message.contains(hint), "{message}");
    }
    let fake = Fake::new();
    fake.on("/users").status(404);
    fake.on("https://other.example/x").status(404);
    fake.on("/$batch").status(404);
}
