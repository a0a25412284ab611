//! Reading one object.

use std::fmt;
use std::future::Future;
use std::marker::PhantomData;

use reqwest::StatusCode;
use serde::de::DeserializeOwned;

use crate::address::key::Key;
use crate::client::Client;
use crate::decode::dynamic::decode_dynamic;
use crate::decode::entity::decode_entity;
use crate::decode::no_object::check_finished;
use crate::decode::type_shape;
use crate::error::Error;
use crate::query::structured::Resource;
use crate::read::methods::{consistency_methods, query_methods, request_methods, request_traits};
use crate::request::Request;
use crate::request::cardinality::Cardinality;
use crate::request::endpoint::Endpoint;
use crate::transport::answer::Answer;
use crate::transport::call::Call;

/// A read of one `T`: what `T::get(…)` returns.
///
/// It is plain data. `Display` is the relative URL, encoded; `Debug` shows the template and the names of the options,
/// since keys and values may be personal data.
#[must_use = "a request does nothing until it is sent"]
pub struct Get<T> {
    pub(crate) request: Request,
    /// How the answer is read: by the attribute's knowledge, or by what the type asks for.
    read: fn(&Answer) -> Result<T, Error>,
    entity: PhantomData<fn() -> T>,
}

impl<T: Resource> Get<T> {
    #[doc(hidden)]
    pub fn new(endpoint: &'static Endpoint, keys: &[&dyn Key]) -> Self {
        Get {
            request: Request::new(endpoint, T::INFO, keys),
            read: read_entity::<T>,
            entity: PhantomData,
        }
    }
}

fn read_entity<T: Resource>(answer: &Answer) -> Result<T, Error> {
    check_finished(answer)?;
    decode_entity(
        answer,
        T::INFO.has("value") || type_shape::has_field::<T>("value"),
    )
}

query_methods!(Get);
consistency_methods!(Get);
request_methods!(Get<T>);

impl<T: DeserializeOwned> Get<T> {
    pub(crate) fn reader(&self) -> fn(&Answer) -> Result<T, Error> {
        self.read
    }

    /// Sends the request and reads the answer.
    ///
    /// The object is read bare, as the service sends it, or out of the envelope `{"value": {…}}` that parts of the
    /// reference show around it.
    ///
    /// The future borrows nothing of the request, so one request can be sent many times and from many tasks.
    ///
    /// # Errors
    ///
    /// A key, header or option that cannot be sent (before anything is sent), a failure of the credential or the
    /// network, a status other than 2xx, a body that does not fit `T`.
    pub fn send(&self, client: &Client) -> impl Future<Output = Result<T, Error>> + Send + use<T> {
        let prepared = self.request.prepare(Cardinality::One);
        let (client, read) = (client.clone(), self.read);
        async move { client.read(Call::of(&prepared?), read).await }
    }

    /// Sends the request and reads the answer; `None` where the service says `404 Not Found` or `204 No Content`.
    ///
    /// # Errors
    ///
    /// As [`send`](Self::send), but for these two.
    pub fn send_opt(
        &self,
        client: &Client,
    ) -> impl Future<Output = Result<Option<T>, Error>> + Send + use<T> {
        let prepared = self.request.prepare(Cardinality::One);
        let (client, read) = (client.clone(), self.read);
        async move {
            let read = |answer: &Answer| match answer.status {
                StatusCode::NO_CONTENT => Ok(None),
                _ => read(answer).map(Some),
            };
            match client.read(Call::of(&prepared?), read).await {
                Err(error) if error.is_not_found() => Ok(None),
                other => other,
            }
        }
    }
}

impl<T: DeserializeOwned> Get<T> {
    /// A read of a path that is only known at run time, below the version: `/users/1?$select=id`, encoded already.
    ///
    /// `T` need not be a `#[graph_resource]`: it may be any type that serde can read, such as `serde_json::Value`, a
    /// number or a string. A struct is read bare or out of `{"value": {…}}`, any other value bare, out of
    /// `{"value": …}`, or from plain text; an `Option` of either is `None` where the service says `204 No Content`.
    pub fn at_path(path: impl Into<String>) -> Self {
        Get {
            request: Request::at(path.into(), false),
            read: decode_dynamic::<T>,
            entity: PhantomData,
        }
    }

    /// A read of a whole URL, such as a link that was stored. It is used as it is, on the client's own origin only.
    pub fn at_url(url: impl Into<String>) -> Self {
        Get {
            request: Request::at(url.into(), true),
            read: decode_dynamic::<T>,
            entity: PhantomData,
        }
    }
}

request_traits!(Get: read);

impl<T> fmt::Display for Get<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.request.url(Cardinality::One))
    }
}
