//! The cached token of one credential: kept until shortly before it expires, and refreshed once for all callers.

pub(crate) mod own_reads;
pub(crate) mod refresh;

use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};
use std::time::{Duration, SystemTime};

use crate::auth::cache::own_reads::{CacheId, asked_by, get_token};
use crate::auth::cache::refresh::{Refresh, Task};
use crate::auth::credential::TokenCredential;
use crate::auth::secret::Secret;
use crate::auth::token::{AccessToken, TokenRequest};
use crate::error::box_error::BoxError;

/// A token is refreshed this long before it expires, or when a fifth of its life is left, whichever is later.
const REFRESH_MARGIN: Duration = Duration::from_secs(300);
/// The age at which a refresh without a token may be followed by another: the credential may have failed, or never
/// return.
const RETRY_AFTER: Duration = Duration::from_secs(30);

/// A credential, and the last token that it returned.
pub(crate) struct TokenCache {
    credential: Arc<dyn TokenCredential>,
    request: TokenRequest,
    state: Arc<Mutex<CacheState>>,
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
    /// The refusal of the newest token, until there is a newer one.
    refusal: Option<Refusal>,
    /// Whether the last token had no expiry. Such tokens are not cached, so callers do not wait for each other.
    uncacheable: bool,
    /// The refreshes that somebody waits for. There are hardly ever more than two.
    refreshes: Vec<Weak<Refresh>>,
}

/// A token that can be used again.
struct CachedToken {
    token: AccessToken,
    claims: Option<Secret>,
    refresh_at: SystemTime,
    expires_at: SystemTime,
    /// Keeps the refresh in flight that will replace the token.
    early_refresh: Option<Task>,
}

/// Where a request gets its token from.
enum Found {
    Token(AccessToken),
    Refresh(Arc<Refresh>),
    /// The credential's tokens cannot be cached.
    Uncacheable(TokenRequest),
}

impl TokenCache {
    pub(crate) fn new(credential: Arc<dyn TokenCredential>, request: TokenRequest) -> Self {
        Self {
            credential,
            request,
            state: Arc::default(),
        }
    }

    /// Returns a token for one request. After a refusal it is another token, as far as the credential has one.
    ///
    /// The refresh that the request waits for is put into `waiting`, which keeps it in flight if the attempt times out,
    /// so that a credential slower than an attempt is called only once.
    pub(crate) async fn token(
        &self,
        refusal: Option<&Refusal>,
        waiting: &mut Option<Arc<Refresh>>,
    ) -> Result<AccessToken, BoxError> {
        loop {
            let refresh = match self.find(refusal) {
                Found::Refresh(refresh) => waiting.insert(refresh),
                Found::Token(token) => {
                    *waiting = None;
                    return Ok(token);
                }
                Found::Uncacheable(request) => {
                    *waiting = None;
                    return self.request_alone(&request).await;
                }
            };
            match refresh.outcome().await {
                Some(Ok(_)) if !refresh.claim() && self.state().uncacheable => {}
                Some(result) => {
                    *waiting = None;
                    return result;
                }
                // The runtime that drove it is gone. If it is that of this task too, the task ends here.
                None => tokio::task::yield_now().await,
            }
        }
    }

    #[cfg(test)]
    pub(crate) fn scopes(&self) -> &[String] {
        self.request.scopes()
    }

    /// Whether this code is called by the cache's own credential, so that a request for a token would wait for itself.
    pub(crate) fn is_called_by_credential(&self) -> bool {
        asked_by() == Some(self.id())
    }

    /// Records that the service rejected a token. If it is the newest one, no other request sends it.
    pub(crate) fn refuse(&self, refusal: &Refusal) {
        let mut state = self.state();
        let newest = state.token.as_ref();
        if newest.is_some_and(|cached| cached.token.has_same_secret(&refusal.token)) {
            state.token = None;
            state.refusal = Some(refusal.clone());
        }
    }

    fn find(&self, refusal: Option<&Refusal>) -> Found {
        let mut state = self.state();
        let now = SystemTime::now();
        if let Some(cached) = state
            .token
            .as_ref()
            .filter(|cached| cached.is_good(refusal, now))
        {
            let token = cached.token.clone();
            if now >= cached.refresh_at {
                self.refresh_early(&mut state, now);
            }
            return Found::Token(token);
        }
        let request = state.token_request(&self.request, refusal);
        if state.uncacheable {
            return Found::Uncacheable(request);
        }
        Found::Refresh(self.start_or_join(&mut state, request))
    }

    /// Starts a refresh that nobody waits for, since the token is still good.
    fn refresh_early(&self, state: &mut CacheState, now: SystemTime) {
        let refresh = self.start_or_join(state, self.request.clone());
        if let Some(cached) = &mut state.token {
            let left = cached.expires_at.duration_since(now).unwrap_or_default();
            cached.refresh_at = now + RETRY_AFTER;
            cached.early_refresh = Some(refresh.keep(left.min(RETRY_AFTER)));
        }
    }

    fn start_or_join(&self, state: &mut CacheState, request: TokenRequest) -> Arc<Refresh> {
        state.refreshes.retain(|other| other.strong_count() > 0);
        let mut in_flight = state.refreshes.iter().filter_map(Weak::upgrade);
        if let Some(refresh) = in_flight.find(|other| other.serves(&request, RETRY_AFTER)) {
            return refresh;
        }
        let credential = Arc::clone(&self.credential);
        let state_of_task = Arc::downgrade(&self.state);
        let get = get_and_store(credential, request.clone(), self.id(), state_of_task);
        let refresh = Arc::new(Refresh::start(request, get));
        state.refreshes.push(Arc::downgrade(&refresh));
        refresh
    }

    /// Requests a token for this caller alone.
    async fn request_alone(&self, request: &TokenRequest) -> Result<AccessToken, BoxError> {
        let token = get_token(&*self.credential, request, self.id()).await?;
        self.state().store(&token, request);
        Ok(token)
    }

    fn state(&self) -> MutexGuard<'_, CacheState> {
        lock(&self.state)
    }

    fn id(&self) -> CacheId {
        CacheId(Arc::as_ptr(&self.state).addr())
    }
}

/// Stores the token, unless the cache was dropped meanwhile.
async fn get_and_store(
    credential: Arc<dyn TokenCredential>,
    request: TokenRequest,
    cache: CacheId,
    state: Weak<Mutex<CacheState>>,
) -> Result<AccessToken, BoxError> {
    let token = get_token(&*credential, &request, cache).await?;
    if let Some(state) = state.upgrade() {
        lock(&state).store(&token, &request);
    }
    Ok(token)
}

fn lock(state: &Mutex<CacheState>) -> MutexGuard<'_, CacheState> {
    state.lock().unwrap_or_else(PoisonError::into_inner)
}

impl CacheState {
    /// The request for the next token. All requests after a refusal make the same one, whether or not they were refused
    /// themselves, unless the service requires other claims of them.
    fn token_request(&self, request: &TokenRequest, refusal: Option<&Refusal>) -> TokenRequest {
        let challenge = refusal.filter(|refusal| refusal.claims.is_some());
        let Some(refusal) = challenge.or(self.refusal.as_ref()).or(refusal) else {
            return request.clone();
        };
        let request = request.clone().after_refusal();
        match &refusal.claims {
            Some(claims) => request.with_secret_claims(claims.clone()),
            None => request,
        }
    }

    fn store(&mut self, token: &AccessToken, request: &TokenRequest) {
        self.token = CachedToken::new(token, request, SystemTime::now());
        self.uncacheable = self.token.is_none();
        self.refusal = None;
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
            early_refresh: None,
        })
    }

    /// Whether the token is valid, is another than the rejected one, and has the claims that the service requires.
    fn is_good(&self, refusal: Option<&Refusal>, now: SystemTime) -> bool {
        now < self.expires_at && refusal.is_none_or(|refusal| self.satisfies(refusal))
    }

    fn satisfies(&self, refusal: &Refusal) -> bool {
        let has_claims = refusal.claims.is_none() || refusal.claims == self.claims;
        has_claims && !self.token.has_same_secret(&refusal.token)
    }
}

#[cfg(test)]
mod tests;
