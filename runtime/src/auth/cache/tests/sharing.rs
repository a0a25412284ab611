//! Refreshes that several callers share: when they start, who joins them, and when they end.

use super::*;

#[tokio::test]
async fn a_refresh_outlives_its_first_caller_and_ends_with_its_last() {
    let (credential, tokens) = tokens(Some(HOUR), 0);
    let spawn = || {
        let tokens = Arc::clone(&tokens);
        tokio::spawn(async move { secret(&tokens).await })
    };
    let (first, second) = (spawn(), spawn());
    run_other_tasks().await;
    first.abort();
    run_other_tasks().await;
    assert_eq!(credential.running(), 1);
    let third = spawn();
    run_other_tasks().await;
    credential.gate.add_permits(1);
    assert_eq!(third.await.unwrap(), "token-1");
    assert_eq!(second.await.unwrap(), "token-1");
    assert_eq!(credential.calls(), 1);

    set_times(&tokens, -100, -1);
    let only = spawn();
    run_other_tasks().await;
    assert_eq!((credential.calls(), credential.running()), (2, 1));
    only.abort();
    run_other_tasks().await;
    assert_eq!(credential.running(), 0, "nobody waits for the token");
    credential.gate.add_permits(1);
    assert_eq!(spawn().await.unwrap(), "token-3");
}

#[tokio::test(start_paused = true)]
async fn a_hung_refresh_of_a_good_token_ends_with_the_token() {
    let (credential, tokens) = tokens(Some(HOUR), 1);
    secret(&tokens).await;
    set_times(&tokens, -1, 10);
    assert_eq!(secret(&tokens).await, "token-1");
    tokio::time::sleep(Duration::from_secs(9)).await;
    assert_eq!((credential.calls(), credential.running()), (2, 1));
    tokio::time::sleep(Duration::from_secs(2)).await;
    assert_eq!(credential.running(), 0, "no good token depends on it");
}

#[tokio::test(start_paused = true)]
async fn callers_join_the_early_refresh_of_a_token_that_expired_meanwhile() {
    let (credential, tokens) = tokens(Some(HOUR), 1);
    secret(&tokens).await;
    set_times(&tokens, -1, 10);
    assert_eq!(secret(&tokens).await, "token-1");
    set_times(&tokens, -1, -1);
    let caller = {
        let tokens = Arc::clone(&tokens);
        tokio::spawn(async move { secret(&tokens).await })
    };
    tokio::time::sleep(Duration::from_secs(15)).await;
    credential.gate.add_permits(1);
    assert_eq!(caller.await.unwrap(), "token-2");
    assert_eq!(credential.calls(), 2);
}

#[tokio::test(start_paused = true)]
async fn a_refused_token_ends_its_early_refresh() {
    let (credential, tokens) = tokens(Some(HOUR), 1);
    let token = tokens.token(None, &mut None).await.unwrap();
    set_times(&tokens, -1, 100);
    secret(&tokens).await;
    run_other_tasks().await;
    assert_eq!(credential.running(), 1);
    let refusal = Refusal {
        token,
        claims: None,
    };
    tokens.refuse(&refusal);
    run_other_tasks().await;
    assert_eq!(credential.running(), 0);
}

#[tokio::test(start_paused = true)]
async fn a_hung_refresh_is_not_joined_for_ever() {
    let (credential, tokens) = tokens(Some(HOUR), 0);
    let spawn = || {
        let tokens = Arc::clone(&tokens);
        tokio::spawn(async move {
            timeout(RETRY_AFTER * 2, tokens.token(None, &mut None))
                .await
                .ok()
                .map(|token| token.unwrap().secret().to_owned())
        })
    };
    let first = spawn();
    tokio::time::sleep(RETRY_AFTER / 2).await;
    let second = spawn();
    tokio::time::sleep(RETRY_AFTER).await;
    assert_eq!(credential.calls(), 1);
    let third = spawn();
    run_other_tasks().await;
    assert_eq!(credential.calls(), 2);
    for caller in [first, second, third] {
        assert_eq!(caller.await.unwrap(), None, "its own time limit");
    }
    assert_eq!(credential.running(), 0);
}

#[tokio::test(start_paused = true)]
async fn a_call_keeps_its_refresh_from_one_attempt_to_the_next() {
    let (credential, tokens) = tokens(Some(HOUR), 0);
    let mut waiting = None;
    let attempt = timeout(Duration::from_secs(1), tokens.token(None, &mut waiting)).await;
    assert!(attempt.is_err());
    credential.gate.add_permits(1);
    let token = tokens.token(None, &mut waiting).await.unwrap();
    assert_eq!((token.secret(), credential.calls()), ("token-1", 1));
    assert!(waiting.is_none());
}

#[tokio::test]
async fn a_refusal_is_one_request_for_refused_and_new_callers() {
    let (credential, tokens) = tokens(Some(HOUR), 1);
    let token = tokens.token(None, &mut None).await.unwrap();
    let callers: Vec<_> = (0..40)
        .map(|number| {
            let tokens = Arc::clone(&tokens);
            // Some are refused with claims, some without, and some begin meanwhile.
            let refusal = (number % 3 > 0).then(|| Refusal {
                token: token.clone(),
                claims: (number % 3 > 1).then(|| Secret::new("{}".to_owned())),
            });
            let first = Refusal {
                token: token.clone(),
                claims: Some(Secret::new("{}".to_owned())),
            };
            tokens.refuse(refusal.as_ref().unwrap_or(&first));
            tokio::spawn(async move {
                let token = tokens.token(refusal.as_ref(), &mut None).await;
                token.unwrap().secret().to_owned()
            })
        })
        .collect();
    run_other_tasks().await;
    credential.gate.add_permits(40);
    for caller in callers {
        assert_eq!(caller.await.unwrap(), "token-2");
    }
    // One that was refused late uses the newest token.
    let late = Refusal {
        token,
        claims: None,
    };
    tokens.refuse(&late);
    let newest = tokens.token(Some(&late), &mut None).await.unwrap();
    assert_eq!((newest.secret(), credential.calls()), ("token-2", 2));
}

#[test]
fn a_refresh_whose_runtime_is_gone_is_started_again() {
    let (credential, tokens) = tokens(Some(HOUR), 0);
    let other = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    let mut waiting = None;
    let limit = Duration::from_millis(1);
    let attempt = async { timeout(limit, tokens.token(None, &mut waiting)).await };
    assert!(other.block_on(attempt).is_err());
    let own = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    let secret = own.block_on(async {
        let caller = tokio::spawn({
            let tokens = Arc::clone(&tokens);
            async move { secret(&tokens).await }
        });
        run_other_tasks().await;
        drop(tokio::task::spawn_blocking(move || drop(other)).await);
        credential.gate.add_permits(1);
        caller.await.unwrap()
    });
    assert_eq!((secret.as_str(), credential.calls()), ("token-2", 2));
}

/// A credential that panics as long as it is told to.
struct Panicking {
    calls: Arc<AtomicUsize>,
    healthy_from: usize,
}

impl TokenCredential for Panicking {
    fn get_token<'a>(&'a self, _request: &'a TokenRequest) -> TokenFuture<'a> {
        Box::pin(async move {
            tokio::task::yield_now().await;
            let number = self.calls.fetch_add(1, Ordering::SeqCst) + 1;
            assert!(number >= self.healthy_from, "planned, with a secret");
            let expiry = SystemTime::now() + HOUR;
            Ok(AccessToken::new(format!("token-{number}")).with_expiry(expiry))
        })
    }
}

#[tokio::test]
async fn a_panic_is_one_failure_for_all_waiting_callers_and_its_message_is_not_shown() {
    let calls = Arc::new(AtomicUsize::new(0));
    let credential = Panicking {
        calls: Arc::clone(&calls),
        healthy_from: 2,
    };
    let tokens = TokenCache::new(Arc::new(credential), TokenRequest::new(["scope"]));
    let tokens = Arc::new(tokens);
    let callers: Vec<_> = (0..10)
        .map(|_| {
            let tokens = Arc::clone(&tokens);
            tokio::spawn(async move { tokens.token(None, &mut None).await.unwrap_err() })
        })
        .collect();
    for caller in callers {
        let error = caller.await.unwrap();
        assert_eq!(error.to_string(), "the credential panicked");
        assert!(!format!("{error:?}").contains("secret"), "{error:?}");
    }
    assert_eq!(calls.load(Ordering::SeqCst), 1);
    assert_eq!(secret(&tokens).await, "token-2");
}

#[tokio::test]
async fn a_cache_that_is_dropped_ends_its_refreshes() {
    let (credential, tokens) = tokens(Some(HOUR), 1);
    secret(&tokens).await;
    set_times(&tokens, -1, 100);
    secret(&tokens).await;
    run_other_tasks().await;
    assert_eq!(credential.running(), 1);
    drop(tokens);
    run_other_tasks().await;
    assert_eq!(credential.running(), 0);
}

#[tokio::test]
async fn every_caller_gets_its_own_token_without_an_expiry() {
    let (credential, tokens) = tokens(None, 100);
    let callers: Vec<_> = (0..10)
        .map(|_| {
            let tokens = Arc::clone(&tokens);
            tokio::spawn(async move { secret(&tokens).await })
        })
        .collect();
    let mut seen = std::collections::BTreeSet::new();
    for caller in callers {
        seen.insert(caller.await.unwrap());
    }
    assert_eq!((seen.len(), credential.calls()), (10, 10));
}
