pub(crate) mod navigation_lint;
pub(crate) mod no_such_method;
pub(crate) mod other_reads;

pub use graph_resource_macros::GraphResource;

pub use crate::address::template::{Piece, PlaceholderKind};
pub use crate::query::owner::LambdaItem;
pub use crate::query::owner::Navigation;
pub use crate::query::place::Root;
pub use serde::de::{Deserialize, DeserializeOwned, Deserializer};

pub use crate::__private::navigation_lint::{Entity, NavigationLint, NoNavigationLint};
pub use crate::__private::no_such_method::{
    HasAPath, HasAPathBesides, LeadsToACollection, LeadsToOneObject,
};
pub use crate::decode::odata_type::TaggedObject;
pub use crate::query::type_info::Expansion;
pub use crate::query::type_info::Property;
pub use crate::query::type_info::Required;
pub use crate::query::type_info::TypeInfo;
pub use crate::request::endpoint::Endpoint;

// One short name leads generated code to all that it is made of.
pub use core::any::TypeId;
pub use core::marker::PhantomData;
pub use core::option::Option::{None, Some};

pub use crate::address::cloud::ApiVersion;
pub use crate::address::key::Key;
pub use crate::query::edm;
pub use crate::query::field::{Field, Fields};
pub use crate::query::literal::{Enumeration, Literal, Value};
pub use crate::query::place::FieldPath;
pub use crate::query::structured::{Nested, Resource, StructuredType};
pub use crate::read::content::Content;
pub use crate::read::delta::Delta;
pub use crate::read::get::Get;
pub use crate::read::list::List;

/// A property whose type decides whether serde fails where it is absent.
pub const fn property<T: serde::de::DeserializeOwned>(name: &'static str) -> Property {
    Property {
        name,
        required: Required::ByType(required::<T>),
        expand: None,
    }
}

/// A property with a default.
pub const fn optional(name: &'static str) -> Property {
    Property {
        name,
        required: Required::No,
        expand: None,
    }
}

/// A property that is read by a function of its own, which serde always calls.
pub const fn always(name: &'static str) -> Property {
    Property {
        name,
        required: Required::Yes,
        expand: None,
    }
}

impl Property {
    /// The property as one that is expanded: what `$expand` names, and the properties of the type that it leads to.
    pub const fn expanded(self, path: &'static str, info: fn() -> &'static TypeInfo) -> Self {
        Property {
            expand: Some(Expansion { path, info }),
            ..self
        }
    }
}

/// Whether serde fails where a field of the type `T` is absent: serde's own rule, which asks the type for an option.
pub fn required<T: serde::de::DeserializeOwned>() -> bool {
    T::deserialize(crate::decode::absent_field::Missing).is_err()
}

/// The properties of the struct that a navigation property leads to.
pub fn type_info<T: crate::query::structured::Expandable>() -> &'static TypeInfo {
    <T::Type as crate::query::structured::StructuredType>::INFO
}

/// The name of the OData type of a struct.
pub fn odata_type<T: crate::query::structured::Nested>() -> &'static str {
    <T::Type as crate::query::structured::StructuredType>::INFO.odata_type
}
