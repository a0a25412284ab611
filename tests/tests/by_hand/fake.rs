//! The fake of the feature `testing` and requests by hand.

use graph_resource::testing::Fake;
use graph_resource::{Client, ErrorKind, Method, RequestBuilder};
use serde_json::{Value, json};

fn rename(client: &Client, name: &str) -> RequestBuilder {
    client
        .request(Method::PATCH, "/groups/1")
        .json(&json!({"displayName": name, "mailEnabled": false}))
}

#[tokio::test]
async fn requests_match_by_method_and_body() {
    let fake = Fake::new();
    let client = fake.client();
    fake.on("/groups/1").json(json!({"id": "read"}));
    fake.on("PATCH /groups/1").json(json!({"id": "any body"}));
    fake.on(rename(&client, "A"))
        .json(json!({"id": "this body"}));
    fake.on("DELETE /groups/1").status(204);

    let id = async |request: RequestBuilder| request.send::<Value>().await.unwrap()["id"].clone();
    assert_eq!(id(client.request(Method::GET, "/groups/1")).await, "read");
    assert_eq!(id(rename(&client, "A")).await, "this body");
    assert_eq!(id(rename(&client, "B")).await, "any body");
    let reordered = client.request(Method::PATCH, "/groups/1").bytes(
        "application/json",
        r#"{ "mailEnabled": false, "displayName": "A" }"#,
    );
    assert_eq!(id(reordered).await, "this body");
    client
        .request(Method::DELETE, "/groups/1")
        .send_empty()
        .await
        .unwrap();

    fake.assert_sent_times(rename(&client, "A"), 2);
    fake.assert_sent_times("PATCH /groups/1", 3);
    fake.assert_sent_times("/groups/1", 1);
    let sent = fake.requests();
    assert_eq!(sent[4].method, "DELETE");
    assert_eq!(sent[2].json().unwrap()["displayName"], "B");
    assert_eq!(sent[2].header("content-type"), Some("application/json"));
    assert!(sent[4].body.is_empty());
}

#[tokio::test]
async fn a_request_without_a_response_says_how_its_method_and_body_differ() {
    let fake = Fake::new();
    let client = fake.client();
    fake.on(rename(&client, "A")).status(204);
    let error = rename(&client, "B").send_empty().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Request);
    let expected = "the body is {\"displayName\":\"B\",\"mailEnabled\":false} instead of {\"displayName\":\"A\"";
    assert!(error.to_string().contains(expected), "{error}");

    let error = client
        .request(Method::DELETE, "/groups/1")
        .send_empty()
        .await
        .unwrap_err();
    let expected = "the method is DELETE instead of PATCH";
    assert!(error.to_string().contains(expected), "{error}");
    assert!(
        error.to_string().contains("sent DELETE /groups/1"),
        "{error}"
    );
}

#[tokio::test]
async fn a_lost_response_of_the_fake_is_not_requested_again() {
    let fake = Fake::new();
    let client = fake.client();
    fake.on("PATCH /groups/1").reset().status(204);
    let error = rename(&client, "A").send_empty().await.unwrap_err();
    assert!(error.may_have_been_carried_out(), "{error}");
    fake.assert_sent_times("PATCH /groups/1", 1);
    rename(&client, "A")
        .idempotent()
        .send_empty()
        .await
        .unwrap();
}
