//! Asking for the next pages while the caller works on this one.

use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use tokio::runtime::Handle;
use tokio::sync::mpsc;
use tokio::task::JoinHandle;

use super::pager::{Fetched, Pager};
use crate::{Error, ErrorKind};

/// Where pages come from.
pub(crate) enum Pages<I> {
    /// Not asked for yet, or why they cannot be; and how many may be asked for ahead.
    Start(Result<Box<Pager<I>>, Error>, usize),
    /// One at a time, when the caller asks.
    Waiting(Waiting<I>),
    Idle(Box<Pager<I>>),
    /// By a task of their own.
    Ahead(mpsc::Receiver<Result<Option<Fetched<I>>, Error>>, Task),
    End,
}

type Waiting<I> = Pin<Box<dyn Future<Output = (Box<Pager<I>>, Result<Option<Fetched<I>>, Error>)> + Send>>;

/// A task that ends when nobody waits for it any more.
pub(crate) struct Task(JoinHandle<()>);

impl Drop for Task {
    fn drop(&mut self) {
        self.0.abort();
    }
}

impl<I: Send + 'static> Pages<I> {
    /// The next page. Behind an error comes nothing more.
    pub(crate) fn poll_next(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<Fetched<I>, Error>>> {
        loop {
            match std::mem::replace(self, Pages::End) {
                Pages::Start(Err(error), _) => return Poll::Ready(Some(Err(error))),
                Pages::Start(Ok(pager), 0) => *self = Pages::Idle(pager),
                Pages::Start(Ok(pager), depth) => match spawn(pager, depth) {
                    Ok(ahead) => *self = ahead,
                    Err(error) => return Poll::Ready(Some(Err(error))),
                },
                Pages::Idle(pager) => *self = Pages::Waiting(Box::pin(step(pager))),
                Pages::Waiting(mut waiting) => {
                    let polled = waiting.as_mut().poll(context);
                    if polled.is_pending() {
                        *self = Pages::Waiting(waiting);
                    }
                    let (pager, page) = ready!(polled);
                    if let Ok(Some(_)) = &page {
                        *self = Pages::Idle(pager);
                    }
                    return Poll::Ready(page.transpose());
                }
                Pages::Ahead(mut receiver, task) => {
                    let polled = receiver.poll_recv(context);
                    if matches!(polled, Poll::Pending | Poll::Ready(Some(Ok(Some(_))))) {
                        *self = Pages::Ahead(receiver, task);
                    }
                    let dead = || Err(Error::new(ErrorKind::Io, "the task that reads ahead ended before the listing"));
                    return Poll::Ready(ready!(polled).unwrap_or_else(dead).transpose());
                }
                Pages::End => return Poll::Ready(None),
            }
        }
    }
}

async fn step<I>(mut pager: Box<Pager<I>>) -> (Box<Pager<I>>, Result<Option<Fetched<I>>, Error>) {
    let page = pager.next().await;
    (pager, page)
}

/// At most `depth` pages wait for the caller: a place is taken before a page is asked for.
fn spawn<I: Send + 'static>(mut pager: Box<Pager<I>>, depth: usize) -> Result<Pages<I>, Error> {
    let runtime = Handle::try_current()
        .map_err(|_| Error::new(ErrorKind::Config, "called outside of a Tokio runtime, which this client needs"))?;
    let (sender, receiver) = mpsc::channel(depth.min(tokio::sync::Semaphore::MAX_PERMITS));
    let task = runtime.spawn(async move {
        while let Ok(place) = sender.reserve().await {
            match pager.next().await {
                Ok(Some(page)) => place.send(Ok(Some(page))),
                Ok(None) => return place.send(Ok(None)),
                Err(error) => return place.send(Err(error)),
            }
        }
    });
    Ok(Pages::Ahead(receiver, Task(task)))
}
