//! Reading bytes: files, photos, reports.

pub(crate) mod download;
pub(crate) mod download_request;
pub(crate) mod in_batch;
pub(crate) mod progress;
pub(crate) mod range;
pub(crate) mod response_head;
pub(crate) mod resumable_body;
pub(crate) mod save;
pub(crate) mod save_to;
pub(crate) mod validators;

pub use crate::read::content::download::Download;
pub use crate::read::content::progress::Progress;
pub use crate::read::content::save_to::SaveTo;

use std::fmt;
use std::future::Future;
use std::ops::RangeBounds;
use std::path::Path;
use std::sync::Arc;

use bytes::Bytes;

use crate::address::key::Key;
use crate::client::Client;
use crate::error::Error;
use crate::error::context::Context;
use crate::error::kind::ErrorKind;
use crate::error::text::without_byte_order_mark;
use crate::query::type_info::NO_PROPERTIES;
use crate::read::content::download_request::{
    DownloadRequest, RequestedRange, checked_range, prepare,
};
use crate::read::content::progress::OnProgress;
use crate::read::content::range::Range;
use crate::read::content::resumable_body::{Opened, ResumableBody};
use crate::read::response::Response;
use crate::read::shared_methods::request_methods;
use crate::request::Request;
use crate::request::cardinality::Cardinality;
use crate::request::endpoint::Endpoint;
use crate::request::prepared::Prepared;
use crate::transport::full_response::FullResponse;

/// A read of bytes, created by the methods of `#[graph_resource(content(…))]`.
///
/// Graph often redirects a download to another host; the redirect is followed without the token. If the connection
/// breaks, the download resumes at the byte where it broke, as long as the service confirms that the content is still
/// the same and the [`RetryPolicy`](crate::RetryPolicy) allows it. Otherwise [`bytes`](Self::bytes),
/// [`text`](Self::text) and [`save_to`](Self::save_to) start again, and a [`Download`] fails.
///
/// Small contents, such as photos, can be part of a [batch](Client::batch). A batch does not follow redirects, so a
/// content that the service redirects, such as most files of a drive, fails there.
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
    range: RequestedRange,
    progress: Option<OnProgress>,
}

impl Content {
    #[doc(hidden)]
    pub fn new(endpoint: &'static Endpoint, keys: &[&dyn Key]) -> Self {
        Content::of(Request::new(endpoint, &NO_PROPERTIES, keys))
    }

    pub(super) fn of(request: Request) -> Self {
        Content {
            request,
            range: None,
            progress: None,
        }
    }

    /// Reads only a range of the bytes, counted from 0 ([RFC 9110, section 14]). A second call replaces the range.
    ///
    /// A range that extends beyond the end of the content returns the bytes up to the end. The read of an empty range
    /// fails, and so does one whose range the service ignores.
    ///
    /// ```no_run
    /// # use graph_resource::{graph_resource, Client};
    /// # use serde::Deserialize;
    /// # #[graph_resource(content(photo = "/users/<userId>/photo/$value"))] #[derive(Deserialize)]
    /// # struct Photo { width: i32 }
    /// # async fn read_header(client: Client) -> Result<(), graph_resource::Error> {
    /// let header = Photo::photo("ada@contoso.com").range(0..1024).bytes(&client).await?;
    /// # Ok(()) }
    /// ```
    ///
    /// [RFC 9110, section 14]: https://www.rfc-editor.org/rfc/rfc9110#section-14
    pub fn range(mut self, range: impl RangeBounds<u64>) -> Self {
        let range = Range::from_bounds(&range);
        self.range = Some(range.ok_or("the range is empty: request at least one byte"));
        self
    }

    /// Calls `progress` after every chunk that arrives, or once in a batch. A second call replaces the closure.
    ///
    /// ```no_run
    /// # use graph_resource::{graph_resource, Client};
    /// # use serde::Deserialize;
    /// # #[graph_resource(content(photo = "/users/<userId>/photo/$value"))] #[derive(Deserialize)]
    /// # struct Photo { width: i32 }
    /// # async fn save(client: Client) -> Result<(), graph_resource::Error> {
    /// let photo = Photo::photo("ada@contoso.com").on_progress(|progress| {
    ///     println!("{} of {:?} bytes", progress.received, progress.total);
    /// });
    /// photo.save_to(&client, "ada.jpg").await?;
    /// # Ok(()) }
    /// ```
    pub fn on_progress(mut self, progress: impl Fn(Progress) + Send + Sync + 'static) -> Self {
        self.progress = Some(Arc::new(progress));
        self
    }
}

request_methods!(Content);

impl Content {
    /// Sends the request and waits for the head of the response. The [`Download`] is the stream of its bytes.
    ///
    /// # Errors
    ///
    /// Returns an error if the request is invalid (a key, header or option that cannot be sent, or an empty range; then
    /// nothing is sent), the credential or the network fails, the status is not 2xx or has no content (202, 204), or
    /// the service sends a different range than requested.
    pub fn send(
        &self,
        client: &Client,
    ) -> impl Future<Output = Result<Download, Error>> + Send + use<> {
        let request = self.download_request(client);
        async move {
            let body = ResumableBody::open(request?).await?;
            Ok(Download::open(body))
        }
    }

    /// Sends the request and waits for the head of the response. Returns `None` if the service responds `404 Not Found`
    /// or `204 No Content`, as it does for a user without a photo.
    ///
    /// # Errors
    ///
    /// Returns an error if the request is invalid, the credential or the network fails, the status is neither 2xx nor
    /// 404, it is `202 Accepted`, or the service sends a different range than requested.
    pub fn send_opt(
        &self,
        client: &Client,
    ) -> impl Future<Output = Result<Option<Download>, Error>> + Send + use<> {
        let request = self.download_request(client);
        async move {
            match ResumableBody::open_if_any(request?.optional()).await? {
                Opened::Nothing(_) => Ok(None),
                Opened::Body(body) => Ok(Some(Download::open(body))),
            }
        }
    }

    /// Returns the stream of the bytes. The request is sent when the stream is first polled, and its error, if there is
    /// one, is the first item. [`Download::next`] lists the errors.
    pub fn stream(&self, client: &Client) -> Download {
        Download::unsent(self.download_request(client))
    }

    /// Reads all bytes into memory.
    ///
    /// If the connection breaks and the download cannot be resumed, it starts again.
    ///
    /// # Errors
    ///
    /// Returns an error if the request is invalid, the credential or the network fails, the status is not 2xx or has no
    /// content (202, 204), the service sends a different range than requested, the connection breaks and the download
    /// cannot be resumed, or the content exceeds [`max_body_bytes`](crate::ClientBuilder::max_body_bytes).
    pub fn bytes(
        &self,
        client: &Client,
    ) -> impl Future<Output = Result<Bytes, Error>> + Send + use<> {
        let response = self.response(client);
        async move { Ok(response.await?.into_value()) }
    }

    /// Reads all bytes into memory, as [`bytes`](Self::bytes) does. Returns them with the response: its status, headers,
    /// entity tag, and request ids. If the service redirected the download, it is the response of the other host.
    ///
    /// ```no_run
    /// # use graph_resource::{graph_resource, Client};
    /// # use serde::Deserialize;
    /// # #[graph_resource(content(photo = "/users/<userId>/photo/$value"))] #[derive(Deserialize)]
    /// # struct Photo { width: i32 }
    /// # async fn read(client: Client) -> Result<(), graph_resource::Error> {
    /// let photo = Photo::photo("ada@contoso.com").response(&client).await?;
    /// println!("{} bytes, {:?}", photo.value.len(), photo.headers().get("content-type"));
    /// # Ok(()) }
    /// ```
    ///
    /// # Errors
    ///
    /// Returns an error if [`bytes`](Self::bytes) would.
    pub fn response(
        &self,
        client: &Client,
    ) -> impl Future<Output = Result<Response<Bytes>, Error>> + Send + use<> {
        let request = self.download_request(client);
        let limit = client.max_body();
        let context = self.request.context();
        async move {
            let body = ResumableBody::open(request?.restartable()).await?;
            let response = Download::read_to_end(body, limit).await;
            response.map_err(|error| error.or_context(context))
        }
    }

    /// Reads all bytes into memory, as [`response`](Self::response) does. The value is `None` if the service responds `404
    /// Not Found` or `204 No Content`, as it does for a user without a photo.
    ///
    /// # Errors
    ///
    /// Returns an error if [`bytes`](Self::bytes) would, except for these statuses.
    pub fn response_opt(
        &self,
        client: &Client,
    ) -> impl Future<Output = Result<Response<Option<Bytes>>, Error>> + Send + use<> {
        let request = self.download_request(client);
        let limit = client.max_body();
        let context = self.request.context();
        async move {
            let request = request?.optional().restartable();
            match ResumableBody::open_if_any(request).await? {
                Opened::Nothing(head) => Ok(Response::with_head(None, Arc::new(head))),
                Opened::Body(body) => {
                    let response = Download::read_to_end(body, limit).await;
                    let response = response.map_err(|error| error.or_context(context))?;
                    Ok(response.map(Some))
                }
            }
        }
    }

    /// Reads all bytes as a string, such as a CSV report or a calendar entry, without its byte order mark.
    ///
    /// # Errors
    ///
    /// Returns an error if [`bytes`](Self::bytes) would, or if the bytes are not UTF-8.
    pub fn text(
        &self,
        client: &Client,
    ) -> impl Future<Output = Result<String, Error>> + Send + use<> {
        let bytes = self.bytes(client);
        let context = self.request.context();
        async move {
            let text = into_text(bytes.await?.into());
            text.map_err(|error| error.or_context(context))
        }
    }

    /// Saves the bytes to a file, which replaces an existing one, and returns how many bytes it has.
    ///
    /// The file at `path` is not touched until the last byte has arrived. Until then, the bytes are in a temporary file
    /// in the same directory, which must exist. The temporary file is removed if the read fails or its future is
    /// dropped; a process that is killed may leave it behind (`.graph-resource-*.part`).
    ///
    /// A file that is replaced keeps its permissions (on Unix), and a symbolic link keeps leading to it. If the connection
    /// breaks and the download cannot be resumed, it starts again.
    ///
    /// # Errors
    ///
    /// Returns an error if the request is invalid, the credential or the network fails, the status is not 2xx or has no
    /// content (202, 204), the service sends a different range than requested, the connection breaks and the download
    /// cannot be resumed, or the file system fails ([`ErrorKind::File`]).
    pub fn save_to(&self, client: &Client, path: impl AsRef<Path>) -> SaveTo {
        let request = self.download_request(client);
        let mut download = Download::unsent(request.map(DownloadRequest::restartable));
        let path = path.as_ref().to_owned();
        let context = self.request.context();
        SaveTo::new(async move { save::save(&mut download, path, context).await })
    }

    pub(super) fn context(&self) -> Context {
        self.request.context()
    }

    pub(super) fn download_request(&self, client: &Client) -> Result<DownloadRequest, Error> {
        DownloadRequest::new(&self.request, self.range, self.progress.clone(), client)
    }

    pub(crate) fn prepare_part(&self) -> Result<Prepared, Error> {
        let (prepared, _) = prepare(&self.request, self.range)?;
        Ok(prepared)
    }

    /// Checks the bytes that a batch response has for this request, and reports them.
    pub(crate) fn check_part(&self, response: &FullResponse, bytes: &Bytes) -> Result<(), Error> {
        let range = checked_range(&self.request, self.range)?;
        in_batch::check_part(response, bytes, range)?;
        if let Some(report) = &self.progress {
            let received = bytes.len() as u64;
            report(Progress {
                received,
                total: Some(received),
            });
        }
        Ok(())
    }
}

/// Converts the bytes without copying them.
fn into_text(mut bytes: Vec<u8>) -> Result<String, Error> {
    let mark = bytes.len() - without_byte_order_mark(&bytes).len();
    bytes.drain(..mark);
    String::from_utf8(bytes).map_err(|error| {
        let summary = "the content is not UTF-8: read it with `Content::bytes`";
        // The error itself would show the bytes.
        Error::new(ErrorKind::Decode, summary).with_source(error.utf8_error())
    })
}

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
