//! Who is asking: credentials and the tokens they give.

#[cfg(feature = "azure-identity")]
pub(crate) mod azure;
pub(crate) mod cache;
pub(crate) mod challenge;
pub(crate) mod credential;
pub(crate) mod into;
pub(crate) mod secret;
pub(crate) mod token;
