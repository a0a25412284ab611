//! A request for a token in a task of its own, whose outcome all callers share.

use std::fmt;
use std::future::Future;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tokio::sync::watch;
use tokio::task::JoinHandle;
use tokio::time::{Instant, timeout};

use crate::auth::token::{AccessToken, TokenRequest};
use crate::error::box_error::BoxError;
use crate::error::text::error_chain;

type Outcome = Result<AccessToken, Arc<Failure>>;

/// A refresh in flight. It ends when the last one that holds it drops it.
pub(crate) struct Refresh {
    request: TokenRequest,
    started_at: Instant,
    /// `None` until the credential returns. Closed without an outcome if the runtime of the task was shut down.
    outcome: watch::Receiver<Option<Outcome>>,
    has_first_caller: AtomicBool,
    _task: Task,
}

impl Refresh {
    /// Starts the task. `get` calls the credential, and stores a token before others see it.
    pub(super) fn start(
        request: TokenRequest,
        get: impl Future<Output = Result<AccessToken, BoxError>> + Send + 'static,
    ) -> Self {
        let (sender, outcome) = watch::channel(None);
        let reporter = Reporter(sender);
        let task = Task::start(async move { reporter.report(get.await) });
        Self {
            request,
            started_at: Instant::now(),
            outcome,
            has_first_caller: AtomicBool::new(false),
            _task: task,
        }
    }

    /// Whether the refresh is in flight, requests the same token, and is young enough to be worth waiting for.
    pub(super) fn serves(&self, request: &TokenRequest, max_age: Duration) -> bool {
        self.request == *request
            && self.started_at.elapsed() < max_age
            && matches!(self.outcome.has_changed(), Ok(false))
    }

    /// The outcome, or `None` if the task ended without one.
    pub(super) async fn outcome(&self) -> Option<Result<AccessToken, BoxError>> {
        let mut receiver = self.outcome.clone();
        let outcome = receiver.wait_for(Option::is_some).await.ok()?.clone()?;
        Some(outcome.map_err(|failure| failure.take()))
    }

    /// Whether this is the first caller to claim the token. Only that one may use a token that is not cached.
    pub(super) fn claim(&self) -> bool {
        !self.has_first_caller.swap(true, Ordering::Relaxed)
    }

    /// Keeps the refresh in flight for a while, although no caller waits for it.
    pub(super) fn keep(self: Arc<Self>, limit: Duration) -> Task {
        Task::start(async move {
            let _ = timeout(limit, self.outcome()).await;
        })
    }
}

/// A task that is aborted when this is dropped.
pub(super) struct Task(JoinHandle<()>);

impl Task {
    fn start(work: impl Future<Output = ()> + Send + 'static) -> Self {
        Self(tokio::spawn(work))
    }
}

impl Drop for Task {
    fn drop(&mut self) {
        self.0.abort();
    }
}

/// Sends the outcome to all callers, also when the credential panics. The message of the panic is not shown: it may hold
/// anything.
struct Reporter(watch::Sender<Option<Outcome>>);

impl Reporter {
    fn report(&self, result: Result<AccessToken, BoxError>) {
        self.0.send_replace(Some(result.map_err(Failure::shared)));
    }
}

impl Drop for Reporter {
    fn drop(&mut self) {
        if std::thread::panicking() {
            self.report(Err("the credential panicked".into()));
        }
    }
}

/// A failure that several callers share. The first one gets the credential's own error, the others its text.
struct Failure {
    text: String,
    original: Mutex<Option<BoxError>>,
}

impl Failure {
    fn shared(error: BoxError) -> Arc<Self> {
        Arc::new(Self {
            text: error_chain(&*error),
            original: Mutex::new(Some(error)),
        })
    }

    fn take(&self) -> BoxError {
        let mut original = self.original.lock().unwrap_or_else(PoisonError::into_inner);
        let error = original.take();
        error.unwrap_or_else(|| SharedFailure(self.text.clone()).into())
    }
}

/// The failure of a refresh whose own error went to another caller.
#[derive(Debug)]
struct SharedFailure(String);

impl fmt::Display for SharedFailure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for SharedFailure {}
