//! Enums of names and of structs.

/// Names that serde keeps in a text.
#[::graph_resource::graph_resource]
#[derive(::core::fmt::Debug, ::core::clone::Clone, ::core::cmp::PartialEq, ::core::cmp::Eq, ::serde::Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Status {
    /// A name.
    InProgress,
    /// A name.
    #[serde(rename = "done")]
    Completed,
    /// Any other.
    #[serde(untagged)]
    Unknown(::std::boxed::Box<str>),
}

/// Names that do not grow.
#[::graph_resource::graph_resource(closed)]
#[derive(::core::fmt::Debug, ::core::clone::Clone, ::core::marker::Copy, ::serde::Deserialize)]
#[serde(rename_all = "PascalCase")]
enum Closed {
    /// A name.
    Low,
    /// A name.
    High,
}

/// A struct with both.
#[::graph_resource::graph_resource(path = "/things/<thingId>")]
#[derive(::core::fmt::Debug, ::serde::Deserialize)]
pub struct Thing {
    /// One.
    pub status: ::std::option::Option<Status>,
    /// One that is not seen.
    closed: ::std::option::Option<Closed>,
}

/// Structs, of which a type tells which it is.
#[::graph_resource::graph_resource(path = "/things/<thingId>/members", collection)]
#[derive(::core::fmt::Debug, ::serde::Deserialize)]
pub enum Member {
    /// One that is known.
    Thing(Thing),
    /// One that is known by another name, and held elsewhere.
    #[serde(rename = "#microsoft.graph.other")]
    Other(::std::boxed::Box<Thing>),
    /// Any other.
    #[serde(untagged)]
    Unknown(::serde_json::Value),
}

impl Thing {
    /// What it holds.
    #[must_use]
    pub const fn is_closed(&self) -> bool {
        self.closed.is_some()
    }
}

/// They are used.
#[must_use]
pub fn queries() -> ::std::string::String {
    let f = Thing::FIELDS;
    let list = Thing::list()
        .filter(f.status.eq(Status::Completed).and(f.closed.ne(Closed::Low)).or(f.closed.eq(Closed::High)));
    let members = Member::list("x").filter(Member::FIELDS.cast::<Thing>().status.eq(Status::InProgress));
    ::std::format!("{list}{members}")
}
