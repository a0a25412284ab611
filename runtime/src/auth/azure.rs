//! Credentials of the crate `azure_identity`, and whatever else implements the trait of `azure_core`.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, SystemTime};

use azure_core::credentials::{AccessToken as AzureToken, TokenCredential as AzureCredential};

use crate::auth::credential::{TokenCredential, TokenFuture};
use crate::auth::into::{IntoCredential, kind};
use crate::auth::token::{AccessToken, TokenRequest};

/// A credential as it is.
struct Azure<C: ?Sized>(Arc<C>);

impl<C: AzureCredential + ?Sized + 'static> TokenCredential for Azure<C> {
    fn get_token<'a>(&'a self, request: &'a TokenRequest) -> TokenFuture<'a> {
        Box::pin(ask(Arc::clone(&self.0), request))
    }
}

/// A credential that is made anew when a token of its was refused: it keeps its tokens and cannot be told to forget one.
struct Made<C: ?Sized, F> {
    make: F,
    made: Mutex<Option<Arc<C>>>,
}

impl<C, F> TokenCredential for Made<C, F>
where
    C: AzureCredential + ?Sized + 'static,
    F: Fn() -> azure_core::Result<Arc<C>> + Send + Sync + 'static,
{
    fn get_token<'a>(&'a self, request: &'a TokenRequest) -> TokenFuture<'a> {
        Box::pin(async move { ask(self.credential(request.is_after_refusal())?, request).await })
    }
}

impl<C: ?Sized, F: Fn() -> azure_core::Result<Arc<C>>> Made<C, F> {
    fn credential(&self, anew: bool) -> azure_core::Result<Arc<C>> {
        let mut made = self.made.lock().unwrap_or_else(PoisonError::into_inner);
        match made.take().filter(|_| !anew) {
            Some(credential) => Ok(made.insert(credential).clone()),
            None => Ok(made.insert((self.make)()?).clone()),
        }
    }
}

async fn ask<C: AzureCredential + ?Sized>(
    credential: Arc<C>,
    request: &TokenRequest,
) -> Result<AccessToken, crate::error::box_error::BoxError> {
    let scopes: Vec<&str> = request.scopes().iter().map(String::as_str).collect();
    Ok(token(&credential.get_token(&scopes, None).await?))
}

fn token(azure: &AzureToken) -> AccessToken {
    let token = AccessToken::new(azure.token.secret());
    let seconds = u64::try_from(azure.expires_on.unix_timestamp()).ok();
    match seconds
        .and_then(|seconds| SystemTime::UNIX_EPOCH.checked_add(Duration::from_secs(seconds)))
    {
        Some(at) => token.with_expiry(at),
        None => token,
    }
}

impl<C: AzureCredential + ?Sized + 'static> IntoCredential<kind::Azure> for Arc<C> {
    fn into_credential(self) -> Arc<dyn TokenCredential> {
        Arc::new(Azure(self))
    }
}

impl<C, F> IntoCredential<kind::AzureMade<C>> for F
where
    C: AzureCredential + ?Sized + 'static,
    F: Fn() -> azure_core::Result<Arc<C>> + Send + Sync + 'static,
{
    fn into_credential(self) -> Arc<dyn TokenCredential> {
        Arc::new(Made {
            make: self,
            made: Mutex::default(),
        })
    }
}
