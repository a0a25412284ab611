//! Batch responses of which some parts cannot be read.

use std::time::Duration;

use graph_resource::{Content, ErrorKind, RetryPolicy};
use serde_json::json;

use super::{batch, builder, client, ids, part, user};
use crate::samples::User;
use crate::script::{Script, Step, response};

/// A batch response with these parts, which need not be JSON.
fn raw(parts: &[&str]) -> Step {
    let body = format!(
        r#"{{"@odata.context":"c","responses":[{}]}}"#,
        parts.join(",")
    );
    response(200, &[("content-type", "application/json")], &body)
}

const ONE: &str = r#"{"id":"0","status":200,"headers":{},"body":{"id":"0"}}"#;
const THREE: &str = r#"{"id":"2","status":200,"headers":{},"body":{"id":"2"}}"#;

#[tokio::test]
async fn a_part_that_is_not_json_has_the_status_that_it_declares() {
    let unavailable = r#"{"id":"1","status":503,"headers":{"Content-Type":"text/plain","Retry-After":"0"},"body":The service, alas, is unavailable.}"#;
    let forbidden =
        r#"{"id":"1","status":403,"headers":{},"body":Access is denied. {"id":"secret"}}"#;
    for position in 0..3 {
        let mut parts = vec![ONE, THREE];
        parts.insert(position, unavailable);
        let script = Script::play([raw(&parts), batch(&[user(1)])]).await;
        let (one, two, three) = client(&script)
            .batch((User::get("0"), User::get("1"), User::get("2")))
            .await
            .unwrap();
        assert_eq!(one.unwrap().id, "0");
        assert_eq!(three.unwrap().id, "2");
        assert_eq!(two.unwrap().id, "1", "it is retried, as any 503");
        assert_eq!(ids(&script.requests()[1]), ["1"]);

        parts[position] = forbidden;
        let script = Script::play([raw(&parts)]).await;
        let (one, two, three) = client(&script)
            .batch((User::get("0"), User::get("1"), User::get("2")))
            .await
            .unwrap();
        assert!(one.is_ok() && three.is_ok());
        let error = two.unwrap_err();
        assert_eq!(error.status(), Some(403));
        assert_eq!(error.message(), Some("Access is denied."));
        assert_eq!(script.requests().len(), 1);
    }
}

#[tokio::test]
async fn a_success_whose_body_is_not_json_is_an_error_of_that_part_alone() {
    for body in [
        "not json",
        "{\"id\":\"1\"",
        "[{\"id\":}]",
        "\"\\ud83d\\u00zz\"",
        "",
    ] {
        let broken = format!(r#"{{"id":"1","status":200,"body":{body}}}"#);
        let script = Script::play([
            raw(&[ONE, &broken, THREE]),
            batch(&[part(2, 200, json!({}), json!({"id": "2"}))]),
        ])
        .await;
        let (one, two, three) = client(&script)
            .batch((User::get("0"), Content::at_path("/x"), User::get("2")))
            .await
            .unwrap();
        assert_eq!(one.unwrap().id, "0", "{body}");
        assert_eq!(two.unwrap_err().kind(), ErrorKind::Decode, "{body}");
        // An open bracket hides the part after it, which is then sent again.
        assert_eq!(three.unwrap().id, "2", "{body}");
    }
}

#[tokio::test]
async fn malformed_members_cost_only_their_part() {
    for headers in [
        json!(null),
        json!([]),
        json!("none"),
        json!(7),
        json!({"": "x", "a b": "c", "x": "line\nbreak", "deep": {"a": []}}),
    ] {
        let odd = part(1, 200, headers.clone(), json!({"id": "1"}));
        let script = Script::play([batch(&[odd, user(0)])]).await;
        let (one, two) = client(&script)
            .batch((User::get("0"), User::get("1")))
            .await
            .unwrap();
        assert_eq!(
            (one.unwrap().id, two.unwrap().id),
            ("0".into(), "1".into()),
            "{headers}"
        );
    }
    for body in [json!(7), json!("text"), json!([{"id": "1"}]), json!(true)] {
        let odd = part(1, 200, json!({}), body.clone());
        let script = Script::play([batch(&[odd, user(0)])]).await;
        let (one, two) = client(&script)
            .batch((User::get("0"), User::get("1")))
            .await
            .unwrap();
        assert!(one.is_ok(), "{body}");
        assert_eq!(two.unwrap_err().kind(), ErrorKind::Decode, "{body}");
        assert_eq!(script.requests().len(), 1, "{body}");
    }
}

#[tokio::test]
async fn parts_without_a_response_are_sent_again() {
    let unreadable = [
        json!(null),
        json!("1"),
        json!([]),
        json!({"id": "1"}),
        json!({"id": "1", "status": "fine"}),
        json!({"id": "1", "status": 70_000}),
        json!({"status": 200, "body": {"id": "1"}}),
        json!({"id": "another", "status": 200, "body": {"id": "1"}}),
    ];
    for first in unreadable {
        let script = Script::play([batch(&[first.clone(), user(0)]), batch(&[user(1)])]).await;
        let (one, two) = client(&script)
            .batch((User::get("0"), User::get("1")))
            .await
            .unwrap();
        assert_eq!(
            (one.unwrap().id, two.unwrap().id),
            ("0".into(), "1".into()),
            "{first}"
        );
        assert_eq!(ids(&script.requests()[1]), ["1"], "{first}");
    }
}

#[tokio::test]
async fn parts_without_a_response_have_as_many_attempts_as_others() {
    let script = Script::play([batch(&[user(0)])]).await;
    let policy = RetryPolicy::default()
        .attempts(3)
        .initial_delay(Duration::from_millis(1));
    let client = builder(&script).retry(policy).build().unwrap();
    let never = User::get("2").retry(RetryPolicy::never());
    let (one, two, three) = client
        .batch((User::get("0"), User::get("1"), never))
        .await
        .unwrap();
    assert!(one.is_ok());
    for missing in [two, three] {
        let error = missing.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Decode);
        assert_eq!(
            (error.method(), error.template()),
            (Some("GET"), Some("/users/<userId>"))
        );
    }
    let sent: Vec<_> = script.requests().iter().map(|sent| ids(sent)).collect();
    assert_eq!(sent, [vec!["0", "1", "2"], vec!["1"], vec!["1"]]);
}

#[tokio::test]
async fn a_response_that_is_cut_off_keeps_its_complete_parts() {
    let whole = format!(r#"{{"responses":[{ONE},{THREE}]}}"#);
    for end in 1..whole.len() {
        let script = Script::play([
            response(200, &[], &whole[..end]),
            batch(&[user(0), user(2), user(1)]),
        ])
        .await;
        let (one, two, three) = client(&script)
            .batch((User::get("0"), User::get("1"), User::get("2")))
            .await
            .unwrap_or_else(|error| panic!("{}: {error}", &whole[..end]));
        assert_eq!(one.unwrap().id, "0", "{end}");
        assert_eq!(two.unwrap().id, "1", "{end}");
        assert_eq!(three.unwrap().id, "2", "{end}");
        let again = ids(&script.requests()[1]);
        let has_first = end > whole.find(ONE).unwrap() + ONE.len();
        assert_eq!(
            !again.contains(&"0".to_owned()),
            has_first,
            "{end}: {again:?}"
        );
    }
}

#[tokio::test]
async fn an_id_that_appears_twice_is_an_error_of_its_part_alone() {
    let other = part(0, 200, json!({}), json!({"id": "another"}));
    let script = Script::play([batch(&[user(0), user(1), other])]).await;
    let (one, two) = client(&script)
        .batch((User::get("0"), User::get("1")))
        .await
        .unwrap();
    let error = one.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Decode);
    assert!(
        error.to_string().contains("several parts with the id"),
        "{error}"
    );
    assert_eq!(two.unwrap().id, "1");
    assert_eq!(script.requests().len(), 1);

    // A part with a member twice is not read at all.
    let twice = r#"{"id":"0","id":"1","status":200,"body":{"id":"x"}}"#;
    let script = Script::play([raw(&[twice]), batch(&[user(0), user(1)])]).await;
    let (one, two) = client(&script)
        .batch((User::get("0"), User::get("1")))
        .await
        .unwrap();
    assert_eq!((one.unwrap().id, two.unwrap().id), ("0".into(), "1".into()));
}

#[tokio::test]
async fn a_body_without_responses_fails_the_whole_batch() {
    for body in [
        json!({}),
        json!([]),
        json!("text"),
        json!({"responses": {}}),
    ] {
        let script = Script::play([response(200, &[], &body.to_string())]).await;
        let result: Result<(Result<User, _>,), _> = client(&script).batch((User::get("0"),)).await;
        assert_eq!(result.unwrap_err().kind(), ErrorKind::Decode, "{body}");
    }
    let nothing = batch(&[]);
    let script = Script::play([nothing, batch(&[user(0)])]).await;
    let (one,) = client(&script).batch((User::get("0"),)).await.unwrap();
    assert_eq!(one.unwrap().id, "0");
}
