//! Names that only appear in compile errors and warnings. There is nothing to call or to implement.

pub use crate::__private::flattened::FlattenedType;
pub use crate::__private::navigation_lint::SelectedField;
pub use crate::__private::no_such_method::{
    BlocksTheThread, HasAPath, HasNamedEndpoints, LeadsToACollection, LeadsToOneObject,
    ReadsACollection, ReadsOneObject, SentWithoutClient, Unsent,
};
pub use crate::__private::variant_info::SelectedVariant;
pub use crate::query::no_operators::ComparedByOperator;

#[doc(no_inline)]
pub use serde::de::{Deserialize, DeserializeOwned};
