//! The model: an item with the attribute, as parsed.

mod arguments;
mod enumeration;
mod permissions;
mod schema_facts;
mod structure;
mod template;

use proc_macro2::Ident;
use syn::ext::IdentExt;
use syn::{Attribute, Generics, Visibility};

use crate::names;

pub(crate) use arguments::{Arguments, Endpoint, ReadKind, Version};
pub(crate) use enumeration::{Enum, Member, TaggedEnum, TaggedVariant, UnknownMember};
pub(crate) use permissions::{
    MethodPermissions, PermissionKind, PermissionRow, PermissionRows, Permissions,
};
pub(crate) use schema_facts::{
    ContentCheck, ContentKind, ExpectedContent, OwnType, PropertyFacts, SchemaFacts,
};
pub(crate) use structure::{
    EdmType, Expand, Flattened, Property, Required, SerdeAttrs, Struct, UnselectableAnnotation,
};
pub(crate) use template::{Piece, Placeholder, PlaceholderKind, Template};

/// An item with the attribute.
pub(crate) struct Item {
    pub(crate) vis: Visibility,
    pub(crate) ident: Ident,
    pub(crate) generics: Generics,
    pub(crate) arguments: Arguments,
    /// The lints that the user allows on the item, to be allowed on the generated code as well.
    pub(crate) allow_attrs: Vec<Attribute>,
    pub(crate) kind: Kind,
    /// Whether serde accepts its own attributes; if not, its derive generates no impl.
    pub(crate) has_valid_serde_attrs: bool,
    pub(crate) schema: SchemaFacts,
}

/// The kind of an item.
#[allow(
    clippy::large_enum_variant,
    reason = "there is one value per expansion"
)]
pub(crate) enum Kind {
    Struct(Struct),
    Enum(Enum),
    TaggedEnum(TaggedEnum),
}

impl Item {
    /// The qualified name of the OData type: the given one, that of the schema, or one derived from the item's name.
    pub(crate) fn odata_type(&self) -> String {
        match (&self.arguments.odata_type, &self.schema.odata_type) {
            (Some(literal), _) => literal.value().trim_start_matches('#').to_owned(),
            (None, Some(known)) => known.clone(),
            (None, None) => self.odata_type_by_name(),
        }
    }

    /// Whether the OData type is more than a guess.
    pub(crate) fn has_certain_type(&self) -> bool {
        self.arguments.odata_type.is_some() || self.schema.odata_type.is_some()
    }

    /// The OData type that the item's name suggests.
    pub(crate) fn odata_type_by_name(&self) -> String {
        let name = self.ident.unraw().to_string();
        format!("microsoft.graph.{}", names::lower_first(&name))
    }
}
