//! Recordings of a real client: nothing personal remains in the file, and a program reads from it as it did from the service.

use std::collections::BTreeSet;
use std::pin::Pin;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll};
use std::time::Duration;

use bytes::Bytes;
use futures_core::Stream;
use graph_resource::testing::{Fake, Recorder, RequestPattern};
use graph_resource::transport::{
    HttpBody, HttpClient, HttpError, HttpFuture, HttpRequest, HttpResponse,
};
use graph_resource::{Change, Client, ErrorKind, Get, Method, RetryPolicy, graph_resource};
use graph_resource_tests::Service;
use http::HeaderMap;
use serde::Deserialize;
use serde_json::{Value, json};

use crate::User;

const ADA: &str = "7b1e0a52-35c8-4a0b-a0b4-f1a0a7a1d3c5";
const GRACE: &str = "9d3bb2a7-6a4e-4c39-8b6f-0d52f7a0c1ee";

/// Strings of the tenant, none of which may remain.
const SECRETS: [&str; 26] = [
    "Ada",
    "Lovelace",
    "Grace",
    "ada@",
    "contoso",
    "7b1e0a52",
    "9d3bb2a7",
    "7B1E0A52",
    "555-0109",
    "5550109",
    "4255550",
    "secret-token",
    "skip-secret",
    "delta-secret",
    "etag-secret",
    "cookie-secret",
    "request-secret",
    "header-secret",
    "message-secret",
    "photo-secret",
    "graph.microsoft.com",
    "salaries",
    "office-secret",
    "patch-secret",
    "AAMkAGI",
    "charset",
];

/// A tenant with two users on two pages.
#[derive(Clone, Default)]
struct Tenant {
    throttled: Arc<Mutex<bool>>,
}

fn ada() -> Value {
    json!({
        "@odata.context": "https://graph.microsoft.com/v1.0/$metadata#users('ada@contoso.com')/$entity",
        "@odata.etag": "W/\"etag-secret\"",
        "@odata.type": "#microsoft.graph.user",
        "id": ADA,
        "displayName": "Ada Lovelace",
        "mail": "ada@contoso.com",
        "userPrincipalName": "Ada@Contoso.com",
        "proxyAddresses": ["SMTP:ada@contoso.com"],
        "businessPhones": ["+1 425 555-0109", "4255550109"],
        "accountEnabled": true,
        "userType": "Member",
        "hiredOn": "2020-02-03T04:05:06Z",
        "managerId": null,
        "logins": 7,
        "deepLink": "https://graph.microsoft.com/v1.0/users?$select=id#Ada",
        "site": "https://contoso.sharepoint.com/sites/salaries?x=1",
        "host": "contoso.sharepoint.com",
        "assignments": {ADA: {"order": "AAMkAGI="}},
        "rights": {"contoso.com": 1, "ada@contoso.com": 2, "Ada Lovelace": 3},
        "extension_7b1e0a5235c84a0ba0b4f1a0a7a1d3c5_skill": "Ada",
    })
}

fn grace() -> Value {
    json!({"id": GRACE, "displayName": "Grace", "managerId": ADA.to_uppercase(), "userType": "Guest"})
}

fn link(path: &str) -> String {
    format!("https://graph.microsoft.com/v1.0{path}")
}

fn failure(status: u16, code: &str) -> (u16, Value) {
    (
        status,
        json!({"error": {"code": code, "message": "message-secret of ada@contoso.com"}}),
    )
}

impl Tenant {
    fn read(&self, path_and_query: &str) -> (u16, Value) {
        let path = path_and_query.split('?').next().unwrap();
        let has = |part: &str| path_and_query.contains(part);
        match path {
            "/users" if has("$filter") => (200, json!({"value": [ada()]})),
            "/users" if has("skip-secret") => (200, json!({"value": [grace()]})),
            "/users" if std::mem::replace(&mut *self.throttled.lock().unwrap(), true) => {
                let next = link("/users?$select=id&$skiptoken=skip-secret");
                (200, json!({"value": [ada()], "@odata.nextLink": next}))
            }
            "/users" => failure(429, "TooManyRequests"),
            "/users/delta" if has("delta-secret") => {
                let removed = json!({"id": GRACE, "@removed": {"reason": "deleted"}});
                let next = link("/users/delta?$deltatoken=delta-secret-2");
                (200, json!({"value": [removed], "@odata.deltaLink": next}))
            }
            "/users/delta" => {
                let next = link("/users/delta?$deltatoken=delta-secret-1");
                (
                    200,
                    json!({"value": [ada(), grace()], "@odata.deltaLink": next}),
                )
            }
            _ if path == format!("/users/{ADA}") => (200, ada()),
            _ if path == format!("/users/{GRACE}") => (200, grace()),
            _ => failure(404, "Request_ResourceNotFound"),
        }
    }

    fn batch(&self, body: &[u8]) -> Value {
        let batch: Value = serde_json::from_slice(body).unwrap();
        let parts = batch["requests"].as_array().unwrap().iter();
        let responses: Vec<Value> = parts
            .map(|part| {
                let (status, body) = self.read(part["url"].as_str().unwrap());
                let headers = json!({"Content-Type": "application/json; charset=utf-8", "X-Secret": "header-secret"});
                json!({"id": part["id"], "status": status, "headers": headers, "body": body})
            })
            .rev()
            .collect();
        json!({"responses": responses})
    }

    fn respond(&self, request: &HttpRequest) -> Result<HttpResponse, HttpError> {
        let url = request.url.as_str().replace("%27", "'");
        let mut headers = HeaderMap::new();
        headers.insert("set-cookie", "cookie-secret".parse().unwrap());
        headers.insert("request-id", "request-secret".parse().unwrap());
        headers.insert("x-secret", "header-secret".parse().unwrap());
        headers.insert("etag", "W/\"etag-secret\"".parse().unwrap());
        let json = "application/json; charset=utf-8".parse().unwrap();
        headers.insert("content-type", json);
        let Some(path) = url.strip_prefix("https://graph.microsoft.com/v1.0") else {
            return Ok(HttpResponse::new(
                http::StatusCode::OK,
                headers,
                "photo-secret of Ada",
            ));
        };
        if path.ends_with("/photo/$value") {
            let target = "https://contoso.sharepoint.com/photo-secret?tempauth=secret-token";
            headers.insert("location", target.parse().unwrap());
            return Ok(HttpResponse::new(http::StatusCode::FOUND, headers, ""));
        }
        if path.ends_with("/$count") {
            headers.insert("content-type", "text/plain".parse().unwrap());
            return Ok(HttpResponse::new(
                http::StatusCode::OK,
                headers,
                "\u{feff}2",
            ));
        }
        let (status, body) = match &request.body {
            Some(body) if path == "/$batch" => (200, self.batch(body)),
            Some(_) => (200, ada()),
            None => self.read(path),
        };
        if status == 429 {
            headers.insert("retry-after", "0.01".parse().unwrap());
        }
        let status = http::StatusCode::from_u16(status).unwrap();
        Ok(HttpResponse::new(status, headers, body.to_string()))
    }
}

impl HttpClient for Tenant {
    fn send(&self, request: HttpRequest) -> HttpFuture<'_> {
        Box::pin(async move { self.respond(&request) })
    }
}

#[graph_resource(
    path = "/users/<userId>",
    delta(changes = "/users/delta"),
    content(photo = "/users/<userId>/photo/$value")
)]
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Person {
    id: String,
    mail: Option<String>,
    user_type: Option<String>,
    manager_id: Option<String>,
}

/// What the program finds out, without what personal data is.
#[derive(Debug, PartialEq)]
struct Findings {
    types: Vec<Option<String>>,
    manager_is_first: bool,
    found_by_mail: usize,
    count: u64,
    first_round: usize,
    removed: Vec<bool>,
    batch: Vec<Result<bool, Option<String>>>,
    photo: usize,
    error: Option<String>,
    changed: bool,
}

/// The program under test. It contains no personal data: all keys are from responses.
async fn program(client: &Client) -> Findings {
    let people = Person::list().all(client).await.unwrap();
    let first = &people[0];
    let manager = people[1].manager_id.as_deref().unwrap();
    let mail = first.mail.clone().unwrap();
    let by_mail = Person::list().filter(Person::FIELDS.mail.eq(mail));
    let first_round = Person::changes().all(client).await.unwrap();
    let next = Person::changes().since(first_round.link);
    let second_round = next.all(client).await.unwrap();
    let removed = second_round.changes.iter();
    let batch = client
        .batch_all([
            Person::get(&people[1].id),
            Person::get("nobody"),
            Person::get(&first.id),
        ])
        .await
        .unwrap();
    let batch = batch.into_iter().map(|part| match part {
        Ok(person) => Ok(person.id == first.id),
        Err(error) => Err(error.code().map(str::to_owned)),
    });
    let missing = Get::<Value>::at_path("/users/nobody").send(client).await;
    let change = json!({"officeLocation": "office-secret", "note": "patch-secret"});
    let changed: Value = client
        .request(Method::PATCH, format!("/users/{}", first.id))
        .json(&change)
        .send()
        .await
        .unwrap();
    Findings {
        types: people
            .iter()
            .map(|person| person.user_type.clone())
            .collect(),
        manager_is_first: manager.eq_ignore_ascii_case(&first.id),
        found_by_mail: by_mail.all(client).await.unwrap().len(),
        count: Person::list().count(client).await.unwrap(),
        first_round: first_round.changes.len(),
        removed: removed
            .map(|change| matches!(change, Change::Removed { .. }))
            .collect(),
        batch: batch.collect(),
        photo: Person::photo(&first.id).bytes(client).await.unwrap().len(),
        error: missing.unwrap_err().code().map(str::to_owned),
        changed: changed["id"] == *first.id,
    }
}

fn recorder() -> Recorder {
    Recorder::new()
        .keep_values_of(["userType"])
        .replace("nobody", "nobody")
}

fn client(recorder: &Recorder) -> Client {
    let policy = RetryPolicy::default().initial_delay(Duration::from_millis(1));
    let builder = Client::builder()
        .credential("secret-token")
        .retry(policy)
        .http_client(Tenant::default());
    recorder.record(builder).build().unwrap()
}

fn folder(name: &str) -> std::path::PathBuf {
    let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("recordings");
    std::fs::create_dir_all(&folder).unwrap();
    folder.join(name)
}

#[tokio::test]
async fn a_program_reads_from_a_recording_as_it_did_from_the_service() {
    let recorder = recorder();
    let original = program(&client(&recorder)).await;
    assert_eq!(original.batch.len(), 3);
    assert_eq!(original.removed, [true]);
    assert!(original.manager_is_first && original.changed);
    let file = folder("program.json");
    recorder.save(&file).await.unwrap();

    let fake = Fake::from_recording(&file).await.unwrap();
    assert_eq!(program(&fake.client()).await, original);
    assert_eq!(fake.waits(), [Duration::from_millis(10)]);
    fake.assert_sent(RequestPattern::path("/users/nobody"));
}

#[tokio::test]
async fn nothing_personal_remains_in_the_file() {
    let recorder = recorder();
    program(&client(&recorder)).await;
    let json = recorder.to_json();
    for secret in SECRETS {
        assert!(!json.contains(secret), "`{secret}` is in {json}");
    }
    let shown = format!("{recorder:?}");
    assert!(shown.contains("recorded"), "{shown}");
    for secret in SECRETS {
        assert!(!shown.contains(secret), "{shown}");
    }
    for kept in [
        "2020-02-03T04:05:06Z",
        "\"Guest\"",
        "#microsoft.graph.user",
        "\"logins\": 7",
    ] {
        assert!(json.contains(kept), "`{kept}` is missing in {json}");
    }
}

#[tokio::test]
async fn equal_strings_have_equal_substitutes_everywhere() {
    let recorder = recorder();
    let client = client(&recorder);
    let path = format!("/users/{ADA}");
    for _ in 0..2 {
        let _: Value = Get::at_path(&path).send(&client).await.unwrap();
    }
    let recorded: Value = serde_json::from_str(&recorder.to_json()).unwrap();
    let body = |index: usize| &recorded["exchanges"][index]["response"]["json"];
    assert_eq!(body(0), body(1));
    let body = body(0);
    let mail = body["mail"].as_str().unwrap();
    assert_eq!(body["userPrincipalName"], mail);
    assert_eq!(body["proxyAddresses"][0], format!("SMTP:{mail}"));
    assert_eq!(body["rights"][mail], 2);
    assert_eq!(body["rights"][body["displayName"].as_str().unwrap()], 3);
    let site = body["site"].as_str().unwrap();
    let host = body["host"].as_str().unwrap();
    assert!(site.starts_with(&format!("https://{host}/")), "{site}");
    let id = body["id"].as_str().unwrap();
    assert!(body["assignments"][id].is_object(), "{body}");
    assert_eq!(
        recorded["exchanges"][0]["request"]["url"],
        format!("/users/{id}")
    );
}

/// All strings in JSON that are not dates or words of the protocol, with the names of their properties.
fn strings(json: &Value, strings: &mut BTreeSet<String>) {
    match json {
        Value::String(text) if !text.starts_with("20") => {
            strings.insert(text.clone());
        }
        Value::Array(items) => items.iter().for_each(|item| self::strings(item, strings)),
        Value::Object(properties) => {
            for (name, value) in properties {
                if !name.ends_with("@odata.type") {
                    self::strings(value, strings);
                }
            }
        }
        _ => {}
    }
}

#[tokio::test]
async fn the_default_http_client_is_recorded_without_any_string_of_the_service() {
    let service = Service::builder().page_size(2).start().await;
    let builder = || {
        Client::builder()
            .credential(Service::TOKEN)
            .base_url(service.base_url())
    };
    let paths = ["/users", "/groups", "/me", "/me/messages"];
    let unrecorded = builder().build().unwrap();
    let recorder = Recorder::new();
    let recorded = recorder.record(builder()).build().unwrap();
    let mut originals = BTreeSet::new();
    for path in paths {
        for client in [&unrecorded, &recorded] {
            let body: Value = Get::at_path(path).send(client).await.unwrap();
            strings(&body, &mut originals);
        }
    }
    let people = User::list().all(&recorded).await.unwrap();
    assert!(people.len() > 2 && originals.len() > 50, "{originals:?}");

    let json = recorder.to_json();
    let host = service.base_url().split("//").nth(1).unwrap();
    assert!(
        !json.contains(host) && !json.contains(Service::TOKEN),
        "{json}"
    );
    let file: Value = serde_json::from_str(&json).unwrap();
    let mut substitutes = BTreeSet::new();
    for exchange in file["exchanges"].as_array().unwrap() {
        strings(&exchange["response"]["json"], &mut substitutes);
    }
    let remaining: Vec<_> = originals.intersection(&substitutes).collect();
    assert!(remaining.is_empty(), "{remaining:?}");

    let fake = Fake::new();
    fake.add_recording(&json).unwrap();
    let replayed = User::list().all(&fake.client()).await.unwrap();
    assert_eq!(replayed.len(), people.len());
}

#[tokio::test]
async fn the_same_requests_are_recorded_in_the_same_way() {
    let one = recorder();
    let other = recorder();
    program(&client(&one)).await;
    program(&client(&other)).await;
    assert_eq!(one.to_json(), other.to_json());
}

#[tokio::test]
async fn a_recording_is_a_list_of_readable_requests_and_responses() {
    let recorder = Recorder::new()
        .replace(ADA, "11111111-1111-4111-8111-111111111111")
        .replace_dates();
    let client = client(&recorder);
    let missing = Person::get("grace@contoso.com").send(&client).await;
    assert!(missing.is_err());
    let recorded: Value = serde_json::from_str(&recorder.to_json()).unwrap();
    assert_eq!(
        recorded,
        json!({"exchanges": [{
            "request": {
                "method": "GET",
                "url": "/users/user0001@example.com?$select=id,mail,userType,managerId",
            },
            "response": {
                "status": 404,
                "headers": {"content-type": "application/json", "etag": "W/\"text0002\""},
                "json": {"error": {"code": "Request_ResourceNotFound", "message": "text0003"}},
            },
        }]})
    );
    let path = format!("/users/{ADA}");
    let _: Value = Get::at_path(&path).send(&client).await.unwrap();
    let json = recorder.to_json();
    assert!(
        json.contains("\"/users/11111111-1111-4111-8111-111111111111\""),
        "{json}"
    );
    assert!(json.contains("\"2000-01-01T00:00:00Z\""), "{json}");
}

#[tokio::test]
async fn a_response_that_breaks_off_is_not_recorded_and_downloads_are_zeros() {
    let broken = Fake::new();
    broken.on("/items/1").reset().json(json!({"id": 1}));
    broken
        .on("/users/1/photo/$value")
        .bytes("image/png", [1, 2, 3]);
    let recorder = Recorder::new();
    let client = recorder.record(broken.builder()).build().unwrap();
    let _: Value = Get::at_path("/items/1").send(&client).await.unwrap();
    let photo = Person::photo("1").bytes(&client).await.unwrap();
    assert_eq!(photo, &[1, 2, 3][..]);

    let fake = Fake::new();
    fake.add_recording(recorder.to_json()).unwrap();
    let recorded: Value = serde_json::from_str(&recorder.to_json()).unwrap();
    assert_eq!(recorded["exchanges"].as_array().unwrap().len(), 2);
    assert_eq!(recorded["exchanges"][1]["response"]["zeros"], 3);
}

#[tokio::test]
async fn a_key_that_looks_like_a_name_is_found_in_a_later_response() {
    let service = Fake::new();
    service.on("/planner/tasks/hwvzwlx/details").status(404);
    service
        .on("/planner/tasks")
        .json(json!({"value": [{"id": "hwvzwlx"}]}));
    let recorder = Recorder::new();
    let client = recorder.record(service.builder()).build().unwrap();
    for path in ["/planner/tasks/hwvzwlx/details", "/planner/tasks"] {
        let _ = Get::<Value>::at_path(path).send(&client).await;
    }
    let recorded: Value = serde_json::from_str(&recorder.to_json()).unwrap();
    let exchanges = &recorded["exchanges"];
    let url = &exchanges[0]["request"]["url"];
    let id = &exchanges[1]["response"]["json"]["value"][0]["id"];
    assert_eq!(
        *url,
        format!("/planner/tasks/{}/details", id.as_str().unwrap())
    );
    assert_ne!(*id, "hwvzwlx");
}

/// A chunk of a body, after which nothing arrives.
struct Stalled(Option<Bytes>);

impl Stream for Stalled {
    type Item = Result<Bytes, HttpError>;

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        match self.0.take() {
            Some(chunk) => Poll::Ready(Some(Ok(chunk))),
            None => Poll::Pending,
        }
    }
}

/// Stalls in the first response.
#[derive(Default)]
struct Slow(AtomicBool);

impl HttpClient for Slow {
    fn send(&self, _: HttpRequest) -> HttpFuture<'_> {
        let body = if self.0.swap(true, Ordering::Relaxed) {
            HttpBody::from(r#"{"id": "1"}"#)
        } else {
            HttpBody::from_stream(Stalled(Some(Bytes::from_static(b"{\"id\""))))
        };
        let response = HttpResponse::new(http::StatusCode::OK, HeaderMap::new(), body);
        Box::pin(std::future::ready(Ok(response)))
    }
}

#[tokio::test]
async fn a_response_that_comes_too_late_is_not_recorded() {
    let recorder = Recorder::new();
    let builder = Client::builder()
        .credential("secret-token")
        .timeout(Duration::from_millis(20))
        .retry(RetryPolicy::default().initial_delay(Duration::from_millis(1)))
        .http_client(Slow::default());
    let client = recorder.record(builder).build().unwrap();
    let _: Value = Get::at_path("/me").send(&client).await.unwrap();
    let recorded: Value = serde_json::from_str(&recorder.to_json()).unwrap();
    let exchanges = recorded["exchanges"].as_array().unwrap();
    assert_eq!(exchanges.len(), 1);
    assert!(exchanges[0]["response"]["json"]["id"].is_string());
}

#[tokio::test]
async fn a_token_that_was_refused_is_not_recorded_unless_it_was_the_last() {
    let service = Service::start().await;
    let old = format!("{}.old", Service::TOKEN);
    service.revoke(&old);
    let fetched = AtomicBool::new(false);
    let credential = move || match fetched.swap(true, Ordering::Relaxed) {
        false => old.clone(),
        true => format!("{}.new", Service::TOKEN),
    };
    let builder = Client::builder().credential(credential);
    let recorder = Recorder::new();
    let client = recorder.record(builder.base_url(service.base_url()));
    let client = client.build().unwrap();
    User::list().all(&client).await.unwrap();
    assert_eq!(service.requests().len(), 2);
    let refused = Client::builder().credential("unknown");
    let refused = recorder.record(refused.base_url(service.base_url()));
    let error = User::get("1").send(&refused.build().unwrap()).await;
    assert_eq!(error.unwrap_err().status(), Some(401));

    let fake = Fake::new();
    fake.add_recording(recorder.to_json()).unwrap();
    assert!(User::list().all(&fake.client()).await.is_ok());
    assert_eq!(fake.requests().len(), 1);
    let recorded: Value = serde_json::from_str(&recorder.to_json()).unwrap();
    assert_eq!(recorded["exchanges"][1]["response"]["status"], 401);
}

#[tokio::test]
async fn a_response_without_a_body_that_matters_is_recorded() {
    let service = Fake::new();
    service.on("POST /me/sendMail").status(202);
    service.on("DELETE /me/messages/1").status(204);
    service.on("PATCH /me").json(json!({"id": "1"}));
    let recorder = Recorder::new();
    let client = recorder.record(service.builder()).build().unwrap();
    for (method, path) in [
        (Method::POST, "/me/sendMail"),
        (Method::DELETE, "/me/messages/1"),
        (Method::PATCH, "/me"),
    ] {
        let request = client.request(method, path);
        request.send_empty().await.unwrap();
    }
    let recorded: Value = serde_json::from_str(&recorder.to_json()).unwrap();
    let statuses = recorded["exchanges"].as_array().unwrap().iter();
    let statuses: Vec<_> = statuses
        .map(|each| each["response"]["status"].clone())
        .collect();
    assert_eq!(statuses, [202, 204, 200]);
}

#[tokio::test]
async fn what_is_not_a_recording_is_an_error() {
    let missing = Fake::from_recording(folder("missing.json"))
        .await
        .unwrap_err();
    assert_eq!(missing.kind(), ErrorKind::File);
    assert!(missing.to_string().contains("missing.json"), "{missing}");
    let fake = Fake::new();
    for json in ["", "{}", r#"{"exchanges": [{"request": {}}]}"#] {
        let error = fake.add_recording(json).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Config, "{json}");
    }
    let relative = r#"{"exchanges": [{"request": {"method": "GET", "url": "users"}, "response": {"status": 200}}]}"#;
    let error = fake.add_recording(relative).unwrap_err();
    assert!(error.to_string().contains("write `/users`"), "{error}");
    let unwritable = Recorder::new().save(folder("missing/file.json")).await;
    assert_eq!(unwritable.unwrap_err().kind(), ErrorKind::File);
}
