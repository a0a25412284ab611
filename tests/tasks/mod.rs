//! The tasks of the guide, one file each.

#![allow(dead_code, reason = "fields that a task only prints")]

pub mod batch;
pub mod blocking;
pub mod calendar_view;
pub mod channel_messages;
pub mod count_users;
pub mod delta_with_stored_link;
pub mod download;
pub mod drive_folder;
pub mod durations_and_binary;
pub mod extension_properties;
pub mod flags;
pub mod groups_of_user;
pub mod list_items;
pub mod managed_devices;
pub mod managers;
pub mod members;
pub mod open_extensions;
pub mod photos;
pub mod planner_tasks;
pub mod presence;
pub mod reports;
pub mod search_mail;
pub mod security_attributes;
pub mod sign_ins;
pub mod sites;
pub mod transitive_members;
pub mod unread_mail;
