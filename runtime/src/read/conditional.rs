//! Reads that are only answered where something has changed.

use std::fmt;
use std::future::Future;

use reqwest::StatusCode;
use reqwest::header::IF_NONE_MATCH;
use serde::de::DeserializeOwned;

use crate::client::Client;
use crate::error::Error;
use crate::read::get::Get;
use crate::request::cardinality::Cardinality;
use crate::transport::answer::Answer;
use crate::transport::call::Call;

/// A read that is answered with [`NotModified`](Fetched::NotModified) where the object is still the one with this entity
/// tag; made by [`Get::if_none_match`].
#[must_use = "a request does nothing until it is sent"]
pub struct Conditional<T> {
    pub(crate) get: Get<T>,
}

/// The answer to a [`Conditional`] read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fetched<T> {
    /// The object is still the one with that entity tag.
    NotModified,
    /// It has changed, or the service does not know entity tags.
    Modified(T),
}

impl<T> Get<T> {
    /// Only where the object is no longer the one with this entity tag (its `@odata.etag`, [RFC 9110, section 13.1.2]).
    ///
    /// [RFC 9110, section 13.1.2]: https://www.rfc-editor.org/rfc/rfc9110#section-13.1.2
    pub fn if_none_match(self, etag: impl AsRef<str>) -> Conditional<T> {
        Conditional {
            get: self.header(IF_NONE_MATCH, etag),
        }
    }
}

impl<T: DeserializeOwned> Conditional<T> {
    /// Sends the request and reads the answer.
    ///
    /// # Errors
    ///
    /// As [`Get::send`].
    pub fn send(
        &self,
        client: &Client,
    ) -> impl Future<Output = Result<Fetched<T>, Error>> + Send + use<T> {
        let prepared = self.get.request.prepare(Cardinality::One);
        let (client, read) = (client.clone(), self.get.reader());
        async move {
            let read = |answer: &Answer| match answer.status {
                StatusCode::NOT_MODIFIED => Ok(Fetched::NotModified),
                _ => read(answer).map(Fetched::Modified),
            };
            client.read(Call::of(&prepared?), read).await
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
