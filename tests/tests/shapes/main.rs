//! The shapes of a response: each is read as what it is, and never mistaken for another.

#[path = "../conformance/script.rs"]
#[allow(dead_code)]
mod script;

mod dynamic;
mod mismatches;

use std::time::Duration;

use graph_resource::long_running::{Accepted, Monitor};
use graph_resource::{Client, Content, Error, ErrorKind, Get, List, RetryPolicy, graph_resource};
use graph_resource_tests::{Canned, Service};
use script::{Script, response};
use serde::Deserialize;
use serde_json::{Value, json};

#[graph_resource(path = "/groups/<groupId>")]
#[derive(Debug, PartialEq, Deserialize)]
struct Group {
    id: String,
    #[graph(expand)]
    #[serde(default)]
    members: Vec<Member>,
    /// The next page of the members.
    #[serde(rename = "members@odata.nextLink")]
    more_members: Option<String>,
}

#[graph_resource]
#[derive(Debug, PartialEq, Deserialize)]
struct Member {
    id: String,
}

async fn serving(canned: Canned) -> (Service, Client) {
    let service = Service::builder().custom_option("page").start().await;
    service.respond_with("/v1.0/x", canned.clone());
    service.respond_with("/v1.0/groups", canned);
    let client = client(service.base_url());
    (service, client)
}

fn client(base_url: &str) -> Client {
    Client::builder()
        .credential(Service::TOKEN)
        .base_url(base_url)
        .retry(RetryPolicy::never())
        .build()
        .unwrap()
}

async fn read<T: serde::de::DeserializeOwned>(content_type: &str, body: &str) -> Result<T, Error> {
    let (_service, client) = serving(Canned::new(200, content_type, body)).await;
    Get::at_path("/x").send(&client).await
}

#[tokio::test]
async fn an_empty_response_is_none_or_a_clear_error() {
    let (_service, client) = serving(Canned::new(204, "text/plain", "")).await;
    assert_eq!(Group::get("1").send_opt(&client).await.unwrap(), None);
    let error = Group::get("1").send(&client).await.unwrap_err();
    assert!(
        error.to_string().contains("(204): use `send_opt`"),
        "{error}"
    );
    let error = Group::get("1").send_accepted(&client).await.unwrap_err();
    assert!(
        error.to_string().contains("(204): use `send_opt`"),
        "{error}"
    );
    let error = Group::list().all(&client).await.unwrap_err();
    assert!(
        error.to_string().contains("empty") && error.to_string().contains("204"),
        "{error}"
    );

    let (_service, client) = serving(Canned::json(404, "")).await;
    assert_eq!(Group::get("1").send_opt(&client).await.unwrap(), None);
    assert_eq!(
        Get::<Value>::at_path("/x").send_opt(&client).await.unwrap(),
        None
    );
    assert!(
        Group::get("1")
            .send(&client)
            .await
            .unwrap_err()
            .is_not_found()
    );
    for status in [400, 401, 403, 410, 500] {
        let (_service, client) = serving(Canned::json(status, "")).await;
        assert_eq!(
            Group::get("1")
                .send_opt(&client)
                .await
                .unwrap_err()
                .status(),
            Some(status)
        );
    }
}

#[tokio::test]
async fn a_202_is_complete_or_names_the_url_to_poll() {
    let (_service, client) = serving(Canned::json(200, r#"{"id": "1"}"#)).await;
    let Accepted::Done(group) = Group::get("1").send_accepted(&client).await.unwrap() else {
        panic!("pending")
    };
    assert_eq!(group.id, "1");

    let (_service, client) = serving(Canned::json(202, "")).await;
    let error = Group::get("1").send_accepted(&client).await.unwrap_err();
    assert!(error.to_string().contains("sent no `Location`"), "{error}");
    for error in [
        Group::get("1").send(&client).await.err(),
        Group::get("1").send_opt(&client).await.err(),
    ] {
        let error = error.unwrap();
        assert!(
            error.to_string().contains("(202): use `send_accepted`"),
            "{error}"
        );
    }

    // The monitor may redirect to the result, which is read without the token too.
    let other_host = Script::play([response(200, &[], r#"{"id": "1"}"#)]).await;
    let result_url = format!("{}/result", other_host.base_url);
    let monitor = Script::play([response(303, &[("location", &result_url)], "")]).await;
    let location = format!("{}/monitor", monitor.base_url);
    let script = Script::play([response(202, &[("location", &location)], "")]).await;
    let client = self::client(&script.base_url);
    let Accepted::Pending(pending) = Group::get("1").send_accepted(&client).await.unwrap() else {
        panic!("done")
    };
    assert!(
        matches!(pending.poll::<Member>(&client).await.unwrap(), Accepted::Done(member) if member.id == "1")
    );
    assert!(
        [monitor.requests(), other_host.requests()]
            .concat()
            .iter()
            .all(|seen| !seen.contains("uthorization"))
    );

    // A failed job has an error status, which becomes an error like any other.
    let monitor = Script::play([response(
        500,
        &[],
        r#"{"error": {"code": "jobFailed", "message": "no"}}"#,
    )])
    .await;
    let error = monitor
        .base_url
        .parse::<Monitor>()
        .unwrap()
        .poll::<Member>(&client)
        .await
        .unwrap_err();
    assert_eq!(error.code(), Some("jobFailed"));
}

#[tokio::test]
async fn a_job_of_an_https_service_is_not_polled_over_http() {
    let client = Client::builder().credential("t").build().unwrap();
    let plain = Script::play([response(200, &[], "{}")]).await;
    let error = plain
        .base_url
        .parse::<Monitor>()
        .unwrap()
        .poll::<Value>(&client)
        .await
        .unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Link);
    assert!(
        error.to_string().contains("only https is allowed"),
        "{error}"
    );
    assert!(!error.to_string().contains(&plain.base_url) && plain.requests().is_empty());
}

#[tokio::test]
async fn a_job_on_the_own_origin_is_polled_with_the_token() {
    let pending = |location| response(202, &[("location", location)], "");
    let script = Script::play([
        pending("/v1.0/jobs/7?a=%2F"),
        pending("8"),
        response(401, &[], ""),
        response(200, &[], r#"{"id": "1"}"#),
    ])
    .await;
    let client = client(&script.base_url);
    let Accepted::Pending(job) = Group::get("1").send_accepted(&client).await.unwrap() else {
        panic!("done")
    };
    let root = &script.base_url;
    assert_eq!(job.as_str(), format!("{root}/v1.0/jobs/7?a=%2F"));
    // Relative to the URL of the job, not to that of the group.
    let Accepted::Pending(job) = job.poll::<Member>(&client).await.unwrap() else {
        panic!("done")
    };
    assert_eq!(job.as_str(), format!("{root}/v1.0/jobs/8"));
    let stored: Monitor = job.as_str().parse().unwrap();
    let Accepted::Done(member) = stored.poll::<Member>(&client).await.unwrap() else {
        panic!("pending")
    };
    assert_eq!(member.id, "1");
    let requests = script.requests();
    assert_eq!(requests.len(), 4);
    assert!(
        requests
            .iter()
            .all(|request| request.contains("uthorization: Bearer "))
    );
}

#[tokio::test]
async fn a_relative_location_after_a_redirect_is_relative_to_the_last_url() {
    let other_host = Script::play([response(202, &[("location", "done?sig=s")], "")]).await;
    let redirected_to = format!("{}/jobs/7", other_host.base_url);
    let script = Script::play([response(302, &[("location", &redirected_to)], "")]).await;
    let accepted = Group::get("1").send_accepted(&client(&script.base_url));
    let Accepted::Pending(job) = accepted.await.unwrap() else {
        panic!("done")
    };
    let expected = format!("{}/jobs/done?sig=s", other_host.base_url);
    assert_eq!(job.as_str(), expected);
}

#[tokio::test]
async fn a_job_on_another_host_is_polled_without_the_token() {
    let other_host = Script::play([
        response(202, &[("retry-after", "0.5")], r#"{"status": "running"}"#),
        response(200, &[], r#"{"id": "1"}"#),
    ])
    .await;
    let location = format!("{}/monitor/7?sig=s", other_host.base_url);
    let script = Script::play([response(202, &[("location", &location)], "")]).await;
    let client = client(&script.base_url);

    let error = Group::get("1").send(&client).await.unwrap_err();
    assert!(error.to_string().contains("send_accepted"), "{error}");
    let Accepted::Pending(monitor) = Group::get("1").send_accepted(&client).await.unwrap() else {
        panic!("pending")
    };
    assert_eq!(monitor.as_str(), location);
    assert!(!format!("{monitor:?}").contains("sig"));
    let Accepted::Pending(monitor) = monitor.poll::<Member>(&client).await.unwrap() else {
        panic!("pending")
    };
    assert_eq!(monitor.retry_after(), Some(Duration::from_millis(500)));
    let Accepted::Done(member) = monitor.poll::<Member>(&client).await.unwrap() else {
        panic!("done")
    };
    assert_eq!(member.id, "1");
    assert!(
        other_host
            .requests()
            .iter()
            .all(|request| request.starts_with("GET /monitor/7?sig=s ")
                && !request.contains("uthorization"))
    );
    for url in [
        "ftp://x/y",
        "https://user@x/y",
        "/relative",
        "http://example.com/",
    ] {
        let error = match url.parse::<Monitor>() {
            Ok(monitor) => monitor.poll::<Member>(&client).await.unwrap_err(),
            Err(error) => error,
        };
        assert_eq!(error.kind(), ErrorKind::Link, "{url}: {error}");
    }
}

#[tokio::test]
async fn runtime_paths_and_urls_are_read() {
    let (service, client) = serving(Canned::json(200, r#"{"value": [{"id": "1"}]}"#)).await;
    assert_eq!(
        List::<Member>::at_path("/x?page=1")
            .all(&client)
            .await
            .unwrap()
            .len(),
        1
    );
    let url = format!("{}/v1.0/x?page=2", service.base_url());
    assert_eq!(
        List::<Member>::at_url(&url)
            .all(&client)
            .await
            .unwrap()
            .len(),
        1
    );
    assert_eq!(
        Get::<Value>::at_url(&url).send(&client).await.unwrap()["value"][0]["id"],
        "1"
    );
    assert_eq!(
        service.requests().last().unwrap().path_and_query,
        "/v1.0/x?page=2"
    );
    assert_eq!(
        Get::<Value>::at_path("/x?page=1")
            .param("page", "2")
            .to_string(),
        "/x?page=1&page=2"
    );
}

#[tokio::test]
async fn runtime_paths_are_checked_like_all_others() {
    let (service, client) = serving(Canned::json(200, "{}")).await;
    for path in [
        "",
        "x",
        "/a/../b",
        "/..",
        "/a/./b",
        "/%2e%2E/b",
        "/a#b",
        "/a\\b",
        "/a\nb",
        "https://x/y",
    ] {
        for error in [
            Get::<Value>::at_path(path).send(&client).await.err(),
            List::<Value>::at_path(path).all(&client).await.err(),
            Get::<Value>::at_path(path).send_opt(&client).await.err(),
            List::<Value>::at_path(path).first(&client).await.err(),
            Content::at_path(path).bytes(&client).await.err(),
        ] {
            let error = error.unwrap_or_else(|| panic!("{path:?} was sent"));
            assert_eq!(error.kind(), ErrorKind::Request, "{path:?}: {error}");
        }
    }
    assert!(service.requests().is_empty());
}

#[tokio::test]
async fn runtime_urls_of_other_origins_are_never_requested() {
    let (service, client) = serving(Canned::json(200, "{}")).await;
    for url in [
        "https://example.com/v1.0/x",
        "http://127.0.0.1:1/v1.0/x",
        "not a url",
    ] {
        for error in [
            Get::<Value>::at_url(url).send(&client).await.err(),
            List::<Value>::at_url(url).all(&client).await.err(),
            Content::at_url(url).bytes(&client).await.err(),
        ] {
            let error = error.unwrap_or_else(|| panic!("{url} was read"));
            assert_eq!(error.kind(), ErrorKind::Link, "{url}: {error}");
            assert!(!error.to_string().contains("/v1.0"), "{error}");
        }
    }
    assert!(service.requests().is_empty());
}

#[tokio::test]
async fn paging_can_continue_a_collection_inside_an_object() {
    let service = Service::builder().custom_option("page").start().await;
    let link = format!("{}/v1.0/groups/1/members?page=2", service.base_url());
    service.respond_with(
        "/v1.0/groups/1",
        Canned::json(
            200,
            json!({"id": "1", "members": [{"id": "a"}], "members@odata.nextLink": link})
                .to_string(),
        ),
    );
    service.respond_with(
        "/v1.0/groups/1/members?page=2",
        Canned::json(200, json!({"value": [{"id": "b"}]}).to_string()),
    );
    let client = client(service.base_url());
    let group = Group::get("1").send(&client).await.unwrap();
    let mut members = group.members;
    if let Some(link) = group.more_members {
        members.extend(List::<Member>::at_url(link).all(&client).await.unwrap());
    }
    assert_eq!(
        members
            .iter()
            .map(|member| member.id.as_str())
            .collect::<Vec<_>>(),
        ["a", "b"]
    );
}
