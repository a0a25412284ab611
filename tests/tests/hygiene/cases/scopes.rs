//! Types inside of functions and modules, and all that can be seen from elsewhere, or not.

/// Inside of a function.
#[must_use]
pub fn inside() -> ::std::string::String {
    #[::graph_resource::graph_resource(path = "/things/<thingId>")]
    #[derive(::core::fmt::Debug, ::serde::Deserialize)]
    struct Thing {
        id: ::std::string::String,
        other: ::std::option::Option<Other>,
    }

    #[::graph_resource::graph_resource]
    #[derive(::core::fmt::Debug, ::serde::Deserialize)]
    struct Other {
        id: ::std::string::String,
    }

    #[::graph_resource::graph_resource]
    #[derive(::core::fmt::Debug, ::serde::Deserialize)]
    enum Member {
        Thing(Thing),
        #[serde(untagged)]
        Unknown(::serde_json::Value),
    }

    let read = |member: Member| match member {
        Member::Thing(thing) => thing.other.map_or(thing.id, |other| other.id),
        Member::Unknown(value) => ::std::string::ToString::to_string(&value),
    };
    let _: &dyn ::core::ops::Fn(Member) -> ::std::string::String = &read;
    let f = Thing::FIELDS;
    ::std::string::ToString::to_string(&Thing::list().filter(f.other.id.eq("x")))
}

/// A module in a module.
pub mod outer {
    /// Within.
    pub mod inner {
        /// Seen from the module around.
        #[::graph_resource::graph_resource(path = "/things/<thingId>")]
        #[derive(::core::fmt::Debug, ::serde::Deserialize)]
        pub(in crate::scopes) struct Outer {
            /// Seen from one module.
            pub(super) id: ::std::string::String,
            /// Not seen at all.
            own: ::std::string::String,
        }

        /// Seen from the crate.
        #[::graph_resource::graph_resource(path = "/things/<thingId>")]
        #[derive(::core::fmt::Debug, ::serde::Deserialize)]
        pub(crate) struct Crate {
            /// Seen from the crate.
            pub(crate) id: ::std::string::String,
        }

        /// Never used at all.
        #[::graph_resource::graph_resource(path = "/things/<thingId>", list(children = "/things/<thingId>/children"))]
        #[derive(::core::fmt::Debug, ::serde::Deserialize)]
        #[allow(dead_code)]
        struct Private {
            /// Its key.
            id: ::std::string::String,
        }

        /// Seen by all, with a type that is not.
        #[::graph_resource::graph_resource(path = "/things/<thingId>")]
        #[derive(::core::fmt::Debug, ::serde::Deserialize)]
        pub struct Public {
            /// Seen by all.
            pub id: ::std::string::String,
            /// Not seen.
            part: ::std::option::Option<Part>,
        }

        /// Not seen.
        #[::graph_resource::graph_resource]
        #[derive(::core::fmt::Debug, ::serde::Deserialize)]
        struct Part {
            /// Its key.
            id: ::std::string::String,
        }

        impl Public {
            /// What it holds.
            #[must_use]
            pub fn part(&self) -> &::core::primitive::str {
                self.part.as_ref().map_or("", |part| &part.id)
            }
        }

        impl Outer {
            /// What it holds.
            pub(in crate::scopes) fn own(&self) -> &::core::primitive::str {
                &self.own
            }
        }
    }

    /// What this module may see.
    #[must_use]
    pub fn seen() -> ::std::string::String {
        let list = inner::Outer::list().filter(inner::Outer::FIELDS.id.eq("x"));
        let _ = (inner::Outer::own, inner::Crate::list().filter(inner::Crate::FIELDS.id.eq("x")));
        let read: fn(inner::Crate) -> ::std::string::String = |read| read.id;
        let id: fn(inner::Outer) -> ::std::string::String = |read| read.id;
        let _ = (read, id);
        ::std::string::ToString::to_string(&list)
    }
}
