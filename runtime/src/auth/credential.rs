//! What gives tokens.

use std::pin::Pin;
use std::sync::Arc;

use crate::auth::token::{AccessToken, TokenRequest};
use crate::error::box_error::BoxError;

/// What a [`TokenCredential`] returns: a token, later.
pub type TokenFuture<'a> = Pin<Box<dyn Future<Output = Result<AccessToken, BoxError>> + Send + 'a>>;

/// Gives tokens for Microsoft Graph.
///
/// A client keeps a token that says when it expires ([`AccessToken::with_expiry`]) until shortly before, and then asks
/// once, however many requests are under way. A token that does not say is not kept: the credential is asked on every
/// request, so that a listing may last longer than a token. A token that the service refuses is forgotten, and the
/// credential is asked once more. Strings and closures are credentials already, see [`IntoCredential`].
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
    /// A token for what is asked.
    ///
    /// # Errors
    ///
    /// Whatever keeps the credential from giving one; it becomes the `source` of an
    /// [`Error`](crate::Error) of the kind [`Credential`](crate::ErrorKind::Credential).
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
