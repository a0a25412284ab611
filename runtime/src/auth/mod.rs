//! Credentials, the tokens that they return, and the permissions that reads require.

#[cfg(feature = "azure-identity")]
pub(crate) mod azure;
pub(crate) mod cache;
pub(crate) mod challenge;
pub(crate) mod credential;
pub(crate) mod into;
pub(crate) mod secret;
pub(crate) mod token;

pub use crate::address::permissions::Permissions;
pub use crate::auth::credential::{TokenCredential, TokenFuture};
pub use crate::auth::into::{CredentialError, IntoCredential, IntoTokenResult, kind};
pub use crate::auth::token::{AccessToken, TokenRequest};
