//! Reading a single object.

use std::fmt;
use std::future::Future;
use std::marker::PhantomData;

use reqwest::StatusCode;
use serde::de::DeserializeOwned;

use crate::address::key::Key;
use crate::client::Client;
use crate::decode::dynamic::decode_dynamic;
use crate::decode::entity::decode_entity;
use crate::decode::no_content::check_finished;
use crate::decode::type_shape;
use crate::error::Error;
use crate::query::structured::Resource;
use crate::read::response::Response;
use crate::read::shared_methods::{
    consistency_methods, query_methods, request_methods, request_traits,
};
use crate::request::Request;
use crate::request::cardinality::Cardinality;
use crate::request::endpoint::Endpoint;
use crate::transport::call::Call;
use crate::transport::full_response::FullResponse;

/// A read of a single `T`, created by `T::get(…)`.
///
/// A request is plain data: `Display` writes its relative URL, percent-encoded. `Debug` shows the path template and the
/// names of the query options only, because keys and values may be personal data.
///
/// ```
/// # use graph_resource::graph_resource;
/// # use serde::Deserialize;
/// #[graph_resource(path = "/users/<userId>")]
/// #[derive(Deserialize)]
/// struct User { id: String, mail: Option<String> }
///
/// let request = User::get("ada@contoso.com");
/// assert_eq!(request.to_string(), "/users/ada@contoso.com?$select=id,mail");
/// ```
#[must_use = "a request does nothing until it is sent"]
pub struct Get<T> {
    pub(crate) request: Request,
    /// Decodes the response: by what the attribute knows of `T`, or by what `T` asks serde for.
    decode: fn(&FullResponse) -> Result<T, Error>,
    entity: PhantomData<fn() -> T>,
}

impl<T: Resource> Get<T> {
    #[doc(hidden)]
    pub fn new(endpoint: &'static Endpoint, keys: &[&dyn Key]) -> Self {
        Get {
            request: Request::new(endpoint, T::INFO, keys),
            decode: decode_resource::<T>,
            entity: PhantomData,
        }
    }
}

pub(super) fn decode_resource<T: Resource>(response: &FullResponse) -> Result<T, Error> {
    check_finished(response)?;
    let has_value_field = T::INFO.has("value") || type_shape::has_field::<T>("value");
    decode_entity(response, has_value_field)
}

query_methods! {
    Get,
    select, // `.select([f.id, f.mail])`, in brackets; for a `Vec` or an iterator: `.select_each(…)`
    expand, // `.expand(f.members.expand().top(5))`; fields with `#[graph(expand)]` are expanded without it
}
request_methods!(Get<T>);
consistency_methods!(Get);

impl<T: DeserializeOwned> Get<T> {
    /// A read at an address that is only known at run time.
    pub(super) fn of(request: Request) -> Self {
        Get::decoded_by(request, decode_dynamic::<T>)
    }

    pub(super) fn decoded_by(
        request: Request,
        decode: fn(&FullResponse) -> Result<T, Error>,
    ) -> Self {
        Get {
            request,
            decode,
            entity: PhantomData,
        }
    }

    pub(crate) fn decoder(&self) -> fn(&FullResponse) -> Result<T, Error> {
        self.decode
    }

    /// Sends the request and decodes the object.
    ///
    /// The object may be the body itself, as the service sends it, or be wrapped as `{"value": {…}}`, as some pages of
    /// the [reference] show it.
    ///
    /// The future borrows nothing from the request, so one request can be sent many times and from many tasks.
    ///
    /// ```no_run
    /// # use graph_resource::{graph_resource, Client};
    /// # use serde::Deserialize;
    /// # #[graph_resource(path = "/users/<userId>")] #[derive(Deserialize)]
    /// # struct User { id: String }
    /// # async fn print_id(client: Client) -> Result<(), graph_resource::Error> {
    /// let ada = User::get("ada@contoso.com").send(&client).await?;
    /// println!("{}", ada.id);
    /// # Ok(()) }
    /// ```
    ///
    /// # Errors
    ///
    /// Returns an error if the request is invalid (a key, header or option that cannot be sent; then nothing is sent),
    /// the credential or the network fails, the status is not 2xx or has no content (202, 204), or the body does not
    /// fit `T`.
    ///
    /// [reference]: https://learn.microsoft.com/graph/api/overview
    pub fn send(&self, client: &Client) -> impl Future<Output = Result<T, Error>> + Send + use<T> // blocking: `client.send(&request)`
    {
        let call = self.request.prepare(Cardinality::One).map(Call::of);
        client.send_for_value(call, self.decode)
    }

    /// Sends the request, and returns the decoded value with its response.
    pub(super) fn read<V, D>(
        &self,
        client: &Client,
        decode: D,
    ) -> impl Future<Output = Result<(V, FullResponse), Error>> + Send + use<T, V, D>
    where
        D: Fn(&FullResponse) -> Result<V, Error> + Send + Unpin,
    {
        let call = self.request.prepare(Cardinality::One).map(Call::of);
        client.send_call(call, decode)
    }

    /// Sends the request and decodes the object. Returns `None` if the service responds `404 Not Found` or `204 No
    /// Content`.
    ///
    /// ```no_run
    /// # use graph_resource::{graph_resource, Client};
    /// # use serde::Deserialize;
    /// # #[graph_resource(get(manager = "/users/<userId>/manager"))] #[derive(Deserialize)]
    /// # struct Manager { id: String }
    /// # async fn print_manager(client: Client) -> Result<(), graph_resource::Error> {
    /// match Manager::manager("ada@contoso.com").send_opt(&client).await? {
    ///     Some(manager) => println!("managed by {}", manager.id),
    ///     None => println!("no manager"),
    /// }
    /// # Ok(()) }
    /// ```
    ///
    /// # Errors
    ///
    /// Returns an error if the request is invalid, the credential or the network fails, the status is neither 2xx nor
    /// 404, it is `202 Accepted`, or the body does not fit `T`.
    pub fn send_opt(
        &self,
        client: &Client,
    ) -> impl Future<Output = Result<Option<T>, Error>> + Send + use<T> {
        let read = self.read_opt(client);
        async move { Ok(read.await?.0) }
    }

    fn read_opt(
        &self,
        client: &Client,
    ) -> impl Future<Output = Result<(Option<T>, FullResponse), Error>> + Send + use<T> {
        let prepared = self.request.prepare(Cardinality::One);
        let call = prepared.map(|prepared| Call {
            is_optional: true,
            ..Call::of(prepared)
        });
        let decode = self.decode;
        client.send_call(call, move |response: &FullResponse| match response.status {
            StatusCode::NOT_FOUND | StatusCode::NO_CONTENT => Ok(None),
            _ => decode(response).map(Some),
        })
    }

    /// Sends the request and decodes the object, as [`send`](Self::send) does. Returns it with the response: its status,
    /// headers, entity tag, and request ids.
    ///
    /// ```no_run
    /// # use graph_resource::{graph_resource, Client};
    /// # use serde::Deserialize;
    /// # #[graph_resource(path = "/users/<userId>")] #[derive(Deserialize)]
    /// # struct User { id: String }
    /// # async fn print_etag(client: Client) -> Result<(), graph_resource::Error> {
    /// let ada = User::get("ada@contoso.com").response(&client).await?;
    /// println!("{} has the ETag {:?}", ada.value.id, ada.etag());
    /// # Ok(()) }
    /// ```
    ///
    /// # Errors
    ///
    /// Returns an error if the request is invalid, the credential or the network fails, the status is not 2xx or has no
    /// content (202, 204), or the body does not fit `T`.
    pub fn response(
        &self,
        client: &Client,
    ) -> impl Future<Output = Result<Response<T>, Error>> + Send + use<T> {
        let read = self.read(client, self.decode);
        async move {
            let (value, response) = read.await?;
            Ok(Response::of_object(value, &response))
        }
    }

    /// Sends the request and decodes the object, as [`send_opt`](Self::send_opt) does. Returns it with the response, also
    /// if there is no object.
    ///
    /// # Errors
    ///
    /// Returns an error if [`send_opt`](Self::send_opt) would.
    pub fn response_opt(
        &self,
        client: &Client,
    ) -> impl Future<Output = Result<Response<Option<T>>, Error>> + Send + use<T> {
        let read = self.read_opt(client);
        async move {
            let (value, response) = read.await?;
            Ok(Response::of_object(value, &response))
        }
    }
}

request_traits!(Get: decode);

impl<T> fmt::Display for Get<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.request.url(Cardinality::One))
    }
}
