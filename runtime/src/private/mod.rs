pub(crate) mod flattened;
pub(crate) mod navigation_lint;
pub(crate) mod no_such_method;
pub(crate) mod schema_check;
pub(crate) mod variant_info;

pub use core::marker::PhantomData;
pub use core::option::Option::{None, Some};

pub use serde::de::{Deserialize, DeserializeOwned, Deserializer};

pub use crate::__private::flattened::{FlattenedStruct, FlattenedType};
pub use crate::__private::navigation_lint::{Entity, NotNavigation, SelectedField};
pub use crate::__private::no_such_method::{
    HasAPath, HasNamedEndpoints, LeadsToACollection, LeadsToOneObject, ReadsACollection,
    ReadsOneObject, SentWithoutClient, Unsent,
};
pub use crate::__private::schema_check::{
    EnumContent, EnumInfo, OtherContent, check_enum, check_flags, check_structure,
};
pub use crate::__private::variant_info::{
    NoVariantInfo, SelectedVariant, VariantInfo, selected_variant,
};
pub use crate::address::cloud::ApiVersion;
pub use crate::address::key::Key;
pub use crate::address::permissions::Permissions;
pub use crate::address::template::{Piece, PlaceholderKind};
pub use crate::decode::odata_type::TaggedObject;
pub use crate::query::annotation::Annotation;
pub use crate::query::declared::Declared;
pub use crate::query::declaring_type::{LambdaItem, Navigation};
pub use crate::query::edm;
pub use crate::query::edm_types;
pub use crate::query::field::{Field, FieldReference, Fields};
pub use crate::query::field_path::{FieldPath, Root};
pub use crate::query::flattened::Flattened;
pub use crate::query::literal::{Enumeration, Literal, Value};
pub use crate::query::structured::{Nested, Resource, StructuredType};
pub use crate::query::type_info::{
    Expansion, FlattenedField, OwnType, Property, Required, TypeInfo,
};
pub use crate::read::content::Content;
pub use crate::read::delta::Delta;
pub use crate::read::get::Get;
pub use crate::read::list::List;
pub use crate::request::endpoint::Endpoint;

use crate::decode::absent_field::Missing;
use crate::query::declared::WrittenAs;
use crate::query::literal::Typed;
use crate::query::structured::Expandable;

/// Describes a property that is required unless its type accepts an absent field, as `Option` does.
pub const fn property<T: DeserializeOwned>(name: &'static str) -> Property {
    Property {
        name,
        required: Required::ByType(required::<T>),
        expand: None,
    }
}

/// Describes a property that serde fills with a default if it is absent.
pub const fn optional(name: &'static str) -> Property {
    Property {
        name,
        required: Required::No,
        expand: None,
    }
}

/// Describes a property with `deserialize_with` and no default, which serde requires whatever its type.
pub const fn always(name: &'static str) -> Property {
    Property {
        name,
        required: Required::Yes,
        expand: None,
    }
}

impl Property {
    /// Makes it a navigation property that `$expand` names by `path` and that leads to the type of `info`.
    pub const fn expanded(self, path: &'static str, info: fn() -> &'static TypeInfo) -> Self {
        Property {
            expand: Some(Expansion { path, info }),
            ..self
        }
    }
}

/// Whether serde's derive fails if a field of the type `T` is absent.
///
/// As in serde, the type itself decides: `Option` and types that deserialize like it accept an absent field.
pub fn required<T: DeserializeOwned>() -> bool {
    T::deserialize(Missing).is_err()
}

/// Returns the properties of the type that a navigation property leads to.
pub fn type_info<T: Expandable>() -> &'static TypeInfo {
    T::INFO
}

/// Returns the qualified OData name of the type that `T` leads to.
pub fn odata_type<T: Nested>() -> &'static str {
    <T::Type as StructuredType>::INFO.odata_type
}

/// Checks that values of the type `T` can be written as the OData type `M`.
pub const fn check_type<T: Typed, M>()
where
    T::Kind: WrittenAs<M>,
{
}
