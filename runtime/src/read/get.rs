//! Reading one object.

use std::fmt;
use std::future::Future;
use std::marker::PhantomData;
use std::time::Duration;

use reqwest::StatusCode;
use serde::de::DeserializeOwned;

use crate::address::key::Key;
use crate::client::Client;
use crate::decode::dynamic::decode_dynamic;
use crate::decode::entity::decode_entity;
use crate::decode::no_object::finished;
use crate::decode::type_shape;
use crate::error::Error;
use crate::query::expand::IntoExpand;
use crate::query::select::Selectable;
use crate::query::structured::Resource;
use crate::request::Request;
use crate::request::cardinality::Cardinality;
use crate::request::endpoint::Endpoint;
use crate::request::retry_policy::RetryPolicy;
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
            request: Request::new(endpoint, T::SHAPE, keys),
            read: read_entity::<T>,
            entity: PhantomData,
        }
    }
}

fn read_entity<T: Resource>(answer: &Answer) -> Result<T, Error> {
    finished(answer)?;
    decode_entity(
        answer,
        T::SHAPE.has("value") || type_shape::has_field::<T>("value"),
    )
}

impl<T: DeserializeOwned> Get<T> {
    /// A read of a path that is only known at run time, below the version: `/users/1?$select=id`, encoded already.
    ///
    /// `T` need not be a `#[graph_resource]`: it may be any type that serde can read, such as `serde_json::Value`, a
    /// number or a string. A struct is read bare or out of `{"value": {…}}`, any other value bare, out of
    /// `{"value": …}`, or from plain text; an `Option` of either is `None` where the service says `204 No Content`.
    pub fn path(path: impl Into<String>) -> Self {
        Get {
            request: Request::at(path.into(), false),
            read: decode_dynamic::<T>,
            entity: PhantomData,
        }
    }

    /// A read of a whole URL, such as a link that was stored. It is used as it is, on the client's own origin only.
    pub fn url(url: impl Into<String>) -> Self {
        Get {
            request: Request::at(url.into(), true),
            read: decode_dynamic::<T>,
            entity: PhantomData,
        }
    }

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

impl<T> Get<T> {
    fn with(mut self, change: impl FnOnce(&mut Request)) -> Self {
        change(&mut self.request);
        self
    }

    /// Asks for `ConsistencyLevel: eventual`, which advanced queries on directory objects need. It is sent by itself
    /// where a query is known to need it.
    pub fn consistency_level_eventual(self) -> Self {
        self.with(|request| request.consistency(true))
    }

    /// Never sends `ConsistencyLevel: eventual` by itself.
    pub fn consistency_level_default(self) -> Self {
        self.with(|request| request.consistency(false))
    }
}

macro_rules! common {
    ($request:ident: $($field:ident)*) => {
        impl<T> $request<T> {
            /// Narrows `$select` to these properties and those that `T` cannot be read without.
            ///
            /// ```
            /// # use graph_resource::graph_resource;
            /// # use serde::Deserialize;
            /// # #[graph_resource(path = "/users/<userId>")] #[derive(Deserialize)] #[serde(rename_all = "camelCase")]
            /// # pub struct User { id: String, mail: Option<String>, job_title: Option<String> }
            /// let f = User::FIELDS;
            /// assert_eq!(User::get("1").select([f.mail]).to_string(), "/users/1?$select=mail,id");
            /// ```
            pub fn select<const N: usize>(self, properties: [&dyn Selectable<T>; N]) -> Self {
                self.with(|request| request.options.select(&properties))
            }

            /// Leaves `$select` out: the service's default set of properties.
            pub fn select_all(self) -> Self {
                self.with(|request| request.options.select_all())
            }

            /// Leaves out the expansions that the struct derives; one that is given by [`expand`](Self::expand) stays.
            ///
            /// What the answer then lacks, `T` has to be readable without: `Option`, or `#[serde(default)]`.
            pub fn without_expand(self) -> Self {
                self.with(|request| request.options.without_expand())
            }

            /// Gives an expansion options of its own; it takes the place of the one derived from the struct.
            pub fn expand(self, expand: impl IntoExpand<T>) -> Self {
                let expand = expand.into_expand();
                self.with(|request| request.options.expand(expand.path, expand.options))
            }

            /// Adds a query option that has no method here: `.param("startDateTime", t)`.
            ///
            /// A text stands as it is, a date as OData writes it (`2024-01-01T00:00:00+02:00`), both encoded once. A
            /// system option (`$select`) takes the place of a derived one.
            pub fn param(self, name: impl Into<String>, value: impl $crate::Value) -> Self {
                self.with(|request| request.param(name.into(), value.literal().into_plain()))
            }

            /// Adds a header. A name or a value that HTTP cannot carry is an error when the request is sent.
            pub fn header(self, name: impl AsRef<str>, value: impl AsRef<str>) -> Self {
                self.with(|request| request.header(name.as_ref(), value.as_ref()))
            }

            /// Adds a preference to the header `Prefer` ([RFC 7240]): `outlook.timezone="UTC"`, or
            /// `include-unknown-enum-members` for the members of enumerations that were added later.
            ///
            /// [RFC 7240]: https://www.rfc-editor.org/rfc/rfc7240
            pub fn prefer(self, preference: impl AsRef<str>) -> Self {
                self.with(|request| request.prefer(preference.as_ref()))
            }

            /// When this read is tried again, in the place of the client's policy.
            pub fn retry(self, policy: RetryPolicy) -> Self {
                self.with(|request| request.retry(policy))
            }

            /// The time that one answer may take, body included, in the place of the client's.
            pub fn timeout(self, timeout: Duration) -> Self {
                self.with(|request| request.timeout(timeout))
            }
        }

        impl<T> Clone for $request<T> {
            #[allow(clippy::clone_on_copy, reason = "some of the fields are no copies")]
            fn clone(&self) -> Self {
                $request { request: self.request.clone(), $($field: self.$field.clone(),)* entity: PhantomData }
            }
        }

        impl<T> fmt::Debug for $request<T> {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.request.fmt(f)
            }
        }
    };
}

pub(crate) use common;

common!(Get: read);

impl<T> fmt::Display for Get<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.request.url(Cardinality::One))
    }
}
