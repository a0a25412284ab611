use std::sync::atomic::{AtomicUsize, Ordering};

use tokio::sync::Semaphore;
use tokio::time::timeout;

use super::*;
use crate::auth::credential::TokenFuture;

const HOUR: Duration = Duration::from_secs(3600);

/// A credential that numbers its tokens.
struct Numbered {
    calls: AtomicUsize,
    life: Option<Duration>,
    /// The credential returns when there is a permit, and fails while `broken` is set.
    gate: Semaphore,
    broken: std::sync::atomic::AtomicBool,
    requests: Mutex<Vec<TokenRequest>>,
    /// The number of calls that are in flight.
    running: AtomicUsize,
}

/// Counts a call as running until its future is dropped.
struct Running<'a>(&'a Numbered);

impl Drop for Running<'_> {
    fn drop(&mut self) {
        self.0.running.fetch_sub(1, Ordering::SeqCst);
    }
}

impl TokenCredential for Numbered {
    fn get_token<'a>(&'a self, request: &'a TokenRequest) -> TokenFuture<'a> {
        let number = self.calls.fetch_add(1, Ordering::SeqCst) + 1;
        self.requests.lock().unwrap().push(request.clone());
        self.running.fetch_add(1, Ordering::SeqCst);
        let running = Running(self);
        Box::pin(async move {
            let _running = running;
            self.gate.acquire().await?.forget();
            if self.broken.load(Ordering::SeqCst) {
                return Err("no sign-in today".into());
            }
            let token = AccessToken::new(format!("token-{number}"));
            Ok(match self.life {
                Some(life) => token.with_expiry(SystemTime::now() + life),
                None => token,
            })
        })
    }
}

fn tokens(life: Option<Duration>, permits: usize) -> (Arc<Numbered>, Arc<TokenCache>) {
    let credential = Arc::new(Numbered {
        calls: AtomicUsize::new(0),
        life,
        gate: Semaphore::new(permits),
        broken: false.into(),
        requests: Mutex::default(),
        running: AtomicUsize::new(0),
    });
    let tokens = TokenCache::new(
        Arc::new(Arc::clone(&credential)),
        TokenRequest::new(["scope"]),
    );
    (credential, Arc::new(tokens))
}

impl Numbered {
    fn calls(&self) -> usize {
        self.calls.load(Ordering::SeqCst)
    }

    fn running(&self) -> usize {
        self.running.load(Ordering::SeqCst)
    }
}

/// The token of a request that was not refused.
async fn secret(tokens: &TokenCache) -> String {
    tokens
        .token(None, &mut None)
        .await
        .unwrap()
        .secret()
        .to_owned()
}

/// Sets the times of the cached token, in seconds from now, as if time had passed.
fn set_times(tokens: &TokenCache, refresh_in: i64, expires_in: i64) {
    let at = |seconds: i64| {
        let by = Duration::from_secs(seconds.unsigned_abs());
        if seconds < 0 {
            SystemTime::now() - by
        } else {
            SystemTime::now() + by
        }
    };
    let mut state = tokens.state();
    let cached = state.token.as_mut().unwrap();
    cached.refresh_at = at(refresh_in);
    cached.expires_at = at(expires_in);
}

async fn run_other_tasks() {
    for _ in 0..20 {
        tokio::task::yield_now().await;
    }
}

#[tokio::test]
async fn a_token_with_an_expiry_is_cached_and_one_without_is_not() {
    let (credential, tokens) = tokens(Some(HOUR), 100);
    assert_eq!(
        (secret(&tokens).await, secret(&tokens).await),
        ("token-1".into(), "token-1".into())
    );
    assert_eq!(credential.calls(), 1);

    for life in [None, Some(Duration::ZERO)] {
        let (credential, tokens) = self::tokens(life, 100);
        assert_eq!(
            (secret(&tokens).await, secret(&tokens).await),
            ("token-1".into(), "token-2".into())
        );
        assert_eq!(credential.calls(), 2);
    }
}

#[test]
fn a_token_is_refreshed_five_minutes_or_a_fifth_of_its_life_before_it_expires() {
    let now = SystemTime::now();
    for (life, lead) in [(3600, 300), (86_400, 300), (1500, 300), (600, 120), (10, 2)] {
        let (life, lead) = (Duration::from_secs(life), Duration::from_secs(lead));
        let token = AccessToken::new("t").with_expiry(now + life);
        let cached = CachedToken::new(&token, &TokenRequest::new(["s"]), now).unwrap();
        assert_eq!(cached.refresh_at, now + life - lead, "{life:?}");
    }
}

#[tokio::test]
async fn many_callers_share_one_refresh() {
    for life in [Some(HOUR), Some(Duration::from_secs(1))] {
        let (credential, tokens) = tokens(life, 0);
        let callers: Vec<_> = (0..100)
            .map(|_| {
                tokio::spawn({
                    let tokens = Arc::clone(&tokens);
                    async move { secret(&tokens).await }
                })
            })
            .collect();
        run_other_tasks().await;
        assert_eq!(credential.calls(), 1);
        credential.gate.add_permits(1);
        for caller in callers {
            assert_eq!(caller.await.unwrap(), "token-1");
        }
        assert_eq!(credential.calls(), 1);
    }
}

#[tokio::test]
async fn callers_do_not_wait_for_each_other_when_tokens_cannot_be_cached() {
    let (credential, tokens) = tokens(None, 1);
    secret(&tokens).await;
    let callers: Vec<_> = (0..10)
        .map(|_| {
            tokio::spawn({
                let tokens = Arc::clone(&tokens);
                async move { secret(&tokens).await }
            })
        })
        .collect();
    run_other_tasks().await;
    assert_eq!(credential.calls(), 11);
    credential.gate.add_permits(10);
    for caller in callers {
        caller.await.unwrap();
    }
}

#[tokio::test]
async fn all_callers_use_an_expiring_token_while_one_refresh_is_in_flight() {
    let (credential, tokens) = tokens(Some(HOUR), 1);
    secret(&tokens).await;
    set_times(&tokens, -1, 100);
    for _ in 0..10 {
        assert_eq!(secret(&tokens).await, "token-1");
        run_other_tasks().await;
    }
    credential.gate.add_permits(1);
    run_other_tasks().await;
    assert_eq!(
        (secret(&tokens).await, credential.calls()),
        ("token-2".into(), 2)
    );
}

#[tokio::test]
async fn an_expiring_token_is_used_when_the_refresh_fails() {
    let (credential, tokens) = tokens(Some(HOUR), 100);
    secret(&tokens).await;
    credential.broken.store(true, Ordering::SeqCst);
    set_times(&tokens, -1, 100);
    for _ in 0..10 {
        assert_eq!(secret(&tokens).await, "token-1");
        run_other_tasks().await;
    }
    assert_eq!(
        credential.calls(),
        2,
        "no second refresh directly after a failed one"
    );
    set_times(&tokens, -100, -1);
    assert!(
        tokens.token(None, &mut None).await.is_err(),
        "an expired token is not used"
    );
}

#[tokio::test]
async fn all_waiting_callers_get_the_failure_and_the_next_caller_tries_again() {
    let (credential, tokens) = tokens(Some(HOUR), 0);
    credential.broken.store(true, Ordering::SeqCst);
    let callers: Vec<_> = (0..10)
        .map(|_| {
            tokio::spawn({
                let tokens = Arc::clone(&tokens);
                async move { tokens.token(None, &mut None).await.unwrap_err().to_string() }
            })
        })
        .collect();
    run_other_tasks().await;
    credential.gate.add_permits(1);
    for caller in callers {
        assert_eq!(caller.await.unwrap(), "no sign-in today");
    }
    assert_eq!(credential.calls(), 1);
    credential.broken.store(false, Ordering::SeqCst);
    credential.gate.add_permits(1);
    assert_eq!(secret(&tokens).await, "token-2");
}

#[tokio::test]
async fn a_rejected_token_is_dropped_and_requested_once_more_with_the_claims() {
    for claims in [None, Some(Secret::new("{}".to_owned()))] {
        let (credential, tokens) = tokens(Some(HOUR), 100);
        let token = tokens.token(None, &mut None).await.unwrap();
        let refusal = Refusal {
            token: token.clone(),
            claims: claims.clone(),
        };
        // Many requests run into the refusal of the same token.
        for _ in 0..10 {
            tokens.refuse(&refusal);
            assert_eq!(
                tokens
                    .token(Some(&refusal), &mut None)
                    .await
                    .unwrap()
                    .secret(),
                "token-2"
            );
        }
        assert_eq!(secret(&tokens).await, "token-2");
        let requests = credential.requests.lock().unwrap();
        let seen: Vec<_> = requests
            .iter()
            .map(|request| (request.is_after_refusal(), request.secret_claims()))
            .collect();
        assert_eq!(seen, [(false, None), (true, claims)]);
    }
}

#[tokio::test]
async fn a_token_without_the_required_claims_is_not_used() {
    let (credential, tokens) = tokens(Some(HOUR), 100);
    let old = tokens.token(None, &mut None).await.unwrap();
    tokens.refuse(&Refusal {
        token: old.clone(),
        claims: None,
    });
    assert_eq!(secret(&tokens).await, "token-2");
    let refusal = Refusal {
        token: old,
        claims: Some(Secret::new("{}".to_owned())),
    };
    assert_eq!(
        tokens
            .token(Some(&refusal), &mut None)
            .await
            .unwrap()
            .secret(),
        "token-3"
    );
    assert_eq!(credential.calls(), 3);
}

#[tokio::test]
async fn a_credential_that_panicked_is_called_again() {
    let calls = Arc::new(AtomicUsize::new(0));
    let counter = Arc::clone(&calls);
    let credential = move || {
        assert!(counter.fetch_add(1, Ordering::SeqCst) > 0, "planned");
        "token"
    };
    let credential = crate::auth::into::IntoCredential::into_credential(credential);
    let tokens = Arc::new(TokenCache::new(credential, TokenRequest::new(["scope"])));
    let first = tokio::spawn({
        let tokens = Arc::clone(&tokens);
        async move { secret(&tokens).await }
    });
    assert!(first.await.unwrap_err().is_panic());
    assert_eq!(secret(&tokens).await, "token");
}

#[tokio::test]
async fn a_caller_that_is_never_polled_again_does_not_block_the_others() {
    let (credential, tokens) = tokens(Some(HOUR), 0);
    let mut waiting = None;
    let mut idle = Box::pin(tokens.token(None, &mut waiting));
    let mut context = std::task::Context::from_waker(std::task::Waker::noop());
    assert!(idle.as_mut().poll(&mut context).is_pending());
    let waiting = tokio::spawn({
        let tokens = Arc::clone(&tokens);
        async move { secret(&tokens).await }
    });
    run_other_tasks().await;
    credential.gate.add_permits(1);
    let waited = timeout(Duration::from_secs(5), waiting)
        .await
        .expect("the idle caller blocks the other one")
        .unwrap();
    assert_eq!((waited, credential.calls()), ("token-1".into(), 1));
    assert_eq!(idle.await.unwrap().secret(), "token-1");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn callers_that_come_and_go_on_many_threads_lose_no_token() {
    for round in 0..50 {
        let (credential, tokens) = tokens(Some(HOUR), 0);
        // Otherwise the refresh could end because all callers so far have given up.
        let patient = tokio::spawn({
            let tokens = Arc::clone(&tokens);
            async move { secret(&tokens).await }
        });
        while credential.calls() == 0 {
            tokio::task::yield_now().await;
        }
        let callers: Vec<_> = (0..40_u64)
            .map(|number| {
                tokio::spawn({
                    let tokens = Arc::clone(&tokens);
                    async move {
                        // Every third caller gives up.
                        let limit = Duration::from_micros(if number % 3 == 0 {
                            50 * (number + round)
                        } else {
                            20_000_000
                        });
                        timeout(limit, tokens.token(None, &mut None))
                            .await
                            .ok()
                            .map(|token| token.unwrap().secret().to_owned())
                    }
                })
            })
            .collect();
        tokio::time::sleep(Duration::from_micros(100 * round)).await;
        credential.gate.add_permits(1);
        for (number, caller) in callers.into_iter().enumerate() {
            let got = caller.await.unwrap();
            assert!(
                got.as_deref() == Some("token-1") || (got.is_none() && number % 3 == 0),
                "{round} {number} {got:?}"
            );
        }
        assert_eq!(patient.await.unwrap(), "token-1");
        assert_eq!(credential.calls(), 1);
    }
}

mod sharing;
