//! Responses to requests that are described by some of their properties.

use graph_resource::testing::{Fake, RequestPattern};
use graph_resource::{Error, Get, Method};
use serde_json::{Value, json};

use crate::{User, user};

async fn read(fake: &Fake, path: &str) -> Result<Value, Error> {
    Get::at_path(path).send(&fake.client()).await
}

async fn id(fake: &Fake, path: &str) -> Value {
    read(fake, path).await.unwrap()["id"].clone()
}

#[tokio::test]
async fn a_path_matches_any_query() {
    let fake = Fake::new();
    fake.on(RequestPattern::path("/users/1")).json(user("1"));
    for path in ["/users/1", "/users/1?$select=id&$expand=manager"] {
        assert_eq!(id(&fake, path).await, "1");
    }
    assert!(User::get("1").send(&fake.client()).await.is_ok());
    for path in ["/users/2", "/users/1/manager", "/users"] {
        assert!(read(&fake, path).await.is_err(), "{path}");
    }
    fake.assert_sent_times(RequestPattern::path("/users/1"), 3);
}

#[tokio::test]
async fn required_options_match_in_any_order_among_others() {
    let fake = Fake::new();
    let pattern = RequestPattern::path("/users?$count=true").option("$filter", "mail eq 'é & a'");
    fake.on(pattern).json(json!({"id": "found"}));
    let filter = "$filter=mail%20eq%20'%C3%A9%20%26%20a'";
    for query in [
        format!("{filter}&$count=true"),
        format!("$top=5&$count=true&$select=id&{filter}"),
    ] {
        assert_eq!(id(&fake, &format!("/users?{query}")).await, "found");
    }
    let error = read(&fake, &format!("/users?$top=5&{filter}")).await;
    let message = error.unwrap_err().to_string();
    assert!(message.contains("missing `$count=true`;"), "{message}");
}

#[tokio::test]
async fn a_pattern_requires_its_method_headers_and_body() {
    let fake = Fake::new();
    let pattern = RequestPattern::path("PATCH /me")
        .header("X-Test", "1")
        .json(json!({"a": 1, "b": 2}));
    fake.on(pattern).status(204);
    let client = fake.client();
    let request = |method, header: &str, body: &str| {
        let request = client.request(method, "/me").header("x-test", header);
        request.bytes("application/json", body.to_owned())
    };
    let body = r#"{"b": 2, "a": 1}"#;
    request(Method::PATCH, "1", body)
        .send_empty()
        .await
        .unwrap();
    for (method, header, body, difference) in [
        (
            Method::PUT,
            "1",
            body,
            "the method is PUT instead of PATCH;",
        ),
        (
            Method::PATCH,
            "2",
            body,
            "the header `x-test` is 2 instead of 1;",
        ),
        (
            Method::PATCH,
            "1",
            "{}",
            "the body is {} instead of {\"a\":1,\"b\":2};",
        ),
    ] {
        let error = request(method, header, body)
            .send_empty()
            .await
            .unwrap_err();
        assert!(error.to_string().contains(difference), "{error}");
    }
}

#[tokio::test]
async fn a_closure_decides_about_any_request() {
    let fake = Fake::new();
    let groups = RequestPattern::any().when(|request| request.url.starts_with("/groups/"));
    fake.on(groups.clone()).json(json!({"id": "group"}));
    fake.on(groups).error(404, "Gone", "deleted");
    assert_eq!(id(&fake, "/groups/1").await, "group");
    let second = read(&fake, "/groups/2?$select=id").await.unwrap_err();
    assert_eq!(second.code(), Some("Gone"));
    let error = read(&fake, "/users/1").await.unwrap_err().to_string();
    assert!(
        error.contains("a condition of the pattern does not hold;"),
        "{error}"
    );
}

#[tokio::test]
async fn the_most_specific_match_is_used_and_then_the_last() {
    let fake = Fake::new();
    let any_query = || RequestPattern::path("/users/1");
    for (name, pattern) in [
        ("any", RequestPattern::any()),
        ("path", any_query()),
        ("option", any_query().option("$top", "1")),
        ("closure", any_query().when(|_| true)),
    ] {
        fake.on(pattern).json(json!({"id": name}));
        assert_eq!(id(&fake, "/users/1?$top=1").await, name);
    }
    fake.on("/users/1?$top=1").json(json!({"id": "exact"}));
    // The order of registration does not matter, except for equally specific ones.
    fake.on(any_query().when(|_| true))
        .json(json!({"id": "later"}));
    fake.on(RequestPattern::any().when(|_| true))
        .json(json!({"id": "any"}));
    assert_eq!(id(&fake, "/users/1?$top=1").await, "exact");
    assert_eq!(id(&fake, "/users/1?$top=2").await, "later");
    assert_eq!(id(&fake, "/users/2").await, "any");
}

#[tokio::test]
async fn patterns_answer_parts_of_batches_but_not_whole_ones() {
    let fake = Fake::new();
    fake.on(RequestPattern::any()).json(user("1"));
    let client = fake.client();
    let (one, two) = client
        .batch((User::get("1"), User::get("2")))
        .await
        .unwrap();
    assert_eq!(one.unwrap().id, "1");
    assert_eq!(two.unwrap().id, "1");
}

#[tokio::test]
async fn a_listing_that_matches_a_pattern_has_its_own_next_links() {
    let fake = Fake::new();
    fake.on(RequestPattern::path("/users")).pages([
        json!([user("1")]),
        json!([user("2")]),
        json!([user("3")]),
    ]);
    let users = User::list().all(&fake.client()).await.unwrap();
    assert_eq!(users.len(), 3);
}
