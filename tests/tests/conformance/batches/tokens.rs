//! Tokens that the service rejects for parts of a batch.

use std::sync::{Arc, Mutex};

use graph_resource::auth::{TokenFuture, TokenRequest};
use graph_resource::{AccessToken, Client, TokenCredential};
use graph_resource_tests::{Fault, Faults, Service, sample};
use serde_json::{Value, json};

use super::{batch, ids, part, throttled, user};
use crate::samples::User;
use crate::script::{Script, Step, response};

const CHALLENGE: &str = r#"Bearer realm="", error="insufficient_claims", claims="eyJhIjoxfQ==""#;

/// The claims that a credential is asked for, and whether that is after a refusal.
type Asked = (Option<String>, bool);

/// A credential that numbers its tokens and records what it is asked for.
#[derive(Clone, Default)]
struct NumberedTokens {
    prefix: &'static str,
    requests: Arc<Mutex<Vec<Asked>>>,
}

impl TokenCredential for NumberedTokens {
    fn get_token<'a>(&'a self, request: &'a TokenRequest) -> TokenFuture<'a> {
        let mut requests = self.requests.lock().unwrap();
        let claims = request.claims().map(str::to_owned);
        requests.push((claims, request.is_after_refusal()));
        let token = format!("{}{}", self.prefix, requests.len());
        let in_an_hour = std::time::SystemTime::now() + std::time::Duration::from_secs(3600);
        Box::pin(async move { Ok(AccessToken::new(token).with_expiry(in_an_hour)) })
    }
}

impl NumberedTokens {
    fn with_prefix(prefix: &'static str) -> Self {
        NumberedTokens {
            prefix,
            ..Self::default()
        }
    }

    fn requests(&self) -> Vec<Asked> {
        self.requests.lock().unwrap().clone()
    }

    fn client(&self, base_url: &str) -> Client {
        Client::builder()
            .credential(self.clone())
            .base_url(base_url)
            .build()
            .unwrap()
    }
}

fn refused(id: usize, challenge: &str) -> Value {
    part(
        id,
        401,
        json!({"WWW-Authenticate": challenge}),
        json!({"error": {"code": "InvalidAuthenticationToken"}}),
    )
}

fn has_token(request: &str, token: &str) -> bool {
    request.contains(&format!("authorization: Bearer {token}\r\n"))
}

#[tokio::test]
async fn refused_parts_are_sent_again_once_with_another_token() {
    for (challenge, claims) in [(CHALLENGE, Some("{\"a\":1}")), ("Bearer", None)] {
        let first = batch(&[refused(2, challenge), user(1), refused(0, challenge)]);
        let script = Script::play([first, batch(&[user(0), user(2)])]).await;
        let credential = NumberedTokens::with_prefix("token-");
        let requests = (User::get("0"), User::get("1"), User::get("2"));
        let client = credential.client(&script.base_url);
        let (one, two, three) = client.batch(requests).await.unwrap();
        assert_eq!(one.unwrap().id, "0");
        assert!(two.is_ok() && three.is_ok());
        let sent = script.requests();
        assert_eq!(sent.len(), 2);
        assert_eq!(ids(&sent[1]), ["0", "2"]);
        assert!(has_token(&sent[0], "token-1") && has_token(&sent[1], "token-2"));
        // The credential is called once for both parts.
        let expected = [(None, false), (claims.map(str::to_owned), true)];
        assert_eq!(credential.requests(), expected);
        // Other requests do not send the rejected token any more.
        client.batch((User::get("0"),)).await.unwrap().0.unwrap();
        assert!(has_token(&script.requests()[2], "token-2"));
    }
}

#[tokio::test]
async fn claims_that_only_one_part_requires_are_requested() {
    let first = batch(&[refused(0, "Bearer"), refused(1, CHALLENGE)]);
    let script = Script::play([first, batch(&[user(0), user(1)])]).await;
    let credential = NumberedTokens::with_prefix("token-");
    let client = credential.client(&script.base_url);
    let (one, two) = client
        .batch((User::get("0"), User::get("1")))
        .await
        .unwrap();
    assert!(one.is_ok() && two.is_ok());
    let claims = Some("{\"a\":1}".to_owned());
    assert_eq!(credential.requests(), [(None, false), (claims, true)]);
}

#[tokio::test]
async fn a_part_that_is_refused_twice_fails() {
    let script = Script::play([batch(&[refused(0, CHALLENGE), user(1)])]).await;
    let credential = NumberedTokens::with_prefix("token-");
    let (one, two) = credential
        .client(&script.base_url)
        .batch((User::get("0"), User::get("1")))
        .await
        .unwrap();
    let error = one.unwrap_err();
    assert_eq!(
        (error.status(), error.code()),
        (Some(401), Some("InvalidAuthenticationToken"))
    );
    assert!(two.is_ok());
    assert_eq!(script.requests().len(), 2);
    assert_eq!(credential.requests().len(), 2);
}

#[tokio::test]
async fn a_part_may_be_refused_after_another_one_was() {
    let script = Script::play([
        batch(&[refused(0, "Bearer"), throttled(1, "0")]),
        batch(&[user(0), refused(1, "Bearer")]),
        batch(&[user(1)]),
    ])
    .await;
    let credential = NumberedTokens::with_prefix("token-");
    let (one, two) = credential
        .client(&script.base_url)
        .batch((User::get("0"), User::get("1")))
        .await
        .unwrap();
    assert!(one.is_ok() && two.is_ok(), "{one:?} {two:?}");
    let sent = script.requests();
    assert!(has_token(&sent[2], "token-3"), "{}", sent[2]);
}

#[tokio::test]
async fn a_refused_part_gets_the_error_of_the_credential() {
    let script = Script::play([batch(&[refused(0, "Bearer"), user(1)])]).await;
    let client = Client::builder()
        .credential(|request: TokenRequest| async move {
            if request.is_after_refusal() {
                Err("signed out")
            } else {
                Ok(AccessToken::new("token"))
            }
        })
        .base_url(&script.base_url)
        .build()
        .unwrap();
    let (one, two) = client
        .batch((User::get("0"), User::get("1")))
        .await
        .unwrap();
    let error = one.unwrap_err();
    assert_eq!(error.kind(), graph_resource::ErrorKind::Credential);
    assert!(two.is_ok());
}

#[tokio::test]
async fn a_batch_whose_token_is_refused_as_a_whole_is_sent_again() {
    let script = Script::play([
        response(401, &[("www-authenticate", "Bearer")], ""),
        batch(&[user(0)]),
    ])
    .await;
    let credential = NumberedTokens::with_prefix("token-");
    let client = credential.client(&script.base_url);
    let (one,) = client.batch((User::get("0"),)).await.unwrap();
    assert!(one.is_ok());
    assert_eq!(credential.requests(), [(None, false), (None, true)]);
    let script = Script::play([Step::Respond {
        status: 401,
        headers: Vec::new(),
        body: String::new(),
    }])
    .await;
    let client = NumberedTokens::with_prefix("token-").client(&script.base_url);
    let error = client.batch((User::get("0"),)).await.unwrap_err();
    assert_eq!((error.status(), script.requests().len()), (Some(401), 2));
}

#[tokio::test]
async fn a_token_that_expires_amid_a_batch_is_replaced() {
    for claims in [true, false] {
        let users = [sample::ME, sample::ME, sample::ME];
        let service = Service::builder()
            .faults(Faults::none().on(
                format!("/v1.0/users/{}", sample::ME),
                [Fault::Expired { claims }],
            ))
            .start()
            .await;
        let credential = NumberedTokens::with_prefix("local-token.");
        let client = credential.client(service.base_url());
        let users = client.batch_all(users.map(User::get)).await.unwrap();
        for user in users {
            assert_eq!(user.unwrap().id, sample::ME);
        }
        assert_eq!(credential.requests().len(), 2);
    }
}
