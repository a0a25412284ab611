//! The conversions into a credential: from strings, closures and credentials.

use std::convert::Infallible;
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
    /// The error that a closure returns. For anything else, it is [`Infallible`].
    type Error;

    /// Converts the value into a credential.
    fn into_credential(self) -> Arc<dyn TokenCredential>
    where
        Self::Error: CredentialError;
}

/// An error that a closure used as a credential may return: a string, or any error that can be shared between threads.
///
/// It becomes the `source` of an error of the kind [`Credential`](crate::ErrorKind::Credential).
#[diagnostic::on_unimplemented(
    message = "a closure used as a credential cannot return the error `{Self}`",
    label = "its error is not `std::error::Error + Send + Sync + 'static`",
    note = "return `Box<dyn std::error::Error + Send + Sync>` or an error type that can be shared between threads"
)]
pub trait CredentialError: Into<BoxError> {}

#[diagnostic::do_not_recommend]
impl<E: Into<BoxError>> CredentialError for E {}

/// A value that a closure used as a credential may return.
#[diagnostic::on_unimplemented(
    message = "a closure used as a credential cannot return `{Self}`",
    note = "return a `String`, a `&str`, an `AccessToken`, or a `Result` of one of them"
)]
pub trait IntoTokenResult {
    /// The error of a `Result`. For anything else, it is [`Infallible`].
    type Error;

    /// Converts the value into a token.
    ///
    /// # Errors
    ///
    /// Returns the error that the value holds, if it is a `Result::Err`.
    fn into_token_result(self) -> Result<AccessToken, Self::Error>;
}

impl IntoTokenResult for AccessToken {
    type Error = Infallible;

    fn into_token_result(self) -> Result<AccessToken, Infallible> {
        Ok(self)
    }
}

impl IntoTokenResult for String {
    type Error = Infallible;

    fn into_token_result(self) -> Result<AccessToken, Infallible> {
        Ok(self.into())
    }
}

impl IntoTokenResult for &str {
    type Error = Infallible;

    fn into_token_result(self) -> Result<AccessToken, Infallible> {
        Ok(self.into())
    }
}

impl<T: Into<AccessToken>, E> IntoTokenResult for Result<T, E> {
    type Error = E;

    fn into_token_result(self) -> Result<AccessToken, E> {
        self.map(Into::into)
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

#[diagnostic::do_not_recommend]
impl IntoCredential<kind::Token> for AccessToken {
    type Error = Infallible;

    fn into_credential(self) -> Arc<dyn TokenCredential> {
        Arc::new(FixedToken(self))
    }
}

#[diagnostic::do_not_recommend]
impl IntoCredential<kind::Token> for String {
    type Error = Infallible;

    fn into_credential(self) -> Arc<dyn TokenCredential> {
        Arc::new(FixedToken(self.into()))
    }
}

#[diagnostic::do_not_recommend]
impl IntoCredential<kind::Token> for &str {
    type Error = Infallible;

    fn into_credential(self) -> Arc<dyn TokenCredential> {
        Arc::new(FixedToken(self.into()))
    }
}

#[diagnostic::do_not_recommend]
impl IntoCredential<kind::Token> for &String {
    type Error = Infallible;

    fn into_credential(self) -> Arc<dyn TokenCredential> {
        self.as_str().into_credential()
    }
}

#[diagnostic::do_not_recommend]
impl<C: TokenCredential> IntoCredential<kind::Credential> for C {
    type Error = Infallible;

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

fn ready_token<R: IntoTokenResult<Error: CredentialError>>(token: R) -> TokenFuture<'static> {
    Box::pin(std::future::ready(boxed_error(token)))
}

fn pending_token<R: IntoTokenResult<Error: CredentialError>>(
    token: impl Future<Output = R> + Send + 'static,
) -> TokenFuture<'static> {
    Box::pin(async move { boxed_error(token.await) })
}

fn boxed_error<R: IntoTokenResult<Error: CredentialError>>(
    token: R,
) -> Result<AccessToken, BoxError> {
    token.into_token_result().map_err(Into::into)
}

#[diagnostic::do_not_recommend]
impl<F, R> IntoCredential<kind::Closure> for F
where
    F: Fn() -> R + Send + Sync + 'static,
    R: IntoTokenResult,
{
    type Error = R::Error;

    fn into_credential(self) -> Arc<dyn TokenCredential>
    where
        R::Error: CredentialError,
    {
        Arc::new(TokenClosure(move |_: &TokenRequest| ready_token(self())))
    }
}

#[diagnostic::do_not_recommend]
impl<F, R> IntoCredential<kind::ClosureOfRequest> for F
where
    F: Fn(TokenRequest) -> R + Send + Sync + 'static,
    R: IntoTokenResult,
{
    type Error = R::Error;

    fn into_credential(self) -> Arc<dyn TokenCredential>
    where
        R::Error: CredentialError,
    {
        Arc::new(TokenClosure(move |request: &TokenRequest| {
            ready_token(self(request.clone()))
        }))
    }
}

#[diagnostic::do_not_recommend]
impl<F, Fut, R> IntoCredential<kind::AsyncClosure> for F
where
    F: Fn() -> Fut + Send + Sync + 'static,
    Fut: Future<Output = R> + Send + 'static,
    R: IntoTokenResult,
{
    type Error = R::Error;

    fn into_credential(self) -> Arc<dyn TokenCredential>
    where
        R::Error: CredentialError,
    {
        Arc::new(TokenClosure(move |_: &TokenRequest| pending_token(self())))
    }
}

#[diagnostic::do_not_recommend]
impl<F, Fut, R> IntoCredential<kind::AsyncClosureOfRequest> for F
where
    F: Fn(TokenRequest) -> Fut + Send + Sync + 'static,
    Fut: Future<Output = R> + Send + 'static,
    R: IntoTokenResult,
{
    type Error = R::Error;

    fn into_credential(self) -> Arc<dyn TokenCredential>
    where
        R::Error: CredentialError,
    {
        Arc::new(TokenClosure(move |request: &TokenRequest| {
            pending_token(self(request.clone()))
        }))
    }
}

#[cfg(test)]
mod tests;
