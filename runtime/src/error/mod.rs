//! The one error type of the crate.

pub(crate) mod accessors;
pub(crate) mod box_error;
pub(crate) mod context;
pub(crate) mod display;
pub(crate) mod kind;
pub(crate) mod model;
pub(crate) mod retry_after;
pub(crate) mod sent_token;
pub(crate) mod service_error;
pub(crate) mod text;
pub(crate) mod throttle_info;

pub use crate::error::box_error::BoxError;
pub use crate::error::kind::ErrorKind;
pub use crate::error::model::Error;
pub use crate::error::service_error::ErrorDetail;

#[cfg(test)]
mod tests;
