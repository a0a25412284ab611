//! Work that makes progress whether or not its caller polls it.

use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};

use tokio::task::JoinHandle;

use crate::error::Error;
use crate::error::kind::ErrorKind;
use crate::transport::trace::in_current_span;

/// The result of a task of its own. The task is aborted when this is dropped.
///
/// Everything that other reads wait for, such as a permit, is held only in such tasks: a future that its caller has put
/// aside, in a `buffer_unordered` or beside a `select!`, must not keep others waiting.
pub(crate) struct Driven<T>(JoinHandle<T>);

/// Starts a task for `work`, within the caller's span. The caller has checked that there is a runtime.
pub(crate) fn drive<T: Send + 'static>(
    work: impl Future<Output = T> + Send + 'static,
) -> Driven<T> {
    Driven(tokio::spawn(in_current_span(work)))
}

impl<T> Future for Driven<T> {
    type Output = Result<T, Error>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let joined = Pin::new(&mut self.0).poll(context);
        joined.map(|result| result.map_err(|_| task_lost()))
    }
}

impl<T> Drop for Driven<T> {
    fn drop(&mut self) {
        self.0.abort();
    }
}

/// The error of a task that ended without a result. The cause is not shown: a panic message may hold anything.
pub(crate) fn task_lost() -> Error {
    let summary = "the read was cut short: the runtime was shut down, or a credential, a hook, or an HTTP client panicked";
    Error::new(ErrorKind::Config, summary)
}
