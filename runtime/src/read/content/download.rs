//! The stream of a download's bytes.

use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use bytes::Bytes;
use futures_core::Stream;
use reqwest::header::{CONTENT_TYPE, HeaderMap, LAST_MODIFIED};

use crate::error::Error;
use crate::error::kind::ErrorKind;
use crate::error::throttle_info::ThrottleInfo;
use crate::read::content::download_request::DownloadRequest;
use crate::read::content::resumable_body::ResumableBody;
use crate::read::head::Head;
use crate::read::response::Response;
use crate::transport::exclusive::Exclusive;

/// A download: a stream of [`Bytes`] that delivers each chunk as it arrives.
///
/// Dropping the download ends it; dropping a future that waits for the next chunk loses nothing.
///
/// ```no_run
/// # use graph_resource::{graph_resource, Client};
/// # use serde::Deserialize;
/// # #[graph_resource(content(photo = "/users/<userId>/photo/$value"))] #[derive(Deserialize)]
/// # struct Photo { width: i32 }
/// # async fn measure(client: Client) -> Result<(), graph_resource::Error> {
/// let mut download = Photo::photo("ada@contoso.com").send(&client).await?;
/// println!("{:?}, {:?} bytes", download.content_type(), download.length());
/// while let Some(chunk) = download.next().await? {
///     println!("{} bytes", chunk.len());
/// }
/// # Ok(()) }
/// ```
#[must_use = "streams do nothing unless polled"]
pub struct Download {
    state: Exclusive<State>,
    /// `None` until the request has been sent.
    head: Option<Arc<Head>>,
    length: Option<u64>,
    /// How often the content has started again.
    restarts: u32,
}

#[allow(clippy::large_enum_variant, reason = "there is one per download")]
enum State {
    /// Not sent yet, or the reason why it cannot be sent.
    Unsent(Result<DownloadRequest, Error>),
    Open(ResumableBody),
    Reading(ReadingChunk),
    End,
}

type ReadingChunk = Pin<Box<dyn Future<Output = ReadChunk> + Send>>;

/// A chunk or an error, and the body that is left to read after it. Nothing is left after the last chunk or an error.
struct ReadChunk {
    chunk: Option<Result<Bytes, Error>>,
    rest: Option<ResumableBody>,
}

impl ReadChunk {
    fn failed(error: Error) -> Self {
        ReadChunk {
            chunk: Some(Err(error)),
            rest: None,
        }
    }
}

impl Download {
    /// A download that is requested when it is first polled.
    pub(super) fn unsent(request: Result<DownloadRequest, Error>) -> Self {
        Download {
            state: Exclusive::new(State::Unsent(request)),
            head: None,
            length: None,
            restarts: 0,
        }
    }

    pub(crate) fn open(body: ResumableBody) -> Self {
        Download {
            head: Some(Arc::clone(body.head())),
            length: body.total(),
            restarts: 0,
            state: Exclusive::new(State::Open(body)),
        }
    }

    /// Returns the media type, if the service sent one. Known at once after [`Content::send`](crate::Content::send),
    /// and once the first bytes have arrived after [`Content::stream`](crate::Content::stream).
    pub fn content_type(&self) -> Option<&str> {
        self.head.as_ref()?.header(&CONTENT_TYPE)
    }

    /// Returns how many bytes the download has in all, if the service announced it. With
    /// [`Content::range`](crate::Content::range), these are the bytes of the range. Known as early as
    /// [`content_type`](Self::content_type).
    pub fn length(&self) -> Option<u64> {
        self.length
    }

    /// Returns the entity tag of the content, for [`Content::if_none_match`](crate::Content::if_none_match), if the
    /// service sent one. Known as early as [`content_type`](Self::content_type).
    ///
    /// If the connection breaks before the first byte, the download starts anew, and the entity tag may be another one
    /// afterwards. It is always the one of the bytes that are delivered.
    pub fn etag(&self) -> Option<&str> {
        self.head.as_ref()?.etag()
    }

    /// Returns when the content was last modified as the service wrote it, such as `Thu, 29 Feb 2024 09:15:00 GMT`, for
    /// [`Content::if_modified_since`](crate::Content::if_modified_since). Known as early as
    /// [`content_type`](Self::content_type).
    pub fn last_modified(&self) -> Option<&str> {
        self.head.as_ref()?.header(&LAST_MODIFIED)
    }

    /// Returns the id that the service, or the host that it redirected to, gave the request. Known as early as
    /// [`content_type`](Self::content_type). A download that resumes keeps the id of its first request.
    pub fn request_id(&self) -> Option<&str> {
        self.head.as_ref()?.request_id()
    }

    /// Returns what the service reports about its limits, as [`Response::throttle`] does. Known as early as
    /// [`content_type`](Self::content_type).
    pub fn throttle(&self) -> Option<&ThrottleInfo> {
        self.head.as_ref()?.throttle()
    }

    /// Returns the headers of the response, such as `Content-Disposition`. Known as early as
    /// [`content_type`](Self::content_type).
    pub fn headers(&self) -> Option<&HeaderMap> {
        Some(&self.head.as_ref()?.headers)
    }

    #[cfg(feature = "blocking")]
    pub(crate) fn head(&self) -> Option<&Arc<Head>> {
        self.head.as_ref()
    }

    /// Returns the next chunk, or `None` at the end. Works like `TryStreamExt::try_next` of the `futures` crate,
    /// without an extension trait.
    ///
    /// # Errors
    ///
    /// Returns an error if the request is invalid, the credential or the network fails, the status is not 2xx or has no
    /// content (202, 204), the service sends a different range than requested or more bytes than it announced, or the
    /// connection breaks and the download cannot be resumed. After an error, further calls return `None`.
    pub async fn next(&mut self) -> Result<Option<Bytes>, Error> {
        std::future::poll_fn(|context| Pin::new(&mut *self).poll_next(context))
            .await
            .transpose()
    }

    /// Reads all bytes, up to the limit, and returns them with the response that they were in.
    pub(crate) async fn read_to_end(
        body: ResumableBody,
        limit: u64,
    ) -> Result<Response<Bytes>, Error> {
        let mut head = Arc::clone(body.head());
        let mut download = Download::open(body);
        let mut all = Vec::new();
        while let Some((bytes, is_restart)) = download.next_or_restart().await? {
            if is_restart {
                all.clear();
            }
            let received = all.len() as u64 + bytes.len() as u64;
            let announced = download.length.unwrap_or(0);
            if received.max(announced) > limit {
                let summary = format!(
                    "the content is larger than the limit of {limit} bytes (`ClientBuilder::max_body_bytes`)"
                );
                return Err(Error::new(ErrorKind::Limit, summary));
            }
            if all.is_empty() {
                reserve(&mut all, announced);
            }
            all.extend_from_slice(&bytes);
        }
        if let Some(last) = download.head {
            head = last;
        }
        Ok(Response::with_head(all.into(), head))
    }

    /// Returns the next chunk, and whether the content starts again with it, so that earlier chunks are worthless.
    pub(super) async fn next_or_restart(&mut self) -> Result<Option<(Bytes, bool)>, Error> {
        let restarts = self.restarts;
        let chunk = self.next().await?;
        Ok(chunk.map(|bytes| (bytes, self.restarts != restarts)))
    }

    fn record_head(&mut self, body: &ResumableBody) {
        self.restarts = body.restarts();
        self.length = body.total();
        self.head = Some(Arc::clone(body.head()));
    }
}

/// Allocates once for all bytes that are announced. If that fails, the buffer grows with what arrives, which may be less.
fn reserve(buffer: &mut Vec<u8>, announced: u64) {
    if let Ok(announced) = usize::try_from(announced) {
        let _ = buffer.try_reserve_exact(announced);
    }
}

impl Stream for Download {
    type Item = Result<Bytes, Error>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let mut reading: ReadingChunk = match std::mem::replace(self.state.get_mut(), State::End) {
            State::Unsent(request) => Box::pin(send_and_read(request)),
            State::Open(body) => Box::pin(read_chunk(body)),
            State::Reading(reading) => reading,
            State::End => return Poll::Ready(None),
        };
        let Poll::Ready(read) = reading.as_mut().poll(context) else {
            *self.state.get_mut() = State::Reading(reading);
            return Poll::Pending;
        };
        if let Some(body) = read.rest {
            self.record_head(&body);
            *self.state.get_mut() = State::Open(body);
        }
        Poll::Ready(read.chunk)
    }
}

async fn send_and_read(request: Result<DownloadRequest, Error>) -> ReadChunk {
    let request = match request {
        Ok(request) => request,
        Err(error) => return ReadChunk::failed(error),
    };
    match ResumableBody::open(request).await {
        Ok(body) => read_chunk(body).await,
        Err(error) => ReadChunk::failed(error),
    }
}

async fn read_chunk(body: ResumableBody) -> ReadChunk {
    match body.next().await {
        Ok(Some((bytes, rest))) => ReadChunk {
            chunk: Some(Ok(bytes)),
            rest: Some(rest),
        },
        Ok(None) => ReadChunk {
            chunk: None,
            rest: None,
        },
        Err(error) => ReadChunk::failed(error),
    }
}

impl fmt::Debug for Download {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Download")
            .field("content_type", &self.content_type())
            .field("length", &self.length)
            .field("request_id", &self.request_id())
            .finish_non_exhaustive()
    }
}
