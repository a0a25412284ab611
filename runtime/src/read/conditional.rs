//! Reads that return the object only if it has changed.

use std::fmt;
use std::future::Future;

use reqwest::StatusCode;
use reqwest::header::IF_NONE_MATCH;
use serde::de::DeserializeOwned;

use crate::client::Client;
use crate::error::Error;
use crate::read::get::Get;
use crate::request::cardinality::Cardinality;
use crate::transport::call::Call;
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

/// The result of a [`Conditional`] read.
///
/// ```
/// # use graph_resource::conditional::Fetched;
/// fn object<T>(fetched: Fetched<T>, cached: T) -> T {
///     match fetched {
///         Fetched::NotModified => cached,
///         Fetched::Modified(object) => object,
///     }
/// }
/// # assert_eq!(object(Fetched::NotModified, 1), 1);
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fetched<T> {
    /// The object still has that entity tag (`304 Not Modified`).
    NotModified,
    /// The object has changed, or the service does not support entity tags.
    Modified(T),
}

impl<T> Get<T> {
    /// Reads the object only if it no longer has this entity tag, the `@odata.etag` of an earlier read ([RFC 9110,
    /// section 13.1.2]).
    ///
    /// ```no_run
    /// # use graph_resource::{graph_resource, Client};
    /// # use graph_resource::conditional::Fetched;
    /// # use serde::Deserialize;
    /// # #[graph_resource(path = "/users/<userId>")] #[derive(Deserialize)]
    /// # struct User { id: String }
    /// # async fn refresh(client: Client, etag: &str) -> Result<(), graph_resource::Error> {
    /// match User::get("ada@contoso.com").if_none_match(etag).send(&client).await? {
    ///     Fetched::NotModified => println!("no change"),
    ///     Fetched::Modified(user) => println!("{} has changed", user.id),
    /// }
    /// # Ok(()) }
    /// ```
    ///
    /// [RFC 9110, section 13.1.2]: https://www.rfc-editor.org/rfc/rfc9110#section-13.1.2
    pub fn if_none_match(self, etag: impl AsRef<str>) -> Conditional<T> {
        Conditional {
            get: self.header(IF_NONE_MATCH, etag),
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
        let prepared = self.get.request.prepare(Cardinality::One);
        let client = client.clone();
        let decode = self.get.decoder();
        async move {
            let decode_modified = |response: &FullResponse| {
                if response.status == StatusCode::NOT_MODIFIED {
                    return Ok(Fetched::NotModified);
                }
                decode(response).map(Fetched::Modified)
            };
            client.send_call(Call::of(prepared?), decode_modified).await
        }
    }
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
