//! The methods that several kinds of requests share. Each macro writes one `impl` block, so that rustdoc lists the methods
//! where the macro is called.

/// Parameters, headers and limits, for every request.
macro_rules! request_methods {
    ($($request:ident$(<$of:ident>)?)*) => {$(
        impl$(<$of>)? $request$(<$of>)? {
            fn with(mut self, change: impl FnOnce(&mut $crate::request::Request)) -> Self {
                change(&mut self.request);
                self
            }

            /// Adds a query option that has no method here: `.param("startDateTime", t)`.
            ///
            /// A text stands as it is, a date as OData writes it (`2024-01-01T00:00:00+02:00`), both encoded once. A
            /// system option (`$select`) takes the place of a derived one.
            pub fn param(self, name: impl Into<String>, value: impl $crate::query::literal::Value) -> Self {
                self.with(|request| request.param(name.into(), $crate::query::literal::Value::literal(&value).into_plain()))
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
            pub fn retry(self, policy: $crate::request::retry_policy::RetryPolicy) -> Self {
                self.with(|request| request.retry(policy))
            }

            /// The time that one answer may take, body included, in the place of the client's.
            pub fn timeout(self, timeout: ::std::time::Duration) -> Self {
                self.with(|request| request.timeout(timeout))
            }
        }
    )*};
}

/// `$select` and `$expand`, for requests whose type is known.
macro_rules! query_methods {
    ($request:ident) => {
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
            pub fn select<const N: usize>(
                self,
                properties: [&dyn $crate::query::select::Selectable<T>; N],
            ) -> Self {
                self.with(|request| request.options.select(&properties))
            }

            /// Leaves `$select` out: the service's default set of properties.
            pub fn without_select(self) -> Self {
                self.with(|request| request.options.without_select())
            }

            /// Leaves out the expansions that the struct derives; one that is given by [`expand`](Self::expand) stays.
            ///
            /// What the answer then lacks, `T` has to be readable without: `Option`, or `#[serde(default)]`.
            pub fn without_expand(self) -> Self {
                self.with(|request| request.options.without_expand())
            }

            /// Gives an expansion options of its own; it takes the place of the one derived from the struct.
            pub fn expand(self, expand: impl $crate::query::expand::IntoExpand<T>) -> Self {
                let expand = expand.into_expand();
                self.with(|request| request.options.expand(expand.path, expand.options))
            }
        }
    };
}

/// The consistency level of queries on directory objects.
macro_rules! consistency_methods {
    ($request:ident) => {
        impl<T> $request<T> {
            /// Sends `ConsistencyLevel: eventual` and, for a collection, `$count=true`, which advanced queries on directory
            /// objects need. Both are sent automatically where a query is known to need them.
            pub fn consistency_level_eventual(self) -> Self {
                self.with(|request| request.consistency(true))
            }

            /// Never sends `ConsistencyLevel: eventual` automatically.
            pub fn consistency_level_default(self) -> Self {
                self.with(|request| request.consistency(false))
            }
        }
    };
}

/// `Clone` and `Debug`, without bounds on the type that is read.
macro_rules! request_traits {
    ($request:ident: $($field:ident)*) => {
        impl<T> Clone for $request<T> {
            #[allow(clippy::clone_on_copy, reason = "some of the fields are no copies")]
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
