//! Enums of member names and of structs.

/// An enum that keeps unknown members as a string.
#[::graph_resource::graph_resource]
#[derive(::core::fmt::Debug, ::core::clone::Clone, ::core::cmp::PartialEq, ::core::cmp::Eq, ::serde::Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Status {
    /// A member.
    InProgress,
    /// A member.
    #[serde(rename = "done")]
    Completed,
    /// An unknown value.
    #[serde(untagged)]
    Unknown(::std::boxed::Box<str>),
}

/// A closed enum.
#[::graph_resource::graph_resource(closed)]
#[derive(::core::fmt::Debug, ::core::clone::Clone, ::core::marker::Copy, ::serde::Deserialize)]
#[serde(rename_all = "PascalCase")]
enum Closed {
    /// A member.
    Low,
    /// A member.
    High,
}

/// A struct with both enums.
#[::graph_resource::graph_resource(path = "/things/<thingId>")]
#[derive(::core::fmt::Debug, ::serde::Deserialize)]
pub struct Thing {
    /// A public type.
    pub status: ::std::option::Option<Status>,
    /// A private type.
    closed: ::std::option::Option<Closed>,
}

/// An enum of structs.
#[::graph_resource::graph_resource(path = "/things/<thingId>/members", collection)]
#[derive(::core::fmt::Debug, ::serde::Deserialize)]
pub enum Member {
    /// A known type.
    Thing(Thing),
    /// A known type with another name, in a box.
    #[serde(rename = "#microsoft.graph.other")]
    Other(::std::boxed::Box<Thing>),
    /// An unknown value.
    #[serde(untagged)]
    Unknown(::serde_json::Value),
}

impl Thing {
    /// Its content.
    #[must_use]
    pub const fn is_closed(&self) -> bool {
        self.closed.is_some()
    }
}

/// Uses the types.
#[must_use]
pub fn queries() -> ::std::string::String {
    let f = Thing::FIELDS;
    let list = Thing::list()
        .filter(f.status.eq(Status::Completed).and(f.closed.ne(Closed::Low)).or(f.closed.eq(Closed::High)));
    let members = Member::list("x").filter(Member::FIELDS.cast::<Thing>().status.eq(Status::InProgress));
    ::std::format!("{list}{members}")
}

/// Serde's derive under another name.
pub mod renamed_derive {
    use ::serde::Deserialize as De;

    /// An enum of structs.
    #[::graph_resource::graph_resource(path = "/things/<thingId>/members", collection)]
    #[derive(::core::fmt::Debug, De)]
    pub enum Member {
        /// A known type.
        Thing(super::Thing),
        /// An unknown value.
        #[serde(untagged)]
        Unknown(::serde_json::Value),
    }
}

/// No derive of serde.
pub mod handwritten {
    /// A struct.
    #[::graph_resource::graph_resource(path = "/things/<thingId>")]
    #[derive(::core::fmt::Debug)]
    #[serde(rename_all = "camelCase")]
    pub struct Thing {
        /// A name of two words.
        pub display_name: ::std::string::String,
    }

    impl<'de> ::serde::Deserialize<'de> for Thing {
        fn deserialize<D: ::serde::Deserializer<'de>>(
            deserializer: D,
        ) -> ::core::result::Result<Self, D::Error> {
            let display_name = ::serde::Deserialize::deserialize(deserializer)?;
            ::core::result::Result::Ok(Self { display_name })
        }
    }
}
