//! Types in functions and modules, with every visibility.

/// Types in a function.
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

/// Nested modules.
pub mod outer {
    /// The inner module.
    pub mod inner {
        /// Visible in the parent module.
        #[::graph_resource::graph_resource(path = "/things/<thingId>")]
        #[derive(::core::fmt::Debug, ::serde::Deserialize)]
        pub(in crate::scopes) struct Outer {
            /// Visible in one module.
            pub(super) id: ::std::string::String,
            /// Private.
            own: ::std::string::String,
        }

        /// Visible in the crate.
        #[::graph_resource::graph_resource(path = "/things/<thingId>")]
        #[derive(::core::fmt::Debug, ::serde::Deserialize)]
        pub(crate) struct Crate {
            /// Visible in the crate.
            pub(crate) id: ::std::string::String,
        }

        /// Unused.
        #[::graph_resource::graph_resource(path = "/things/<thingId>", list(children = "/things/<thingId>/children"))]
        #[derive(::core::fmt::Debug, ::serde::Deserialize)]
        #[allow(dead_code)]
        struct Private {
            /// Its key.
            id: ::std::string::String,
        }

        /// Public, with a field of a private type.
        #[::graph_resource::graph_resource(path = "/things/<thingId>")]
        #[derive(::core::fmt::Debug, ::serde::Deserialize)]
        pub struct Public {
            /// Public.
            pub id: ::std::string::String,
            /// Private.
            part: ::std::option::Option<Part>,
        }

        /// Private.
        #[::graph_resource::graph_resource]
        #[derive(::core::fmt::Debug, ::serde::Deserialize)]
        struct Part {
            /// Its key.
            id: ::std::string::String,
        }

        impl Public {
            /// Its content.
            #[must_use]
            pub fn part(&self) -> &::core::primitive::str {
                self.part.as_ref().map_or("", |part| &part.id)
            }
        }

        impl Outer {
            /// Its content.
            pub(in crate::scopes) fn own(&self) -> &::core::primitive::str {
                &self.own
            }
        }
    }

    /// Uses what is visible in this module.
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
