//! Broken servers and unusual callers, and values in every spelling.

use std::collections::HashSet;

use graph_resource::{Client, Content, ErrorKind, RetryPolicy, blocking, graph_resource, types};
use graph_resource_tests::{Canned, Fault, Faults, RetryAfter, Service, sample};
use serde::Deserialize;
use serde_json::json;

use crate::samples::{DriveItem, User};
use crate::script::{Script, Step, cut_off, ok, response};

fn client(script: &Script) -> Client {
    Client::builder()
        .credential("secret-token")
        .base_url(&script.base_url)
        .retry(RetryPolicy::never())
        .build()
        .unwrap()
}

#[tokio::test]
async fn nothing_that_a_server_does_causes_a_panic() {
    let huge = "[".repeat(200_000);
    for step in [
        Step::Reset,
        cut_off(&[], "{\"id\": \"1", 1_000),
        cut_off(&[], "", usize::MAX / 2),
        response(200, &[], ""),
        response(200, &[], "\u{0}\u{1}"),
        response(200, &[], &huge),
        response(200, &[("content-type", "\u{7f}")], "{}"),
        response(302, &[("location", "http://[")], ""),
        response(302, &[("location", "/again")], ""),
        response(299, &[], "{}"),
        response(
            599,
            &[
                ("retry-after", "-1"),
                ("www-authenticate", "Bearer claims=\""),
            ],
            &huge,
        ),
    ] {
        let name = format!("{step:?}");
        let script = Script::play([step]).await;
        let client = client(&script);
        let read = User::get("1").send(&client).await;
        assert!(read.is_err(), "{}", &name[..60.min(name.len())]);
        assert!(User::list().stream(&client).next().await.is_err());
        assert!(User::get("1").send_opt(&client).await.is_err());
        let _ = DriveItem::file("d", "i").bytes(&client).await;
        let _ = client.batch((User::get("1"), User::list())).await;
    }
}

#[tokio::test]
async fn nothing_that_a_caller_does_causes_a_panic() {
    let page = json!({"value": [{"id": "1"}, {"id": "2"}]});
    let script = Script::play([ok(&page)]).await;
    let client = client(&script);
    // Streams dropped before the first poll, midway, while waiting, and polled after their end.
    drop(User::list().stream(&client));
    let mut stream = User::list().stream(&client);
    stream.next().await.unwrap();
    drop(stream);
    let waiting = Script::play([Step::Stall]).await;
    let mut stream = User::list().stream(&self::client(&waiting));
    let late = tokio::time::timeout(std::time::Duration::from_millis(50), stream.next()).await;
    assert!(late.is_err());
    drop(stream);
    let mut stream = User::list().stream(&client);
    while stream.next().await.unwrap().is_some() {}
    assert_eq!(stream.next().await.unwrap(), None);
    // A body that is read slowly.
    let script = Script::play([response(200, &[], &"x".repeat(1 << 20))]).await;
    let mut download = DriveItem::file("d", "i")
        .send(&self::client(&script))
        .await
        .unwrap();
    let mut length = 0;
    while let Some(chunk) = download.next().await.unwrap() {
        length += chunk.len();
        tokio::task::yield_now().await;
    }
    assert_eq!(length, 1 << 20);
}

#[test]
fn the_blocking_client_reuses_its_connections() {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(1)
        .enable_all()
        .build()
        .unwrap();
    let service = runtime.block_on(Service::start());
    let client = Client::builder()
        .credential(Service::TOKEN)
        .base_url(service.base_url())
        .build()
        .unwrap();
    let client = blocking::Client::from_async(client).unwrap();
    for _ in 0..10 {
        client.clone().send(&User::get(sample::ME)).unwrap();
    }
    let peers: HashSet<_> = service
        .requests()
        .iter()
        .map(|request| request.peer)
        .collect();
    assert_eq!(peers.len(), 1);
}

#[graph_resource(path = "/groups/<groupId>/members", collection)]
#[derive(Debug, PartialEq, Deserialize)]
enum Member {
    User(User),
    #[serde(untagged)]
    Unknown(serde_json::Value),
}

#[tokio::test]
async fn variants_are_chosen_by_every_spelling_of_the_odata_type() {
    let page = json!({"value": [
        {"@odata.type": "#microsoft.graph.user", "id": "1"},
        {"id": "1", "@odata.type": "microsoft.graph.User"},
        {"id": "1", "@Odata.type": "#Microsoft.Graph.USER"},
        {"id": "1"},
        {"@odata.type": "#microsoft.graph.orgContact", "id": "1"},
    ]});
    let script = Script::play([ok(&page)]).await;
    let members = Member::list("g").all(&client(&script)).await.unwrap();
    let user = Member::User(User {
        id: "1".to_owned(),
        display_name: None,
    });
    assert!(
        members[..3].iter().all(|member| *member == user),
        "{members:?}"
    );
    assert_eq!(members[3], Member::Unknown(json!({"id": "1"})));
    assert_eq!(members[4], Member::Unknown(page["value"][4].clone()));
}

#[tokio::test]
async fn a_download_redirected_to_another_host_is_followed_without_the_token() {
    let other_host = Script::play([response(200, &[], "blob")]).await;
    let location = format!("{}/blob?sig=1", other_host.base_url);
    let script = Script::play([response(302, &[("location", &location)], "")]).await;
    assert_eq!(
        DriveItem::file("d", "i")
            .bytes(&client(&script))
            .await
            .unwrap(),
        "blob"
    );
    assert!(script.requests()[0].contains("secret-token"));
    assert!(!other_host.requests()[0].contains("secret-token"));
}

#[graph_resource(path = "/me/events/<eventId>")]
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Event {
    #[serde(deserialize_with = "types::deserialize")]
    chrono: Vec<chrono::DateTime<chrono::Utc>>,
    #[serde(deserialize_with = "types::deserialize")]
    time: Vec<time::OffsetDateTime>,
    #[serde(deserialize_with = "types::deserialize")]
    jiff: Vec<jiff::Timestamp>,
}

#[tokio::test]
async fn timestamps_may_have_any_fraction_and_any_offset() {
    let mut dates: Vec<String> = (0..=9)
        .map(|digits| {
            format!(
                "2024-02-29T09:15:00{}{}Z",
                if digits > 0 { "." } else { "" },
                &"123456789"[..digits]
            )
        })
        .collect();
    dates.extend(
        [
            "2024-02-29T01:15:00.5-08:00",
            "0001-01-01T00:00:00Z",
            "9999-12-31T23:59:59.9999999Z",
        ]
        .map(str::to_owned),
    );
    let script = Script::play([ok(&json!({"chrono": dates, "time": dates, "jiff": dates}))]).await;
    let event = Event::get("1").send(&client(&script)).await.unwrap();
    assert_eq!(
        (event.chrono.len(), event.time.len(), event.jiff.len()),
        (13, 13, 13)
    );
    assert!(
        event.chrono[..9]
            .iter()
            .all(|date| date.timestamp() == event.time[0].unix_timestamp())
    );
    assert_eq!(event.time[9].nanosecond(), 123_456_789);
    assert_eq!(
        event.jiff[10].as_millisecond() - event.jiff[0].as_millisecond(),
        500
    );
}

#[tokio::test]
async fn a_panic_of_the_hook_never_unwinds_through_the_caller() {
    let service = Service::start().await;
    service.respond_with("/v1.0/", Canned::json(200, r#"{"id":"1"}"#));
    for fault in [
        Fault::Status(503, RetryAfter::Absent),
        Fault::Reset,
        Fault::Truncated,
        Fault::CloseBody,
    ] {
        let faults = Faults::none();
        let faults = faults.on("/v1.0/users/1", [fault.clone()]);
        service.set_faults(faults.on("/v1.0/file", [fault.clone()]));
        let client = Client::builder()
            .credential(Service::TOKEN)
            .base_url(service.base_url())
            .on_wait(|_| panic!("this hook panics"))
            .build()
            .unwrap();
        let read = User::get("1").send(&client).await;
        assert_eq!(read.unwrap_err().kind(), ErrorKind::Config, "{fault:?}");
        if fault != Fault::Truncated {
            let bytes = Content::at_path("/file").bytes(&client).await;
            assert_eq!(bytes.unwrap_err().kind(), ErrorKind::Config, "{fault:?}");
        }
    }
}
