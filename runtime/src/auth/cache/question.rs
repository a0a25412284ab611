//! Questions that many may wait for, each driven by whoever of them is polled.
//!
//! There is no task behind a question, and no lock is held while it is open: a caller that is not polled any more, or that
//! is dropped, keeps nobody else from the answer.

use std::future::poll_fn;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, Wake, Waker};
use std::time::Duration;

use tokio::time::Instant;

use crate::auth::credential::TokenFuture;
use crate::auth::token::{AccessToken, TokenRequest};
use crate::error::box_error::BoxError;

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
        self.open()
            .questions
            .iter()
            .any(|open| open.is(request) && open.callers > 0)
    }

    /// Asks, or joins those who have asked. The answer goes to one of them, and to `settle` before the others hear that
    /// there is one, as `None`. `begin` makes the future and does no more, or says that there is nothing to ask.
    pub(super) async fn ask(
        &self,
        request: &TokenRequest,
        begin: impl FnOnce() -> Option<TokenFuture<'static>>,
        settle: impl Fn(&Answer),
    ) -> Option<Answer> {
        let mut caller = Caller {
            questions: self,
            id: self.join(request, begin)?,
            polling: false,
        };
        poll_fn(|context| caller.poll(context, &settle)).await
    }

    fn join(
        &self,
        request: &TokenRequest,
        begin: impl FnOnce() -> Option<TokenFuture<'static>>,
    ) -> Option<u64> {
        let mut open = self.open();
        open.questions
            .retain(|open| open.callers > 0 || open.since.elapsed() < STALE);
        if let Some(question) = open.questions.iter_mut().find(|open| open.is(request)) {
            question.callers += 1;
            return Some(question.id);
        }
        let answer = begin()?;
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
        Some(id)
    }

    fn open(&self) -> MutexGuard<'_, Open> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Does something with a question that is still open.
    fn with<T>(&self, id: u64, act: impl FnOnce(&mut Question) -> T) -> Option<T> {
        self.open()
            .questions
            .iter_mut()
            .find(|open| open.id == id)
            .map(act)
    }

    /// Takes a question away, and wakes those who wait for it.
    fn close(&self, id: u64) {
        let mut open = self.open();
        let Some(at) = open.questions.iter().position(|open| open.id == id) else {
            return;
        };
        let question = open.questions.swap_remove(at);
        drop(open);
        question.came_meanwhile.into_iter().for_each(Waker::wake);
        question.all.wake();
    }
}

impl Question {
    fn is(&self, request: &TokenRequest) -> bool {
        self.request == *request && self.since.elapsed() < STALE
    }
}

/// One who waits for a question.
struct Caller<'a> {
    questions: &'a Questions,
    id: u64,
    polling: bool,
}

impl Caller<'_> {
    fn poll(
        &mut self,
        context: &mut Context<'_>,
        settle: &impl Fn(&Answer),
    ) -> Poll<Option<Answer>> {
        let taken = self.questions.with(self.id, |question| {
            question.all.add(context.waker());
            let taken = question.answer.take();
            if taken.is_none() {
                question.came_meanwhile.push(context.waker().clone());
            }
            taken.map(|answer| (answer, Arc::clone(&question.all)))
        });
        let (mut answer, all) = match taken {
            None => return Poll::Ready(None),
            Some(None) => return Poll::Pending,
            Some(Some(taken)) => taken,
        };
        self.polling = true;
        let polled = answer.as_mut().poll(&mut Context::from_waker(&all.into()));
        self.polling = false;
        match polled {
            Poll::Ready(answer) => {
                settle(&answer);
                self.questions.close(self.id);
                Poll::Ready(Some(answer))
            }
            Poll::Pending => {
                let came_meanwhile = self.questions.with(self.id, |question| {
                    question.answer = Some(answer);
                    std::mem::take(&mut question.came_meanwhile)
                });
                // The answer may have come for them while this one was looking.
                came_meanwhile.into_iter().flatten().for_each(Waker::wake);
                Poll::Pending
            }
        }
    }
}

impl Drop for Caller<'_> {
    fn drop(&mut self) {
        if self.polling {
            // The credential has panicked, and its future cannot be polled again.
            return self.questions.close(self.id);
        }
        let all = self.questions.with(self.id, |question| {
            question.callers -= 1;
            Arc::clone(&question.all)
        });
        // Perhaps it was this one who was woken for the answer.
        all.into_iter().for_each(Wake::wake);
    }
}
