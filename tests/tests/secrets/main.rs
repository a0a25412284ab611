//! Secrets appear neither in `Debug` output, nor in errors, nor in logs.

mod log;
#[path = "../conformance/script.rs"]
#[allow(dead_code)]
mod script;
mod shown;
mod types;

use std::time::Duration;

use graph_resource::auth::TokenRequest;
use graph_resource::{
    Action, Client, Error, Get, Method, RequestBuilder, RetryPolicy, graph_resource,
};
use graph_resource_tests::{Canned, Fault, Faults, RetryAfter, Service};
use serde::Deserialize;
use serde_json::{Value, json};

/// Marks every value that must stay secret.
const PLANTED: &str = "pl4nted";

/// A secret, with a name that says where it was planted.
fn planted(name: &str) -> String {
    format!("{PLANTED}-{name}")
}

#[graph_resource(
    path = "/users/<userId>",
    delta(changes = "/users/delta"),
    content(photo = "/users/<userId>/photo/$value")
)]
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct User {
    #[allow(dead_code)]
    id: String,
    #[allow(dead_code)]
    display_name: Option<String>,
    #[allow(dead_code)]
    #[graph(expand)]
    reports: Option<Vec<User>>,
}

/// A client whose tokens are secrets.
fn client(service: &Service) -> Client {
    client_at(service.base_url())
}

fn client_at(base_url: &str) -> Client {
    let policy = RetryPolicy::default().initial_delay(Duration::from_millis(1));
    let tokens = Client::builder().credential(|request: TokenRequest| match request.claims() {
        Some(_) => format!("{}.{}", Service::TOKEN, planted("claims")),
        None => format!("{}.{}", Service::TOKEN, planted("token")),
    });
    tokens.base_url(base_url).retry(policy).build().unwrap()
}

/// Checks every form in which an error can be shown.
fn check_error(error: &Error) {
    let mut shown = format!("{error}\n{error:?}\n{error:#?}");
    let mut next = std::error::Error::source(error);
    while let Some(source) = next {
        shown += &format!("\n{source}\n{source:?}");
        next = source.source();
    }
    assert!(!shown.contains(PLANTED), "{shown}");
}

/// The local service and a client of it.
struct Local {
    service: Service,
    client: Client,
}

impl Local {
    async fn start() -> Local {
        let service = Service::builder().custom_option("x").start().await;
        let client = client(&service);
        Local { service, client }
    }

    fn respond(&self, key: &str, canned: Canned) {
        self.service
            .respond_with(format!("/v1.0/users/{key}"), canned);
    }
}

/// A request with secrets in its key, a parameter and a header.
fn get(key: &str) -> Get<User> {
    User::get(format!("{key}-{}", planted("key")))
        .param("x", planted("param"))
        .header("x-a", planted("header"))
}

#[tokio::test]
async fn errors_and_logs_never_show_planted_secrets() {
    log::install();
    let local = Local::start().await;
    successes_retries_and_service_errors(&local).await;
    unreadable_responses(&local).await;
    links_and_paths(&local).await;
    actions(&local).await;
    requests_by_hand(&local).await;
    local
        .service
        .set_faults(Faults::script([(0, Fault::Expired { claims: true })]));
    get("fine").send(&local.client).await.unwrap();
    requests_that_cannot_be_sent(&local.service).await;
    check_log();
}

async fn successes_retries_and_service_errors(local: &Local) {
    let body = json!({"id": planted("body"), "displayName": planted("body")});
    local.respond("fine", Canned::json(200, body.to_string()));
    get("fine").send(&local.client).await.unwrap();

    // The service's message is for the caller, but not for a log.
    let body = json!({"error": {"code": "Forbidden", "message": planted("message"), "innerError": {"code": "x"}}});
    local.respond("forbidden", Canned::json(403, body.to_string()));
    let error = get("forbidden").send(&local.client).await.unwrap_err();
    assert!(
        error.to_string().contains(&planted("message"))
            && !error.to_string().contains(&planted("key")),
        "{error}"
    );
    local.service.set_faults(Faults::script([
        (0, Fault::throttled(RetryAfter::Decimal("0.01"))),
        (1, Fault::Reset),
    ]));
    get("fine").send(&local.client).await.unwrap();
}

async fn unreadable_responses(local: &Local) {
    let wrong_type = json!({"id": 1, "displayName": planted("body")});
    let object = json!({"id": "1", "displayName": {"x": planted("body")}});
    let broken = format!("{{\"id\": \"{}", planted("body"));
    let binary = [planted("body").as_bytes(), b"\xff"].concat();
    let moved = format!("ftp://x/{}", planted("path"));
    let user_info = format!("http://{}@[::1]/", planted("user"));
    for (key, canned) in [
        ("wrong-type", Canned::json(200, wrong_type.to_string())),
        ("object", Canned::json(200, object.to_string())),
        ("broken", Canned::json(200, broken)),
        ("binary", Canned::json(200, binary)),
        ("moved", redirect(&moved)),
        ("user-info", redirect(&user_info)),
    ] {
        local.respond(key, canned);
        let once = get(key).retry(RetryPolicy::never());
        check_error(&once.send(&local.client).await.unwrap_err());
    }
}

fn redirect(location: &str) -> Canned {
    Canned::new(302, "text/plain", "").header("location", location)
}

async fn links_and_paths(local: &Local) {
    let link_to_another_host = format!(
        "https://graph.example/{}?{}",
        planted("path"),
        planted("query")
    );
    let page = json!({"value": [], "@odata.nextLink": link_to_another_host});
    local
        .service
        .respond_with("/v1.0/users?", Canned::json(200, page.to_string()));
    let list = User::list().param("x", planted("param"));
    check_error(&list.all(&local.client).await.unwrap_err());

    let link = Get::<Value>::at_url(&link_to_another_host).send(&local.client);
    check_error(&link.await.unwrap_err());

    let path = format!("/users/{}/..", planted("key"));
    check_error(
        &Get::<Value>::at_path(&path)
            .send(&local.client)
            .await
            .unwrap_err(),
    );
}

/// A request by hand with secrets in all of its parts.
fn patch(client: &Client) -> RequestBuilder {
    client
        .request(Method::PATCH, "/users/<userId>")
        .key(planted("key"))
        .param("x", planted("param"))
        .header("x-a", planted("header"))
        .json(&json!({ planted("name"): planted("value") }))
}

async fn actions(local: &Local) {
    let path = format!("/v1.0/{}", planted("path"));
    let link = format!("{}{path}?{}", local.service.base_url(), planted("link"));
    let page = json!({"value": [{"id": planted("id")}], "@odata.nextLink": link});
    let body = json!({ planted("name"): planted("value") });
    let action = Action::<u64>::at_path(&path["/v1.0".len()..], &body).param("x", planted("param"));
    for canned in [
        Canned::json(200, page.to_string()),
        Canned::json(200, format!("[\"{}\"", planted("body"))),
        Canned::json(503, ""),
        Canned::json(204, ""),
    ] {
        local.service.respond_with(&path, canned);
        check_error(&action.send(&local.client).await.unwrap_err());
        check_error(&action.all(&local.client).await.unwrap_err());
        let batch = local.client.batch((action.clone(), action.list()));
        let (object, page) = batch.await.unwrap();
        check_error(&object.unwrap_err());
        check_error(&page.unwrap_err());
    }
}

async fn requests_by_hand(local: &Local) {
    let path = format!("/v1.0/users/{}", planted("key"));
    let moved = format!("https://{}.example/{}", planted("host"), planted("path"));
    for canned in [
        Canned::json(200, format!("[\"{}\"", planted("body"))),
        Canned::new(302, "text/plain", "").header("location", &format!("/{}", planted("path"))),
        Canned::json(503, ""),
        Canned::json(204, ""),
    ] {
        local.service.respond_with(&path, canned);
        let sent = patch(&local.client).send::<bool>().await;
        check_error(&sent.unwrap_err());
    }
    local.service.respond_with(
        &path,
        Canned::new(307, "text/plain", "").header("location", &moved),
    );
    let error = patch(&local.client).send_empty().await.unwrap_err();
    // The origin that the service redirects to is shown, but nothing else of the URL.
    assert!(!error.to_string().contains(&planted("path")), "{error}");
    check_error(
        &patch(&local.client)
            .bytes("a/b", planted("bytes"))
            .send_empty()
            .await
            .unwrap_err(),
    );

    local.service.respond_with(&path, Canned::json(503, ""));
    let batch = local.client.batch((patch(&local.client).part::<bool>(),));
    check_error(&batch.await.unwrap().0.unwrap_err());
    local
        .service
        .set_faults(Faults::none().on("/", [Fault::Reset]));
    let batch = local.client.batch((patch(&local.client).part_empty(),));
    check_error(&batch.await.unwrap_err());
}

async fn requests_that_cannot_be_sent(service: &Service) {
    let unreachable = Client::builder()
        .credential(planted("token"))
        .base_url("http://127.0.0.1:1")
        .retry(RetryPolicy::never())
        .build()
        .unwrap();
    check_error(&get("x").send(&unreachable).await.unwrap_err());

    let invalid_token = Client::builder()
        .credential(format!("{}\n", planted("token")))
        .base_url(service.base_url())
        .build()
        .unwrap();
    check_error(&get("x").send(&invalid_token).await.unwrap_err());
}

/// Checks that the log names the template and holds no secret.
fn check_log() {
    let lines = log::lines();
    assert!(
        lines
            .iter()
            .any(|line| line.contains("url.template=\"/users/<userId>\"")),
        "{lines:#?}"
    );
    let by_hand = "otel.name=PATCH /users/<path> otel.kind";
    assert!(
        lines.iter().any(|line| line.contains(by_hand)),
        "{lines:#?}"
    );
    for line in &lines {
        assert!(!line.contains(PLANTED), "{line}");
        // The claims of the challenge, encoded and decoded.
        assert!(
            !line.contains("eyJhY2Nlc3N") && !line.contains("nbf"),
            "{line}"
        );
    }
}
