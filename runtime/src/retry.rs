//! Retries: when a failed read is sent again, and what is reported about the wait before it.

pub use crate::error::throttle_info::ThrottleInfo;
pub use crate::request::retry_policy::{Decision, RetryPolicy};
pub use crate::transport::limiter::Wait;
