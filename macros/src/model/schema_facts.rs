//! What the schema says about an item. Without the feature `schema` it says nothing.

#![cfg_attr(
    not(any(feature = "schema", test)),
    allow(dead_code, reason = "only the schema makes these values")
)]

use proc_macro2::Span;
use syn::Type;

/// What the schema says about an item.
#[derive(Default)]
pub(crate) struct SchemaFacts {
    /// The file, for the item whose code makes the compiler watch it.
    pub(crate) watched_file: Option<String>,
    pub(crate) own_type: OwnType,
    /// The OData type of the item, if the schema knows it.
    pub(crate) odata_type: Option<String>,
    /// The checks that only the compiler can make, since they depend on other items.
    pub(crate) content_checks: Vec<ContentCheck>,
}

/// Whether the schema knows the type of an item.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug)]
pub(crate) enum OwnType {
    /// There is no schema.
    #[default]
    NotLookedUp,
    /// The item has been compared with it.
    Known,
    /// Only the properties that contain the item tell.
    Unknown,
}

/// What the schema says about a property.
pub(crate) struct PropertyFacts {
    /// The type as the metadata writes it: `Collection(Edm.String)`.
    pub(crate) ty: String,
    pub(crate) is_nullable: bool,
    /// Whether the field has no place for `null`, although the property may be `null`.
    pub(crate) lacks_null: bool,
}

/// A field, or a variant, whose Rust type must be one of several OData types.
pub(crate) struct ContentCheck {
    pub(crate) ty: Type,
    pub(crate) span: Span,
    pub(crate) expected: ExpectedContent,
}

/// The OData type of what a field or a variant holds.
pub(crate) struct ExpectedContent {
    pub(crate) kind: ContentKind,
    /// For messages: what holds it, such as "the property `address`".
    pub(crate) holder: String,
    /// The type of the property.
    pub(crate) odata_type: String,
    /// The types that the Rust type may have. Empty if there are too many to compare.
    pub(crate) accepted: Vec<String>,
    /// The names that the item may have, if its own type is unknown: those of properties, or of members.
    pub(crate) names: Vec<String>,
}

/// The kind of an item that a field or a variant holds.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum ContentKind {
    Structure,
    /// A struct whose properties belong to the item itself.
    Flattened,
    /// A variant of an enum of structs.
    Variant,
    Enum,
    Flags,
    /// A string.
    Text,
    /// A primitive value that is no string.
    Value,
}
