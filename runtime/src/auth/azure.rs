//! Credentials of the crate `azure_identity`, and all others that implement the trait of `azure_core`.

use std::convert::Infallible;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, SystemTime};

use azure_core::credentials::{AccessToken as AzureToken, TokenCredential as AzureCredential};

use crate::auth::credential::{TokenCredential, TokenFuture};
use crate::auth::into::{IntoCredential, kind};
use crate::auth::token::{AccessToken, TokenRequest};
use crate::error::box_error::BoxError;

/// A credential that is used as it is.
struct Azure<C: ?Sized>(Arc<C>);

impl<C: AzureCredential + ?Sized + 'static> TokenCredential for Azure<C> {
    fn get_token<'a>(&'a self, request: &'a TokenRequest) -> TokenFuture<'a> {
        Box::pin(request_token(Arc::clone(&self.0), request))
    }
}

/// A credential that is created again when a token of it is rejected: it caches its tokens, and has no way to drop one.
struct Recreated<C: ?Sized, F> {
    create: F,
    current: Mutex<Option<Arc<C>>>,
}

impl<C, F> TokenCredential for Recreated<C, F>
where
    C: AzureCredential + ?Sized + 'static,
    F: Fn() -> azure_core::Result<Arc<C>> + Send + Sync + 'static,
{
    fn get_token<'a>(&'a self, request: &'a TokenRequest) -> TokenFuture<'a> {
        Box::pin(async move {
            let credential = self.credential(request.is_after_refusal())?;
            request_token(credential, request).await
        })
    }
}

impl<C: ?Sized, F: Fn() -> azure_core::Result<Arc<C>>> Recreated<C, F> {
    fn credential(&self, recreate: bool) -> azure_core::Result<Arc<C>> {
        let mut current = self.current.lock().unwrap_or_else(PoisonError::into_inner);
        if recreate {
            *current = None;
        }
        let credential = match current.take() {
            Some(credential) => credential,
            None => (self.create)()?,
        };
        Ok(Arc::clone(current.insert(credential)))
    }
}

async fn request_token<C: AzureCredential + ?Sized>(
    credential: Arc<C>,
    request: &TokenRequest,
) -> Result<AccessToken, BoxError> {
    let scopes: Vec<&str> = request.scopes().iter().map(String::as_str).collect();
    let token = credential.get_token(&scopes, None).await?;
    Ok(access_token(&token))
}

fn access_token(azure: &AzureToken) -> AccessToken {
    let token = AccessToken::new(azure.token.secret());
    match expiry(azure) {
        Some(expiry) => token.with_expiry(expiry),
        None => token,
    }
}

fn expiry(azure: &AzureToken) -> Option<SystemTime> {
    let seconds = u64::try_from(azure.expires_on.unix_timestamp()).ok()?;
    SystemTime::UNIX_EPOCH.checked_add(Duration::from_secs(seconds))
}

#[diagnostic::do_not_recommend]
impl<C: AzureCredential + ?Sized + 'static> IntoCredential<kind::Azure> for Arc<C> {
    type Error = Infallible;

    fn into_credential(self) -> Arc<dyn TokenCredential> {
        Arc::new(Azure(self))
    }
}

#[diagnostic::do_not_recommend]
impl<C, F> IntoCredential<kind::AzureClosure<C>> for F
where
    C: AzureCredential + ?Sized + 'static,
    F: Fn() -> azure_core::Result<Arc<C>> + Send + Sync + 'static,
{
    type Error = Infallible;

    fn into_credential(self) -> Arc<dyn TokenCredential> {
        Arc::new(Recreated {
            create: self,
            current: Mutex::default(),
        })
    }
}
