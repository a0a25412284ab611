//! Continuations, delta links and monitors are stored as strings: they survive it unchanged, and what is not one of them
//! is refused without being shown.

use std::fmt::Debug;
use std::str::FromStr;

use graph_resource::long_running::Monitor;
use graph_resource::testing::Fake;
use graph_resource::{Continuation, DeltaLink, Error, ErrorKind, graph_resource};
use proptest::prelude::*;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

/// A part of every string that must not be shown.
const PLANTED: &str = "s3cret";

#[graph_resource(path = "/users/<userId>", delta(changes = "/users/delta"))]
#[derive(Debug, serde::Deserialize)]
struct User {
    id: String,
}

trait Stored:
    FromStr<Err = Error> + AsRef<str> + Serialize + DeserializeOwned + Debug + Clone + PartialEq
{
    fn as_str(&self) -> &str;
}

macro_rules! stored {
    ($($name:ident)*) => {$(
        impl Stored for $name {
            fn as_str(&self) -> &str {
                $name::as_str(self)
            }
        }
    )*};
}

stored!(Continuation DeltaLink Monitor);

/// Stores and restores a value in every way. Returns what was restored.
fn round_trip<T: Stored>(text: &str) -> Result<T, TestCaseError> {
    let value: T = text.parse().unwrap();
    prop_assert_eq!(value.as_str(), text);
    prop_assert_eq!(value.as_ref(), text);
    let shown = format!("{value:?} {value:#?}");
    prop_assert!(!shown.contains(PLANTED), "{}", shown);
    prop_assert_eq!(serde_json::to_value(&value).unwrap(), text);

    let json = serde_json::to_string(&value).unwrap();
    let restored: T = serde_json::from_str(&json).unwrap();
    prop_assert_eq!(&restored, &value);
    prop_assert_eq!(restored.as_str(), text);
    Ok(restored)
}

/// Reads a string that may be anything. If it is refused, neither error shows it.
fn read<T: Stored>(text: &str, kind: ErrorKind) -> Result<(), TestCaseError> {
    let Err(error) = text.parse::<T>() else {
        return Ok(());
    };
    prop_assert_eq!(error.kind(), kind);
    let of_serde = serde_json::from_value::<T>(Value::from(text)).unwrap_err();
    prop_assert_eq!(error.to_string(), of_serde.to_string());
    for shown in [
        format!("{error} {error:?}"),
        format!("{of_serde} {of_serde:?}"),
    ] {
        prop_assert!(!shown.contains(PLANTED), "{}", shown);
    }
    Ok(())
}

fn position() -> impl Strategy<Value = Value> {
    prop_oneof![
        Just(json!("First")),
        Just(json!("End")),
        any::<String>().prop_map(|link| json!({"Link": format!("{PLANTED}{link}")})),
    ]
}

fn continuation(origin: &str, request: u64, position: &Value, delivered: usize) -> String {
    let origin = json!(origin);
    format!(r#"{{"origin":{origin},"request":{request},"at":{position},"delivered":{delivered}}}"#)
}

proptest! {
    #[test]
    fn continuations_survive_being_stored(
        origin in any::<String>(),
        request: u64,
        position in position(),
        delivered: usize,
    ) {
        let origin = format!("{PLANTED}{origin}");
        round_trip::<Continuation>(&continuation(&origin, request, &position, delivered))?;
    }

    #[test]
    fn links_survive_being_stored(
        start in "https?://[a-z]{1,9}(\\.[a-z]{1,9}){0,3}(:[0-9]{1,4})?/",
        end in any::<String>(),
    ) {
        let link = format!("{start}{PLANTED}{end}");
        round_trip::<DeltaLink>(&link)?;
        round_trip::<Monitor>(&link)?;
    }

    #[test]
    fn a_refused_string_is_not_shown(
        before in prop_oneof![any::<String>(), "\\{?\"?[a-z]{0,6}\"?:?/{0,2}\"?"],
        after in prop_oneof![any::<String>(), "\"?:?,?[0-9]{0,3}\\}?"],
    ) {
        let text = format!("{before}{PLANTED}{after}");
        read::<Continuation>(&text, ErrorKind::Request)?;
        read::<DeltaLink>(&text, ErrorKind::Link)?;
        read::<Monitor>(&text, ErrorKind::Link)?;
    }
}

#[test]
fn the_error_says_what_is_wrong() {
    fn error<T: Stored>(text: &str) -> String {
        text.parse::<T>().unwrap_err().to_string()
    }
    assert_eq!(
        error::<DeltaLink>("/users/delta?$deltatoken=1"),
        "this is not a delta link: it is not an absolute URL"
    );
    assert_eq!(
        error::<Monitor>("ftp://x/jobs/1"),
        "this is not the URL of a job: its scheme is not https"
    );
    assert_eq!(
        error::<Continuation>(r#"{"origin":"https://graph.microsoft.com""#),
        "this is not a continuation: it is cut off"
    );
    for error in [
        error::<Continuation>(""),
        error::<DeltaLink>(""),
        error::<Monitor>(""),
    ] {
        assert!(error.ends_with("it is empty"), "{error}");
    }
}

#[tokio::test]
async fn a_stored_continuation_resumes_only_the_service_and_request_that_it_belongs_to() {
    let fake = Fake::new();
    fake.on(User::list())
        .pages([json!([{"id": "1"}, {"id": "2"}]), json!([{"id": "3"}])]);
    let client = fake.client();
    let mut users = User::list().stream(&client);
    users.next().await.unwrap();
    let text = users.continuation().unwrap().as_str().to_owned();

    let restored = round_trip(&text).unwrap();
    let mut rest = User::list().resume(&client, restored);
    assert_eq!(rest.next().await.unwrap().unwrap().id, "2");
    assert_eq!(rest.next().await.unwrap().unwrap().id, "3");
    assert!(rest.next().await.unwrap().is_none());

    let sent = fake.requests().len();
    let of_other_request = round_trip(&text).unwrap();
    let mut other = User::list().top(1).resume(&client, of_other_request);
    assert_eq!(other.next().await.unwrap_err().kind(), ErrorKind::Request);

    let of_other_service = text.replace("graph.fake", "graph.example");
    let mut other = User::list().resume(&client, round_trip(&of_other_service).unwrap());
    assert_eq!(other.next().await.unwrap_err().kind(), ErrorKind::Request);

    let mut forged: Value = serde_json::from_str(&text).unwrap();
    forged["at"] = json!({"Link": "https://graph.example/v1.0/users?$skiptoken=1"});
    let forged: Continuation = forged.to_string().parse().unwrap();
    let mut other = User::list().resume(&client, forged);
    assert_eq!(other.next().await.unwrap_err().kind(), ErrorKind::Link);
    assert_eq!(fake.requests().len(), sent);
}

#[tokio::test]
async fn a_stored_delta_link_is_followed_only_on_its_own_origin() {
    let fake = Fake::new();
    fake.on(User::changes()).delta([json!([])], "1");
    fake.on("/users/delta?$deltatoken=1")
        .delta([json!([{"id": "1"}])], "2");
    let client = fake.client();
    let link = User::changes().all(&client).await.unwrap().link;

    let restored = round_trip(link.as_str()).unwrap();
    let round = User::changes().since(restored).all(&client).await.unwrap();
    assert_eq!(round.changes.len(), 1);

    let sent = fake.requests().len();
    let elsewhere = link.as_str().replace("graph.fake", "graph.example");
    let restored = round_trip(&elsewhere).unwrap();
    let error = User::changes()
        .since(restored)
        .all(&client)
        .await
        .unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Link);
    assert_eq!(fake.requests().len(), sent);
}
