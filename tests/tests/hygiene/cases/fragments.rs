//! Types that a macro defines.

/// Passes on fragments of all kinds.
macro_rules! entity {
    ($(#[$meta:meta])* $vis:vis $name:ident at $path:literal of $ty:ty { $($field_vis:vis $field:ident: $field_ty:ty,)* }) => {
        $(#[$meta])*
        #[::graph_resource::graph_resource(path = $path, get(child = $path))]
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
    /// Public.
    pub Public at "/things/<thingId>" of ::std::string::String {
        pub display_name: ::std::option::Option<::std::string::String>,
        pub r#type: ::std::vec::Vec<::std::string::String>,
        pub(crate) part: ::std::option::Option<::std::boxed::Box<Crate>>,
    }
}

entity! {
    /// Visible in the crate.
    pub(crate) Crate at "/things/<thingId>/parts/<partId>" of u32 {}
}

entity! {
    /// Private.
    #[allow(dead_code)]
    Private at "/things/<thingId>" of &'static str_ {}
}

/// A type whose name is passed on as an identifier.
#[derive(::core::fmt::Debug)]
#[allow(non_camel_case_types)]
pub struct str_;

impl<'de> ::serde::Deserialize<'de> for &'static str_ {
    fn deserialize<D: ::serde::Deserializer<'de>>(deserializer: D) -> ::core::result::Result<Self, D::Error> {
        let _: ::serde::de::IgnoredAny = ::serde::Deserialize::deserialize(deserializer)?;
        ::core::result::Result::Ok(&str_)
    }
}

/// Passes on whole items.
macro_rules! whole {
    ($($item:item)*) => { $( #[::graph_resource::graph_resource(path = "/things/<thingId>")] $item )* };
}

whole! {
    /// A struct that is passed on whole.
    #[derive(::core::fmt::Debug, ::serde::Deserialize)]
    pub struct Whole {
        /// Its key.
        pub id: ::std::string::String,
    }
}

/// Passes on the tokens of the arguments.
macro_rules! parts {
    ($($argument:tt)*) => {
        /// An enum of member names.
        #[::graph_resource::graph_resource($($argument)*)]
        #[derive(::core::fmt::Debug, ::core::clone::Clone, ::core::marker::Copy, ::serde::Deserialize)]
        #[serde(rename_all = "camelCase")]
        pub enum Parts {
            /// A member.
            One,
            /// An unknown value.
            #[serde(other)]
            Other,
        }
    };
}

parts!(type = "microsoft.graph.parts");

/// Uses the type.
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
