//! The tasks of the guide, each against the local service.
//!
//! Their code is in `tests/tasks`, one file each. The guide shows the same code, and the example `tasks` runs it.

#[path = "../../tasks/mod.rs"]
mod code;
mod directory;
mod files;
mod guide;
mod intune_and_governance;
mod outlook;
mod refusals;
mod running;
mod sites;
mod teams;
