//! Where a request goes: clouds, path templates, keys and their encoding.

pub(crate) mod cloud;
pub(crate) mod digest;
pub(crate) mod directory;
pub(crate) mod encode;
mod item_path;
pub(crate) mod key;
pub(crate) mod permissions;
pub(crate) mod placeholder;
pub(crate) mod resource_path;
pub(crate) mod template;
pub(crate) mod throttle_scope;
pub(crate) mod workload;
