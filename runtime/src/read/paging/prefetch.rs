//! Requests pages in a task of its own, ahead of the caller if the listing allows it.
//!
//! Nothing here depends on the type of the items: the task hands over the pages' items as [`ErasedItems`].

use std::any::Any;
use std::sync::Arc;
use std::task::{Context, Poll, ready};

use bytes::Bytes;
use tokio::sync::{Semaphore, mpsc};

use crate::decode::page::DecodePage;
use crate::error::Error;
use crate::read::paging::pager::{FetchedPage, Pager};
use crate::transport::driven::{Driven, drive, task_lost};

/// Where pages come from.
pub(crate) enum Prefetch {
    /// The request cannot be sent.
    Failed(Error),
    /// Nothing has been requested yet; `depth` pages may be requested ahead of the caller.
    Start {
        pager: Box<Pager>,
        decode: DecodePage<ErasedItems>,
        depth: usize,
    },
    Running(PageTask),
    End,
}

/// The items of a page: a `Vec` of what the stream reads.
pub(crate) type ErasedItems = Box<dyn Any + Send>;

/// A page, or `None` after the last one.
type PageResult = Result<Option<FetchedPage<ErasedItems>>, Error>;
type PolledPage = Poll<Option<Result<FetchedPage<ErasedItems>, Error>>>;

/// The task that requests pages. It requests one page for each permit, and the caller adds the permits.
pub(crate) struct PageTask {
    permits: Arc<Semaphore>,
    pages: mpsc::UnboundedReceiver<PageResult>,
    /// The number of permits for pages that the caller has not received.
    outstanding: usize,
    depth: usize,
    /// Aborts the task when the stream is dropped.
    _task: Driven<()>,
}

impl Prefetch {
    /// Polls for the next page. Nothing follows an error.
    pub(crate) fn poll_next(&mut self, context: &mut Context<'_>) -> PolledPage {
        if let Prefetch::Start { .. } = self {
            *self = std::mem::replace(self, Prefetch::End).started();
        }
        let result = match self {
            Prefetch::Running(task) => ready!(task.poll_page(context)),
            Prefetch::Failed(_) => self.take_failure(),
            Prefetch::Start { .. } | Prefetch::End => Ok(None),
        };
        if !matches!(result, Ok(Some(_))) {
            *self = Prefetch::End;
        }
        Poll::Ready(result.transpose())
    }

    fn started(self) -> Self {
        match self {
            Prefetch::Start {
                pager,
                decode,
                depth,
            } => match PageTask::start(pager, decode, depth) {
                Ok(task) => Prefetch::Running(task),
                Err(error) => Prefetch::Failed(error),
            },
            other => other,
        }
    }

    fn take_failure(&mut self) -> PageResult {
        match std::mem::replace(self, Prefetch::End) {
            Prefetch::Failed(error) => Err(error),
            _ => Ok(None),
        }
    }
}

impl PageTask {
    fn start(
        pager: Box<Pager>,
        decode: DecodePage<ErasedItems>,
        depth: usize,
    ) -> Result<Self, Error> {
        pager.check_caller()?;
        let permits = Arc::new(Semaphore::new(0));
        let (sender, pages) = mpsc::unbounded_channel();
        let task = drive(request_pages(pager, decode, Arc::clone(&permits), sender));
        Ok(PageTask {
            permits,
            pages,
            outstanding: 0,
            // The semaphore panics above its limit, which no memory could hold anyway.
            depth: depth.min(Semaphore::MAX_PERMITS / 2),
            _task: task,
        })
    }

    /// Permits the page that the caller waits for, and as many more as may be ahead of the caller.
    fn poll_page(&mut self, context: &mut Context<'_>) -> Poll<PageResult> {
        self.permit(self.depth.max(1));
        let received = ready!(self.pages.poll_recv(context));
        self.outstanding -= 1;
        self.permit(self.depth);
        // The channel closes without a last page only if the task was lost.
        Poll::Ready(received.unwrap_or_else(|| Err(task_lost())))
    }

    fn permit(&mut self, pages: usize) {
        let added = pages.saturating_sub(self.outstanding);
        self.permits.add_permits(added);
        self.outstanding += added;
    }
}

async fn request_pages(
    mut pager: Box<Pager>,
    decode: DecodePage<ErasedItems>,
    permits: Arc<Semaphore>,
    sender: mpsc::UnboundedSender<PageResult>,
) {
    while let Ok(permit) = permits.acquire().await {
        permit.forget();
        let mut page = pager.next(decode).await;
        if let Ok(Some(fetched)) = &mut page {
            // Its items have been read.
            fetched.response.body = Bytes::new();
        }
        let is_last = !matches!(page, Ok(Some(_)));
        let is_received = sender.send(page).is_ok();
        if is_last || !is_received {
            return;
        }
    }
}
