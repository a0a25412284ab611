//! A struct and its properties.

use proc_macro2::{Ident, Span};
use syn::{Attribute, GenericArgument, LitStr, PathArguments, Type, Visibility};

use crate::model::schema_facts::PropertyFacts;
use crate::names;

/// The names of maps, of the standard library, `serde_json` and `indexmap`.
const MAPS: &[&str] = &["HashMap", "BTreeMap", "IndexMap", "Map", "Value"];

/// A struct with named fields.
#[derive(Default)]
pub(crate) struct Struct {
    /// The fields that are properties, in order.
    pub(crate) properties: Vec<Property>,
    /// The flattened fields, in order.
    pub(crate) flattened: Vec<Flattened>,
    /// Whether the properties are not known, or not all of them.
    pub(crate) is_open: bool,
    /// Whether a field is not part of the query, or not read at all.
    pub(crate) has_skipped_field: bool,
    /// Whether a field holds an annotation such as `@odata.id`, which the service sends without being asked.
    pub(crate) has_annotation: bool,
    /// Whether serde would borrow a field for `'static`, which a response cannot provide.
    pub(crate) has_static_reference: bool,
    /// The fields with an annotation that has to be asked for, but cannot be.
    pub(crate) unselectable: Vec<UnselectableAnnotation>,
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
    /// The name in the JSON as serde sees it, or the one by which an annotation is selected.
    pub(crate) name: String,
    /// The name in the JSON, if it is an annotation.
    pub(crate) annotation: Option<String>,
    /// Whether the name was given with `rename`.
    pub(crate) is_renamed: bool,
    /// The primitive type in queries, if it was given or the schema has another one than the Rust type suggests.
    pub(crate) edm_type: Option<EdmType>,
    /// Whether `#[graph(unchecked)]` was given.
    #[cfg_attr(not(any(feature = "schema", test)), allow(dead_code))]
    pub(crate) is_unchecked: bool,
    /// Whether `deserialize_with` or `with` was given.
    #[cfg_attr(not(any(feature = "schema", test)), allow(dead_code))]
    pub(crate) has_own_deserializer: bool,
    /// What the schema says about it.
    pub(crate) schema: Option<PropertyFacts>,
    /// Set for a navigation property, which goes into `$expand` and not into `$select`.
    pub(crate) expand: Option<Expand>,
    pub(crate) required: Required,
    /// The documentation, the deprecation and the allowed lints, which are repeated on the generated field.
    pub(crate) attrs: Vec<Attribute>,
}

/// A field with `#[serde(flatten)]`: a struct with properties of its own, or a map.
pub(crate) struct Flattened {
    pub(crate) vis: Visibility,
    pub(crate) ident: Ident,
    pub(crate) ty: Type,
    /// The number of properties before the field.
    pub(crate) position: usize,
    /// The documentation, the deprecation and the allowed lints.
    pub(crate) attrs: Vec<Attribute>,
}

/// A field with an annotation that `$select` cannot name.
pub(crate) struct UnselectableAnnotation {
    pub(crate) ident: Ident,
    pub(crate) name: String,
    /// The allowed lints.
    pub(crate) attrs: Vec<Attribute>,
}

/// `#[graph(type = "Edm.String")]`
pub(crate) struct EdmType {
    /// The name without `Edm.`.
    pub(crate) name: &'static str,
    pub(crate) span: Span,
    /// Whether the schema says so, and not the program.
    pub(crate) is_inferred: bool,
}

/// `#[graph(expand)]`, `#[graph(expand = "microsoft.graph.eventMessage/event")]`
pub(crate) struct Expand {
    pub(crate) path: Option<LitStr>,
}

impl Struct {
    /// The flattened fields that have properties of their own, by the names of their types.
    pub(crate) fn flattened_structs(&self) -> impl Iterator<Item = &Flattened> {
        self.flattened.iter().filter(|field| !field.is_map())
    }

    /// Whether queries can reach any field.
    pub(crate) fn has_fields(&self) -> bool {
        !self.properties.is_empty() || self.flattened_structs().next().is_some()
    }

    /// Whether a `$select` can be derived, as far as the names of types tell.
    pub(crate) fn may_select(&self) -> bool {
        !self.is_open && !self.flattened.iter().any(Flattened::is_map)
    }
}

impl Property {
    /// Whether the name is derived and does not look like one of Graph's. A name given with `rename` is never questioned,
    /// since Graph has exceptions.
    pub(crate) fn is_unlike_graph(&self) -> bool {
        let name = &self.name;
        let has_separator = name.contains(['_', '-']);
        let starts_uppercase = name.starts_with(|c: char| c.is_ascii_uppercase());
        !self.is_renamed && (has_separator || starts_uppercase || names::ends_in_capitals(name))
    }
}

impl Flattened {
    /// Whether the type has the name of a map.
    pub(crate) fn is_map(&self) -> bool {
        is_map(&self.ty)
    }
}

/// Whether a type, inside any `Option` or `Box`, has the name of a map.
fn is_map(ty: &Type) -> bool {
    let Type::Path(ty) = ty else {
        return false;
    };
    let Some(last) = ty.path.segments.last() else {
        return false;
    };
    if let ("Option" | "Box", PathArguments::AngleBracketed(arguments)) =
        (last.ident.to_string().as_str(), &last.arguments)
    {
        let mut arguments = arguments.args.iter();
        return arguments
            .any(|argument| matches!(argument, GenericArgument::Type(ty) if is_map(ty)));
    }
    MAPS.iter().any(|name| last.ident == name)
}

/// Whether serde fails when the property is absent.
pub(crate) enum Required {
    No,
    Yes,
    ByType,
}
