//! The cached token of one credential: kept until shortly before it expires, and refreshed once for all callers.

pub(crate) mod shared_refresh;

use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, SystemTime};

use tokio::time::timeout;

use crate::auth::cache::shared_refresh::SharedRefreshes;
use crate::auth::credential::{TokenCredential, TokenFuture};
use crate::auth::secret::Secret;
use crate::auth::token::{AccessToken, TokenRequest};
use crate::error::box_error::BoxError;
use crate::error::text::error_chain;

/// A token is refreshed this long before it expires, or when a fifth of its life is left, whichever is later.
const REFRESH_MARGIN: Duration = Duration::from_secs(300);
/// How long a request waits for a refresh while the old token is still valid.
const REFRESH_WAIT: Duration = Duration::from_secs(10);
/// How long after a failed refresh the next one starts, while the old token is still valid.
const REFRESH_BACKOFF: Duration = Duration::from_secs(30);

/// A credential, and the last token that it returned.
///
/// Nothing runs in the background: a caller that needs a token starts the refresh, and callers that arrive meanwhile
/// wait for the same result. If the first caller is dropped, another one drives the refresh.
pub(crate) struct TokenCache {
    credential: Arc<dyn TokenCredential>,
    request: TokenRequest,
    state: Mutex<CacheState>,
    refreshes: SharedRefreshes,
}

/// A token that the service rejected, and the claims that it requires.
#[derive(Debug, Clone)]
pub(crate) struct Refusal {
    pub(crate) token: AccessToken,
    pub(crate) claims: Option<Secret>,
}

#[derive(Default)]
struct CacheState {
    token: Option<CachedToken>,
    /// Whether the last token had no expiry. Such tokens are not cached, so callers do not wait for each other.
    uncacheable: bool,
    /// The number of failed refreshes, and the last failure, for the callers that shared it.
    failures: u64,
    last_failure: String,
}

/// A token that can be used again.
struct CachedToken {
    token: AccessToken,
    claims: Option<Secret>,
    refresh_at: SystemTime,
    expires_at: SystemTime,
}

/// What the cache holds for a request.
enum Lookup {
    Fresh(AccessToken),
    /// Still valid, but due for a refresh.
    Expiring(AccessToken),
    /// No token, and the credential's tokens cannot be cached.
    Uncacheable,
    Missing,
}

impl TokenCache {
    pub(crate) fn new(credential: Arc<dyn TokenCredential>, request: TokenRequest) -> Self {
        Self {
            credential,
            request,
            state: Mutex::default(),
            refreshes: SharedRefreshes::default(),
        }
    }

    /// Returns a token for one request. After a refusal it is another token, as far as the credential has one.
    pub(crate) async fn token(&self, refusal: Option<&Refusal>) -> Result<AccessToken, BoxError> {
        loop {
            match self.lookup(refusal) {
                Lookup::Fresh(token) => return Ok(token),
                Lookup::Expiring(token) => return Ok(self.refresh_early(refusal, token).await),
                Lookup::Uncacheable => return self.request_alone(refusal).await,
                Lookup::Missing => {}
            }
            let failures = self.state().failures;
            if let Some(result) = self.refresh(refusal).await {
                return result;
            }
            // Another caller got the result. If it was a token, the next lookup finds it.
            if let Some(failure) = self.failure_since(failures) {
                return Err(failure);
            }
        }
    }

    #[cfg(test)]
    pub(crate) fn scopes(&self) -> &[String] {
        self.request.scopes()
    }

    /// Drops a token that the service rejected, so that no other request sends it.
    pub(crate) fn forget(&self, refused: &AccessToken) {
        let mut state = self.state();
        if let Some(cached) = &state.token {
            if cached.token.has_same_secret(refused) {
                state.token = None;
            }
        }
    }

    fn lookup(&self, refusal: Option<&Refusal>) -> Lookup {
        let state = self.state();
        let now = SystemTime::now();
        if let Some(cached) = &state.token {
            if cached.satisfies(refusal) && now < cached.refresh_at {
                return Lookup::Fresh(cached.token.clone());
            }
            if cached.satisfies(refusal) && now < cached.expires_at {
                return Lookup::Expiring(cached.token.clone());
            }
        }
        if state.uncacheable {
            Lookup::Uncacheable
        } else {
            Lookup::Missing
        }
    }

    /// Refreshes a token that is still valid. All other callers keep using it, and so does this one if the refresh
    /// fails or takes too long.
    async fn refresh_early(&self, refusal: Option<&Refusal>, old: AccessToken) -> AccessToken {
        if self.refreshes.is_in_flight(&self.token_request(refusal)) {
            return old;
        }
        match timeout(REFRESH_WAIT, self.refresh(refusal)).await {
            Ok(Some(Ok(token))) => token,
            // Another caller got the result.
            Ok(None) => old,
            Ok(Some(Err(_))) | Err(_) => {
                if let Some(cached) = &mut self.state().token {
                    cached.refresh_at = SystemTime::now() + REFRESH_BACKOFF;
                }
                old
            }
        }
    }

    /// Requests a token for this caller alone.
    async fn request_alone(&self, refusal: Option<&Refusal>) -> Result<AccessToken, BoxError> {
        let request = self.token_request(refusal);
        let token = self.credential.get_token(&request).await?;
        self.store_token(&token, &request);
        Ok(token)
    }

    /// Requests a token together with other callers. One of them gets the result; the others get `None`, and so does a
    /// caller whose refresh is no longer needed.
    async fn refresh(&self, refusal: Option<&Refusal>) -> Option<Result<AccessToken, BoxError>> {
        let request = self.token_request(refusal);
        self.refreshes
            .start_or_join(
                &request,
                || self.start_refresh(refusal, &request),
                |result| self.store_result(result, &request),
            )
            .await
    }

    /// The credential's future, unless another caller has refreshed the token since this one looked.
    fn start_refresh(
        &self,
        refusal: Option<&Refusal>,
        request: &TokenRequest,
    ) -> Option<TokenFuture<'static>> {
        if !matches!(self.lookup(refusal), Lookup::Missing | Lookup::Expiring(_)) {
            return None;
        }
        let credential = Arc::clone(&self.credential);
        let request = request.clone();
        Some(Box::pin(
            async move { credential.get_token(&request).await },
        ))
    }

    fn token_request(&self, refusal: Option<&Refusal>) -> TokenRequest {
        let request = self.request.clone();
        let Some(refusal) = refusal else {
            return request;
        };
        let request = request.after_refusal();
        match &refusal.claims {
            Some(claims) => request.with_secret_claims(claims.clone()),
            None => request,
        }
    }

    fn store_result(&self, result: &Result<AccessToken, BoxError>, request: &TokenRequest) {
        match result {
            Ok(token) => self.store_token(token, request),
            Err(error) => self.store_failure(error),
        }
    }

    fn store_token(&self, token: &AccessToken, request: &TokenRequest) {
        let cached = CachedToken::new(token, request, SystemTime::now());
        let mut state = self.state();
        state.uncacheable = cached.is_none();
        state.token = cached;
    }

    fn store_failure(&self, error: &BoxError) {
        let mut state = self.state();
        state.failures += 1;
        state.last_failure = error_chain(&**error);
    }

    /// The failure of the refresh that this caller shared, if it failed.
    fn failure_since(&self, failures: u64) -> Option<BoxError> {
        let state = self.state();
        if state.failures == failures {
            return None;
        }
        Some(SharedFailure(state.last_failure.clone()).into())
    }

    fn state(&self) -> MutexGuard<'_, CacheState> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl CachedToken {
    /// `None` for a token without an expiry, and for one that has expired by the clock of this machine.
    fn new(token: &AccessToken, request: &TokenRequest, now: SystemTime) -> Option<Self> {
        let expires_at = token.expires_at()?;
        let life = expires_at.duration_since(now).ok()?;
        if life.is_zero() {
            return None;
        }
        let margin = REFRESH_MARGIN.min(life / 5);
        Some(Self {
            token: token.clone(),
            claims: request.secret_claims(),
            refresh_at: expires_at.checked_sub(margin).unwrap_or(expires_at),
            expires_at,
        })
    }

    /// Whether the token is another than the rejected one, and has the claims that the service requires.
    fn satisfies(&self, refusal: Option<&Refusal>) -> bool {
        let Some(refusal) = refusal else {
            return true;
        };
        let has_claims = refusal.claims.is_none() || refusal.claims == self.claims;
        has_claims && !self.token.has_same_secret(&refusal.token)
    }
}

/// The failure of a refresh that another caller drove.
#[derive(Debug)]
struct SharedFailure(String);

impl fmt::Display for SharedFailure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for SharedFailure {}

#[cfg(test)]
mod tests;
