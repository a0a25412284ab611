//! The body of a response, as an HTTP client returns it.

use std::fmt;
use std::future::poll_fn;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::Bytes;
use futures_core::Stream;

use crate::error::Error;
use crate::error::kind::ErrorKind;
use crate::transport::exclusive::Exclusive;
use crate::transport::http_error::HttpError;
use crate::transport::wire_error::wire_error;

/// A stream of chunks, with its errors converted.
trait Chunks: Send {
    fn poll_chunk(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Bytes, HttpError>>>;
}

impl<S, E> Chunks for S
where
    S: Stream<Item = Result<Bytes, E>> + Send,
    E: Into<HttpError>,
{
    fn poll_chunk(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Bytes, HttpError>>> {
        let polled = self.poll_next(context);
        polled.map(|chunk| chunk.map(|chunk| chunk.map_err(Into::into)))
    }
}

/// The body of an [`HttpResponse`](crate::transport::HttpResponse): bytes, or a stream of them.
///
/// ```
/// use graph_resource::transport::HttpBody;
///
/// let body = HttpBody::from(r#"{"id": "1"}"#);
/// let empty = HttpBody::default();
/// ```
pub struct HttpBody(Source);

enum Source {
    Bytes(Bytes),
    /// A response whose head was taken out. It is read without a stream, which would need another allocation.
    Reqwest(reqwest::Response),
    Stream(Exclusive<Pin<Box<dyn Chunks>>>),
}

impl HttpBody {
    /// Creates a body from a stream of chunks.
    ///
    /// After an error that is not [permanent](HttpError::permanent), a page or an object is requested again, and a
    /// download resumes with the bytes that are missing. A panic of the stream is a permanent error.
    ///
    /// ```
    /// use std::pin::Pin;
    /// use std::task::{Context, Poll};
    /// use bytes::Bytes;
    /// use futures_core::Stream;
    /// use graph_resource::transport::HttpBody;
    /// use tokio::sync::mpsc::Receiver;
    ///
    /// struct Chunks(Receiver<Result<Bytes, std::io::Error>>);
    ///
    /// impl Stream for Chunks {
    ///     type Item = Result<Bytes, std::io::Error>;
    ///
    ///     fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
    ///         self.0.poll_recv(context)
    ///     }
    /// }
    ///
    /// fn body(chunks: Receiver<Result<Bytes, std::io::Error>>) -> HttpBody {
    ///     HttpBody::from_stream(Chunks(chunks))
    /// }
    /// ```
    pub fn from_stream<E: Into<HttpError>>(
        stream: impl Stream<Item = Result<Bytes, E>> + Send + 'static,
    ) -> Self {
        HttpBody(Source::Stream(Exclusive::new(Box::pin(stream))))
    }

    pub(super) fn from_reqwest(response: reqwest::Response) -> Self {
        HttpBody(Source::Reqwest(response))
    }

    /// Returns the next chunk, or `None` at the end of the body.
    ///
    /// # Errors
    ///
    /// An [`HttpError`] if the connection broke.
    pub async fn chunk(&mut self) -> Result<Option<Bytes>, HttpError> {
        match &mut self.0 {
            Source::Bytes(bytes) if bytes.is_empty() => Ok(None),
            Source::Bytes(bytes) => Ok(Some(std::mem::take(bytes))),
            Source::Reqwest(response) => response.chunk().await.map_err(wire_error),
            Source::Stream(stream) => {
                let chunk = poll_fn(|context| poll_caught(stream.get_mut(), context)).await;
                if chunk.is_none() {
                    *self = HttpBody::default();
                }
                chunk.transpose()
            }
        }
    }

    /// The number of bytes that are left, if it is known without reading them.
    pub(super) fn length(&self) -> Option<u64> {
        match &self.0 {
            Source::Bytes(bytes) => Some(bytes.len() as u64),
            Source::Reqwest(response) => response.content_length(),
            Source::Stream(_) => None,
        }
    }
}

/// Polls the stream. A panic of it would otherwise be one of whoever reads the download.
fn poll_caught(
    chunks: &mut Pin<Box<dyn Chunks>>,
    context: &mut Context<'_>,
) -> Poll<Option<Result<Bytes, HttpError>>> {
    let polled = catch_unwind(AssertUnwindSafe(|| chunks.as_mut().poll_chunk(context)));
    polled.unwrap_or_else(|_| Poll::Ready(Some(Err(panicked()))))
}

fn panicked() -> HttpError {
    let summary = "the stream of the response's body panicked";
    HttpError::of(Error::new(ErrorKind::Config, summary))
}

impl Default for HttpBody {
    /// An empty body.
    fn default() -> Self {
        HttpBody(Source::Bytes(Bytes::new()))
    }
}

impl From<Bytes> for HttpBody {
    fn from(bytes: Bytes) -> Self {
        HttpBody(Source::Bytes(bytes))
    }
}

impl From<Vec<u8>> for HttpBody {
    fn from(bytes: Vec<u8>) -> Self {
        Bytes::from(bytes).into()
    }
}

impl From<String> for HttpBody {
    fn from(text: String) -> Self {
        Bytes::from(text).into()
    }
}

impl From<&'static str> for HttpBody {
    fn from(text: &'static str) -> Self {
        Bytes::from_static(text.as_bytes()).into()
    }
}

impl fmt::Debug for HttpBody {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("HttpBody(..)")
    }
}
