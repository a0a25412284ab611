//! Strings, closures and credentials, all as credentials.

use std::sync::Arc;

use crate::auth::credential::{TokenCredential, TokenFuture};
use crate::auth::token::{AccessToken, TokenRequest};
use crate::error::box_error::BoxError;

/// What a client takes as its credential.
///
/// With the feature `azure-identity` also every credential of the crate `azure_identity`, and a closure that makes one,
/// which is the better way: after a 401 the closure is called again, while a credential by itself repeats the token that it
/// keeps.
///
/// The parameter `Kind` is there for the compiler, which infers it; nobody writes it.
///
/// ```
/// # use std::{io, sync::Arc};
/// use graph_resource::{Client, TokenCredential};
/// use graph_resource::auth::TokenRequest;
/// # async fn sign_in(_scope: String) -> Result<String, io::Error> { Ok(String::new()) }
/// # fn any(credential: Arc<dyn TokenCredential>) {
///
/// Client::new("eyJ0…");                                                   // a token
/// Client::new(|| std::env::var("GRAPH_ACCESS_TOKEN"));                    // a closure that has one
/// Client::new(|| async { sign_in("mine".into()).await });                 // or that fetches one
/// Client::new(|request: TokenRequest| sign_in(request.scopes()[0].clone())); // and wants to know what for
/// Client::new(credential);                                                // a `TokenCredential`, also behind an `Arc`
/// # }
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no credential",
    label = "cannot give tokens",
    note = "a credential is a string, a `TokenCredential`, or a `Fn` closure (`Send + Sync + 'static`, with or without a \
            `TokenRequest`) that returns a token, a `Result` of one, or a `Send` future of either"
)]
pub trait IntoCredential<Kind> {
    /// The credential behind one pointer.
    fn into_credential(self) -> Arc<dyn TokenCredential>;
}

/// What a closure may return for a token.
#[diagnostic::on_unimplemented(
    message = "a closure that is a credential cannot return `{Self}`",
    note = "it returns a `String`, a `&str`, an `AccessToken`, or a `Result` of one of them"
)]
pub trait IntoTokenResult {
    /// The token, or why there is none.
    fn into_token_result(self) -> Result<AccessToken, BoxError>;
}

impl IntoTokenResult for AccessToken {
    fn into_token_result(self) -> Result<AccessToken, BoxError> {
        Ok(self)
    }
}

impl IntoTokenResult for String {
    fn into_token_result(self) -> Result<AccessToken, BoxError> {
        Ok(self.into())
    }
}

impl IntoTokenResult for &str {
    fn into_token_result(self) -> Result<AccessToken, BoxError> {
        Ok(self.into())
    }
}

impl<T: Into<AccessToken>, E: Into<BoxError>> IntoTokenResult for Result<T, E> {
    fn into_token_result(self) -> Result<AccessToken, BoxError> {
        self.map(Into::into).map_err(Into::into)
    }
}

/// The kinds of credentials, one a way in: types without values.
#[allow(unreachable_pub, reason = "the names of parameters that nobody writes")]
pub mod kind {
    /// A token itself.
    #[derive(Debug)]
    pub enum Token {}
    /// A `TokenCredential`.
    #[derive(Debug)]
    pub enum Credential {}
    /// A closure that returns a token.
    #[derive(Debug)]
    pub enum Closure {}
    /// A closure that takes the request and returns a token.
    #[derive(Debug)]
    pub enum ClosureOfRequest {}
    /// A closure that returns a future of a token.
    #[derive(Debug)]
    pub enum AsyncClosure {}
    /// A closure that takes the request and returns a future of a token.
    #[derive(Debug)]
    pub enum AsyncClosureOfRequest {}
    /// A credential of `azure_identity`.
    #[cfg(feature = "azure-identity")]
    #[derive(Debug)]
    pub enum Azure {}
    /// A closure that makes a credential of `azure_identity`.
    #[cfg(feature = "azure-identity")]
    #[derive(Debug)]
    pub struct AzureMade<C: ?Sized>(std::marker::PhantomData<C>);
}

/// The same token every time.
struct Fixed(AccessToken);

impl TokenCredential for Fixed {
    fn get_token<'a>(&'a self, _request: &'a TokenRequest) -> TokenFuture<'a> {
        Box::pin(std::future::ready(Ok(self.0.clone())))
    }
}

impl IntoCredential<kind::Token> for AccessToken {
    fn into_credential(self) -> Arc<dyn TokenCredential> {
        Arc::new(Fixed(self))
    }
}

impl IntoCredential<kind::Token> for String {
    fn into_credential(self) -> Arc<dyn TokenCredential> {
        Arc::new(Fixed(self.into()))
    }
}

impl IntoCredential<kind::Token> for &str {
    fn into_credential(self) -> Arc<dyn TokenCredential> {
        Arc::new(Fixed(self.into()))
    }
}

impl IntoCredential<kind::Token> for &String {
    fn into_credential(self) -> Arc<dyn TokenCredential> {
        self.as_str().into_credential()
    }
}

impl<C: TokenCredential> IntoCredential<kind::Credential> for C {
    fn into_credential(self) -> Arc<dyn TokenCredential> {
        Arc::new(self)
    }
}

/// A closure that makes the future of a token.
struct Asked<F>(F);

impl<F> TokenCredential for Asked<F>
where
    F: Fn(&TokenRequest) -> TokenFuture<'static> + Send + Sync + 'static,
{
    fn get_token<'a>(&'a self, request: &'a TokenRequest) -> TokenFuture<'a> {
        (self.0)(request)
    }
}

fn now(token: impl IntoTokenResult) -> TokenFuture<'static> {
    Box::pin(std::future::ready(token.into_token_result()))
}

fn later<R: IntoTokenResult>(
    token: impl Future<Output = R> + Send + 'static,
) -> TokenFuture<'static> {
    Box::pin(async move { token.await.into_token_result() })
}

impl<F, R> IntoCredential<kind::Closure> for F
where
    F: Fn() -> R + Send + Sync + 'static,
    R: IntoTokenResult,
{
    fn into_credential(self) -> Arc<dyn TokenCredential> {
        Arc::new(Asked(move |_: &TokenRequest| now(self())))
    }
}

impl<F, R> IntoCredential<kind::ClosureOfRequest> for F
where
    F: Fn(TokenRequest) -> R + Send + Sync + 'static,
    R: IntoTokenResult,
{
    fn into_credential(self) -> Arc<dyn TokenCredential> {
        Arc::new(Asked(move |request: &TokenRequest| {
            now(self(request.clone()))
        }))
    }
}

impl<F, Fut, R> IntoCredential<kind::AsyncClosure> for F
where
    F: Fn() -> Fut + Send + Sync + 'static,
    Fut: Future<Output = R> + Send + 'static,
    R: IntoTokenResult,
{
    fn into_credential(self) -> Arc<dyn TokenCredential> {
        Arc::new(Asked(move |_: &TokenRequest| later(self())))
    }
}

impl<F, Fut, R> IntoCredential<kind::AsyncClosureOfRequest> for F
where
    F: Fn(TokenRequest) -> Fut + Send + Sync + 'static,
    Fut: Future<Output = R> + Send + 'static,
    R: IntoTokenResult,
{
    fn into_credential(self) -> Arc<dyn TokenCredential> {
        Arc::new(Asked(move |request: &TokenRequest| {
            later(self(request.clone()))
        }))
    }
}

#[cfg(test)]
mod tests;
