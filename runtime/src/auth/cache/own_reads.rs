//! Recognizes the reads of a credential with the client that asked it for a token: they would wait for themselves.

use crate::auth::credential::TokenCredential;
use crate::auth::token::{AccessToken, TokenRequest};
use crate::error::box_error::BoxError;

/// A token cache, while it exists.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct CacheId(pub(super) usize);

tokio::task_local! {
    /// The cache whose credential runs in this task.
    static ASKED_BY: CacheId;
}

/// Calls the credential of a cache.
pub(super) async fn get_token(
    credential: &dyn TokenCredential,
    request: &TokenRequest,
    cache: CacheId,
) -> Result<AccessToken, BoxError> {
    ASKED_BY.scope(cache, credential.get_token(request)).await
}

/// The cache whose credential calls this, if one does.
pub(super) fn asked_by() -> Option<CacheId> {
    ASKED_BY.try_with(|cache| *cache).ok()
}
