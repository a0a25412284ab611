//! The scope of a pause: which reads wait after another one was throttled, and which do not.

use std::time::Duration;

use graph_resource::{Client, ErrorKind, Get, RetryPolicy};
use serde_json::{Value, json};

use crate::samples::User;
use crate::script::{Script, Step, ok, response};

const MINUTE: Duration = Duration::from_secs(60);

fn throttled(headers: &[(&str, &str)]) -> Step {
    let mut all = vec![("retry-after", "60")];
    all.extend(headers);
    response(429, &all, "")
}

/// A client that would rather fail than wait for a minute.
fn impatient(base_url: &str) -> Client {
    let policy = RetryPolicy::default().max_elapsed(Duration::from_secs(5));
    Client::builder()
        .credential("token")
        .base_url(base_url)
        .retry(policy)
        .build()
        .unwrap()
}

async fn get(client: &Client, path: &str) -> Result<Value, graph_resource::Error> {
    Get::at_path(path).send(client).await
}

/// Whether a read of `other` is held back after a read of `path` was throttled with these headers.
async fn is_paused(path: &str, headers: &[(&str, &str)], other: &str) -> bool {
    let script = Script::play([throttled(headers), ok(&json!({"id": "1"}))]).await;
    let client = impatient(&script.base_url);
    assert!(get(&client, path).await.unwrap_err().is_throttled());
    let outcome = get(&client, other).await;
    let requests = script.requests().len();
    assert_eq!(
        outcome.is_ok(),
        requests == 2,
        "{path} {other}: {outcome:?}"
    );
    outcome.is_err()
}

#[tokio::test]
async fn a_pause_covers_what_the_service_throttles_together() {
    for (path, same, others) in [
        (
            "/users/a/messages",
            &[
                "/users/A/mailFolders/inbox",
                "/users('a')/events",
                "/users/a/todo/lists",
                "/users/a/people",
            ][..],
            &["/users/b/messages", "/users/a", "/me/messages"][..],
        ),
        (
            "/me/todo/lists",
            &["/me/calendarView", "/me/photo/$value"],
            &["/users", "/me", "/me/insights/used"],
        ),
        (
            "/users/a",
            &[
                "/users/b",
                "/groups/1/members",
                "/me/manager",
                "/organization",
            ],
            &[
                "/users/a/messages",
                "/users/a/presence",
                "/auditLogs/signIns",
            ],
        ),
        (
            "/me/onenote/notebooks",
            &["/me/onenote/pages"],
            &["/users/b/onenote/pages", "/me/messages"],
        ),
        (
            "/reports/getA(period='D7')",
            &["/reports/getA(period='D30')"],
            &["/reports/getB(period='D7')"],
        ),
    ] {
        for other in same {
            assert!(is_paused(path, &[], other).await, "{path} pauses {other}");
        }
        for other in others {
            assert!(!is_paused(path, &[], other).await, "{path} and {other}");
        }
    }
}

#[tokio::test]
async fn a_pause_has_the_scope_that_the_service_reports() {
    for (scope, pauses_other_mailboxes) in [
        ("Tenant_Application/ReadWrite/app/tenant", true),
        ("Tenant/Read/app/tenant", true),
        ("application/Read/app/x", true),
        ("Mailbox/Read/app/user", false),
        ("", false),
    ] {
        let header = [("x-ms-throttle-scope", scope)];
        let is_paused = is_paused("/users/a/messages", &header, "/users/b/messages").await;
        assert_eq!(is_paused, pauses_other_mailboxes, "{scope}");
    }
    let header = [("x-ms-throttle-scope", "Tenant/Read/app/tenant")];
    assert!(!is_paused("/users/a/messages", &header, "/users/b").await);
}

#[tokio::test]
async fn a_pause_lasts_as_long_as_the_service_says_whoever_met_it() {
    let day = response(429, &[("retry-after", "86400")], "");
    let part = json!({"id": "0", "status": 429, "headers": {"Retry-After": "86400"}, "body": {}});
    for step in [day, ok(&json!({"responses": [part]}))] {
        let in_batch = matches!(&step, Step::Respond { status: 200, .. });
        let script = Script::play([step, ok(&json!({"id": "1"}))]).await;
        let client = impatient(&script.base_url);
        if in_batch {
            let results = client.batch_all([User::get("1")]).await.unwrap();
            assert!(results[0].as_ref().unwrap_err().is_throttled());
        } else {
            let hasty = User::get("1").retry(RetryPolicy::never().max_elapsed(Duration::ZERO));
            assert!(hasty.send(&client).await.unwrap_err().is_throttled());
        }
        let error = User::get("2").send(&client).await.unwrap_err();
        assert!(error.retry_after().unwrap() > Duration::from_secs(86_000));
        assert_eq!(script.requests().len(), 1);
    }
}

#[tokio::test]
async fn a_read_that_is_refused_unsent_says_so() {
    let script = Script::play([throttled(&[])]).await;
    let client = impatient(&script.base_url);
    User::get("1").send(&client).await.unwrap_err();
    let single = User::get("2").send(&client).await.unwrap_err();
    let mut parts = client.batch_all([User::get("3")]).await.unwrap();
    for error in [single, parts.remove(0).unwrap_err()] {
        assert!(error.is_throttled() && error.is_retryable(), "{error}");
        let retry_after = error.retry_after().unwrap();
        assert!(
            retry_after <= MINUTE && retry_after > MINUTE / 2,
            "{retry_after:?}"
        );
        assert_eq!((error.kind(), error.status()), (ErrorKind::Timeout, None));
        assert_eq!(error.retry_after_raw(), None);
    }
    assert_eq!(script.requests().len(), 1);
}

#[tokio::test]
async fn a_batch_that_is_throttled_as_a_whole_pauses_batches_only() {
    let script = Script::play([throttled(&[]), ok(&json!({"id": "1"}))]).await;
    let client = impatient(&script.base_url);
    let refused = client.batch_all([User::get("1")]).await.unwrap_err();
    assert_eq!(refused.status(), Some(429));
    let error = client.batch_all([User::get("1")]).await.unwrap_err();
    assert!(error.is_throttled() && error.status().is_none(), "{error}");
    assert_eq!(error.template(), Some("/$batch"));
    User::get("1").send(&client).await.unwrap();
    assert_eq!(script.requests().len(), 2);
}

#[tokio::test]
async fn links_below_a_gateway_belong_to_the_same_workloads() {
    let script = Script::empty().await;
    let base_url = format!("{}/beta/graph", script.base_url);
    let link = format!("{base_url}/v1.0/users?$skiptoken=1");
    script.then([
        ok(&json!({"value": [{"id": "1"}], "@odata.nextLink": link})),
        throttled(&[]),
        ok(&json!({"id": "1"})),
    ]);
    let client = impatient(&base_url);
    assert!(User::list().all(&client).await.unwrap_err().is_throttled());
    let error = User::get("1").send(&client).await.unwrap_err();
    assert!(error.is_throttled() && error.status().is_none(), "{error}");
    get(&client, "/me/messages").await.unwrap();
}

#[tokio::test]
async fn urls_below_a_gateway_are_advanced_queries_where_they_need_to_be() {
    let script = Script::play([ok(&json!({"value": []}))]).await;
    let base_url = format!("{}/some/gateway", script.base_url);
    let client = impatient(&base_url);
    let url = format!("{base_url}/v1.0/users/$count");
    let _ = Get::<Value>::at_url(url).send(&client).await;
    let request = &script.requests()[0];
    assert!(request.contains("consistencylevel: eventual"), "{request}");
}
