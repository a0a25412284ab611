//! What a field holds, compared with the schema at compile time. A macro sees one item, the compiler all of them.

use std::marker::PhantomData;

use crate::query::literal::Enumeration;
use crate::query::type_info::{OwnType, TypeInfo, is_equal};

/// Looks up the members of an enum.
///
/// Rust prefers an inherent constant to a trait's, so a type with the attribute resolves to its own members, and any other
/// type to those of [`OtherContent`].
#[derive(Debug)]
pub struct EnumContent<T>(PhantomData<fn() -> T>);

/// What is known about an enum.
#[derive(Debug, Clone, Copy)]
pub struct EnumInfo {
    odata_type: &'static str,
    own_type: OwnType,
    members: &'static [&'static str],
}

/// Provides the constant for all other types.
pub trait OtherContent {
    /// It is no enum with the attribute.
    const INFO: Option<EnumInfo> = None;
}

impl<T: Enumeration> EnumContent<T> {
    /// The enum.
    pub const INFO: Option<EnumInfo> = Some(EnumInfo {
        odata_type: T::ODATA_TYPE,
        own_type: T::OWN_TYPE,
        members: T::MEMBERS,
    });
}

impl<T> OtherContent for EnumContent<T> {}

/// What a field may hold.
#[derive(Debug, Clone, Copy)]
pub struct Expected {
    /// The types that the item may have.
    pub accepted: &'static [&'static str],
    /// The names that it may have if its own type is not known. Empty if it may have any.
    pub names: &'static [&'static str],
    /// The message about another type, before and after the name of that type.
    pub other_type: [&'static str; 2],
    /// The message about another name, before and after that name.
    pub other_name: [&'static str; 2],
}

/// Checks that a struct has one of the types, or, if its own type is not known, that the type has all of its properties. A
/// type without the attribute is not checked.
#[track_caller]
pub const fn check_structure(info: Option<&TypeInfo>, expected: Expected) {
    let Some(info) = info else {
        return;
    };
    match info.own_type {
        OwnType::NotLookedUp => {}
        OwnType::Known => check_type(info.odata_type, expected),
        OwnType::Unknown => check_properties(info, expected),
    }
}

/// The same for an enum and its members.
#[track_caller]
pub const fn check_enum(info: Option<EnumInfo>, expected: Expected) {
    let Some(info) = info else {
        return;
    };
    match info.own_type {
        OwnType::NotLookedUp => {}
        OwnType::Known => check_type(info.odata_type, expected),
        OwnType::Unknown => {
            let mut index = 0;
            while index < info.members.len() {
                check_name(info.members[index], expected);
                index += 1;
            }
        }
    }
}

/// Checks that the type is no struct with the attribute.
#[track_caller]
pub const fn check_no_structure(info: Option<&TypeInfo>, message: &str) {
    if info.is_some() {
        panic!("{}", message);
    }
}

/// Checks that the type is no enum with the attribute.
#[track_caller]
pub const fn check_no_enum(info: Option<EnumInfo>, message: &str) {
    if info.is_some() {
        panic!("{}", message);
    }
}

#[track_caller]
const fn check_type(odata_type: &str, expected: Expected) {
    if !contains(expected.accepted, odata_type) {
        panic!(
            "{}",
            Message::around(odata_type, expected.other_type).text()
        );
    }
}

/// Checks all properties of the struct, flattened ones included.
#[track_caller]
const fn check_properties(info: &TypeInfo, expected: Expected) {
    let mut index = 0;
    while index < info.properties.len() {
        check_name(info.properties[index].name, expected);
        index += 1;
    }
    let mut index = 0;
    while index < info.flattened.len() {
        if let Some(info) = info.flattened[index].info {
            check_properties(info, expected);
        }
        index += 1;
    }
}

#[track_caller]
const fn check_name(name: &str, expected: Expected) {
    if !expected.names.is_empty() && !contains(expected.names, name) {
        panic!("{}", Message::around(name, expected.other_name).text());
    }
}

const fn contains(names: &[&str], name: &str) -> bool {
    let mut index = 0;
    while index < names.len() {
        if is_equal(names[index], name) {
            return true;
        }
        index += 1;
    }
    false
}

/// The most bytes of a message; the rest is cut off.
const CAPACITY: usize = 1024;

/// A message put together in a constant, where `format!` cannot be used.
struct Message {
    bytes: [u8; CAPACITY],
    len: usize,
}

impl Message {
    const fn around(name: &str, [before, after]: [&str; 2]) -> Self {
        let message = Self {
            bytes: [0; CAPACITY],
            len: 0,
        };
        message.with(before).with(name).with(after)
    }

    const fn with(mut self, text: &str) -> Self {
        let text = text.as_bytes();
        let mut index = 0;
        while index < text.len() && self.len < CAPACITY {
            self.bytes[self.len] = text[index];
            self.len += 1;
            index += 1;
        }
        self
    }

    const fn text(&self) -> &str {
        let (text, _) = self.bytes.split_at(self.len);
        match std::str::from_utf8(text) {
            Ok(text) => text,
            Err(_) => "the schema has another type for this field",
        }
    }
}
