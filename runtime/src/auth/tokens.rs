//! The tokens of one credential: kept until shortly before they expire, and asked for once however many want one.

use std::fmt;
use std::future::poll_fn;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::Poll;
use std::time::{Duration, SystemTime};

use tokio::sync::MutexGuard;
use tokio::time::{Instant, timeout};

use super::secret::Secret;
use super::{AccessToken, TokenCredential, TokenFuture, TokenRequest};
use crate::error::{BoxError, chain};

/// A token is renewed this long before it expires, or when a fifth of its life is left, whichever is later.
const MARGIN: Duration = Duration::from_secs(300);
/// How long a request waits for a new token while the old one is still good.
const PATIENCE: Duration = Duration::from_secs(10);
/// How long a renewal is left alone that did not succeed while the old token is still good.
const RESPITE: Duration = Duration::from_secs(30);
/// A question that nobody waits for any more is gone on with by the next caller, unless it is older than this.
const STALE: Duration = Duration::from_secs(60);

/// A credential and the token that it gave last.
///
/// Nothing runs in the background: whoever needs a token asks for it, and whoever comes meanwhile waits for the same
/// answer. A caller that is dropped leaves the question to the next one.
pub(crate) struct Tokens {
    credential: Arc<dyn TokenCredential>,
    request: TokenRequest,
    held: Mutex<Held>,
    question: tokio::sync::Mutex<Option<Question>>,
}

/// A token that the service refused, and the claims that it asked for.
#[derive(Debug, Clone)]
pub(crate) struct Refusal {
    pub(crate) token: AccessToken,
    pub(crate) claims: Option<Secret>,
}

#[derive(Default)]
struct Held {
    kept: Option<Kept>,
    /// Whether the last token said nothing of its expiry: such tokens are not kept, so nobody need wait for another's.
    passing: bool,
    /// How often the credential failed, and how the last time: for those who waited with the one who asked.
    failures: u64,
    failure: String,
}

/// A token that can be used again.
struct Kept {
    token: AccessToken,
    claims: Option<Secret>,
    renew_at: SystemTime,
    expires_at: SystemTime,
}

/// A question to the credential that is not answered yet.
struct Question {
    request: TokenRequest,
    asked: Instant,
    answer: TokenFuture<'static>,
}

/// What is there without asking.
enum Look {
    Fresh(AccessToken),
    /// Good, but to be renewed.
    Aging(AccessToken),
    /// Nothing, and what will be given cannot be kept.
    Passing,
    Nothing,
}

impl Tokens {
    pub(crate) fn new(credential: Arc<dyn TokenCredential>, request: TokenRequest) -> Self {
        Self { credential, request, held: Mutex::default(), question: tokio::sync::Mutex::default() }
    }

    /// A token for one request; after a refusal, one that is not the refused one as far as the credential has another.
    pub(crate) async fn token(&self, refusal: Option<&Refusal>) -> Result<AccessToken, BoxError> {
        match self.look(refusal) {
            Look::Fresh(token) => return Ok(token),
            Look::Aging(token) => return Ok(self.renew(refusal, token).await),
            Look::Passing => return self.pass(refusal).await,
            Look::Nothing => {}
        }
        let failures = self.held().failures;
        let mut question = self.question.lock().await;
        // The one before may have brought what is wanted.
        match self.look(refusal) {
            Look::Fresh(token) | Look::Aging(token) => Ok(token),
            Look::Passing => {
                drop(question);
                self.pass(refusal).await
            }
            Look::Nothing => match self.failure_since(failures) {
                Some(failure) => Err(failure),
                None => self.ask(&mut question, refusal).await,
            },
        }
    }

    #[cfg(test)]
    pub(crate) fn scopes(&self) -> &[String] {
        self.request.scopes()
    }

    /// The service did not take it, so nobody else is to try it.
    pub(crate) fn forget(&self, refused: &AccessToken) {
        let mut held = self.held();
        if held.kept.as_ref().is_some_and(|kept| kept.token.same(refused)) {
            held.kept = None;
        }
    }

    fn look(&self, refusal: Option<&Refusal>) -> Look {
        let (held, now) = (self.held(), SystemTime::now());
        match &held.kept {
            Some(kept) if kept.suits(refusal) && now < kept.renew_at => Look::Fresh(kept.token.clone()),
            Some(kept) if kept.suits(refusal) && now < kept.expires_at => Look::Aging(kept.token.clone()),
            _ if held.passing => Look::Passing,
            _ => Look::Nothing,
        }
    }

    /// Asks for a new token while the old one is still good, which it stays for all others, and for this one if need be.
    async fn renew(&self, refusal: Option<&Refusal>, old: AccessToken) -> AccessToken {
        let Ok(mut question) = self.question.try_lock() else { return old };
        if let Look::Fresh(token) = self.look(refusal) {
            return token;
        }
        match timeout(PATIENCE, self.ask(&mut question, refusal)).await {
            Ok(Ok(token)) => token,
            Ok(Err(_)) | Err(_) => {
                if let Some(kept) = &mut self.held().kept {
                    kept.renew_at = SystemTime::now() + RESPITE;
                }
                old
            }
        }
    }

    /// Asks without waiting for others, for what cannot be shared with them.
    async fn pass(&self, refusal: Option<&Refusal>) -> Result<AccessToken, BoxError> {
        let request = self.request(refusal);
        let token = self.credential.token(&request).await?;
        self.keep(&token, &request);
        Ok(token)
    }

    /// Asks, or goes on with the question of a caller that was dropped.
    async fn ask(
        &self,
        question: &mut MutexGuard<'_, Option<Question>>,
        refusal: Option<&Refusal>,
    ) -> Result<AccessToken, BoxError> {
        let request = self.request(refusal);
        if !question.as_ref().is_some_and(|open| open.request == request && open.asked.elapsed() < STALE) {
            **question = Some(self.question(&request));
        }
        let answer = poll_fn(|context| {
            // Taken out while it is polled, so that one that panics is not polled again.
            let Some(mut asked) = question.take() else { return Poll::Pending };
            let polled = asked.answer.as_mut().poll(context);
            if polled.is_pending() {
                **question = Some(asked);
            }
            polled
        })
        .await;
        match &answer {
            Ok(token) => self.keep(token, &request),
            Err(error) => self.fail(error),
        }
        answer
    }

    fn question(&self, request: &TokenRequest) -> Question {
        let (credential, owned) = (Arc::clone(&self.credential), request.clone());
        let answer = Box::pin(async move { credential.token(&owned).await });
        Question { request: request.clone(), asked: Instant::now(), answer }
    }

    fn request(&self, refusal: Option<&Refusal>) -> TokenRequest {
        let request = self.request.clone();
        match refusal {
            None => request,
            Some(Refusal { claims: None, .. }) => request.after_refusal(),
            Some(Refusal { claims: Some(claims), .. }) => request.after_refusal().claiming(claims.clone()),
        }
    }

    fn keep(&self, token: &AccessToken, request: &TokenRequest) {
        let kept = Kept::new(token, request, SystemTime::now());
        let mut held = self.held();
        held.passing = kept.is_none();
        held.kept = kept;
    }

    fn fail(&self, error: &BoxError) {
        let mut held = self.held();
        held.failures += 1;
        held.failure = chain(&**error);
    }

    /// How the question ended that this caller waited for, if it failed.
    fn failure_since(&self, failures: u64) -> Option<BoxError> {
        let held = self.held();
        (held.failures != failures).then(|| Told(held.failure.clone()).into())
    }

    fn held(&self) -> std::sync::MutexGuard<'_, Held> {
        self.held.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Kept {
    /// `None` for a token that does not say when it expires, and for one that has expired by this machine's clock.
    fn new(token: &AccessToken, request: &TokenRequest, now: SystemTime) -> Option<Self> {
        let expires_at = token.expires_at()?;
        let life = expires_at.duration_since(now).ok().filter(|life| !life.is_zero())?;
        let renew_at = expires_at.checked_sub(MARGIN.min(life / 5)).unwrap_or(expires_at);
        Some(Self { token: token.clone(), claims: request.secret_claims(), renew_at, expires_at })
    }

    /// Whether it is another than the refused one, and has the claims that were asked for.
    fn suits(&self, refusal: Option<&Refusal>) -> bool {
        refusal.is_none_or(|refusal| {
            !self.token.same(&refusal.token) && (refusal.claims.is_none() || refusal.claims == self.claims)
        })
    }
}

/// The failure of a question that another caller asked.
#[derive(Debug)]
struct Told(String);

impl fmt::Display for Told {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Told {}

#[cfg(test)]
mod tests;
