//! Asking for the next pages while the caller works on this one.

use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use tokio::sync::{Semaphore, mpsc};
use tokio::task::JoinHandle;

use crate::error::Error;
use crate::error::kind::ErrorKind;
use crate::read::paging::pager::{FetchedPage, Pager};
use crate::transport::runtime::check_runtime;

/// Where pages come from.
pub(crate) enum Prefetch<I> {
    /// Not asked for yet, or why they cannot be; and how many may be asked for ahead.
    Start(Result<Box<Pager<I>>, Error>, usize),
    /// One at a time, when the caller asks.
    Waiting(Waiting<I>),
    Idle(Box<Pager<I>>),
    /// By a task of their own. Where it ends without a word, it has not come to the end of the listing.
    Ahead(mpsc::Receiver<Step<I>>, Task),
    /// As long as it is polled, and for ever where that has panicked.
    Broken,
    End,
}

/// A page, or `None` behind the last one.
type Step<I> = Result<Option<FetchedPage<I>>, Error>;
type Waiting<I> = Pin<Box<dyn Future<Output = (Box<Pager<I>>, Step<I>)> + Send>>;

/// A task that ends when nobody waits for it any more.
pub(crate) struct Task(JoinHandle<()>);

impl Drop for Task {
    fn drop(&mut self) {
        self.0.abort();
    }
}

impl<I: Send + 'static> Prefetch<I> {
    /// The next page. Behind an error comes nothing more.
    pub(crate) fn poll_next(
        &mut self,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<FetchedPage<I>, Error>>> {
        loop {
            match std::mem::replace(self, Prefetch::Broken) {
                Prefetch::Start(Err(error), _) => return self.end(Err(error)),
                Prefetch::Start(Ok(pager), 0) => *self = Prefetch::Idle(pager),
                Prefetch::Start(Ok(pager), depth) => match spawn(pager, depth) {
                    Ok(ahead) => *self = ahead,
                    Err(error) => return self.end(Err(error)),
                },
                Prefetch::Idle(pager) => *self = Prefetch::Waiting(Box::pin(step(pager))),
                Prefetch::Waiting(mut waiting) => {
                    let polled = waiting.as_mut().poll(context);
                    if polled.is_pending() {
                        *self = Prefetch::Waiting(waiting);
                    }
                    let (pager, page) = ready!(polled);
                    match page {
                        Ok(Some(page)) => {
                            *self = Prefetch::Idle(pager);
                            return Poll::Ready(Some(Ok(page)));
                        }
                        last => return self.end(last),
                    }
                }
                Prefetch::Ahead(mut receiver, task) => {
                    let polled = receiver.poll_recv(context);
                    if matches!(polled, Poll::Pending | Poll::Ready(Some(Ok(Some(_))))) {
                        *self = Prefetch::Ahead(receiver, task);
                    }
                    match ready!(polled).unwrap_or_else(|| Err(task_lost())) {
                        Ok(Some(page)) => return Poll::Ready(Some(Ok(page))),
                        last => return self.end(last),
                    }
                }
                Prefetch::Broken => return self.end(Err(task_lost())),
                Prefetch::End => return self.end(Ok(None)),
            }
        }
    }

    fn end(&mut self, last: Step<I>) -> Poll<Option<Result<FetchedPage<I>, Error>>> {
        *self = Prefetch::End;
        Poll::Ready(last.transpose())
    }
}

async fn step<I>(mut pager: Box<Pager<I>>) -> (Box<Pager<I>>, Step<I>) {
    let page = pager.next().await;
    (pager, page)
}

/// At most `depth` pages wait for the caller: a place is taken before a page is asked for.
fn spawn<I: Send + 'static>(mut pager: Box<Pager<I>>, depth: usize) -> Result<Prefetch<I>, Error> {
    check_runtime()?;
    // The channel has a limit of its own, above anything that fits into memory.
    let (sender, receiver) = mpsc::channel(depth.min(Semaphore::MAX_PERMITS));
    let task = tokio::spawn(async move {
        while let Ok(place) = sender.reserve().await {
            let page = pager.next().await;
            let is_last = !matches!(page, Ok(Some(_)));
            place.send(page);
            if is_last {
                return;
            }
        }
    });
    Ok(Prefetch::Ahead(receiver, Task(task)))
}

fn task_lost() -> Error {
    let what = "reading ended before the listing did: the runtime was shut down, or code that was called for it panicked";
    Error::new(ErrorKind::Config, what)
}
