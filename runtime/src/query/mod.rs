//! The typed query language: fields, filters, sort orders and expansions, down to OData text.
//!
//! Queries start from the `FIELDS` of a type with [`graph_resource`](macro@crate::graph_resource). A field's methods
//! build a [`Filter`], an [`Order`], a [`Search`] or an [`Expand`], and the methods of a request take them:
//!
//! ```
//! # use graph_resource::graph_resource;
//! # #[graph_resource(path = "/users/<userId>")] #[derive(serde::Deserialize)] #[serde(rename_all = "camelCase")]
//! # struct User { id: String, display_name: Option<String>, age: Option<i32> }
//! let f = User::FIELDS;
//! let filter = f.display_name.starts_with("A") & (f.age.is_null() | f.age.ge(18));
//! assert_eq!(filter.to_string(), "startswith(displayName,'A') and (age eq null or age ge 18)");
//! let request = User::list().filter(filter).order_by(f.display_name.asc());
//! ```

pub(crate) mod advanced;
pub(crate) mod annotation;
pub(crate) mod arithmetic;
pub(crate) mod boolean;
pub(crate) mod comparable;
pub(crate) mod declared;
pub(crate) mod declaring_type;
pub(crate) mod derived_parts;
pub mod edm;
pub mod edm_types;
pub(crate) mod expand;
pub(crate) mod expansion_tree;
pub(crate) mod expression;
pub(crate) mod expression_methods;
pub(crate) mod fault;
pub(crate) mod field;
pub(crate) mod field_conditions;
pub(crate) mod field_functions;
pub(crate) mod field_path;
pub(crate) mod filter;
pub(crate) mod flattened;
pub(crate) mod lambda;
pub(crate) mod list_item;
pub(crate) mod literal;
pub(crate) mod literal_text;
pub(crate) mod literals;
pub(crate) mod name;
pub(crate) mod named;
pub(crate) mod no_operators;
pub(crate) mod null;
pub(crate) mod options;
pub(crate) mod order;
pub(crate) mod path_types;
pub(crate) mod primitive;
pub(crate) mod query_text;
pub(crate) mod render;
pub(crate) mod scope;
pub(crate) mod search;
pub(crate) mod search_terms;
pub(crate) mod select;
pub(crate) mod structured;
pub(crate) mod type_info;
pub(crate) mod writer;

pub use crate::query::annotation::Annotation;
pub use crate::query::comparable::ComparableTo;
pub use crate::query::declared::{Declared, DeclaredKind, WrittenAs};
pub use crate::query::expand::{Expand, OfCollection, Recursive};
pub use crate::query::field::{Field, Fields};
pub use crate::query::field_path::FieldPath;
pub use crate::query::filter::{AnyOperand, Expr, Filter, IntoFilter, Operand};
pub use crate::query::flattened::Flattened;
pub use crate::query::lambda::Variable;
pub use crate::query::list_item::ListItem;
pub use crate::query::literal::{Enumeration, Literal, Qualified, Typed, Value};
pub use crate::query::named::Named;
pub use crate::query::order::Order;
pub use crate::query::primitive::Primitive;
pub use crate::query::search::Search;
pub use crate::query::select::Selectable;
pub use crate::query::structured::{
    Collection, Expandable, HasProperties, Nested, Resource, StructuredType, ToMany, ToOne,
};

/// The types and bounds by which a [`Field`] says how it is reached, for functions over the fields of any type.
///
/// A path starts at the [`Root`](path::Root), the entity, and leads [`In`](path::In) a property, [`As`](path::As) a derived
/// type, or to an [`Item`](path::Item) of a collection. [`Flat`](path::Flat) leads to the fields of a flattened struct.
///
/// ```
/// # use graph_resource::graph_resource;
/// use graph_resource::query::path::DeclaringType;
/// use graph_resource::query::{FieldPath, Typed, edm};
/// use graph_resource::{Field, Filter};
///
/// /// Matches strings that contain `text` in any letter case.
/// fn contains_ignoring_case<P, O, const INDEX: usize, T>(
///     field: &Field<P, O, INDEX, T>,
///     text: &str,
/// ) -> Filter<P::Entity>
/// where
///     P: FieldPath,
///     O: DeclaringType,
///     T: Typed<Kind = edm::Text>,
/// {
///     field.to_lower().contains(text.to_lowercase())
/// }
///
/// # #[graph_resource(path = "/users/<userId>")] #[derive(serde::Deserialize)]
/// # struct User { id: String, mail: Option<String> }
/// let filter = contains_ignoring_case(User::FIELDS.mail, "Ada");
/// assert_eq!(filter.to_string(), "contains(tolower(mail),'ada')");
/// ```
pub mod path {
    pub use crate::query::declaring_type::{
        DeclaringType, LambdaItem, Navigates, Navigation, StructuralProperty,
    };
    pub use crate::query::field_path::{Item, Root};
    pub use crate::query::path_types::{Alias, As, Flat, In, WithinEntity};
}

/// The kinds of items that a collection can have, which tell the implementations of [`Variable`] apart.
///
/// The compiler infers them. They have names for functions that call [`any`](Field::any) on the fields of any type.
pub mod item_kind {
    pub use crate::query::declared::DeclaredItem;
    pub use crate::query::lambda::{
        AnyItem, Boxed, BytesAreOneValue, CollectionItem, Nullable, Plain, Structured,
    };
    pub use crate::query::null::{AnyJson, SingleValue};
}
