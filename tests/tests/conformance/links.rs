//! Next links, redirects, tokens and request headers.

use std::collections::HashSet;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use graph_resource::testing::Fake;
use graph_resource::{Client, ErrorKind, Get, List};
use graph_resource_tests::{Canned, Service};
use serde_json::{Value, json};

use crate::samples::User;
use crate::{client, json as canned, serving};

#[tokio::test]
async fn the_token_is_sent_only_to_the_configured_origin() {
    let other_host = Service::start().await;
    let page = json!({"value": [], "@odata.nextLink": format!("{}/v1.0/users?$skiptoken=1", other_host.base_url())});
    let (_service, client) = serving("/v1.0/users", canned(200, &page)).await;
    let error = User::list().all(&client).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Link);
    assert_eq!(
        other_host.requests().len(),
        0,
        "nothing is sent, not even without the token"
    );
}

#[tokio::test]
async fn a_redirect_to_another_host_is_followed_without_the_token() {
    let other_host = Service::start().await;
    other_host.respond_with("/moved", canned(200, &json!({"id": "1"})).public());
    let location = format!("{}/moved", other_host.base_url());
    let (_service, client) = serving(
        "/v1.0/users/1",
        Canned::new(302, "text/plain", "").header("location", &location),
    )
    .await;
    assert_eq!(User::get("1").send(&client).await.unwrap().id, "1");
    let requests = other_host.requests();
    assert_eq!(requests.len(), 1);
    assert_eq!(requests[0].header("authorization"), None);
}

#[tokio::test]
async fn every_page_request_has_the_headers_of_the_first() {
    let service = Service::start().await;
    let users = User::list()
        .top(10)
        .prefer("odata.maxpagesize=10")
        .prefer("IdType=\"ImmutableId\"")
        .header("x-custom", "kept")
        .consistency_level_eventual()
        .all(&client(&service))
        .await
        .unwrap();
    let requests = service.requests();
    assert!(users.len() > 10 && requests.len() > 1);
    for request in requests {
        assert_eq!(
            request.header("prefer"),
            Some("odata.maxpagesize=10, IdType=\"ImmutableId\"")
        );
        assert_eq!(request.header("x-custom"), Some("kept"));
        assert_eq!(request.header("consistencylevel"), Some("eventual"));
    }
}

#[tokio::test]
async fn every_request_asks_the_credential_for_a_token() {
    let service = Service::start().await;
    let token_requests = Arc::new(AtomicUsize::new(0));
    let counter = Arc::clone(&token_requests);
    let credential = move || {
        counter.fetch_add(1, Ordering::Relaxed);
        Service::TOKEN
    };
    let client = Client::builder()
        .credential(credential)
        .base_url(service.base_url())
        .build()
        .unwrap();
    User::list().top(10).all(&client).await.unwrap();
    assert!(service.requests().len() > 1);
    assert_eq!(
        token_requests.load(Ordering::Relaxed),
        service.requests().len()
    );
}

#[tokio::test]
async fn an_empty_page_with_a_next_link_is_not_the_end() {
    let service = Service::start().await;
    let link = format!("{}/v1.0/second", service.base_url());
    service.respond_with(
        "/v1.0/users",
        canned(200, &json!({"value": [], "@odata.nextLink": link})),
    );
    service.respond_with(
        "/v1.0/second",
        canned(200, &json!({"value": [{"id": "1"}]})),
    );
    let client = client(&service);
    assert_eq!(User::list().all(&client).await.unwrap().len(), 1);
    assert_eq!(User::list().first(&client).await.unwrap().unwrap().id, "1");
}

#[tokio::test]
async fn a_repeated_next_link_is_an_error() {
    let service = Service::start().await;
    let link = format!("{}/v1.0/second", service.base_url());
    service.respond_with(
        "/v1.0/users",
        canned(
            200,
            &json!({"value": [{"id": "1"}], "@odata.nextLink": link}),
        ),
    );
    service.respond_with(
        "/v1.0/second",
        canned(
            200,
            &json!({"value": [{"id": "2"}], "@odata.nextLink": link}),
        ),
    );
    let client = client(&service);
    let error = User::list().all(&client).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Link);
    assert!(error.to_string().contains("already followed"), "{error}");
    let first = User::list().page(&client).await.unwrap();
    let error = User::list().page_after(&first, &client).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Link);
}

#[tokio::test]
async fn the_items_of_a_page_with_a_repeated_next_link_are_delivered_before_the_error() {
    for prefetch in [0, 1] {
        let service = Service::start().await;
        let link = format!("{}/v1.0/second", service.base_url());
        let page = |ids: [&str; 2]| json!({"value": ids.map(|id| json!({"id": id})), "@odata.nextLink": link});
        service.respond_with("/v1.0/users", canned(200, &page(["1", "2"])));
        service.respond_with("/v1.0/second", canned(200, &page(["3", "4"])));
        let client = client(&service);
        let list = User::list().prefetch(prefetch);

        let mut stream = list.stream(&client);
        for id in ["1", "2", "3", "4"] {
            assert_eq!(stream.next().await.unwrap().unwrap().id, id);
        }
        assert_eq!(stream.next().await.unwrap_err().kind(), ErrorKind::Link);
        assert_eq!(stream.next().await.unwrap(), None);

        let mut pages = list.pages(&client);
        for id in ["1", "3"] {
            assert_eq!(pages.next().await.unwrap().unwrap().value[0].id, id);
        }
        assert_eq!(pages.next().await.unwrap_err().kind(), ErrorKind::Link);

        // Resuming asks for the next link once more, and repeats no item.
        let mut last = page(["3", "4"]);
        last["@odata.nextLink"] = json!(format!("{}/v1.0/third", service.base_url()));
        service.respond_with("/v1.0/second", canned(200, &last));
        service.respond_with("/v1.0/third", canned(200, &json!({"value": [{"id": "5"}]})));
        for continuation in [stream.continuation(), pages.continuation()] {
            let mut rest = list.resume(&client, continuation.unwrap());
            assert_eq!(rest.next().await.unwrap().unwrap().id, "5");
            assert_eq!(rest.next().await.unwrap(), None);
        }
    }
}

#[tokio::test]
async fn links_are_followed_byte_for_byte() {
    let service = Service::builder().custom_option("a").start().await;
    let opaque = "/v1.0/second?$skiptoken=X%2744%20a%2fB%2F..%2e&%24top=2&a=b%2Bc~!*()";
    let link = format!("{}{opaque}", service.base_url());
    service.respond_with(
        "/v1.0/users",
        canned(200, &json!({"value": [], "@odata.nextLink": link})),
    );
    service.respond_with("/v1.0/second", canned(200, &json!({"value": []})));
    let page = User::list().page(&client(&service)).await.unwrap();
    assert_eq!(page.next_link.as_deref(), Some(link.as_str()));
    User::list().all(&client(&service)).await.unwrap();
    assert_eq!(service.requests().last().unwrap().path_and_query, opaque);
}

#[tokio::test]
async fn every_request_has_a_fresh_id_and_errors_carry_both_ids() {
    let service = Service::start().await;
    let client = client(&service);
    let error = User::get("nobody").send(&client).await.unwrap_err();
    User::list().top(10).all(&client).await.unwrap();
    let requests = service.requests();
    let ids: HashSet<_> = requests
        .iter()
        .map(|request| request.header("client-request-id").unwrap().to_owned())
        .collect();
    assert_eq!(ids.len(), requests.len());
    assert_eq!(
        error.client_request_id(),
        requests[0].header("client-request-id")
    );
    assert!(error.request_id().is_some());
}

#[tokio::test]
async fn a_next_link_is_recognized_in_any_letter_case() {
    let fake = Fake::new();
    let link = format!("{}/users?$skiptoken=1", fake.root());
    for name in ["@odata.nextLink", "@odata.nextlink", "@Odata.NextLink"] {
        let mut page = json!({"value": [{"id": "1"}]});
        page[name] = json!(link);
        fake.on("/users").json(page);
    }
    fake.on("/users?$skiptoken=1")
        .json(json!({"value": [{"id": "2"}]}));
    let client = fake.client();
    for _ in 0..3 {
        let error = Get::<Vec<Value>>::at_path("/users")
            .send(&client)
            .await
            .unwrap_err();
        assert!(
            error.to_string().contains("continues on another page"),
            "{error}"
        );
    }
    let users = List::<Value>::at_path("/users").all(&client).await.unwrap();
    assert_eq!(users.len(), 2);
}
