//! Assertions on the requests that were sent.

use graph_resource::testing::Fake;
use serde_json::json;

use crate::{User, user};

async fn fake_with_two_requests() -> Fake {
    let fake = Fake::new();
    fake.on(User::get("1")).json(user("1"));
    fake.on(User::list().top(5)).json(json!({"value": []}));
    let client = fake.client();
    User::get("1")
        .header("accept-language", "de")
        .send(&client)
        .await
        .unwrap();
    User::list().top(5).all(&client).await.unwrap();
    fake
}

#[tokio::test]
async fn a_failed_assertion_shows_the_requests_that_were_sent() {
    let fake = fake_with_two_requests().await;
    fake.assert_sent(User::get("1"));
    fake.assert_sent(User::get("1").header("accept-language", "de"));
    fake.assert_sent("/users?$top=5&$select=id,displayName");
    fake.assert_sent_times(User::list().top(5), 1);
    fake.assert_sent_times(User::list(), 0);
    let requests = fake.requests();
    assert_eq!(requests.len(), 2);
    assert_eq!(
        (requests[0].method.as_str(), requests[0].url.as_str()),
        ("GET", "/users/1?$select=id,displayName")
    );
    assert_eq!(requests[0].header("Accept-Language"), Some("de"));
    assert!(requests[0].header("client-request-id").is_some());
    assert_eq!(requests[0].header("authorization"), None);
    assert_eq!(format!("{fake:?}"), "Fake { registered: 2, sent: 2 }");
}

#[tokio::test]
#[should_panic(
    expected = "GET /users?$select=id,displayName&$top=6 was not sent\n  in the nearest request that was \
                           sent, `$top` is 5 instead of 6\n  namely GET /users?$select=id,displayName&$top=5"
)]
async fn a_failed_assertion_shows_the_query_option_that_differs() {
    fake_with_two_requests()
        .await
        .assert_sent(User::list().top(6));
}

#[tokio::test]
#[should_panic(
    expected = "in the nearest request that was sent, the header `accept-language` is de instead of fr"
)]
async fn a_failed_assertion_shows_the_header_that_differs() {
    fake_with_two_requests()
        .await
        .assert_sent(User::get("1").header("accept-language", "fr"));
}

#[tokio::test]
#[should_panic(expected = "GET /users/1?$select=id,displayName was sent 1 times instead of 2")]
async fn a_failed_assertion_shows_the_number_of_requests() {
    fake_with_two_requests()
        .await
        .assert_sent_times(User::get("1"), 2);
}

#[test]
#[should_panic(
    expected = "GET /users/1?$select=id,displayName was not sent, nor was any other request"
)]
fn a_failed_assertion_says_that_nothing_was_sent() {
    Fake::new().assert_sent(User::get("1"));
}

#[test]
#[should_panic(
    expected = "this request can never be sent: GET /users/<userId>: the key `userId` is empty"
)]
fn a_request_that_can_never_be_sent_is_reported() {
    let _ = Fake::new().on(User::get(""));
}

#[test]
#[should_panic(expected = "cannot read the fixture no/such.json")]
fn a_missing_fixture_is_reported() {
    Fake::new().on(User::get("1")).fixture("no/such.json");
}
