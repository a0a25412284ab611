//! The rules that a document must follow so that types can be looked up.

use super::declarations::{Document, Name, Operation, Reference, Structured, Type};
use super::error::CsdlError;
use crate::edm;

/// Checks that all types are there, and that base types are of the same kind and not circular.
pub(super) fn check(document: &Document) -> Result<(), CsdlError> {
    for (name, ty) in &document.types {
        match ty {
            Type::Structured(structured) => check_structured(document, name, structured)?,
            Type::Enum(enumeration) => {
                if let Some(underlying) = &enumeration.underlying {
                    check_exists(document, underlying, name)?;
                }
            }
            Type::Definition(underlying) => check_exists(document, underlying, name)?,
        }
    }
    let Some(container) = &document.container else {
        return Ok(());
    };
    for (_, ty) in &container.resources {
        check_exists(document, &ty.name, &container.name)?;
    }
    for operation in &container.operations {
        check_operation(document, operation)?;
    }
    Ok(())
}

fn check_structured(
    document: &Document,
    name: &Name,
    structured: &Structured,
) -> Result<(), CsdlError> {
    check_base(document, name, structured)?;
    for property in &structured.properties {
        check_exists(document, &property.ty.name, name)?;
    }
    for operation in &structured.operations {
        check_operation(document, operation)?;
    }
    Ok(())
}

fn check_base(document: &Document, name: &Name, structured: &Structured) -> Result<(), CsdlError> {
    let mut lineage = vec![name];
    let mut next = structured.base.as_ref();
    while let Some(base) = next {
        if lineage.contains(&base) {
            let name = name.to_string();
            return Err(CsdlError::CircularBaseType { name });
        }
        let used_by = lineage[lineage.len() - 1];
        next = match document.types.get(base) {
            Some(Type::Structured(found)) if found.kind == structured.kind => found.base.as_ref(),
            Some(_) => {
                return Err(CsdlError::WrongBaseType {
                    name: used_by.to_string(),
                    base: base.to_string(),
                });
            }
            None => return Err(missing(base, used_by)),
        };
        lineage.push(base);
    }
    Ok(())
}

fn check_operation(document: &Document, operation: &Operation) -> Result<(), CsdlError> {
    let parameters = operation.parameters.iter().map(|parameter| &parameter.ty);
    let all: Vec<&Reference> = parameters.chain(&operation.result).collect();
    for ty in all {
        check_exists(document, &ty.name, &operation.name)?;
    }
    Ok(())
}

fn check_exists(document: &Document, name: &Name, used_by: &Name) -> Result<(), CsdlError> {
    let exists = if name.namespace == edm::NAMESPACE {
        edm::is_type(&name.name)
    } else {
        document.types.contains_key(name)
    };
    if exists {
        Ok(())
    } else {
        Err(missing(name, used_by))
    }
}

fn missing(name: &Name, used_by: &Name) -> CsdlError {
    CsdlError::MissingType {
        name: name.to_string(),
        used_by: used_by.to_string(),
    }
}
