//! The lines of a type or a container.

use super::lines::{Line, Lines};
use super::operation::operation;
use super::scan::{Block, split_word};
use super::type_header::{Header, header};
use super::type_ref::{check_name, type_ref};
use super::types::{
    EntryPoint, EnumType, Member, Property, PropertyKind, StructuredKind, StructuredType, Type,
    TypeDefinition,
};
use crate::format::UNKNOWN_MEMBER;
use crate::index::error::SchemaError;
use crate::name::QualifiedName;

/// The first line of a type.
pub(super) fn type_header<'s>(
    text: &'s str,
    block: &Block,
    namespace: &'s str,
) -> Result<Header<'s>, SchemaError> {
    match lines(text, block).next() {
        Some(first) => header(first, namespace),
        None => Ok(Header::default()),
    }
}

/// Parses a type.
pub(super) fn parse_type<'s>(
    text: &'s str,
    block: &Block,
    namespace: &'s str,
) -> Result<Type<'s>, SchemaError> {
    let mut lines = lines(text, block);
    let Some(first) = lines.next() else {
        return Err(SchemaError::NotASchema);
    };
    let header = header(first, namespace)?;
    let name = QualifiedName {
        namespace,
        name: &text[block.name.clone()],
    };
    check_name(name.name, &first)?;
    match header.keyword {
        "entity" => structured(name, StructuredKind::Entity, header, lines),
        "complex" => structured(name, StructuredKind::Complex, header, lines),
        "typedef" => definition(name, &header, first, lines),
        keyword => enumeration(name, keyword == "flags", &header, lines),
    }
}

/// Parses the entry points.
pub(super) fn parse_container<'s>(
    text: &'s str,
    block: &Block,
) -> Result<Vec<EntryPoint<'s>>, SchemaError> {
    let mut lines = lines(text, block);
    let first = lines.next();
    let Some(container) = QualifiedName::parse(&text[block.name.clone()]) else {
        return match first {
            Some(line) => Err(line.invalid("the container has no namespace")),
            None => Ok(Vec::new()),
        };
    };
    let mut entry_points = Vec::new();
    for line in lines {
        let text = indented(line)?;
        if let Some(operation) = operation(text, container.namespace, &line)? {
            entry_points.push(EntryPoint::Operation(operation));
            continue;
        }
        let (name, ty) = split_word(text);
        check_name(name, &line)?;
        let ty = type_ref(ty, name, container.namespace, &line)?;
        entry_points.push(EntryPoint::Resource { name, ty });
    }
    Ok(entry_points)
}

pub(super) fn lines<'s>(text: &'s str, block: &Block) -> Lines<'s> {
    Lines::of(text, block.place.start, block.place.end, block.line)
}

/// The line without its indentation.
fn indented(line: Line<'_>) -> Result<&str, SchemaError> {
    match line.text.strip_prefix(' ') {
        Some(text) if !text.is_empty() => Ok(text),
        _ => Err(line.invalid("the line is empty")),
    }
}

fn structured<'s>(
    name: QualifiedName<'s>,
    kind: StructuredKind,
    header: Header<'s>,
    lines: Lines<'s>,
) -> Result<Type<'s>, SchemaError> {
    let mut properties = Vec::new();
    let mut operations = Vec::new();
    for line in lines {
        let text = indented(line)?;
        match operation(text, name.namespace, &line)? {
            Some(operation) => operations.push(operation),
            None => properties.push(property(text, name.namespace, &line)?),
        }
    }
    Ok(Type::Structured(StructuredType {
        name,
        kind,
        base: header.base,
        is_abstract: header.is_abstract,
        is_open: header.is_open,
        has_stream: header.has_stream,
        key: header.key,
        alternate_keys: header.alternate_keys,
        properties,
        operations,
    }))
}

fn property<'s>(
    text: &'s str,
    namespace: &'s str,
    line: &Line<'_>,
) -> Result<Property<'s>, SchemaError> {
    let (kind, rest) = property_kind(text);
    let (name, ty) = split_word(rest);
    check_name(name, line)?;
    Ok(Property {
        name,
        ty: type_ref(ty, name, namespace, line)?,
        kind,
    })
}

fn property_kind(text: &str) -> (PropertyKind, &str) {
    if !text.starts_with('>') {
        return (PropertyKind::Structural, text);
    }
    let (is_contained, rest) = match text.strip_prefix(">>") {
        Some(rest) => (true, rest),
        None => (false, &text[1..]),
    };
    (PropertyKind::Navigation { is_contained }, rest)
}

fn enumeration<'s>(
    name: QualifiedName<'s>,
    is_flags: bool,
    header: &Header<'s>,
    lines: Lines<'s>,
) -> Result<Type<'s>, SchemaError> {
    let mut members: Vec<Member<'_>> = Vec::new();
    for line in lines {
        let (name, written) = split_word(indented(line)?);
        let name = member_name(name);
        check_name(name, &line)?;
        let next = match members.last() {
            Some(before) => before.value.wrapping_add(1),
            None => 0,
        };
        let value = match written {
            "" => next,
            written => written
                .parse()
                .map_err(|_| line.invalid("expected the value of the member"))?,
        };
        members.push(Member { name, value });
    }
    Ok(Type::Enum(EnumType {
        name,
        underlying: header.base,
        is_flags,
        members,
    }))
}

fn member_name(written: &str) -> &str {
    let (unknown, short) = UNKNOWN_MEMBER;
    if written == short { unknown } else { written }
}

fn definition<'s>(
    name: QualifiedName<'s>,
    header: &Header<'s>,
    first: Line<'_>,
    mut lines: Lines<'s>,
) -> Result<Type<'s>, SchemaError> {
    let Some(underlying) = header.base else {
        return Err(first.invalid("expected `:` and a primitive type"));
    };
    if let Some(line) = lines.next() {
        return Err(line.invalid("a type definition has no members"));
    }
    Ok(Type::Definition(TypeDefinition { name, underlying }))
}
