//! Questions that many may wait for, each driven by whoever of them is polled.
//!
//! There is no task behind a question, and no lock is held while it is open: a caller that is not polled any more, or that
//! is dropped, keeps nobody else from the answer.

use std::future::poll_fn;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, Wake, Waker};
use std::time::Duration;

use tokio::time::Instant;

use crate::auth::{AccessToken, TokenFuture, TokenRequest};
use crate::error::BoxError;

/// A question that is older is given up for a new one: whoever is to answer it has perhaps gone.
const STALE: Duration = Duration::from_secs(120);

type Answer = Result<AccessToken, BoxError>;

/// The questions that are not answered yet. There are hardly ever more than two.
#[derive(Default)]
pub(super) struct Questions(Mutex<Open>);

#[derive(Default)]
struct Open {
    questions: Vec<Question>,
    asked: u64,
}

struct Question {
    id: u64,
    request: TokenRequest,
    since: Instant,
    /// How many wait for it.
    callers: usize,
    /// `None` while one of them polls it; the others then have themselves woken here.
    answer: Option<TokenFuture<'static>>,
    came_meanwhile: Vec<Waker>,
    all: Arc<All>,
}

/// Wakes everybody who waits for one question.
#[derive(Default)]
struct All(Mutex<Vec<Waker>>);

impl All {
    fn add(&self, waker: &Waker) {
        let mut wakers = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if !wakers.iter().any(|other| other.will_wake(waker)) {
            wakers.push(waker.clone());
        }
    }
}

impl Wake for All {
    fn wake(self: Arc<Self>) {
        let wakers = std::mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner));
        wakers.into_iter().for_each(Waker::wake);
    }
}

impl Questions {
    /// Whether somebody waits for this already.
    pub(super) fn is_open(&self, request: &TokenRequest) -> bool {
        self.open().questions.iter().any(|open| open.is(request) && open.callers > 0)
    }

    /// Asks, or joins those who have asked. The answer goes to one of them, who hands it to `settle` before the others
    /// hear that there is one, as `None`.
    pub(super) async fn ask(
        &self,
        request: &TokenRequest,
        begin: impl FnOnce() -> TokenFuture<'static>,
        settle: impl FnOnce(&Answer),
    ) -> Option<Answer> {
        let mut caller = Caller { questions: self, id: self.join(request, begin), polling: false };
        let mut settle = Some(settle);
        poll_fn(|context| {
            let polled = caller.poll(context);
            if let (Poll::Ready(Some(answer)), Some(settle)) = (&polled, settle.take_if(|_| polled.is_ready())) {
                settle(answer);
            }
            polled
        })
        .await
    }

    fn join(&self, request: &TokenRequest, begin: impl FnOnce() -> TokenFuture<'static>) -> u64 {
        let mut open = self.open();
        if let Some(question) = open.questions.iter_mut().find(|open| open.is(request)) {
            question.callers += 1;
            return question.id;
        }
        drop(open);
        // The credential's own code, which runs outside of the lock.
        let answer = begin();
        let mut open = self.open();
        open.asked += 1;
        let id = open.asked;
        open.questions.push(Question {
            id,
            request: request.clone(),
            since: Instant::now(),
            callers: 1,
            answer: Some(answer),
            came_meanwhile: Vec::new(),
            all: Arc::default(),
        });
        id
    }

    fn open(&self) -> MutexGuard<'_, Open> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
