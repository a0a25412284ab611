//! Objects that are read only if they have changed.

use std::fmt;
use std::future::Future;

use reqwest::StatusCode;
use serde::de::DeserializeOwned;

use crate::client::Client;
use crate::decode::etag::etag;
use crate::error::Error;
use crate::read::conditional::entity_tag::IntoEntityTag;
use crate::read::conditional::fetched::Fetched;
use crate::read::get::Get;
use crate::read::response::Response;
use crate::transport::full_response::FullResponse;

/// A read that returns the object only if its entity tag has changed, created by [`Get::if_none_match`].
///
/// ```
/// # use graph_resource::{conditional::Conditional, graph_resource};
/// # use serde::Deserialize;
/// # #[graph_resource(path = "/users/<userId>")] #[derive(Deserialize)]
/// # struct User { id: String }
/// let request: Conditional<User> = User::get("1").if_none_match("W/\"2\"");
/// assert_eq!(request.to_string(), "/users/1?$select=id");
/// ```
#[must_use = "a request does nothing until it is sent"]
pub struct Conditional<T> {
    pub(crate) get: Get<T>,
}

impl<T> Get<T> {
    /// Reads the object only if it no longer has this entity tag ([RFC 9110, section 13.1.2]): the one of
    /// [`Fetched::Modified`], of [`Response::etag`], or the `@odata.etag` of the object. With an
    /// `Option` that is `None`, as it is the first time, the object is always read.
    ///
    /// ```no_run
    /// # use graph_resource::{graph_resource, Client};
    /// # use graph_resource::conditional::Fetched;
    /// # use serde::Deserialize;
    /// # #[graph_resource(path = "/users/<userId>")] #[derive(Deserialize)]
    /// # struct User { id: String }
    /// # fn store(_: User, _: Option<String>) {}
    /// # async fn refresh(client: Client, etag: Option<String>) -> Result<(), graph_resource::Error> {
    /// match User::get("ada@contoso.com").if_none_match(&etag).send(&client).await? {
    ///     Fetched::NotModified => println!("no change"),
    ///     Fetched::Modified { value, etag, .. } => store(value, etag),
    /// }
    /// # Ok(()) }
    /// ```
    ///
    /// [RFC 9110, section 13.1.2]: https://www.rfc-editor.org/rfc/rfc9110#section-13.1.2
    pub fn if_none_match<Kind>(self, etag: impl IntoEntityTag<Kind>) -> Conditional<T> {
        Conditional {
            get: self.with(|request| etag.with_entity_tag(|etag| request.if_none_match(etag))),
        }
    }
}

impl<T: DeserializeOwned> Conditional<T> {
    /// Sends the request and decodes the object, if it has changed.
    ///
    /// # Errors
    ///
    /// Returns an error if the request is invalid, the credential or the network fails, the status is neither 2xx nor
    /// 304 or has no content (202, 204), or the body does not fit `T`.
    pub fn send(
        &self,
        client: &Client,
    ) -> impl Future<Output = Result<Fetched<T>, Error>> + Send + use<T> {
        let read = self.read(client);
        async move { Ok(read.await?.0) }
    }

    /// Sends the request and decodes the object, as [`send`](Self::send) does. Returns it with the response: its status,
    /// headers, entity tag, and request ids.
    ///
    /// # Errors
    ///
    /// Returns an error if the request is invalid, the credential or the network fails, the status is neither 2xx nor
    /// 304 or has no content (202, 204), or the body does not fit `T`.
    pub fn response(
        &self,
        client: &Client,
    ) -> impl Future<Output = Result<Response<Fetched<T>>, Error>> + Send + use<T> {
        let read = self.read(client);
        async move {
            let (fetched, response) = read.await?;
            Ok(Response::of_object(fetched, &response))
        }
    }

    fn read(
        &self,
        client: &Client,
    ) -> impl Future<Output = Result<(Fetched<T>, FullResponse), Error>> + Send + use<T> {
        let decode = self.get.decoder();
        self.get
            .read(client, move |response| decode_fetched(response, decode))
    }
}

fn decode_fetched<T>(
    response: &FullResponse,
    decode: fn(&FullResponse) -> Result<T, Error>,
) -> Result<Fetched<T>, Error> {
    if response.status == StatusCode::NOT_MODIFIED {
        return Ok(Fetched::NotModified);
    }
    let value = decode(response)?;
    Ok(Fetched::modified(value, etag(response)))
}

impl<T> Clone for Conditional<T> {
    fn clone(&self) -> Self {
        Conditional {
            get: self.get.clone(),
        }
    }
}

impl<T> fmt::Display for Conditional<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.get.fmt(f)
    }
}

impl<T> fmt::Debug for Conditional<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Conditional").field(&self.get).finish()
    }
}
