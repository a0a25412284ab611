//! Requests the next pages while the caller works on the current one.

use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};

use tokio::sync::{Semaphore, mpsc};
use tokio::task::JoinHandle;

use crate::error::Error;
use crate::error::kind::ErrorKind;
use crate::read::paging::pager::{FetchedPage, Pager};
use crate::transport::runtime::check_runtime;

/// Where pages come from.
pub(crate) enum Prefetch<I> {
    /// The request cannot be sent.
    Failed(Error),
    /// Nothing has been requested yet; `depth` pages may be requested ahead of the caller.
    Start {
        pager: Box<Pager<I>>,
        depth: usize,
    },
    /// Without read-ahead: no page is being read.
    Idle(Box<Pager<I>>),
    /// Without read-ahead: the caller waits for a page.
    Reading(ReadingPage<I>),
    /// A task reads ahead. If its channel closes before the end of the listing, the task was lost.
    Ahead(mpsc::Receiver<PageResult<I>>, ReadAheadTask),
    /// Being polled. It remains in this state if the poll panics.
    Polling,
    End,
}

/// A page, or `None` after the last one.
type PageResult<I> = Result<Option<FetchedPage<I>>, Error>;
type ReadingPage<I> = Pin<Box<dyn Future<Output = (Box<Pager<I>>, PageResult<I>)> + Send>>;
type PolledPage<I> = Poll<Option<Result<FetchedPage<I>, Error>>>;

/// A task that is aborted when it is dropped.
pub(crate) struct ReadAheadTask(JoinHandle<()>);

impl Drop for ReadAheadTask {
    fn drop(&mut self) {
        self.0.abort();
    }
}

impl<I: Send + 'static> Prefetch<I> {
    /// Polls for the next page. Nothing follows an error.
    pub(crate) fn poll_next(&mut self, context: &mut Context<'_>) -> PolledPage<I> {
        loop {
            match std::mem::replace(self, Prefetch::Polling) {
                Prefetch::Failed(error) => return self.end(Err(error)),
                Prefetch::Start { pager, depth: 0 } => *self = Prefetch::Idle(pager),
                Prefetch::Start { pager, depth } => match read_ahead(pager, depth) {
                    Ok(ahead) => *self = ahead,
                    Err(error) => return self.end(Err(error)),
                },
                Prefetch::Idle(pager) => *self = Prefetch::Reading(Box::pin(read_page(pager))),
                Prefetch::Reading(reading) => return self.poll_reading(reading, context),
                Prefetch::Ahead(pages, task) => return self.poll_ahead(pages, task, context),
                Prefetch::Polling => return self.end(Err(task_lost())),
                Prefetch::End => return self.end(Ok(None)),
            }
        }
    }

    fn poll_reading(
        &mut self,
        mut reading: ReadingPage<I>,
        context: &mut Context<'_>,
    ) -> PolledPage<I> {
        let Poll::Ready((pager, result)) = reading.as_mut().poll(context) else {
            *self = Prefetch::Reading(reading);
            return Poll::Pending;
        };
        match result {
            Ok(Some(page)) => {
                *self = Prefetch::Idle(pager);
                Poll::Ready(Some(Ok(page)))
            }
            last => self.end(last),
        }
    }

    fn poll_ahead(
        &mut self,
        mut pages: mpsc::Receiver<PageResult<I>>,
        task: ReadAheadTask,
        context: &mut Context<'_>,
    ) -> PolledPage<I> {
        let Poll::Ready(received) = pages.poll_recv(context) else {
            *self = Prefetch::Ahead(pages, task);
            return Poll::Pending;
        };
        match received {
            Some(Ok(Some(page))) => {
                *self = Prefetch::Ahead(pages, task);
                Poll::Ready(Some(Ok(page)))
            }
            Some(last) => self.end(last),
            None => self.end(Err(task_lost())),
        }
    }

    fn end(&mut self, last: PageResult<I>) -> PolledPage<I> {
        *self = Prefetch::End;
        Poll::Ready(last.transpose())
    }
}

async fn read_page<I>(mut pager: Box<Pager<I>>) -> (Box<Pager<I>>, PageResult<I>) {
    let page = pager.next().await;
    (pager, page)
}

/// Starts a task that reads ahead. At most `depth` pages wait for the caller, because the task reserves a slot in the
/// channel before it requests a page.
fn read_ahead<I: Send + 'static>(
    mut pager: Box<Pager<I>>,
    depth: usize,
) -> Result<Prefetch<I>, Error> {
    check_runtime()?;
    // The channel panics above this capacity, which no memory could hold anyway.
    let (sender, receiver) = mpsc::channel(depth.min(Semaphore::MAX_PERMITS));
    let task = tokio::spawn(async move {
        while let Ok(slot) = sender.reserve().await {
            let page = pager.next().await;
            let is_last = !matches!(page, Ok(Some(_)));
            slot.send(page);
            if is_last {
                return;
            }
        }
    });
    Ok(Prefetch::Ahead(receiver, ReadAheadTask(task)))
}

fn task_lost() -> Error {
    let summary =
        "the listing was cut short: the runtime was shut down, or code called by the task panicked";
    Error::new(ErrorKind::Config, summary)
}
