//! The trait that returns tokens.

use std::pin::Pin;
use std::sync::Arc;

use crate::auth::token::{AccessToken, TokenRequest};
use crate::error::box_error::BoxError;

/// The future that [`TokenCredential::get_token`] returns.
pub type TokenFuture<'a> = Pin<Box<dyn Future<Output = Result<AccessToken, BoxError>> + Send + 'a>>;

/// Returns tokens for Microsoft Graph.
///
/// A client caches a token with an expiry ([`AccessToken::with_expiry`]) until shortly before it expires, and then
/// requests a new one once, however many requests are in flight. A token without an expiry is not cached: the client
/// calls the credential for every attempt, so that a listing may outlive a token. When the service rejects the newest
/// token, the client drops it and calls the credential once more. Strings and closures are credentials already; see
/// [`IntoCredential`](crate::auth::IntoCredential).
///
/// ```
/// use graph_resource::{AccessToken, Client, TokenCredential};
/// use graph_resource::auth::{TokenFuture, TokenRequest};
///
/// struct FromFile(std::path::PathBuf);
///
/// impl TokenCredential for FromFile {
///     fn get_token<'a>(&'a self, _request: &'a TokenRequest) -> TokenFuture<'a> {
///         Box::pin(async move {
///             let token = std::fs::read_to_string(&self.0)?;
///             Ok(AccessToken::new(token.trim()))
///         })
///     }
/// }
///
/// let client = Client::new(FromFile("/run/secrets/graph".into()));
/// ```
pub trait TokenCredential: Send + Sync + 'static {
    /// Returns a token for the request.
    ///
    /// The client drops the future when no request waits for the token any more, and then calls the method again for the
    /// next one. A request waits no longer than the `timeout` of its attempt.
    ///
    /// A credential that reads from Graph itself needs a client of its own: its reads with the client that called it, or
    /// with one derived from that, fail with [`ErrorKind::Config`](crate::ErrorKind::Config), because they would wait for
    /// the token that they are to return.
    ///
    /// # Errors
    ///
    /// Any error for which the credential cannot return a token. It becomes the `source` of an
    /// [`Error`](crate::Error) of the kind [`Credential`](crate::ErrorKind::Credential), which is not retried. If
    /// several requests wait for the same token, one of them gets the error itself, and the others an error with its
    /// text.
    fn get_token<'a>(&'a self, request: &'a TokenRequest) -> TokenFuture<'a>;
}

impl<C: TokenCredential + ?Sized> TokenCredential for Arc<C> {
    fn get_token<'a>(&'a self, request: &'a TokenRequest) -> TokenFuture<'a> {
        (**self).get_token(request)
    }
}

impl<C: TokenCredential + ?Sized> TokenCredential for Box<C> {
    fn get_token<'a>(&'a self, request: &'a TokenRequest) -> TokenFuture<'a> {
        (**self).get_token(request)
    }
}
