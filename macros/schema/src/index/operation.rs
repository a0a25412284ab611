//! The line of an operation: `function composable image(width Int32!, height Int32!) String`.

use super::lines::Line;
use super::scan::split_word;
use super::type_ref::{check_name, type_ref};
use super::types::{Operation, OperationKind, Parameter};
use crate::index::error::SchemaError;
use crate::name::QualifiedName;

/// Parses an operation, or returns `None` if the line describes something else.
pub(super) fn operation<'s>(
    text: &'s str,
    namespace: &'s str,
    line: &Line<'_>,
) -> Result<Option<Operation<'s>>, SchemaError> {
    let Some(open) = text.find('(') else {
        return Ok(None);
    };
    let Some(length) = text[open..].find(')') else {
        return Err(line.invalid("the parenthesis is not closed"));
    };
    let close = open + length;
    let (keyword, name) = split_word(&text[..open]);
    let kind = match keyword {
        "function" => OperationKind::Function,
        "action" => OperationKind::Action,
        _ => return Err(line.invalid("expected `function` or `action`")),
    };
    let composable = name.strip_prefix("composable ");
    let name = composable.unwrap_or(name);
    let collection = name.strip_prefix("[]");
    let name = collection.unwrap_or(name);
    check_name(name, line)?;
    Ok(Some(Operation {
        name: QualifiedName::parse(name).unwrap_or(QualifiedName { namespace, name }),
        kind,
        binds_collection: collection.is_some(),
        is_composable: composable.is_some(),
        parameters: parameters(&text[open + 1..close], namespace, line)?,
        result: result(&text[close + 1..], namespace, line)?,
    }))
}

fn parameters<'s>(
    text: &'s str,
    namespace: &'s str,
    line: &Line<'_>,
) -> Result<Vec<Parameter<'s>>, SchemaError> {
    let mut parameters = Vec::new();
    if text.is_empty() {
        return Ok(parameters);
    }
    for written in text.split(", ") {
        let (name, ty) = split_word(written);
        let optional = name.strip_suffix('?');
        let name = optional.unwrap_or(name);
        check_name(name, line)?;
        parameters.push(Parameter {
            name,
            ty: type_ref(ty, name, namespace, line)?,
            is_optional: optional.is_some(),
        });
    }
    Ok(parameters)
}

fn result<'s>(
    text: &'s str,
    namespace: &'s str,
    line: &Line<'_>,
) -> Result<Option<crate::TypeRef<'s>>, SchemaError> {
    if text.is_empty() {
        return Ok(None);
    }
    match text.strip_prefix(' ') {
        Some(written) if !written.is_empty() => type_ref(written, "", namespace, line).map(Some),
        _ => Err(line.invalid("expected a space and the type of the result")),
    }
}
