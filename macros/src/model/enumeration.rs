//! Enums: those of member names, and those of structs.

use proc_macro2::Ident;
use syn::Type;

/// An enum whose variants are the members of an OData enumeration type.
pub(crate) struct Enum {
    pub(crate) members: Vec<Member>,
    /// Whether the enum has a `rename_all`.
    pub(crate) has_rename_all: bool,
    pub(crate) unknown: Option<UnknownMember>,
}

/// A variant for a known member.
pub(crate) struct Member {
    pub(crate) ident: Ident,
    pub(crate) name: String,
    /// Whether the name was given with `rename`, or never appears in JSON.
    pub(crate) is_renamed: bool,
    /// Whether it stands for unknown members, or never appears in JSON.
    pub(crate) is_unknown: bool,
}

/// The variant for unknown members.
pub(crate) enum UnknownMember {
    /// `#[serde(untagged)] Unknown(String)`, which keeps the name.
    Kept {
        ident: Ident,
        ty: Box<Type>,
        is_untagged: bool,
    },
    /// `#[serde(other)] Unknown`, which drops the name; the variant is a [`Member`] as well.
    Dropped,
}

/// An enum whose variants hold structs, told apart by `@odata.type`.
pub(crate) struct TaggedEnum {
    pub(crate) known: Vec<TaggedVariant>,
    /// The variant for unknown types, and the type of its value.
    pub(crate) unknown: Option<(Ident, Type)>,
    /// Whether the attribute found serde's derive below it and made it deserialize through the proxy type.
    pub(crate) has_proxy: bool,
}

/// A variant that holds a struct.
pub(crate) struct TaggedVariant {
    pub(crate) ident: Ident,
    pub(crate) ty: Type,
    /// The name of the OData type, if it is not the struct's own.
    pub(crate) odata_type: Option<String>,
}
