//! The methods that several kinds of requests share. Each macro writes one `impl` block, so rustdoc lists the methods
//! in the order in which the macros are called.

/// Query parameters, headers and limits, for every request.
macro_rules! request_methods {
    ($($request:ident$(<$of:ident>)?)*) => {$(
        impl$(<$of>)? $request$(<$of>)? {
            pub(crate) fn with(mut self, change: impl FnOnce(&mut $crate::request::Request)) -> Self {
                change(&mut self.request);
                self
            }

            /// Adds a query option that has no method of its own.
            ///
            /// The value is written as OData writes it, without quotes around a string, and is percent-encoded once. A
            /// system option, such as `$select`, replaces the derived one. If it is also set by its method, or given
            /// twice, or written without its `$`, sending the request fails with
            /// [`ErrorKind::Request`](crate::ErrorKind::Request).
            ///
            /// Prefer the methods where there are any: `select`, `expand`, `filter`, `search`, `order_by`, `top`, `skip`, and
            /// `with_count`.
            ///
            /// ```
            /// # use graph_resource::List;
            /// let view = List::<serde_json::Value>::at_path("/me/calendarView")
            ///     .param("startDateTime", "2024-01-01T00:00:00")
            ///     .param("endDateTime", "2024-02-01T00:00:00");
            /// assert_eq!(
            ///     view.to_string(),
            ///     "/me/calendarView?startDateTime=2024-01-01T00:00:00&endDateTime=2024-02-01T00:00:00"
            /// );
            /// ```
            pub fn param(self, name: impl Into<String>, value: impl $crate::query::literal::Value) -> Self {
                self.with(|request| request.param(name.into(), $crate::query::literal::Value::literal(&value).into_plain()))
            }

            /// Adds a header. A second call with the same name adds a second value.
            ///
            /// Sending the request fails with [`ErrorKind::Request`](crate::ErrorKind::Request) if HTTP cannot carry the name
            /// or the value, if the header is reserved for the client, such as `Authorization` or `Host`, or if it has a
            /// method of its own because it changes what a read returns, such as `If-None-Match`.
            ///
            /// ```
            /// # use graph_resource::Get;
            /// let me = Get::<serde_json::Value>::at_path("/me").header("Accept-Language", "fi");
            /// ```
            pub fn header(self, name: impl AsRef<str>, value: impl AsRef<str>) -> Self {
                self.with(|request| request.header(name.as_ref(), value.as_ref()))
            }

            /// Adds a preference to the `Prefer` header ([RFC 7240]), such as `outlook.timezone="UTC"`, or
            /// `include-unknown-enum-members` for enum members that Graph added later. A second call adds a further one.
            ///
            /// ```
            /// # use graph_resource::List;
            /// let events = List::<serde_json::Value>::at_path("/me/events")
            ///     .prefer("outlook.timezone=\"Europe/Helsinki\"")
            ///     .prefer("odata.maxpagesize=50");
            /// ```
            ///
            /// [RFC 7240]: https://www.rfc-editor.org/rfc/rfc7240
            pub fn prefer(self, preference: impl AsRef<str>) -> Self {
                self.with(|request| request.prefer(preference.as_ref()))
            }

            /// Sets when this read is retried, instead of the client's policy
            /// ([`ClientBuilder::retry`](crate::ClientBuilder::retry)).
            ///
            /// ```
            /// # use graph_resource::{Get, RetryPolicy};
            /// let once = Get::<serde_json::Value>::at_path("/me").retry(RetryPolicy::never());
            /// ```
            pub fn retry(self, policy: $crate::request::retry_policy::RetryPolicy) -> Self {
                self.with(|request| request.retry(policy))
            }

            /// Sets how long a single response may take, body included, instead of the client's
            /// [`timeout`](crate::ClientBuilder::timeout). In a download, it limits the head and then each chunk.
            ///
            /// A response that takes longer is a failed attempt ([`ErrorKind::Timeout`](crate::ErrorKind::Timeout)), which may
            /// be retried. The timeout also limits the wait for a place among the
            /// [concurrent requests](crate::ClientBuilder::max_concurrent_requests); a read that gets none in time is not sent.
            pub fn timeout(self, timeout: ::std::time::Duration) -> Self {
                self.with(|request| request.timeout(timeout))
            }

            /// Returns the permissions that this read requires, if the attribute declares them with `permissions(…)`:
            /// those of the method that created it, or else those of its type.
            ///
            /// ```
            /// # use graph_resource::graph_resource;
            /// # use serde::Deserialize;
            /// #[graph_resource(
            ///     path = "/users/<userId>",
            ///     permissions(delegated = "User.ReadBasic.All", get(delegated = "User.Read"))
            /// )]
            /// #[derive(Deserialize)]
            /// struct User { id: String }
            ///
            /// let delegated = User::get("1").permissions().map(|permissions| permissions.delegated);
            /// assert_eq!(delegated, Some(&["User.Read"][..]));
            /// ```
            pub fn permissions(&self) -> Option<&'static $crate::address::permissions::Permissions> {
                self.request.permissions()
            }
        }
    )*};
}

/// `$select` and `$expand`, for requests with a known type.
///
/// The names come from the call, because rustc quotes the line of a method's name beside an argument of a wrong type:
/// the comments there say what to write instead.
macro_rules! query_methods {
    ($request:ident, $select:ident, $expand:ident $(,)?) => {
        impl<T> $request<T> {
            /// Narrows `$select` to these properties, plus those without which `T` cannot be deserialized. A second
            /// call adds further properties. For a `Vec` or an iterator, call [`select_each`](Self::select_each).
            ///
            /// ```
            /// # use graph_resource::{graph_resource, Field};
            /// # use serde::Deserialize;
            /// # #[graph_resource(path = "/users/<userId>")] #[derive(Deserialize)] #[serde(rename_all = "camelCase")]
            /// # pub struct User { id: String, mail: Option<String>, job_title: Option<String> }
            /// let f = User::FIELDS;
            /// assert_eq!(User::get("1").select([f.mail]).to_string(), "/users/1?$select=mail,id");
            ///
            /// // A property that the struct does not declare:
            /// let request = User::get("1").select([f.mail, &Field::named("extension_x")]);
            /// assert_eq!(request.to_string(), "/users/1?$select=mail,extension_x,id");
            /// ```
            pub fn $select<const N: usize>(
                self,
                properties: [&dyn $crate::query::select::Selectable<T>; N],
            ) -> Self {
                self.with(|request| request.options.select(properties))
            }

            /// Narrows `$select` to properties that are only known at run time, as [`select`](Self::select) does.
            ///
            /// Each field has a type of its own, so write the type of a `Vec` with several of them:
            ///
            /// ```
            /// # use graph_resource::{graph_resource, query::Selectable, Field};
            /// # use serde::Deserialize;
            /// # #[graph_resource(path = "/users/<userId>")] #[derive(Deserialize)] #[serde(rename_all = "camelCase")]
            /// # pub struct User { id: String, mail: Option<String>, job_title: Option<String> }
            /// let f = User::FIELDS;
            /// let properties: Vec<&dyn Selectable<User>> = vec![f.mail, f.job_title];
            /// let request = User::list().select_each(properties);
            /// assert_eq!(request.to_string(), "/users?$select=mail,jobTitle,id");
            ///
            /// let names = ["mail", "extension_x"];
            /// let request = User::list().select_each(names.map(Field::named));
            /// assert_eq!(request.to_string(), "/users?$select=mail,extension_x,id");
            /// ```
            pub fn select_each(
                self,
                properties: impl IntoIterator<Item = impl $crate::query::select::Selectable<T>>,
            ) -> Self {
                self.with(|request| request.options.select(properties))
            }

            /// Sets the options of an expansion, instead of those that are derived from the struct; other expansions stay.
            /// A second call for the same property adds to the options of the first one.
            ///
            /// ```
            /// # use graph_resource::graph_resource;
            /// # use serde::Deserialize;
            /// # #[graph_resource] #[derive(Deserialize)]
            /// # pub struct Member { id: String }
            /// # #[graph_resource(path = "/groups/<groupId>")] #[derive(Deserialize)]
            /// # pub struct Group { id: String, #[graph(expand)] members: Vec<Member> }
            /// let f = Group::FIELDS;
            /// let group = Group::get("1").expand(f.members.expand().top(5));
            /// assert_eq!(group.to_string(), "/groups/1?$select=id&$expand=members($select=id;$top=5)");
            /// ```
            pub fn $expand<S, M>(self, expand: $crate::query::expand::Expand<T, S, M>) -> Self {
                self.with(|request| expand.add_to(&mut request.options))
            }

            /// Sends no `$select`, so the service returns its default set of properties.
            pub fn without_select(self) -> Self {
                self.with(|request| request.options.without_select())
            }

            /// Sends no `$expand` for the struct's navigation properties. Expansions added with
            /// [`expand`](Self::expand) stay.
            ///
            /// The response then lacks the properties that are not expanded, so their fields must be `Option` or have
            /// `#[serde(default)]`.
            pub fn without_expand(self) -> Self {
                self.with(|request| request.options.without_expand())
            }
        }
    };
}

/// The consistency level of queries on directory objects.
macro_rules! consistency_methods {
    ($request:ident) => {
        impl<T> $request<T> {
            /// Sends `ConsistencyLevel: eventual` and, for a collection, `$count=true`, which [advanced queries] on
            /// directory objects need. Both are sent automatically if the query is known to need them.
            ///
            /// [advanced queries]: https://learn.microsoft.com/graph/aad-advanced-queries
            pub fn consistency_level_eventual(self) -> Self {
                self.with(|request| request.consistency(true))
            }

            /// Never sends `ConsistencyLevel: eventual` or `$count=true` automatically.
            pub fn consistency_level_default(self) -> Self {
                self.with(|request| request.consistency(false))
            }
        }
    };
}

/// `Clone` and `Debug`, without bounds on `T`.
macro_rules! request_traits {
    ($request:ident: $($field:ident)*) => {
        impl<T> Clone for $request<T> {
            #[allow(clippy::clone_on_copy, reason = "not every field is `Copy`")]
            fn clone(&self) -> Self {
                $request { request: self.request.clone(), $($field: self.$field.clone(),)* entity: PhantomData }
            }
        }

        impl<T> ::std::fmt::Debug for $request<T> {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                ::std::fmt::Debug::fmt(&self.request, f)
            }
        }
    };
}

pub(crate) use {consistency_methods, query_methods, request_methods, request_traits};
