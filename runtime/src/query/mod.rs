//! The query language: from fields to OData's text.

pub(crate) mod arithmetic;
pub mod edm;
pub(crate) mod expand;
pub(crate) mod expression;
pub(crate) mod field;
pub(crate) mod filter;
pub(crate) mod lambda;
pub(crate) mod literal;
pub(crate) mod literals;
pub(crate) mod named;
pub(crate) mod operators;
pub(crate) mod options;
pub(crate) mod order;
pub(crate) mod owner;
pub(crate) mod path_types;
pub(crate) mod place;
pub(crate) mod render;
pub(crate) mod search;
pub(crate) mod search_terms;
pub(crate) mod select;
pub(crate) mod structured;
pub(crate) mod type_info;

pub use crate::query::expand::{Expand, IntoExpand};
pub use crate::query::field::{Field, Fields};
pub use crate::query::filter::{Expr, Filter, IntoFilter, Operand};
pub use crate::query::lambda::Variable;
pub use crate::query::literal::{Enumeration, Literal, Qualified, Typed, Value};
pub use crate::query::named::Named;
pub use crate::query::operators::Primitive;
pub use crate::query::order::{IntoOrder, Order};
pub use crate::query::place::FieldPath;
pub use crate::query::search::Search;
pub use crate::query::select::Selectable;
pub use crate::query::structured::{Collection, Expandable, Nested, Resource, StructuredType};
