//! The items to write: structs, enums, and enums of structs.

use super::template::Placeholder;

/// All items, the one that is read first.
#[derive(Debug, Default)]
pub(crate) struct Items(pub(crate) Vec<Item>);

/// The place of an item in [`Items`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct ItemId(pub(crate) usize);

/// An item with `#[graph_resource]`.
#[derive(Debug)]
pub(crate) struct Item {
    /// `Message`
    pub(crate) name: String,
    /// The lines of its documentation.
    pub(crate) doc: Vec<String>,
    /// The OData type, if the attribute does not derive it from the name.
    pub(crate) odata_type: Option<String>,
    pub(crate) endpoint: Option<Endpoint>,
    pub(crate) kind: Kind,
}

#[derive(Debug)]
pub(crate) enum Kind {
    Struct(Vec<Field>),
    /// A struct that collects all properties.
    Map,
    /// The variants, and the name of the one for unknown members.
    Enum(Vec<Variant>, String),
    /// The variants with their structs, and the name of the one for unknown types.
    Union(Vec<(String, ItemId)>, String),
}

/// How the item is read.
#[derive(Debug)]
pub(crate) struct Endpoint {
    pub(crate) template: String,
    pub(crate) placeholders: Vec<Placeholder>,
    pub(crate) method: Method,
    /// The methods for the object's streams of bytes, and their paths.
    pub(crate) streams: Vec<(String, String)>,
    pub(crate) is_beta: bool,
    /// Whether the struct is not a type of the service: it has no properties to select, and none to check.
    pub(crate) is_wrapper: bool,
}

/// The method that the attribute adds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Method {
    Get,
    List,
    /// `list`, of which only the number of items is read.
    Count,
    /// `delta(changes = "…")`
    Changes,
    /// `content(photo = "…")`
    Content(String),
}

/// A field of a struct.
#[derive(Debug)]
pub(crate) struct Field {
    /// The name without `r#`.
    pub(crate) name: String,
    /// The name in JSON.
    pub(crate) wire: String,
    pub(crate) ty: FieldType,
    /// The primitive type of the property, if the Rust type suggests another one.
    pub(crate) edm_type: Option<&'static str>,
    /// The path in `$expand`.
    pub(crate) expand: Option<String>,
    pub(crate) has_default: bool,
    pub(crate) only_in_query: bool,
    /// Whether the schema does not have the property.
    pub(crate) is_unchecked: bool,
}

/// The type of a field.
#[derive(Clone, Debug)]
pub(crate) struct FieldType {
    pub(crate) core: Core,
    pub(crate) is_many: bool,
    pub(crate) is_option: bool,
    pub(crate) is_boxed: bool,
}

/// The type of a value, without `Option` and `Vec`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Core {
    Value(Value),
    /// An enum, and whether the value is a set of its members.
    Enum(ItemId, bool),
    /// A struct or an enum of structs.
    Object(ItemId),
}

/// The Rust type of a primitive value, and how it is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Value {
    /// The path of the type.
    pub(crate) path: &'static str,
    /// Whether serde needs `graph_resource::types::deserialize`.
    pub(crate) needs_deserialize: bool,
    pub(crate) kind: ValueKind,
}

/// What a value can be compared with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ValueKind {
    /// A string of the type `Edm.String`.
    Text,
    Boolean,
    Integer,
    Float,
    Decimal,
    /// A string that is written without quotes: a GUID, or a date.
    BareText,
    /// A string that is written as a duration.
    DurationText,
    Uuid,
    /// A date or time of a crate.
    Temporal,
    Binary,
    Json,
}

/// A member of an enum.
#[derive(Debug)]
pub(crate) struct Variant {
    pub(crate) name: String,
    /// The name in JSON.
    pub(crate) wire: String,
}

impl Items {
    pub(crate) fn get(&self, id: ItemId) -> &Item {
        &self.0[id.0]
    }

    /// The fields of a struct. An enum of structs has none.
    pub(crate) fn fields(&self, id: ItemId) -> &[Field] {
        match &self.get(id).kind {
            Kind::Struct(fields) => fields,
            _ => &[],
        }
    }
}
