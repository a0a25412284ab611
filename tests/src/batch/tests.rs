//! Batches as a client sees them.

use serde_json::{Value, json};

use crate::testing::{HEADERS, Reply, get, send};
use crate::{Canned, Fault, Faults, RetryAfter, Service};

async fn post(service: &Service, body: &str) -> Reply {
    let headers = format!(
        "{HEADERS}Content-Type: application/json\r\nContent-Length: {}\r\n",
        body.len()
    );
    send(service, "POST", "/v1.0/$batch", &headers, body).await
}

fn batch(urls: &[&str]) -> String {
    let request = |(index, url): (usize, &&str)| json!({"id": index.to_string(), "method": "GET", "url": url});
    json!({"requests": urls.iter().enumerate().map(request).collect::<Vec<_>>()}).to_string()
}

fn part<'r>(responses: &'r Value, id: &str) -> &'r Value {
    responses["responses"]
        .as_array()
        .unwrap()
        .iter()
        .find(|response| response["id"] == id)
        .unwrap()
}

#[tokio::test]
async fn every_part_has_its_own_response() {
    let service = Service::start().await;
    let redirect = Canned::new(302, "text/plain", "").header("Location", "https://files.example/1");
    service.respond_with("/v1.0/drive/items/1/content", redirect);
    service.respond_with("/v1.0/photo", Canned::new(200, "image/png", [0x89, b'P']));
    let urls = [
        "/me?$select=displayName",
        "/users?$x=1",
        "/users/nobody",
        "/me/messages/$count",
        "/drive/items/1/content",
        "/photo",
        "/users?$top=2",
    ];
    let reply = post(&service, &batch(&urls)).await;
    assert_eq!(reply.status, 200, "{}", reply.body);
    let responses = reply.json();
    assert_eq!(part(&responses, "0")["body"]["displayName"], "Adele Vance");
    assert!(part(&responses, "0")["headers"]["Etag"].is_string());
    assert_eq!(part(&responses, "1")["status"], 400);
    assert_eq!(
        part(&responses, "2")["body"]["error"]["code"],
        "Request_ResourceNotFound"
    );
    assert_eq!(part(&responses, "3")["body"], "25");
    assert_eq!(part(&responses, "4")["status"], 302);
    assert_eq!(
        part(&responses, "4")["headers"]["Location"],
        "https://files.example/1"
    );
    assert!(part(&responses, "4").get("body").is_none());
    assert_eq!(part(&responses, "5")["body"], "iVA=");
    let ids: Vec<_> = responses["responses"]
        .as_array()
        .unwrap()
        .iter()
        .map(|response| response["id"].as_str().unwrap())
        .collect();
    assert_ne!(ids, ["0", "1", "2", "3", "4", "5", "6"]);
    let next = part(&responses, "6")["body"]["@odata.nextLink"]
        .as_str()
        .unwrap()
        .to_owned();
    assert_eq!(
        get(&service, next.strip_prefix(service.base_url()).unwrap())
            .await
            .ids()
            .len(),
        2
    );
}

#[tokio::test]
async fn headers_belong_to_their_part() {
    let service = Service::start().await;
    let advanced = json!({"id": "a", "method": "GET", "url": "/users/$count", "headers": {"ConsistencyLevel": "eventual"}});
    let plain = json!({"id": "b", "method": "GET", "url": "/users/$count"});
    let responses = post(
        &service,
        &json!({"requests": [advanced, plain]}).to_string(),
    )
    .await
    .json();
    assert_eq!(part(&responses, "a")["body"], "40");
    assert_eq!(part(&responses, "b")["status"], 400);
}

#[tokio::test]
async fn invalid_batches_are_rejected() {
    let service = Service::start().await;
    let one = |change: Value| {
        let mut request = json!({"id": "1", "method": "GET", "url": "/me"});
        request
            .as_object_mut()
            .unwrap()
            .extend(change.as_object().unwrap().clone());
        json!({"requests": [request]}).to_string()
    };
    assert_eq!(post(&service, &one(json!({}))).await.status, 200);
    let repeated = json!({"id": "1", "method": "GET", "url": "/me"});
    let invalid = [
        "{".to_owned(),
        "{}".to_owned(),
        batch(&[]),
        batch(&["/me"; 21]),
        json!({"requests": [repeated, repeated]}).to_string(),
        one(json!({"id": 1})),
        one(json!({"id": ""})),
        one(json!({"method": "OPTIONS"})),
        one(json!({"url": "https://graph.microsoft.com/v1.0/me"})),
        one(json!({"url": "me"})),
        one(json!({"url": "/$batch"})),
        one(json!({"url": "/%24batch"})),
        one(json!({"body": {}})),
        one(json!({"headers": {"Authorization": "Bearer local-token"}})),
        one(json!({"headers": {"Prefer": 1}})),
    ];
    for body in invalid {
        assert_eq!(post(&service, &body).await.code(), "BadRequest", "{body}");
    }
    assert_eq!(post(&service, &batch(&["/me"; 20])).await.status, 200);
    assert_eq!(
        send(&service, "POST", "/v1.0/$batch", HEADERS, "")
            .await
            .status,
        400
    );
    assert_eq!(
        send(&service, "POST", "/v1.0/$batch", "", "").await.status,
        401
    );
    let get = get(&service, "/v1.0/$batch").await;
    assert_eq!((get.status, get.header("allow")), (405, Some("POST")));
    let nested = post(&service, &batch(&["/v1.0/me"])).await.json();
    assert_eq!(part(&nested, "0")["status"], 400);
}

#[tokio::test]
async fn faults_apply_to_parts_and_whole_batches() {
    let throttled = Fault::throttled(RetryAfter::Decimal("0.02"));
    let faults = Faults::script([
        (0, Fault::Status(503, RetryAfter::Absent)),
        (2, throttled.clone()),
        (3, Fault::Reset),
    ]);
    let service = Service::builder()
        .faults(faults.on("/v1.0/me", [throttled]))
        .start()
        .await;
    let body = batch(&["/users?$top=1", "/groups", "/me"]);
    assert_eq!(post(&service, &body).await.status, 503);
    let responses = post(&service, &body).await.json();
    assert_eq!(part(&responses, "0")["status"], 429);
    assert_eq!(part(&responses, "0")["headers"]["Retry-After"], "0.02");
    // A connection cannot be reset for a single part.
    assert_eq!(part(&responses, "1")["status"], 200);
    assert_eq!(part(&responses, "2")["status"], 429);
    assert_eq!(service.fault_counts()["429 decimal"], 2);

    let batches = service.batches();
    let statuses = |index: usize| {
        batches[index]
            .parts
            .iter()
            .map(|part| part.status)
            .collect::<Vec<_>>()
    };
    assert_eq!(statuses(0), [None, None, None]);
    assert_eq!(statuses(1), [Some(429), Some(200), Some(429)]);
    assert_eq!(batches[1].parts[0].path_and_query, "/v1.0/users?$top=1");
    assert_eq!(service.requests().len(), 2);
}

#[tokio::test]
async fn a_lost_response_was_processed() {
    let service = Service::builder()
        .faults(Faults::script([(0, Fault::Truncated)]))
        .start()
        .await;
    let reply = post(&service, &batch(&["/me", "/users"])).await;
    assert!(
        reply.body.starts_with("{\"responses\":[")
            && serde_json::from_str::<Value>(&reply.body).is_err()
    );
    assert!(
        service.batches()[0]
            .parts
            .iter()
            .all(|part| part.status == Some(200))
    );
}

#[tokio::test]
async fn a_part_that_depends_on_a_failed_one_is_not_carried_out() {
    let service = Service::start().await;
    let part = |id: &str, body: Value, depends_on: &[&str]| {
        let headers = json!({"Content-Type": "application/json"});
        json!({"id": id, "method": "POST", "url": "/me/sendMail", "headers": headers, "body": body, "dependsOn": depends_on})
    };
    let mail = json!({"message": {"toRecipients": [{"emailAddress": {"address": "a@x.com"}}]}});
    let body = json!({"requests": [
        part("1", mail.clone(), &[]),
        part("2", mail.clone(), &["1"]),
        part("3", json!({}), &["2"]),
        part("4", mail.clone(), &["3"]),
    ]});
    let reply = post(&service, &body.to_string()).await;
    let responses = reply.json();
    let statuses = ["1", "2", "3", "4"].map(|id| part_status(&responses, id));
    assert_eq!(statuses, [202, 202, 400, 424], "{responses}");
    assert_eq!(service.writes().len(), 2);

    let out_of_order = json!({"requests": [part("1", mail.clone(), &["2"]), part("2", mail, &[])]});
    let reply = post(&service, &out_of_order.to_string()).await;
    assert_eq!(reply.status, 400, "{}", reply.body);
}

fn part_status(responses: &Value, id: &str) -> u64 {
    part(responses, id)["status"].as_u64().unwrap()
}
