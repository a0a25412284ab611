use std::io;

use super::*;

async fn token<Kind>(
    credential: impl IntoCredential<Kind, Error: CredentialError>,
) -> Result<String, String> {
    let request = TokenRequest::new(["scope"]);
    let token = credential.into_credential().get_token(&request).await;
    token
        .map(|token| token.secret().to_owned())
        .map_err(|error| error.to_string())
}

#[tokio::test]
async fn everything_that_returns_a_token_is_a_credential() {
    let ok = |token: &str| Ok::<_, String>(token.to_owned());
    assert_eq!(token("a").await, ok("a"));
    assert_eq!(token("a".to_owned()).await, ok("a"));
    assert_eq!(token(&"a".to_owned()).await, ok("a"));
    assert_eq!(token(AccessToken::new("a")).await, ok("a"));
    assert_eq!(token(|| "a").await, ok("a"));
    assert_eq!(token(|| "a".to_owned()).await, ok("a"));
    assert_eq!(token(|| AccessToken::new("a")).await, ok("a"));
    assert_eq!(token(|| Ok::<_, io::Error>("a")).await, ok("a"));
    assert_eq!(token(|| async { "a" }).await, ok("a"));
    assert_eq!(token(async || "a").await, ok("a"));
    assert_eq!(
        token(async || Ok::<_, io::Error>(AccessToken::new("a"))).await,
        ok("a")
    );
    assert_eq!(
        token(|request: TokenRequest| request.scopes()[0].clone()).await,
        ok("scope")
    );
    assert_eq!(
        token(|request: TokenRequest| async move { request.scopes()[0].clone() }).await,
        ok("scope")
    );
    let credential: Arc<dyn TokenCredential> = "a".into_credential();
    assert_eq!(token(Arc::clone(&credential)).await, ok("a"));
    assert_eq!(
        token(Box::new(credential) as Box<dyn TokenCredential>).await,
        ok("a")
    );
}

#[tokio::test]
async fn the_error_of_a_closure_is_kept() {
    let failed = || Err::<String, _>(io::Error::other("signed out"));
    assert_eq!(token(failed).await, Err("signed out".to_owned()));
    assert_eq!(
        token(|| Err::<&str, _>("signed out")).await,
        Err("signed out".to_owned())
    );
    assert_eq!(
        token(async || Err::<&str, _>("signed out")).await,
        Err("signed out".to_owned())
    );
}

#[test]
fn debug_shows_neither_token_nor_claims() {
    let request = TokenRequest::new(["scope"])
        .after_refusal()
        .with_claims("s3cret");
    let shown = format!("{request:?} {:?}", AccessToken::new("s3cret"));
    assert!(
        shown.contains("scope") && !shown.contains("s3cret"),
        "{shown}"
    );
    assert_eq!(
        (request.claims(), request.is_after_refusal()),
        (Some("s3cret"), true)
    );
}
