//! Documentation that is repeated on generated fields, where its links resolve to something else.

/// A thing: [`Thing::get`], [`Self::list`], [`Thing::FIELDS`], [`Thing_FIELDS`].
#[::graph_resource::graph_resource(
    path = "/things/<thingId>",
    content(photo = "/things/<thingId>/photo/$value"),
    delta(changes = "/things/delta"),
    type = "microsoft.graph.thing"
)]
#[derive(::core::fmt::Debug, ::serde::Deserialize)]
pub struct Thing {
    /// The argument of [`Self::get`] for [`Self`], see [`Thing::changes`].
    pub id: ::std::string::String,
    #[doc = "A [link](Self::photo) of "]
    #[doc = ::core::concat!("two ", "[parts](Self::id)")]
    pub mail: ::std::option::Option<::std::string::String>,
}

/// Documentation of a private type.
#[::graph_resource::graph_resource(path = "/things/<thingId>")]
#[derive(::core::fmt::Debug, ::serde::Deserialize)]
struct Hidden {
    /// See [`Self::get`].
    id: ::std::string::String,
}

/// Uses the type.
#[must_use]
pub fn queries() -> ::std::string::String {
    let read: fn(Hidden) -> ::std::string::String = |read| read.id;
    let _ = read;
    ::std::string::ToString::to_string(&Hidden::list().filter(Hidden::FIELDS.id.eq("x")))
}
