//! Types whose parts come through a macro.

/// A struct of all kinds of fragments.
macro_rules! entity {
    ($(#[$meta:meta])* $vis:vis $name:ident at $path:literal of $ty:ty { $($field_vis:vis $field:ident: $field_ty:ty,)* }) => {
        $(#[$meta])*
        #[::graph_resource::graph_resource(path = $path, list(children = $path))]
        #[derive(::core::fmt::Debug, ::serde::Deserialize)]
        #[serde(rename_all = "camelCase")]
        #[allow(deprecated)]
        $vis struct $name {
            /// The key.
            pub id: $ty,
            $(
                /// A field.
                $field_vis $field: $field_ty,
            )*
        }
    };
}

entity! {
    /// Seen by all.
    pub Public at "/things/<thingId>" of ::std::string::String {
        pub display_name: ::std::option::Option<::std::string::String>,
        pub r#type: ::std::vec::Vec<::std::string::String>,
        pub(crate) part: ::std::option::Option<::std::boxed::Box<Crate>>,
    }
}

entity! {
    /// Seen from the crate.
    pub(crate) Crate at "/things/<thingId>/parts/<partId>" of u32 {}
}

entity! {
    /// Not seen.
    #[allow(dead_code)]
    Private at "/things/<thingId>" of &'static str_ {}
}

/// A type whose name comes as an identifier.
#[derive(::core::fmt::Debug)]
#[allow(non_camel_case_types)]
pub struct str_;

impl<'de> ::serde::Deserialize<'de> for &'static str_ {
    fn deserialize<D: ::serde::Deserializer<'de>>(deserializer: D) -> ::core::result::Result<Self, D::Error> {
        let _: ::serde::de::IgnoredAny = ::serde::Deserialize::deserialize(deserializer)?;
        ::core::result::Result::Ok(&str_)
    }
}

/// Items that come whole.
macro_rules! whole {
    ($($item:item)*) => { $( #[::graph_resource::graph_resource(path = "/things/<thingId>")] $item )* };
}

whole! {
    /// A struct that came whole.
    #[derive(::core::fmt::Debug, ::serde::Deserialize)]
    pub struct Whole {
        /// Its key.
        pub id: ::std::string::String,
    }
}

/// Arguments and enums that come in parts.
macro_rules! parts {
    ($($argument:tt)*) => {
        /// An enum of names.
        #[::graph_resource::graph_resource($($argument)*)]
        #[derive(::core::fmt::Debug, ::core::clone::Clone, ::core::marker::Copy, ::serde::Deserialize)]
        #[serde(rename_all = "camelCase")]
        pub enum Parts {
            /// A name.
            One,
            /// Any other.
            #[serde(other)]
            Other,
        }
    };
}

parts!(type = "microsoft.graph.parts");

/// It is used.
#[must_use]
pub fn queries() -> ::std::string::String {
    let f = Public::FIELDS;
    let _ = (Crate::list("x").filter(Crate::FIELDS.id.eq(1)), Whole::get("x"));
    let filter = f.display_name.eq("x").and(f.r#type.any(|x| x.eq("y"))).and(f.part.id.gt(2));
    let read: fn(Public) -> ::std::option::Option<::std::boxed::Box<Crate>> = |read| read.part;
    let id: fn(Crate) -> u32 = |read| read.id;
    let _ = (read, id);
    ::std::string::ToString::to_string(&Public::list().filter(filter))
}
