//! References to types: `message[]`, `Int32!`, `microsoft.graph.security.alert`.

use super::lines::Line;
use crate::edm;
use crate::format::DEFAULT_TYPE;
use crate::index::error::SchemaError;
use crate::name::{QualifiedName, TypeRef};

/// Parses a reference. One without a name is to the type that nearly half of all properties have.
pub(super) fn type_ref<'s>(
    text: &'s str,
    namespace: &'s str,
    line: &Line<'_>,
) -> Result<TypeRef<'s>, SchemaError> {
    let nullable = text.strip_suffix('!');
    let many = nullable.unwrap_or(text);
    let one = many.strip_suffix("[]");
    let written = one.unwrap_or(many);
    let name = if written.is_empty() {
        QualifiedName::edm(DEFAULT_TYPE)
    } else {
        type_name(written, namespace, line)?
    };
    Ok(TypeRef {
        name,
        is_collection: one.is_some(),
        is_nullable: nullable.is_none(),
    })
}

/// A name without a dot is that of a primitive type, or of a type in the same namespace.
pub(super) fn type_name<'s>(
    written: &'s str,
    namespace: &'s str,
    line: &Line<'_>,
) -> Result<QualifiedName<'s>, SchemaError> {
    check_name(written, line)?;
    if written.contains(' ') {
        return Err(line.invalid("expected one type"));
    }
    if let Some(name) = QualifiedName::parse(written) {
        return Ok(name);
    }
    if edm::is_type(written) {
        return Ok(QualifiedName::edm(written));
    }
    Ok(QualifiedName {
        namespace,
        name: written,
    })
}

/// Only the first and the last character are checked, since macros are not optimized.
pub(super) fn check_name(name: &str, line: &Line<'_>) -> Result<(), SchemaError> {
    let bytes = name.as_bytes();
    match (bytes.first(), bytes.last()) {
        (Some(first), Some(last)) if can_start(*first) && can_end(*last) => Ok(()),
        _ => Err(line.invalid("expected a name")),
    }
}

fn can_start(byte: u8) -> bool {
    byte.is_ascii_alphabetic() || byte == b'_' || byte >= 0x80
}

fn can_end(byte: u8) -> bool {
    can_start(byte) || byte.is_ascii_digit()
}
