//! Sends one request: from the token to the last byte of the body, with retries, throttling and redirects.

pub(crate) mod attempts;
pub(crate) mod authorize;
pub(crate) mod body;
pub(crate) mod call;
pub(crate) mod clock;
pub(crate) mod driven;
pub(crate) mod exchange;
pub(crate) mod full_response;
pub(crate) mod headers;
pub(crate) mod limiter;
pub(crate) mod open_response;
pub(crate) mod origin;
pub(crate) mod pacing;
pub(crate) mod places;
pub(crate) mod redirect;
pub(crate) mod retries;
pub(crate) mod runtime;
pub(crate) mod service;
#[cfg_attr(not(feature = "tracing"), path = "no_trace.rs")]
pub(crate) mod trace;
pub(crate) mod unsent;
pub(crate) mod wire;
pub(crate) mod wire_error;

#[cfg(test)]
mod tests;
