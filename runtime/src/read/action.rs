//! Actions that return data: reads whose method is POST.

use std::fmt;
use std::future::Future;
use std::marker::PhantomData;

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::address::key::Key;
use crate::client::Client;
use crate::decode::dynamic::decode_dynamic;
use crate::error::Error;
use crate::query::structured::Resource;
use crate::read::get::{Get, decode_resource};
use crate::read::list::List;
use crate::read::page::Page;
use crate::read::paging::{ItemStream, PageStream};
use crate::read::response::Response;
use crate::read::shared_methods::{query_methods, request_methods, request_traits};
use crate::request::Request;
use crate::request::cardinality::Cardinality;
use crate::request::endpoint::Endpoint;
use crate::transport::full_response::FullResponse;

/// A call of an action that returns data, created by a method that the attribute's `action(…)` adds: a POST with a body.
///
/// If the action returns one object, [`send`](Self::send) reads it. If it returns a collection, `all`, `page`, `pages`,
/// `first`, and `stream` do; [`list`](Self::list) makes it a [`List`], which has more methods. Further pages are read with
/// GET.
///
/// The struct derives no `$select` and no `$expand`, which most actions refuse. For one that takes them, call
/// [`select`](Self::select) or [`expand`](Self::expand).
///
/// A call is plain data: `Display` writes its relative URL, percent-encoded. `Debug` shows neither keys nor the body.
///
/// ```
/// use graph_resource::graph_resource;
/// use serde::Deserialize;
/// use serde_json::json;
///
/// #[graph_resource(
///     path = "/users/<userId>",
///     action(by_ids = "/directoryObjects/getByIds")
/// )]
/// #[derive(Deserialize)]
/// struct User { id: String, mail: Option<String> }
///
/// let request = User::by_ids(&json!({"ids": ["1", "2"], "types": ["user"]}));
/// assert_eq!(request.to_string(), "/directoryObjects/getByIds");
///
/// let f = User::FIELDS;
/// assert_eq!(request.select([f.mail]).to_string(), "/directoryObjects/getByIds?$select=mail,id");
/// ```
///
/// # When it is sent again
///
/// An action may change something, so after a failure it is sent again only if the service has certainly not carried it out
/// ([`RequestBuilder`](crate::RequestBuilder) has the table). One that only reads is retried like a GET if the request is
/// [`idempotent`](Self::idempotent), or if the attribute says so: `action(idempotent, by_ids = "…")`.
#[must_use = "a request does nothing until it is sent"]
pub struct Action<T> {
    pub(crate) request: Request,
    /// Decodes a single object: by what the attribute knows of `T`, or by what `T` asks serde for.
    decode: fn(&FullResponse) -> Result<T, Error>,
    entity: PhantomData<fn() -> T>,
}

impl<T: Resource> Action<T> {
    #[doc(hidden)]
    pub fn new<B: Serialize + ?Sized>(
        endpoint: &'static Endpoint,
        keys: &[&dyn Key],
        body: &B,
    ) -> Self {
        Action {
            request: Request::new(endpoint, T::INFO, keys).called_with(body),
            decode: decode_resource::<T>,
            entity: PhantomData,
        }
    }
}

query_methods! {
    Action,
    select, // `.select([f.id, f.mail])`, in brackets; for a `Vec` or an iterator: `.select_each(…)`
    expand, // `.expand(f.members.expand())`, if the action takes `$expand`
}
request_methods!(Action<T>);

impl<T> Action<T> {
    /// Declares that the action only reads, or may be carried out twice, so that it is retried like a GET.
    ///
    /// ```
    /// # use graph_resource::Action;
    /// # use serde_json::json;
    /// let groups = Action::<String>::at_path("/me/getMemberGroups", &json!({"securityEnabledOnly": true}))
    ///     .idempotent();
    /// ```
    pub fn idempotent(self) -> Self {
        self.with(Request::idempotent)
    }
}

impl<T: DeserializeOwned> Action<T> {
    /// Creates a call of an action at a path that is only known at run time, or with a result that is not a
    /// `#[graph_resource]`. The path is relative to the API version, starts with `/`, and is already percent-encoded. Sending
    /// an invalid path fails with [`ErrorKind::Request`](crate::ErrorKind::Request).
    ///
    /// `T` may be any type that serde can deserialize: the type of the items, if the action returns a collection, or else
    /// that of its result.
    ///
    /// ```no_run
    /// # use graph_resource::{Action, Client};
    /// # use serde_json::json;
    /// # async fn read(client: Client) -> Result<(), graph_resource::Error> {
    /// let groups: Vec<String> = Action::at_path("/me/getMemberGroups", &json!({"securityEnabledOnly": true}))
    ///     .idempotent()
    ///     .all(&client)
    ///     .await?;
    /// # Ok(()) }
    /// ```
    pub fn at_path<B: Serialize + ?Sized>(path: impl Into<String>, body: &B) -> Self {
        Action {
            request: Request::at_path(path.into()).called_with(body),
            decode: decode_dynamic::<T>,
            entity: PhantomData,
        }
    }

    /// Returns a read of the collection that the action returns, with the methods that only a [`List`] has, such as
    /// `max_pages`, `lenient`, and `resume`. In a [batch](Client::batch), its result is a [`Page`].
    ///
    /// ```no_run
    /// # use graph_resource::{graph_resource, Client};
    /// # use serde::Deserialize;
    /// # use serde_json::json;
    /// # #[graph_resource(path = "/users/<userId>", action(by_ids = "/directoryObjects/getByIds"))] #[derive(Deserialize)]
    /// # struct User { id: String }
    /// # async fn read(client: Client) -> Result<(), graph_resource::Error> {
    /// let users = User::by_ids(&json!({"ids": ["1", "2"], "types": ["user"]}));
    /// let (users, me) = client.batch((users.list(), User::get("3"))).await?;
    /// println!("{} users, and {}", users?.value.len(), me?.id);
    /// # Ok(()) }
    /// ```
    pub fn list(&self) -> List<T> {
        List::of(self.request.clone())
    }

    /// The read of the object that the action returns.
    pub(crate) fn get(&self) -> Get<T> {
        Get::decoded_by(self.request.clone(), self.decode)
    }

    /// Calls the action, and decodes the object that it returns.
    ///
    /// The future borrows nothing from the request, so one request can be sent many times and from many tasks.
    ///
    /// ```no_run
    /// # use graph_resource::{graph_resource, Client};
    /// # use serde::Deserialize;
    /// # use serde_json::json;
    /// #[graph_resource(action(find = "/me/findMeetingTimes"))]
    /// #[derive(Deserialize)]
    /// #[serde(rename_all = "camelCase")]
    /// struct MeetingTimeSuggestionsResult {
    ///     empty_suggestions_reason: Option<String>,
    /// }
    ///
    /// # async fn read(client: Client) -> Result<(), graph_resource::Error> {
    /// let times = MeetingTimeSuggestionsResult::find(&json!({"meetingDuration": "PT1H"}))
    ///     .send(&client)
    ///     .await?;
    /// # Ok(()) }
    /// ```
    ///
    /// # Errors
    ///
    /// Returns an error if the request is invalid or its body cannot be serialized (then nothing is sent), the credential or
    /// the network fails, the status is not 2xx or has no content (202, 204), or the body does not fit `T`.
    pub fn send(&self, client: &Client) -> impl Future<Output = Result<T, Error>> + Send + use<T> // blocking: `client.send(&request)`
    {
        self.get().send(client)
    }

    /// Calls the action, and decodes the object that it returns. Returns `None` if the service responds `404 Not Found` or
    /// `204 No Content`.
    ///
    /// # Errors
    ///
    /// Returns an error if the request is invalid or its body cannot be serialized, the credential or the network fails, the
    /// status is neither 2xx nor 404, it is `202 Accepted`, or the body does not fit `T`.
    pub fn send_opt(
        &self,
        client: &Client,
    ) -> impl Future<Output = Result<Option<T>, Error>> + Send + use<T> {
        self.get().send_opt(client)
    }

    /// Calls the action, and decodes the object that it returns, as [`send`](Self::send) does. Returns it with the response:
    /// its status, headers, and request ids. [`List::response`] does the same for a page of a collection.
    ///
    /// # Errors
    ///
    /// Returns an error if [`send`](Self::send) would.
    pub fn response(
        &self,
        client: &Client,
    ) -> impl Future<Output = Result<Response<T>, Error>> + Send + use<T> {
        self.get().response(client)
    }

    /// Calls the action, and reads the first page of the collection that it returns.
    ///
    /// # Errors
    ///
    /// Returns an error if the request is invalid or its body cannot be serialized, the credential or the network fails, the
    /// status is not 2xx, or the body is not a page of `T`.
    pub fn page(
        &self,
        client: &Client,
    ) -> impl Future<Output = Result<Page<T>, Error>> + Send + use<T> {
        self.list().page(client)
    }

    /// Calls the action, reads every page of the collection that it returns, and returns all items.
    ///
    /// ```no_run
    /// # use graph_resource::{graph_resource, Client};
    /// # use serde::Deserialize;
    /// # use serde_json::json;
    /// # #[graph_resource(path = "/users/<userId>", action(by_ids = "/directoryObjects/getByIds"))] #[derive(Deserialize)]
    /// # struct User { id: String }
    /// # async fn read(client: Client) -> Result<(), graph_resource::Error> {
    /// let body = json!({"ids": ["1", "2"], "types": ["user"]});
    /// let users: Vec<User> = User::by_ids(&body).all(&client).await?;
    /// # Ok(()) }
    /// ```
    ///
    /// # Errors
    ///
    /// Returns an error if the request is invalid or its body cannot be serialized, the credential or the network fails, the
    /// status of a page is not 2xx, a page does not fit `T`, or a next link leads to another origin or was already followed.
    pub fn all(
        &self,
        client: &Client,
    ) -> impl Future<Output = Result<Vec<T>, Error>> + Send + use<T>
    where
        T: Send,
    {
        self.list().all(client)
    }

    /// Calls the action, and reads the first item of the collection that it returns. Returns `None` if there is none.
    ///
    /// # Errors
    ///
    /// Returns an error if [`page`](Self::page) would. The first page may be empty without being the last: then it also
    /// fails if a next link leads to another origin or was already followed.
    pub fn first(
        &self,
        client: &Client,
    ) -> impl Future<Output = Result<Option<T>, Error>> + Send + use<T>
    where
        T: Send,
    {
        self.list().first(client)
    }

    /// Returns a stream of the items of the collection across all pages, as [`List::stream`] does. The action is called when
    /// the stream is first polled.
    pub fn stream(&self, client: &Client) -> ItemStream<T>
    where
        T: Send + 'static,
    {
        self.list().stream(client)
    }

    /// Returns a stream of the pages of the collection, as [`List::pages`] does. The action is called when the stream is
    /// first polled.
    pub fn pages(&self, client: &Client) -> PageStream<T>
    where
        T: Send + 'static,
    {
        self.list().pages(client)
    }
}

request_traits!(Action: decode);

impl<T> fmt::Display for Action<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.request.url(Cardinality::One))
    }
}
