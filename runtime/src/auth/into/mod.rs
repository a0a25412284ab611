//! The conversions into a credential: from strings, closures and credentials.

use std::sync::Arc;

use crate::auth::credential::{TokenCredential, TokenFuture};
use crate::auth::token::{AccessToken, TokenRequest};
use crate::error::box_error::BoxError;

/// A value that a client accepts as its credential: a token, a closure that returns one, or a [`TokenCredential`].
///
/// With the feature `azure-identity`, the credentials of the crate `azure_identity` are accepted too, and closures that
/// create one. Prefer the closure: it is called again after a 401, while a credential alone returns the rejected token
/// from its own cache.
///
/// The compiler infers the parameter `Kind`, one of the types in [`kind`].
///
/// ```
/// # use std::{io, sync::Arc};
/// use graph_resource::{Client, TokenCredential};
/// use graph_resource::auth::TokenRequest;
/// # async fn sign_in(_scope: String) -> Result<String, io::Error> { Ok(String::new()) }
/// # fn any(credential: Arc<dyn TokenCredential>) {
///
/// Client::new("eyJ0…");                                                   // a token
/// Client::new(|| std::env::var("GRAPH_ACCESS_TOKEN"));                    // a closure that returns a token
/// Client::new(|| async { sign_in("scope".into()).await });                // an asynchronous one
/// Client::new(|request: TokenRequest| sign_in(request.scopes()[0].clone())); // one that takes the request
/// Client::new(credential);                                                // a `TokenCredential`, also in an `Arc`
/// # }
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a credential",
    label = "cannot return tokens",
    note = "a credential is a string, a `TokenCredential`, or a `Fn` closure (`Send + Sync + 'static`, with or without a \
            `TokenRequest`) that returns a token, a `Result` of one, or a `Send` future of either"
)]
pub trait IntoCredential<Kind> {
    /// Converts the value into a credential.
    fn into_credential(self) -> Arc<dyn TokenCredential>;
}

/// A value that a closure used as a credential may return.
#[diagnostic::on_unimplemented(
    message = "a closure used as a credential cannot return `{Self}`",
    note = "return a `String`, a `&str`, an `AccessToken`, or a `Result` of one of them"
)]
pub trait IntoTokenResult {
    /// Converts the value into a token.
    ///
    /// # Errors
    ///
    /// Returns the error that the value holds, if it is a `Result::Err`. It becomes the `source` of an error of the kind
    /// [`Credential`](crate::ErrorKind::Credential).
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

/// The kinds of credentials, which tell the implementations of [`IntoCredential`] apart.
///
/// The compiler infers them. They have names for functions that accept only some kinds.
pub mod kind {
    /// A token.
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
    /// A closure that creates a credential of `azure_identity`.
    #[cfg(feature = "azure-identity")]
    #[derive(Debug)]
    pub struct AzureClosure<C: ?Sized>(std::marker::PhantomData<C>);
}

/// Returns the same token every time.
struct FixedToken(AccessToken);

impl TokenCredential for FixedToken {
    fn get_token<'a>(&'a self, _request: &'a TokenRequest) -> TokenFuture<'a> {
        Box::pin(std::future::ready(Ok(self.0.clone())))
    }
}

impl IntoCredential<kind::Token> for AccessToken {
    fn into_credential(self) -> Arc<dyn TokenCredential> {
        Arc::new(FixedToken(self))
    }
}

impl IntoCredential<kind::Token> for String {
    fn into_credential(self) -> Arc<dyn TokenCredential> {
        Arc::new(FixedToken(self.into()))
    }
}

impl IntoCredential<kind::Token> for &str {
    fn into_credential(self) -> Arc<dyn TokenCredential> {
        Arc::new(FixedToken(self.into()))
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

/// A closure that returns the future of a token.
struct TokenClosure<F>(F);

impl<F> TokenCredential for TokenClosure<F>
where
    F: Fn(&TokenRequest) -> TokenFuture<'static> + Send + Sync + 'static,
{
    fn get_token<'a>(&'a self, request: &'a TokenRequest) -> TokenFuture<'a> {
        (self.0)(request)
    }
}

fn ready_token(token: impl IntoTokenResult) -> TokenFuture<'static> {
    Box::pin(std::future::ready(token.into_token_result()))
}

fn pending_token<R: IntoTokenResult>(
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
        Arc::new(TokenClosure(move |_: &TokenRequest| ready_token(self())))
    }
}

impl<F, R> IntoCredential<kind::ClosureOfRequest> for F
where
    F: Fn(TokenRequest) -> R + Send + Sync + 'static,
    R: IntoTokenResult,
{
    fn into_credential(self) -> Arc<dyn TokenCredential> {
        Arc::new(TokenClosure(move |request: &TokenRequest| {
            ready_token(self(request.clone()))
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
        Arc::new(TokenClosure(move |_: &TokenRequest| pending_token(self())))
    }
}

impl<F, Fut, R> IntoCredential<kind::AsyncClosureOfRequest> for F
where
    F: Fn(TokenRequest) -> Fut + Send + Sync + 'static,
    Fut: Future<Output = R> + Send + 'static,
    R: IntoTokenResult,
{
    fn into_credential(self) -> Arc<dyn TokenCredential> {
        Arc::new(TokenClosure(move |request: &TokenRequest| {
            pending_token(self(request.clone()))
        }))
    }
}

#[cfg(test)]
mod tests;
