//! References to types: `message[]`, `Int32!`, `microsoft.graph.security.alert`.

use super::lines::Line;
use crate::edm;
use crate::format::{DEFAULT_TYPE, PLURAL, SAME_NAME, parent_of};
use crate::index::error::SchemaError;
use crate::name::{QualifiedName, TypeRef};

/// Parses the type of something with a name. One without a name of its own is the type that nearly half of all properties
/// have.
pub(super) fn type_ref<'s>(
    text: &'s str,
    named: &'s str,
    namespace: &'s str,
    line: &Line<'_>,
) -> Result<TypeRef<'s>, SchemaError> {
    let nullable = text.strip_suffix('!');
    let many = nullable.unwrap_or(text);
    let one = many.strip_suffix("[]");
    let written = one.unwrap_or(many);
    let name = match written {
        "" => QualifiedName::edm(DEFAULT_TYPE),
        SAME_NAME => same_name(named, one.is_some(), namespace, line)?,
        _ => type_name(written, namespace, line)?,
    };
    Ok(TypeRef {
        name,
        is_collection: one.is_some(),
        is_nullable: nullable.is_none(),
    })
}

/// The type that is named like the property.
fn same_name<'s>(
    named: &'s str,
    is_collection: bool,
    namespace: &'s str,
    line: &Line<'_>,
) -> Result<QualifiedName<'s>, SchemaError> {
    let name = if is_collection {
        named.strip_suffix(PLURAL)
    } else {
        Some(named)
    };
    match name {
        Some(name) if !name.is_empty() => Ok(QualifiedName { namespace, name }),
        _ => Err(line.invalid("`=` needs a name to stand for, and `=[]` one that ends with `s`")),
    }
}

/// A name without a dot is that of a primitive type, or of a type in the same namespace. One that begins with a dot is in
/// the namespace that contains this one.
pub(super) fn type_name<'s>(
    written: &'s str,
    namespace: &'s str,
    line: &Line<'_>,
) -> Result<QualifiedName<'s>, SchemaError> {
    let in_parent = written.strip_prefix('.');
    let name = in_parent.unwrap_or(written);
    check_name(name, line)?;
    if name.contains(' ') {
        return Err(line.invalid("expected one type"));
    }
    if in_parent.is_some() {
        let parent = parent_of(namespace);
        let namespace = parent.ok_or_else(|| line.invalid("no namespace contains this one"))?;
        return Ok(QualifiedName { namespace, name });
    }
    if let Some(name) = QualifiedName::parse(name) {
        return Ok(name);
    }
    if let Some(name) = edm::type_of_letter(name) {
        return Ok(QualifiedName::edm(name));
    }
    if edm::is_type(name) {
        return Ok(QualifiedName::edm(name));
    }
    Ok(QualifiedName { namespace, name })
}

/// Only the first and the last character are checked, since macros are not optimized.
pub(super) fn check_name(name: &str, line: &Line<'_>) -> Result<(), SchemaError> {
    match name.as_bytes().last() {
        Some(last) if starts_name(name) && can_end(*last) => Ok(()),
        _ => Err(line.invalid("expected a name")),
    }
}

/// Whether a name can begin like this.
pub(super) fn starts_name(text: &str) -> bool {
    text.as_bytes()
        .first()
        .is_some_and(|first| can_start(*first))
}

fn can_start(byte: u8) -> bool {
    byte.is_ascii_alphabetic() || byte == b'_' || byte >= 0x80
}

fn can_end(byte: u8) -> bool {
    can_start(byte) || byte.is_ascii_digit()
}
