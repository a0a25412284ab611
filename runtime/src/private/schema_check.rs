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

/// Checks that a struct may have one of the `accepted` types, or, if its own type is not known, that all of its properties
/// are among the `names`. A type without the attribute is not checked.
#[track_caller]
pub const fn check_structure(
    info: Option<&TypeInfo>,
    accepted: &[&str],
    names: &[&str],
    other_type: &str,
    other_property: &str,
) {
    let Some(info) = info else {
        return;
    };
    match info.own_type {
        OwnType::NotLookedUp => {}
        OwnType::Known => {
            if !contains(accepted, info.odata_type) {
                panic!("{}", other_type);
            }
        }
        OwnType::Unknown => {
            if !has_only(info, names) {
                panic!("{}", other_property);
            }
        }
    }
}

/// The same for an enum and its members.
#[track_caller]
pub const fn check_enum(
    info: Option<EnumInfo>,
    accepted: &[&str],
    names: &[&str],
    other_type: &str,
    other_member: &str,
) {
    let Some(info) = info else {
        return;
    };
    match info.own_type {
        OwnType::NotLookedUp => {}
        OwnType::Known => {
            if !contains(accepted, info.odata_type) {
                panic!("{}", other_type);
            }
        }
        OwnType::Unknown => {
            let mut index = 0;
            while index < info.members.len() {
                if !contains(names, info.members[index]) {
                    panic!("{}", other_member);
                }
                index += 1;
            }
        }
    }
}

/// Checks that the type is not an enum, which holds one member only.
#[track_caller]
pub const fn check_flags(info: Option<EnumInfo>, is_enum: &str) {
    if info.is_some() {
        panic!("{}", is_enum);
    }
}

/// Whether all properties of the struct, flattened ones included, are among the names.
const fn has_only(info: &TypeInfo, names: &[&str]) -> bool {
    let mut index = 0;
    while index < info.properties.len() {
        if !contains(names, info.properties[index].name) {
            return false;
        }
        index += 1;
    }
    let mut index = 0;
    while index < info.flattened.len() {
        if let Some(info) = info.flattened[index].info {
            if !has_only(info, names) {
                return false;
            }
        }
        index += 1;
    }
    true
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
