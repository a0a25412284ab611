//! The bytes as they come.

use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use bytes::Bytes;
use futures_core::Stream;
use reqwest::header::CONTENT_TYPE;

use crate::error::Error;
use crate::error::kind::ErrorKind;
use crate::read::content::source::{DownloadRequest, ResumableBody};

/// A download: a stream of [`Bytes`], of which each piece is handed on as it comes.
///
/// It can be dropped at any time; a future that waits for the next piece can be dropped as well, and nothing is lost.
pub struct Download {
    state: State,
    content_type: Option<String>,
    length: Option<u64>,
}

#[allow(clippy::large_enum_variant, reason = "there is one of it a download")]
enum State {
    /// Not sent yet, or why it cannot be.
    DownloadRequest(Result<DownloadRequest, Error>),
    Open(ResumableBody),
    Waiting(Waiting),
    End,
}

type Waiting = Pin<Box<dyn Future<Output = Step> + Send>>;

/// What is left after a piece, and the piece.
type Step = (Option<ResumableBody>, Option<Result<Bytes, Error>>);

impl Download {
    /// A download that is sent when it is first polled.
    pub(super) fn lazy(start: Result<DownloadRequest, Error>) -> Self {
        Download {
            state: State::DownloadRequest(start),
            content_type: None,
            length: None,
        }
    }

    pub(super) fn open(source: ResumableBody) -> Self {
        let mut download = Download {
            state: State::End,
            content_type: None,
            length: None,
        };
        download.learn(&source);
        download.state = State::Open(source);
        download
    }

    /// The media type, as the service said it; known once the first bytes are here.
    pub fn content_type(&self) -> Option<&str> {
        self.content_type.as_deref()
    }

    /// What is to come in all, in bytes, where the service said so; known once the first bytes are here.
    pub fn length(&self) -> Option<u64> {
        self.length
    }

    /// The next piece; `None` at the end. The same as the stream's, without a crate for streams.
    ///
    /// # Errors
    ///
    /// As [`Content::send`](crate::Content::send), and a connection that broke and could not be taken up again. Nothing
    /// follows an error.
    pub async fn next(&mut self) -> Result<Option<Bytes>, Error> {
        std::future::poll_fn(|context| Pin::new(&mut *self).poll_next(context))
            .await
            .transpose()
    }

    /// All of it, if it is within the limit.
    pub(super) async fn collect(mut self, limit: u64) -> Result<Bytes, Error> {
        let mut all = Vec::new();
        while let Some(bytes) = self.next().await? {
            if all.len() as u64 + bytes.len() as u64 > limit
                || self.length.is_some_and(|length| length > limit)
            {
                let what = format!(
                    "the content is larger than the limit of {limit} bytes (`ClientBuilder::max_body_bytes`)"
                );
                return Err(Error::new(ErrorKind::Limit, what));
            }
            all.extend_from_slice(&bytes);
        }
        Ok(all.into())
    }

    fn learn(&mut self, source: &ResumableBody) {
        self.length = source.total();
        self.content_type = source.header(&CONTENT_TYPE).map(str::to_owned);
    }
}

impl Stream for Download {
    type Item = Result<Bytes, Error>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let mut waiting: Waiting = match std::mem::replace(&mut self.state, State::End) {
            State::DownloadRequest(start) => Box::pin(begin(start)),
            State::Open(source) => Box::pin(step(source)),
            State::Waiting(waiting) => waiting,
            State::End => return Poll::Ready(None),
        };
        let polled = waiting.as_mut().poll(context);
        if polled.is_pending() {
            self.state = State::Waiting(waiting);
        }
        let (source, piece) = ready!(polled);
        if let Some(source) = source {
            self.learn(&source);
            self.state = State::Open(source);
        }
        Poll::Ready(piece)
    }
}

async fn begin(start: Result<DownloadRequest, Error>) -> Step {
    let opened = match start {
        Ok(start) => start.open().await,
        Err(error) => Err(error),
    };
    match opened {
        Ok(source) => step(source).await,
        Err(error) => (None, Some(Err(error))),
    }
}

async fn step(mut source: ResumableBody) -> Step {
    match source.next().await {
        Ok(Some(bytes)) => (Some(source), Some(Ok(bytes))),
        Ok(None) => (None, None),
        Err(error) => (None, Some(Err(error))),
    }
}

impl fmt::Debug for Download {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Download")
            .field("content_type", &self.content_type)
            .field("length", &self.length)
            .finish_non_exhaustive()
    }
}
