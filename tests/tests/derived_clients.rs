//! Clients with other settings over the same connections, tokens and limits.

use std::future::poll_fn;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::task::Poll;
use std::time::{Duration, SystemTime};

use graph_resource::testing::Fake;
use graph_resource::{
    AccessToken, ApiVersion, Client, ErrorKind, Get, RetryPolicy, blocking, graph_resource,
};
use graph_resource_tests::{Canned, Service};
use serde::Deserialize;
use serde_json::json;

#[graph_resource(path = "/users/<userId>")]
#[derive(Debug, Deserialize)]
struct User {
    id: String,
}

fn fake() -> Fake {
    let fake = Fake::new();
    fake.on(User::get("1")).json(json!({"id": "1"}));
    fake
}

#[tokio::test]
async fn a_derived_client_has_a_version_of_its_own() {
    let service = Service::builder().token("token").start().await;
    service.respond_with("/beta/users/1", Canned::json(200, r#"{"id":"beta"}"#));
    service.respond_with("/v1.0/users/1", Canned::json(200, r#"{"id":"v1.0"}"#));
    let client = Client::builder()
        .credential("token")
        .base_url(service.base_url())
        .build()
        .unwrap();
    let beta = client.with(|settings| settings.version(ApiVersion::Beta));
    assert_eq!(User::get("1").send(&beta).await.unwrap().id, "beta");
    assert_eq!(User::get("1").send(&client).await.unwrap().id, "v1.0");
    let (user,) = beta.batch((User::get("1"),)).await.unwrap();
    assert_eq!(user.unwrap().id, "beta");
    let requests = service.requests();
    assert_eq!(requests.len(), 3);
    let peer = requests[0].peer;
    assert!(
        requests.iter().all(|request| request.peer == peer),
        "one connection"
    );
}

#[tokio::test]
async fn a_derived_client_has_a_retry_policy_and_a_hook_of_its_own() {
    let fake = Fake::new();
    fake.on(User::get("1")).throttled(5);
    let client = fake.client();
    let waits = Arc::new(AtomicUsize::new(0));
    let counter = Arc::clone(&waits);
    let impatient = client.with(|settings| {
        settings
            .retry(RetryPolicy::default().attempts(2))
            .on_wait(move |_| {
                counter.fetch_add(1, Ordering::Relaxed);
            })
    });
    User::get("1").send(&impatient).await.unwrap_err();
    assert_eq!(waits.load(Ordering::Relaxed), 1);
    assert_eq!(fake.requests().len(), 2);
    User::get("1").send(&client).await.unwrap_err();
    assert_eq!(waits.load(Ordering::Relaxed), 1);
    assert!(fake.requests().len() > 4);
}

#[tokio::test]
async fn derived_clients_share_their_tokens() {
    let asked = Arc::new(AtomicUsize::new(0));
    let counter = Arc::clone(&asked);
    let fake = fake();
    let client = fake
        .builder()
        .credential(move || {
            counter.fetch_add(1, Ordering::Relaxed);
            let in_an_hour = SystemTime::now() + Duration::from_secs(3600);
            Ok::<_, std::io::Error>(AccessToken::new("token").with_expiry(in_an_hour))
        })
        .build()
        .unwrap();
    for client in [
        client.clone(),
        client.with(|settings| settings.max_body_bytes(1000)),
    ] {
        User::get("1").send(&client).await.unwrap();
    }
    assert_eq!(asked.load(Ordering::Relaxed), 1);
}

#[tokio::test]
async fn a_pause_holds_for_derived_clients_too() {
    let fake = fake();
    fake.on(User::get("2")).throttled(60);
    let client = fake
        .client()
        .with(|settings| settings.retry(RetryPolicy::never()));
    let derived = client.with(|settings| settings.total_timeout(Duration::from_secs(1)));
    User::get("2").send(&client).await.unwrap_err();
    let error = User::get("1").send(&derived).await.unwrap_err();
    assert!(error.is_throttled(), "{error}");
    assert_eq!(fake.requests().len(), 1);
}

#[tokio::test]
async fn default_headers_are_sent_with_every_request_and_with_each_part_of_a_batch() {
    let fake = fake();
    let client = fake.client().with(|settings| {
        settings
            .default_header("Prefer", "include-unknown-enum-members")
            .default_header("x-region", "west")
    });
    User::get("1").send(&client).await.unwrap();
    let own = User::get("1")
        .header("X-Region", "east")
        .prefer("odata.maxpagesize=5");
    own.send(&client).await.unwrap();
    let (user,) = client.batch((own,)).await.unwrap();
    user.unwrap();

    let requests = fake.requests();
    let [plain, with_own, batch, part] = &requests[..] else {
        panic!("{requests:?}");
    };
    assert_eq!(plain.header("prefer"), Some("include-unknown-enum-members"));
    for request in [plain, batch] {
        assert_eq!(request.header("x-region"), Some("west"));
    }
    for request in [with_own, part] {
        assert_eq!(request.header("x-region"), Some("east"));
        let values = request.headers.iter().filter(|(name, _)| name == "prefer");
        let values: Vec<_> = values.map(|(_, value)| value.as_str()).collect();
        let preferences = values.join(", ");
        assert_eq!(
            preferences,
            "odata.maxpagesize=5, include-unknown-enum-members"
        );
    }
}

#[tokio::test]
async fn an_invalid_setting_is_an_error_of_the_first_request() {
    let fake = fake();
    let client = fake.client();
    let derived = client.with(|settings| settings.default_header("Authorization", "planted"));
    for client in [
        &derived,
        &derived.with(|settings| settings.version(ApiVersion::Beta)),
    ] {
        let error = User::get("1").send(client).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Config);
        let text = format!("{error} {error:?}");
        assert!(text.contains("reserved for the client"), "{text}");
        assert!(!text.contains("planted"), "{text}");
    }
    assert!(fake.requests().is_empty());
    User::get("1").send(&client).await.unwrap();
}

#[tokio::test]
async fn dropping_the_first_client_leaves_derived_ones_usable() {
    let derived = fake()
        .client()
        .with(|settings| settings.timeout(Duration::from_secs(1)));
    let mut read = Box::pin(User::get("1").send(&derived));
    let first = poll_fn(|context| Poll::Ready(read.as_mut().poll(context))).await;
    assert!(first.is_pending(), "the read runs in a task of its own");
    assert_eq!(read.await.unwrap().id, "1");
}

#[test]
fn blocking_clients_can_be_derived() {
    let fake = fake();
    let client = blocking::Client::from_async(fake.client()).unwrap();
    let tagged = client.with(|settings| settings.user_agent("contoso-sync/2.1"));
    tagged
        .send(&Get::<User>::at_path("/users/1").param("$select", "id"))
        .unwrap();
    let requests = fake.requests();
    let agent = requests[0].header("user-agent").unwrap();
    assert!(
        agent.starts_with("contoso-sync/2.1 graph-resource/"),
        "{agent}"
    );
}
