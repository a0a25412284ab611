//! The declarations of types.

use super::annotations::alternate_keys;
use super::declarations::{Enum, KeyProperty, Property, Structured, Type};
use super::element::Element;
use super::error::CsdlError;
use super::names::{Aliases, checked, name_of};
use crate::index::types::{PropertyKind, StructuredKind};

/// Reads a type, or returns `None` if the element declares something else.
pub(super) fn read(element: &Element, aliases: &Aliases) -> Result<Option<Type>, CsdlError> {
    let ty = match element.name.as_str() {
        "EntityType" => structured(element, StructuredKind::Entity, aliases)?,
        "ComplexType" => structured(element, StructuredKind::Complex, aliases)?,
        "EnumType" => enumeration(element, aliases)?,
        "TypeDefinition" => {
            let underlying = element.required("UnderlyingType")?;
            Type::Definition(aliases.name(element, underlying)?)
        }
        _ => return Ok(None),
    };
    Ok(Some(ty))
}

fn structured(
    element: &Element,
    kind: StructuredKind,
    aliases: &Aliases,
) -> Result<Type, CsdlError> {
    let base = element.attribute("BaseType");
    let mut properties = Vec::new();
    for child in &element.children {
        if let Some(property) = property(child, aliases)? {
            properties.push(property);
        }
    }
    Ok(Type::Structured(Structured {
        kind,
        base: base.map(|base| aliases.name(element, base)).transpose()?,
        is_abstract: element.is_true("Abstract"),
        is_open: element.is_true("OpenType"),
        has_stream: element.is_true("HasStream"),
        key: key(element)?,
        alternate_keys: alternate_keys(element)?,
        properties,
        operations: Vec::new(),
    }))
}

fn property(element: &Element, aliases: &Aliases) -> Result<Option<Property>, CsdlError> {
    let kind = match element.name.as_str() {
        "Property" => PropertyKind::Structural,
        "NavigationProperty" => PropertyKind::Navigation {
            is_contained: element.is_true("ContainsTarget"),
        },
        _ => return Ok(None),
    };
    Ok(Some(Property {
        name: name_of(element)?.to_owned(),
        ty: aliases.reference(element, "Type")?,
        kind,
    }))
}

fn key(element: &Element) -> Result<Vec<KeyProperty>, CsdlError> {
    let mut key = Vec::new();
    for property in element.all("Key").flat_map(|key| key.all("PropertyRef")) {
        let path = property.required("Name")?;
        for part in path.split('/') {
            checked(property, part)?;
        }
        let alias = property.attribute("Alias").unwrap_or(path);
        key.push(KeyProperty {
            alias: checked(property, alias)?.to_owned(),
            path: path.to_owned(),
        });
    }
    Ok(key)
}

fn enumeration(element: &Element, aliases: &Aliases) -> Result<Type, CsdlError> {
    let underlying = element.attribute("UnderlyingType");
    let underlying = underlying
        .map(|name| aliases.name(element, name))
        .transpose()?;
    let mut members: Vec<(String, i64)> = Vec::new();
    for member in element.all("Member") {
        let value = match member.attribute("Value") {
            Some(value) => value
                .parse()
                .map_err(|_| member.invalid(value, "an integer"))?,
            None => members.last().map_or(0, |(_, value)| value.wrapping_add(1)),
        };
        members.push((name_of(member)?.to_owned(), value));
    }
    Ok(Type::Enum(Enum {
        underlying,
        is_flags: element.is_true("IsFlags"),
        members,
    }))
}
