//! What the local service refuses, as Graph does.

use graph_resource::{Error, List};
use graph_resource_tests::sample;
use serde_json::Value;

use crate::running::{Running, start};

async fn refused(running: &Running, path: &str) -> Error {
    let read = List::<Value>::at_path(path).page(&running.client).await;
    read.map(|page| page.value.len()).unwrap_err()
}

#[tokio::test]
async fn requests_that_a_workload_does_not_support() {
    let running = start().await;
    let items = format!("/sites/{}/lists/Projects/items", sample::SITE);
    let messages = format!(
        "/teams/{}/channels/{}/messages",
        sample::TEAM,
        sample::CHANNEL
    );
    for (path, code) in [
        ("/me/calendarView", "ErrorInvalidParameter"),
        (
            "/me/calendarView?startDateTime=2024-03-25",
            "ErrorInvalidParameter",
        ),
        (
            "/me/calendarView?startDateTime=2024-03-26T00:00:00Z&endDateTime=2024-03-25T00:00:00Z",
            "ErrorInvalidParameter",
        ),
        (
            "/me/messages?$filter=isRead eq true&$orderby=receivedDateTime",
            "InefficientFilter",
        ),
        (
            "/me/messages?$search=\"a\"&$orderby=receivedDateTime",
            "SearchWithOrderBy",
        ),
        (
            "/me/messages?$search=\"a\"&$filter=isRead eq true",
            "SearchWithFilter",
        ),
        (
            &format!("{items}?$filter=fields/Budget gt 1"),
            "invalidRequest",
        ),
        (&format!("{items}?$orderby=fields/Budget"), "invalidRequest"),
        (&format!("{messages}?$select=id"), "BadRequest"),
        (&format!("{messages}?$top=51"), "BadRequest"),
    ] {
        let error = refused(&running, path).await;
        assert_eq!(error.status(), Some(400), "{path}: {error}");
        assert_eq!(error.code(), Some(code), "{path}: {error}");
    }
    let indexed = List::<Value>::at_path(format!("{items}?$filter=fields/Status eq 'Done'"));
    assert_eq!(indexed.all(&running.client).await.unwrap().len(), 1);
    let sorted = "/me/messages?$filter=receivedDateTime ge 1970-01-01T00:00:00Z and isRead eq true&$orderby=receivedDateTime";
    let sorted = List::<Value>::at_path(sorted).all(&running.client).await;
    assert_eq!(sorted.unwrap().len(), 12);
}

#[tokio::test]
async fn a_time_zone_that_does_not_exist() {
    let running = start().await;
    let events = List::<Value>::at_path("/me/events").prefer("outlook.timezone=\"Mars\"");
    let error = events.page(&running.client).await.unwrap_err();
    assert_eq!(error.code(), Some("TimeZoneNotSupportedException"));
}

#[tokio::test]
async fn security_attributes_are_only_sent_on_request() {
    let running = start().await;
    let user: Value = graph_resource::Get::at_path("/me")
        .send(&running.client)
        .await
        .unwrap();
    assert_eq!(user.get("customSecurityAttributes"), None);
    assert!(user.get(sample::EXTENSION_PROPERTY).is_some());
}

#[tokio::test]
async fn a_download_url_refuses_a_token() {
    let running = start().await;
    let item: Value = graph_resource::Get::at_path("/me/drive/root:/notes.txt")
        .send(&running.client)
        .await
        .unwrap();
    let url = item["@microsoft.graph.downloadUrl"].as_str().unwrap();
    assert!(!url.starts_with(running.service.base_url()));
    let _ = rustls::crypto::ring::default_provider().install_default();
    let http = reqwest::Client::new();
    let text = http.get(url).send().await.unwrap().text().await.unwrap();
    assert_eq!(text, "Call Zoë.\nBuy milk.\n");
    let with_token = http.get(url).bearer_auth("t").send().await.unwrap();
    assert_eq!(with_token.status(), 401);
}
