//! When a failed read is sent again, and what a wait for that looks like.

pub use crate::error::throttle_info::ThrottleInfo;
pub use crate::request::retry_policy::{Decision, RetryPolicy};
pub use crate::transport::limiter::Wait;
