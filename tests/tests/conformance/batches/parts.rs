//! The parts of a batch, and how they are split into batches.

use graph_resource::testing::Fake;
use graph_resource::{Client, ErrorKind};
use serde_json::{Value, json};

use super::service::BatchService;
use super::{batch, builder, client, ids, part, throttled, user};
use crate::samples::{Report, User};
use crate::script::Script;

#[test]
fn a_batch_outside_a_runtime_is_an_error_and_not_a_panic() {
    let client = Client::new("token");
    let mut context = std::task::Context::from_waker(std::task::Waker::noop());
    let mut batch = Box::pin(client.batch((User::get("1"),)));
    let mut all = Box::pin(client.batch_all([User::get("1")]));
    for error in [
        match batch.as_mut().poll(&mut context) {
            std::task::Poll::Ready(Err(error)) => error,
            other => panic!("{other:?}"),
        },
        match all.as_mut().poll(&mut context) {
            std::task::Poll::Ready(Err(error)) => error,
            other => panic!("{other:?}"),
        },
    ] {
        assert_eq!(
            (error.kind(), error.method()),
            (ErrorKind::Config, Some("POST"))
        );
        assert!(
            error.to_string().contains("outside of a Tokio runtime"),
            "{error}"
        );
    }
}

#[tokio::test]
async fn an_unreadable_part_does_not_affect_the_others() {
    let number = json!({"id": 2, "status": 200, "headers": null, "body": {"id": "2"}});
    for bad in [
        json!(null),
        json!({"id": "1"}),
        json!({"id": "1", "status": "fine"}),
        json!({"status": 200}),
        json!([]),
    ] {
        let script = Script::play([batch(&[user(0), bad.clone(), number.clone()])]).await;
        let (one, two, three) = client(&script)
            .batch((User::get("0"), User::get("1"), User::get("2")))
            .await
            .unwrap();
        assert!(one.is_ok() && three.is_ok(), "{bad}: {one:?} {three:?}");
        assert_eq!(two.unwrap_err().kind(), ErrorKind::Decode, "{bad}");
    }
}

#[tokio::test]
async fn a_redirected_or_empty_part_says_what_to_do() {
    let moved = part(
        0,
        302,
        json!({"Location": "https://other.example/secret"}),
        Value::Null,
    );
    let accepted = part(1, 202, json!({}), Value::Null);
    let nothing = part(2, 204, json!({}), Value::Null);
    let script = Script::play([batch(&[moved, accepted, nothing])]).await;
    let (moved, accepted, nothing) = client(&script)
        .batch((User::get("0"), User::get("1"), User::get("2")))
        .await
        .unwrap();
    let moved = moved.unwrap_err();
    assert_eq!(moved.status(), Some(302));
    assert!(
        moved.to_string().contains("on its own") && !moved.to_string().contains("secret"),
        "{moved}"
    );
    assert!(accepted.unwrap_err().to_string().contains("send_accepted"));
    assert!(nothing.unwrap_err().to_string().contains("send_opt"));
}

#[tokio::test]
async fn versions_are_batched_separately_and_returned_in_order() {
    let script = Script::play([batch(&[user(0), user(1), user(2), user(3)])]).await;
    let requests = (
        User::get("0"),
        Report::get("1"),
        User::get("2"),
        Report::get("3"),
    );
    let (a, b, c, d) = client(&script).batch(requests).await.unwrap();
    let read = (a.unwrap().id, b.unwrap().id, c.unwrap().id, d.unwrap().id);
    assert_eq!(
        read,
        (
            "0".to_owned(),
            "1".to_owned(),
            "2".to_owned(),
            "3".to_owned()
        )
    );
    let mut sent: Vec<_> = script
        .requests()
        .iter()
        .map(|request| (request[..20].to_owned(), ids(request).join(" ")))
        .collect();
    sent.sort();
    let expected = [
        ("POST /beta/$batch HT", "1 3"),
        ("POST /v1.0/$batch HT", "0 2"),
    ];
    assert_eq!(
        sent,
        expected.map(|(line, ids)| (line.to_owned(), ids.to_owned()))
    );
}

#[tokio::test]
async fn repeated_header_values_are_joined() {
    let fake = Fake::new();
    let twice = || {
        User::get("1")
            .header("Prefer", "a")
            .header("Prefer", "b")
            .header("x-own", "c")
            .header("x-own", "d")
    };
    fake.on(twice().prefer("e")).json(json!({"id": "1"}));
    fake.client()
        .batch((twice().prefer("e"),))
        .await
        .unwrap()
        .0
        .unwrap();
    twice().prefer("e").send(&fake.client()).await.unwrap();
    let sent: Vec<_> = fake
        .requests()
        .into_iter()
        .filter(|sent| sent.method == "GET")
        .collect();
    assert_eq!(sent.len(), 2);
    for sent in sent {
        for header in [("prefer", "a, b, e"), ("x-own", "c, d")] {
            assert!(
                sent.headers
                    .contains(&(header.0.to_owned(), header.1.to_owned())),
                "{sent:?}"
            );
        }
    }
}

#[tokio::test]
async fn a_part_cannot_set_headers_that_the_client_owns() {
    let fake = Fake::new();
    fake.on(User::get("1")).json(json!({"id": "1"}));
    for name in ["Cookie", "host", "connection"] {
        let (good, bad) = fake
            .client()
            .batch((User::get("1"), User::get("2").header(name, "x")))
            .await
            .unwrap();
        assert!(good.is_ok());
        assert_eq!(bad.unwrap_err().kind(), ErrorKind::Request, "{name}");
    }
}

#[tokio::test]
async fn a_panicking_hook_does_not_affect_other_batches() {
    let parts: Vec<_> = (0..20)
        .map(|id| {
            if id == 7 {
                throttled(id, "0")
            } else {
                user(id)
            }
        })
        .collect();
    let script = Script::play([batch(&parts)]).await;
    let client = builder(&script)
        .on_wait(|_| panic!("this hook panics"))
        .build()
        .unwrap();
    let users = client
        .batch_all((0..20).map(|id| User::get(id.to_string())))
        .await
        .unwrap();
    assert_eq!(users.len(), 20);
    assert!(
        users.iter().all(|user| user
            .as_ref()
            .is_err_and(|error| error.kind() == ErrorKind::Config)),
        "{users:?}"
    );
}

#[tokio::test]
async fn more_than_twenty_requests_are_split_and_returned_in_order() {
    let service = BatchService::start().await;
    let client = Client::builder()
        .credential("token")
        .base_url(&service.base_url)
        .build()
        .unwrap();
    let ids: Vec<String> = (0..47).map(|id| id.to_string()).collect();
    let users = client.batch_all(ids.iter().map(User::get)).await.unwrap();
    let read: Vec<String> = users.into_iter().map(|user| user.unwrap().id).collect();
    assert_eq!(read, ids);
    let mut sizes = service.sizes.lock().unwrap().clone();
    sizes.sort_unstable();
    assert_eq!(sizes, [7, 20, 20]);
}

#[tokio::test]
async fn a_part_that_cannot_be_sent_yields_its_own_error() {
    let service = BatchService::start().await;
    let client = Client::builder()
        .credential("token")
        .base_url(&service.base_url)
        .build()
        .unwrap();
    let (good, bad) = client
        .batch((User::get("1"), User::get("..")))
        .await
        .unwrap();
    assert_eq!(good.unwrap().id, "1");
    assert_eq!(bad.unwrap_err().kind(), ErrorKind::Request);
}
