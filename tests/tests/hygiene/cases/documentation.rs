//! Documentation that is carried over, with links that lead somewhere else from there.

/// A thing: [`Thing::get`], [`Self::list`], [`Thing::FIELDS`], [`ThingFields`].
#[::graph_resource::graph_resource(
    path = "/things/<thingId>",
    content(photo = "/things/<thingId>/photo/$value"),
    delta(changes = "/things/delta"),
    type = "microsoft.graph.thing"
)]
#[derive(::core::fmt::Debug, ::serde::Deserialize)]
pub struct Thing {
    /// What [`Self::get`] takes, of [`Self`], see [`Thing::changes`].
    pub id: ::std::string::String,
    #[doc = "A [link](Self::photo) of "]
    #[doc = ::core::concat!("two ", "[parts](Self::id)")]
    pub mail: ::std::option::Option<::std::string::String>,
}

/// Documentation that a reader of the crate does not see.
#[::graph_resource::graph_resource(path = "/things/<thingId>")]
#[derive(::core::fmt::Debug, ::serde::Deserialize)]
struct Hidden {
    /// See [`Self::get`].
    id: ::std::string::String,
}

/// It is used.
#[must_use]
pub fn queries() -> ::std::string::String {
    let read: fn(Hidden) -> ::std::string::String = |read| read.id;
    let _ = read;
    ::std::string::ToString::to_string(&Hidden::list().filter(Hidden::FIELDS.id.eq("x")))
}
