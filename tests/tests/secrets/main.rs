//! Secrets appear neither in `Debug` output, nor in errors, nor in logs.

mod log;
mod types;

use std::time::Duration;

use graph_resource::{Client, Error, RetryPolicy, TokenRequest, graph_resource};
use graph_resource_tests::{Canned, Fault, Faults, RetryAfter, Service};
use serde::Deserialize;
use serde_json::json;

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
    manager: Option<Box<User>>,
}

/// A client whose tokens are secrets.
fn client(service: &Service) -> Client {
    let policy = RetryPolicy::default().first_wait(Duration::from_millis(1));
    let tokens = Client::builder().credential(|request: TokenRequest| match request.claims() {
        Some(_) => format!("{}.{}", Service::TOKEN, planted("claims")),
        None => format!("{}.{}", Service::TOKEN, planted("token")),
    });
    tokens
        .base_url(service.base_url())
        .retry(policy)
        .build()
        .unwrap()
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

#[tokio::test]
async fn errors_and_logs_never_show_planted_secrets() {
    log::install();
    let service = Service::builder().custom_option("x").start().await;
    let client = client(&service);
    let get = |key: &str| {
        User::get(format!("{key}-{}", planted("key")))
            .param("x", planted("param"))
            .header("x-a", planted("header"))
    };
    let respond =
        |key: &str, canned: Canned| service.respond_with(format!("/v1.0/users/{key}"), canned);

    let body = json!({"id": planted("body"), "displayName": planted("body")});
    respond("fine", Canned::json(200, body.to_string()));
    get("fine").send(&client).await.unwrap();

    // The service's message is for the caller, but not for a log.
    let body = json!({"error": {"code": "Forbidden", "message": planted("message"), "innerError": {"code": "x"}}});
    respond("refused", Canned::json(403, body.to_string()));
    let error = get("refused").send(&client).await.unwrap_err();
    assert!(
        error.to_string().contains(&planted("message"))
            && !error.to_string().contains(&planted("key")),
        "{error}"
    );
    service.set_faults(Faults::script([
        (0, Fault::throttled(RetryAfter::Decimal("0.01"))),
        (1, Fault::Reset),
    ]));
    get("fine").send(&client).await.unwrap();

    for (key, canned) in [
        (
            "wrong-type",
            Canned::json(
                200,
                json!({"id": 1, "displayName": planted("body")}).to_string(),
            ),
        ),
        (
            "object",
            Canned::json(
                200,
                json!({"id": "1", "displayName": {"x": planted("body")}}).to_string(),
            ),
        ),
        (
            "broken",
            Canned::json(200, format!("{{\"id\": \"{}", planted("body"))),
        ),
        (
            "binary",
            Canned::json(200, [planted("body").as_bytes(), b"\xff"].concat()),
        ),
        (
            "moved",
            Canned::new(302, "text/plain", "")
                .header("location", &format!("ftp://x/{}", planted("path"))),
        ),
        (
            "user-info",
            Canned::new(302, "text/plain", "")
                .header("location", &format!("http://{}@[::1]/", planted("user"))),
        ),
    ] {
        respond(key, canned);
        let error = get(key)
            .retry(RetryPolicy::never())
            .send(&client)
            .await
            .unwrap_err();
        check_error(&error);
    }

    let link_to_another_host = format!(
        "https://graph.example/{}?{}",
        planted("path"),
        planted("query")
    );
    service.respond_with(
        "/v1.0/users?",
        Canned::json(
            200,
            json!({"value": [], "@odata.nextLink": link_to_another_host}).to_string(),
        ),
    );
    check_error(
        &User::list()
            .param("x", planted("param"))
            .all(&client)
            .await
            .unwrap_err(),
    );
    check_error(
        &client
            .get_url::<serde_json::Value>(&link_to_another_host)
            .await
            .unwrap_err(),
    );
    check_error(
        &client
            .get_path::<serde_json::Value>(&format!("/users/{}/..", planted("key")))
            .await
            .unwrap_err(),
    );

    service.set_faults(Faults::script([(0, Fault::Expired { claims: true })]));
    get("fine").send(&client).await.unwrap();

    let unreachable = Client::builder()
        .credential(planted("token"))
        .base_url("http://127.0.0.1:1")
        .retry(RetryPolicy::never());
    check_error(
        &get("x")
            .send(&unreachable.build().unwrap())
            .await
            .unwrap_err(),
    );
    let invalid_token = Client::builder()
        .credential(format!("{}\n", planted("token")))
        .base_url(service.base_url());
    check_error(
        &get("x")
            .send(&invalid_token.build().unwrap())
            .await
            .unwrap_err(),
    );

    let lines = log::lines();
    assert!(
        lines
            .iter()
            .any(|line| line.contains("url.template=\"/users/<userId>\"")),
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
