//! Content that is read only if it has changed.

use std::fmt;
use std::future::Future;
use std::path::Path;
use std::sync::Arc;

use bytes::Bytes;

use crate::client::Client;
use crate::error::Error;
use crate::read::conditional::entity_tag::IntoEntityTag;
use crate::read::conditional::fetched::Fetched;
use crate::read::content::Content;
use crate::read::content::download::Download;
use crate::read::content::resumable_body::{Opened, ResumableBody};
use crate::read::content::save;
use crate::read::content::save_to::SaveTo;
use crate::read::response::Response;

/// A read that returns the bytes only if they have changed, created by [`Content::if_none_match`] and
/// [`Content::if_modified_since`].
///
/// ```no_run
/// # use graph_resource::{graph_resource, Client};
/// # use graph_resource::conditional::Fetched;
/// # use serde::Deserialize;
/// # #[graph_resource(content(photo = "/users/<userId>/photo/$value"))] #[derive(Deserialize)]
/// # struct Photo { width: i32 }
/// # fn store(_: Option<String>) {}
/// # async fn refresh(client: Client, etag: &str) -> Result<(), graph_resource::Error> {
/// let photo = Photo::photo("ada@contoso.com").if_none_match(etag);
/// match photo.save_to(&client, "ada.jpg").await? {
///     Fetched::NotModified => println!("the file is up to date"),
///     Fetched::Modified { etag, .. } => store(etag),
/// }
/// # Ok(()) }
/// ```
#[derive(Clone)]
#[must_use = "a request does nothing until it is sent"]
pub struct ConditionalContent {
    pub(crate) content: Content,
}

impl Content {
    /// Reads the content only if it no longer has this entity tag ([RFC 9110, section 13.1.2]): the one of
    /// [`Fetched::Modified`], of [`Download::etag`], or the property `eTag` of a file. With an
    /// `Option` that is `None`, as it is the first time, the content is always read.
    ///
    /// With a [`range`](Self::range), the condition still is about the whole content.
    ///
    /// ```no_run
    /// # use graph_resource::{graph_resource, Client};
    /// # use serde::Deserialize;
    /// # #[graph_resource(content(photo = "/users/<userId>/photo/$value"))] #[derive(Deserialize)]
    /// # struct Photo { width: i32 }
    /// # async fn refresh(client: Client, etag: &str) -> Result<(), graph_resource::Error> {
    /// let photo = Photo::photo("ada@contoso.com").if_none_match(etag).bytes(&client).await?;
    /// if let Some(bytes) = photo.into_modified() {
    ///     println!("a new photo with {} bytes", bytes.len());
    /// }
    /// # Ok(()) }
    /// ```
    ///
    /// [RFC 9110, section 13.1.2]: https://www.rfc-editor.org/rfc/rfc9110#section-13.1.2
    pub fn if_none_match<Kind>(self, etag: impl IntoEntityTag<Kind>) -> ConditionalContent {
        ConditionalContent {
            content: self.with(|request| etag.with_entity_tag(|etag| request.if_none_match(etag))),
        }
    }

    /// Reads the content only if it has been modified since this date ([RFC 9110, section 13.1.3]): the one of
    /// [`Download::last_modified`], or another HTTP date such as `Thu, 29 Feb 2024 09:15:00 GMT`. Within a second,
    /// content can change without a change of its date, so prefer [`if_none_match`](Self::if_none_match).
    ///
    /// Sending the request fails with [`ErrorKind::Request`](crate::ErrorKind::Request) if it is not a date, because a
    /// service would ignore it.
    ///
    /// [RFC 9110, section 13.1.3]: https://www.rfc-editor.org/rfc/rfc9110#section-13.1.3
    pub fn if_modified_since(self, date: impl AsRef<str>) -> ConditionalContent {
        ConditionalContent {
            content: self.with(|request| request.if_modified_since(date.as_ref())),
        }
    }
}

impl ConditionalContent {
    /// Sends the request and waits for the head of the response. If the content has changed, the [`Download`] is the
    /// stream of its bytes.
    ///
    /// # Errors
    ///
    /// Returns an error if the request is invalid, the credential or the network fails, the status is neither 2xx nor
    /// 304 or has no content (202, 204), or the service sends a different range than requested.
    pub fn send(
        &self,
        client: &Client,
    ) -> impl Future<Output = Result<Fetched<Download>, Error>> + Send + use<> {
        let request = self.content.download_request(client);
        async move {
            match ResumableBody::open_if_any(request?).await? {
                Opened::Nothing(_) => Ok(Fetched::NotModified),
                Opened::Body(body) => {
                    let download = Download::open(body);
                    let etag = download.etag().map(str::to_owned);
                    Ok(Fetched::modified(download, etag))
                }
            }
        }
    }

    /// Reads all bytes into memory, if they have changed.
    ///
    /// # Errors
    ///
    /// Returns an error if the request is invalid, the credential or the network fails, the status is neither 2xx nor
    /// 304 or has no content (202, 204), the service sends a different range than requested, the connection breaks and
    /// the download cannot be resumed, or the content exceeds
    /// [`max_body_bytes`](crate::ClientBuilder::max_body_bytes).
    pub fn bytes(
        &self,
        client: &Client,
    ) -> impl Future<Output = Result<Fetched<Bytes>, Error>> + Send + use<> {
        let response = self.response(client);
        async move { Ok(response.await?.into_value()) }
    }

    /// Reads all bytes into memory, if they have changed, as [`bytes`](Self::bytes) does. Returns them with the
    /// response: its status, headers, entity tag, and request ids.
    ///
    /// # Errors
    ///
    /// Returns an error if [`bytes`](Self::bytes) would.
    pub fn response(
        &self,
        client: &Client,
    ) -> impl Future<Output = Result<Response<Fetched<Bytes>>, Error>> + Send + use<> {
        let request = self.content.download_request(client);
        let limit = client.max_body();
        let context = self.content.context();
        async move {
            match ResumableBody::open_if_any(request?.restartable()).await? {
                Opened::Nothing(head) => {
                    Ok(Response::with_head(Fetched::NotModified, Arc::new(head)))
                }
                Opened::Body(body) => {
                    let response = Download::read_to_end(body, limit).await;
                    let response = response.map_err(|error| error.or_context(context))?;
                    let etag = response.etag().map(str::to_owned);
                    Ok(response.map(|bytes| Fetched::modified(bytes, etag)))
                }
            }
        }
    }

    /// Saves the bytes to a file if they have changed, and returns how many bytes it has. If they have not, the file is
    /// not touched. Otherwise it is replaced as [`Content::save_to`] does.
    ///
    /// # Errors
    ///
    /// Returns an error if the request is invalid, the credential or the network fails, the status is neither 2xx nor
    /// 304 or has no content (202, 204), the service sends a different range than requested, the connection breaks and
    /// the download cannot be resumed, or the file system fails ([`ErrorKind::File`](crate::ErrorKind::File)).
    pub fn save_to(&self, client: &Client, path: impl AsRef<Path>) -> SaveTo<Fetched<u64>> {
        let request = self.content.download_request(client);
        let path = path.as_ref().to_owned();
        let context = self.content.context();
        SaveTo::new(async move {
            match ResumableBody::open_if_any(request?.restartable()).await? {
                Opened::Nothing(_) => Ok(Fetched::NotModified),
                Opened::Body(body) => {
                    let mut download = Download::open(body);
                    let written = save::save(&mut download, path, context).await?;
                    let etag = download.etag().map(str::to_owned);
                    Ok(Fetched::modified(written, etag))
                }
            }
        })
    }
}

impl fmt::Display for ConditionalContent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.content.fmt(f)
    }
}

impl fmt::Debug for ConditionalContent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("ConditionalContent")
            .field(&self.content)
            .finish()
    }
}
