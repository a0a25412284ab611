//! Reading bytes: files, photos, reports.

pub(crate) mod download;
pub(crate) mod progress;
pub(crate) mod range;
pub(crate) mod save;
pub(crate) mod source;
pub(crate) mod validators;

pub use crate::read::content::download::Download;
pub use crate::read::content::progress::Progress;

use std::fmt;
use std::future::Future;
use std::ops::RangeBounds;
use std::path::Path;
use std::pin::Pin;
use std::sync::Arc;

use bytes::Bytes;
#[cfg(feature = "testing")]
use reqwest::header::{HeaderValue, RANGE};

use crate::address::key::Key;
use crate::client::Client;
use crate::error::Error;
use crate::error::kind::ErrorKind;
use crate::error::text::without_byte_order_mark;
use crate::query::type_info::NO_PROPERTIES;
use crate::read::content::progress::OnProgress;
use crate::read::content::range::Range;
use crate::read::content::source::DownloadRequest;
use crate::read::methods::request_methods;
use crate::request::Request;
use crate::request::cardinality::Cardinality;
use crate::request::endpoint::Endpoint;
#[cfg(feature = "testing")]
use crate::request::prepared::Prepared;

/// A read of bytes: what the methods of `#[graph_resource(content(…))]` return.
///
/// The service often answers with a redirect to another host; it is followed without the token. A connection that breaks
/// is taken up again at the byte where it broke, as long as the service says that it is still the same content and the
/// [`RetryPolicy`] allows it.
///
/// ```no_run
/// # use graph_resource::{graph_resource, Client};
/// # use serde::Deserialize;
/// #[graph_resource(content(photo = "/users/<userId>/photo/$value"))]
/// #[derive(Deserialize)]
/// struct Photo { width: i32, height: i32 }
///
/// # async fn read(client: Client) -> Result<(), graph_resource::Error> {
/// let bytes = Photo::photo("ada@contoso.com").bytes(&client).await?;
/// Photo::photo("ada@contoso.com").save_to(&client, "ada.jpg").await?;
/// # Ok(()) }
/// ```
#[derive(Clone)]
#[must_use = "a request does nothing until it is sent"]
pub struct Content {
    request: Request,
    /// Or why there is none to ask for.
    range: Option<Result<Range, &'static str>>,
    progress: Option<OnProgress>,
}

impl Content {
    #[doc(hidden)]
    pub fn new(endpoint: &'static Endpoint, keys: &[&dyn Key]) -> Self {
        Content::of(Request::new(endpoint, &NO_PROPERTIES, keys))
    }

    /// A read of bytes at a path that is only known at run time, below the version: `/me/photo/$value`, encoded already.
    pub fn at_path(path: impl Into<String>) -> Self {
        Content::of(Request::at(path.into(), false))
    }

    /// A read of bytes from a whole URL, such as a link that was stored. It is used as it is, on the client's own origin
    /// only.
    pub fn at_url(url: impl Into<String>) -> Self {
        Content::of(Request::at(url.into(), true))
    }

    fn start(&self, client: &Client) -> Result<DownloadRequest, Error> {
        DownloadRequest::new(&self.request, self.range, self.progress.clone(), client)
    }

    fn of(request: Request) -> Self {
        Content {
            request,
            range: None,
            progress: None,
        }
    }

    /// Only these bytes, counted from 0 ([RFC 9110, section 14]): `.range(0..1024)`, `.range(1024..)`.
    ///
    /// [RFC 9110, section 14]: https://www.rfc-editor.org/rfc/rfc9110#section-14
    pub fn range(mut self, range: impl RangeBounds<u64>) -> Self {
        self.range =
            Some(Range::of(&range).ok_or("the range is empty, and HTTP cannot ask for no byte"));
        self
    }

    /// Calls `progress` with every piece that has come.
    pub fn on_progress(mut self, progress: impl Fn(Progress) + Send + Sync + 'static) -> Self {
        self.progress = Some(Arc::new(progress));
        self
    }

    /// The request as it is sent at first.
    #[cfg(feature = "testing")]
    pub(crate) fn prepare(&self) -> Result<Prepared, Error> {
        let mut request = self.request.prepare(Cardinality::One)?;
        let range = self.range.and_then(Result::ok);
        if let Some(value) = range.and_then(|range| HeaderValue::try_from(range.header()).ok()) {
            request.headers_mut().insert(RANGE, value);
        }
        Ok(request)
    }

    /// Sends the request and reads the head of the answer; the [`Download`] is the stream of its bytes.
    ///
    /// # Errors
    ///
    /// A key, header or option that cannot be sent, a range that is empty, a failure of the credential or the network, a
    /// status other than 2xx, one that brings no content (202, 204), an answer that is not the range that was asked for.
    pub fn send(
        &self,
        client: &Client,
    ) -> impl Future<Output = Result<Download, Error>> + Send + use<> {
        let start = self.start(client);
        async move { Ok(Download::open(start?.open().await?)) }
    }

    /// As [`send`](Self::send); `None` where the service says `404 Not Found` or `204 No Content`: somebody without a
    /// photo.
    ///
    /// # Errors
    ///
    /// As [`send`](Self::send), but for these two.
    pub fn send_opt(
        &self,
        client: &Client,
    ) -> impl Future<Output = Result<Option<Download>, Error>> + Send + use<> {
        let download = self.send(client);
        async move {
            match download.await {
                Err(error) if error.is_not_found() || error.status() == Some(204) => Ok(None),
                other => other.map(Some),
            }
        }
    }

    /// The stream of the bytes; the request is sent when it is first polled.
    ///
    /// The first item is the error of [`send`](Self::send) where there is one.
    pub fn stream(&self, client: &Client) -> Download {
        Download::lazy(self.start(client))
    }

    /// Reads all the bytes into memory.
    ///
    /// # Errors
    ///
    /// As [`send`](Self::send); also a connection that broke and could not be taken up again, and more bytes than the
    /// client's limit for a body.
    pub fn bytes(
        &self,
        client: &Client,
    ) -> impl Future<Output = Result<Bytes, Error>> + Send + use<> {
        let download = self.stream(client);
        let (limit, context) = (client.max_body(), self.request.context());
        async move {
            download
                .collect(limit)
                .await
                .map_err(|error| error.or_context(context))
        }
    }

    /// Reads all the bytes as text: CSV, a calendar entry, plain text. A byte order mark is no part of it.
    ///
    /// # Errors
    ///
    /// As [`bytes`](Self::bytes), and bytes that are no UTF-8.
    pub fn text(
        &self,
        client: &Client,
    ) -> impl Future<Output = Result<String, Error>> + Send + use<> {
        let bytes = self.bytes(client);
        let context = self.request.context();
        async move {
            let bytes = bytes.await?;
            let text = without_byte_order_mark(&bytes);
            String::from_utf8(text.to_vec()).map_err(|source| {
                Error::new(
                    ErrorKind::Decode,
                    "expected text in UTF-8, found other bytes",
                )
                .with_source(source)
                .with_context(context)
            })
        }
    }

    /// Reads the bytes into a file and says how many they were. Until the last byte is there the file at `path` is not
    /// touched, and a half file is never left behind.
    ///
    /// # Errors
    ///
    /// As [`send`](Self::send), a connection that broke and could not be taken up again, and whatever the file system says.
    pub fn save_to(
        &self,
        client: &Client,
        path: impl AsRef<Path>,
    ) -> Pin<Box<dyn Future<Output = Result<u64, Error>> + Send>> {
        // In a box, for otherwise it would borrow whatever the path does.
        Box::pin(save::save(
            self.stream(client),
            path.as_ref().to_owned(),
            self.request.context(),
        ))
    }
}

request_methods!(Content);

impl fmt::Display for Content {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.request.url(Cardinality::One))
    }
}

impl fmt::Debug for Content {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.request.fmt(f)
    }
}
