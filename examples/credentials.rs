//! A custom credential: the client asks it for a token when it needs one, and again when the service rejects the token.
//!
//! `cargo run --example credentials` reads from a local service.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, SystemTime};

use graph_resource::auth::{TokenFuture, TokenRequest};
use graph_resource::{AccessToken, Client, Error, TokenCredential, graph_resource};
use graph_resource_tests::Service;
use serde::Deserialize;

#[graph_resource(path = "/users/<userId>")]
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct User {
    pub display_name: Option<String>,
}

/// Stands in for a real sign-in: it only counts how often it was called.
struct SignIn {
    times: AtomicUsize,
}

impl TokenCredential for SignIn {
    fn get_token<'a>(&'a self, request: &'a TokenRequest) -> TokenFuture<'a> {
        Box::pin(async move {
            let time = self.times.fetch_add(1, Ordering::Relaxed) + 1;
            println!(
                "signing in for {:?}, the last token was rejected: {}",
                request.scopes(),
                request.is_after_refusal()
            );
            // A token with an expiry time is cached until shortly before it expires.
            let token = AccessToken::new(format!("{}.{time}", Service::TOKEN));
            Ok(token.with_expiry(SystemTime::now() + Duration::from_secs(3600)))
        })
    }
}

#[tokio::main]
async fn main() -> Result<(), Error> {
    let service = Service::start().await;
    let sign_in = Arc::new(SignIn {
        times: AtomicUsize::new(0),
    });
    let client = Client::builder()
        .credential(Arc::clone(&sign_in))
        .base_url(service.base_url())
        .build()?;

    let users = User::list().top(5).all(&client).await?;
    println!(
        "{} users in {} requests with one token",
        users.len(),
        service.requests().len()
    );

    service.revoke(&format!("{}.1", Service::TOKEN));
    User::list().top(5).all(&client).await?;
    println!(
        "signed in {} times, since the first token was revoked",
        sign_in.times.load(Ordering::Relaxed)
    );

    // For a token from another source, a string or a closure is enough.
    let client = Client::builder().credential(|| async { Ok::<_, std::io::Error>(Service::TOKEN) });
    let client = client.base_url(service.base_url()).build()?;
    println!(
        "the first user, with a token from a closure: {:?}",
        User::list().first(&client).await?
    );
    Ok(())
}
