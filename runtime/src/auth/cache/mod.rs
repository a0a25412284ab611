//! The tokens of one credential: kept until shortly before they expire, and asked for once however many want one.

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

/// A token is renewed this long before it expires, or when a fifth of its life is left, whichever is later.
const REFRESH_MARGIN: Duration = Duration::from_secs(300);
/// How long a request waits for a new token while the old one is still good.
const REFRESH_WAIT: Duration = Duration::from_secs(10);
/// How long a renewal is left alone that did not succeed while the old token is still good.
const REFRESH_BACKOFF: Duration = Duration::from_secs(30);

/// A credential and the token that it gave last.
///
/// Nothing runs in the background: whoever needs a token asks for it, and whoever comes meanwhile waits for the same
/// answer. A caller that is dropped leaves the refresh to the next one.
pub(crate) struct TokenCache {
    credential: Arc<dyn TokenCredential>,
    request: TokenRequest,
    state: Mutex<CacheState>,
    refreshes: SharedRefreshes,
}

/// A token that the service refused, and the claims that it asked for.
#[derive(Debug, Clone)]
pub(crate) struct Refusal {
    pub(crate) token: AccessToken,
    pub(crate) claims: Option<Secret>,
}

#[derive(Default)]
struct CacheState {
    token: Option<CachedToken>,
    /// Whether the last token said nothing of its expiry: such tokens are not kept, so nobody need wait for another's.
    uncacheable: bool,
    /// How often the credential failed, and how the last time: for those who waited with the one who asked.
    failures: u64,
    failure: String,
}

/// A token that can be used again.
struct CachedToken {
    token: AccessToken,
    claims: Option<Secret>,
    renew_at: SystemTime,
    expires_at: SystemTime,
}

/// What is there without asking.
enum Lookup {
    Fresh(AccessToken),
    /// Good, but to be renewed.
    Expiring(AccessToken),
    /// Nothing, and what will be given cannot be kept.
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

    /// A token for one request; after a refusal, one that is not the refused one as far as the credential has another.
    pub(crate) async fn token(&self, refusal: Option<&Refusal>) -> Result<AccessToken, BoxError> {
        loop {
            match self.lookup(refusal) {
                Lookup::Fresh(token) => return Ok(token),
                Lookup::Expiring(token) => return Ok(self.renew(refusal, token).await),
                Lookup::Uncacheable => return self.pass(refusal).await,
                Lookup::Missing => {}
            }
            let failures = self.state().failures;
            if let Some(answer) = self.ask(refusal).await {
                return answer;
            }
            // Another one has the answer: what it was is to be seen there.
            if let Some(failure) = self.failure_since(failures) {
                return Err(failure);
            }
        }
    }

    #[cfg(test)]
    pub(crate) fn scopes(&self) -> &[String] {
        self.request.scopes()
    }

    /// The service did not take it, so nobody else is to try it.
    pub(crate) fn forget(&self, refused: &AccessToken) {
        let mut state = self.state();
        if state
            .token
            .as_ref()
            .is_some_and(|kept| kept.token.same(refused))
        {
            state.token = None;
        }
    }

    fn lookup(&self, refusal: Option<&Refusal>) -> Lookup {
        let (state, now) = (self.state(), SystemTime::now());
        match &state.token {
            Some(kept) if kept.suits(refusal) && now < kept.renew_at => {
                Lookup::Fresh(kept.token.clone())
            }
            Some(kept) if kept.suits(refusal) && now < kept.expires_at => {
                Lookup::Expiring(kept.token.clone())
            }
            _ if state.uncacheable => Lookup::Uncacheable,
            _ => Lookup::Missing,
        }
    }

    /// Asks for a new token while the old one is still good, which it stays for all others, and for this one if need be.
    async fn renew(&self, refusal: Option<&Refusal>, old: AccessToken) -> AccessToken {
        if self.refreshes.is_open(&self.request(refusal)) {
            return old;
        }
        match timeout(REFRESH_WAIT, self.ask(refusal)).await {
            Ok(Some(Ok(token))) => token,
            Ok(Some(Err(_))) | Err(_) => {
                if let Some(kept) = &mut self.state().token {
                    kept.renew_at = SystemTime::now() + REFRESH_BACKOFF;
                }
                old
            }
            Ok(None) => old,
        }
    }

    /// Asks without waiting for others, for what cannot be shared with them.
    async fn pass(&self, refusal: Option<&Refusal>) -> Result<AccessToken, BoxError> {
        let request = self.request(refusal);
        let token = self.credential.get_token(&request).await?;
        self.keep(&token, &request);
        Ok(token)
    }

    /// Asks together with others; `None` for all but one of them, when there is an answer, and where none is needed.
    async fn ask(&self, refusal: Option<&Refusal>) -> Option<Result<AccessToken, BoxError>> {
        let request = self.request(refusal);
        let begin = || {
            // An answer may have come since this caller looked.
            let needed = matches!(self.lookup(refusal), Lookup::Missing | Lookup::Expiring(_));
            let (credential, request) = (Arc::clone(&self.credential), request.clone());
            needed.then(|| {
                Box::pin(async move { credential.get_token(&request).await })
                    as TokenFuture<'static>
            })
        };
        let settle = |answer: &Result<AccessToken, BoxError>| match answer {
            Ok(token) => self.keep(token, &request),
            Err(error) => self.fail(error),
        };
        self.refreshes.ask(&request, begin, settle).await
    }

    fn request(&self, refusal: Option<&Refusal>) -> TokenRequest {
        let request = self.request.clone();
        match refusal {
            None => request,
            Some(Refusal { claims: None, .. }) => request.after_refusal(),
            Some(Refusal {
                claims: Some(claims),
                ..
            }) => request.after_refusal().claiming(claims.clone()),
        }
    }

    fn keep(&self, token: &AccessToken, request: &TokenRequest) {
        let kept = CachedToken::new(token, request, SystemTime::now());
        let mut state = self.state();
        state.uncacheable = kept.is_none();
        state.token = kept;
    }

    fn fail(&self, error: &BoxError) {
        let mut state = self.state();
        state.failures += 1;
        state.failure = error_chain(&**error);
    }

    /// How the refresh ended that this caller waited for, if it failed.
    fn failure_since(&self, failures: u64) -> Option<BoxError> {
        let state = self.state();
        (state.failures != failures).then(|| SharedFailure(state.failure.clone()).into())
    }

    fn state(&self) -> MutexGuard<'_, CacheState> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl CachedToken {
    /// `None` for a token that does not say when it expires, and for one that has expired by this machine's clock.
    fn new(token: &AccessToken, request: &TokenRequest, now: SystemTime) -> Option<Self> {
        let expires_at = token.expires_at()?;
        let life = expires_at
            .duration_since(now)
            .ok()
            .filter(|life| !life.is_zero())?;
        let renew_at = expires_at
            .checked_sub(REFRESH_MARGIN.min(life / 5))
            .unwrap_or(expires_at);
        Some(Self {
            token: token.clone(),
            claims: request.secret_claims(),
            renew_at,
            expires_at,
        })
    }

    /// Whether it is another than the refused one, and has the claims that were asked for.
    fn suits(&self, refusal: Option<&Refusal>) -> bool {
        refusal.is_none_or(|refusal| {
            !self.token.same(&refusal.token)
                && (refusal.claims.is_none() || refusal.claims == self.claims)
        })
    }
}

/// The failure of a refresh that another caller asked.
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
