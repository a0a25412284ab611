//! A struct and its properties.

use proc_macro2::Ident;
use syn::{Attribute, LitStr, Type, Visibility};

/// A struct with named fields.
#[derive(Default)]
pub(crate) struct Struct {
    /// The fields that are properties, in order.
    pub(crate) properties: Vec<Property>,
    /// Whether a flattened field collects all properties that the service sends.
    pub(crate) is_open: bool,
    /// Whether a field holds an annotation such as `@odata.id`, which the service sends without being asked.
    pub(crate) has_annotation: bool,
    /// Whether serde would borrow a field for `'static`, which a response cannot provide.
    pub(crate) has_static_reference: bool,
    /// Serde's attributes on the struct.
    pub(crate) serde: SerdeAttrs,
}

/// The serde attributes of a struct that decide whether it can be deserialized.
#[derive(Default)]
pub(crate) struct SerdeAttrs {
    /// The rule of `rename_all`, as written.
    pub(crate) rename_all: Option<LitStr>,
    pub(crate) deny_unknown_fields: Option<syn::Path>,
    pub(crate) transparent: Option<syn::Path>,
}

/// A field that holds a property of the entity or complex type.
pub(crate) struct Property {
    pub(crate) vis: Visibility,
    pub(crate) ident: Ident,
    pub(crate) ty: Type,
    /// The name in the JSON, as serde sees it.
    pub(crate) name: String,
    /// Whether the name was given with `rename`.
    pub(crate) is_renamed: bool,
    /// Set for a navigation property, which goes into `$expand` and not into `$select`.
    pub(crate) expand: Option<Expand>,
    pub(crate) required: Required,
    /// The documentation, the deprecation and the allowed lints, which are repeated on the generated field.
    pub(crate) attrs: Vec<Attribute>,
}

/// `#[graph(expand)]`, `#[graph(expand = "microsoft.graph.eventMessage/event")]`
pub(crate) struct Expand {
    pub(crate) path: Option<LitStr>,
}

/// Whether serde fails when the property is absent.
pub(crate) enum Required {
    No,
    Yes,
    ByType,
}
