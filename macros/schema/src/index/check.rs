//! Whether everything in an index can be read.

use super::error::SchemaError;
use super::model::{Model, missing_type};
use super::types::{EntryPoint, Operation, Type};
use crate::name::{QualifiedName, TypeRef};

/// Parses every line of a version, and checks that every type that is referred to is there.
pub(super) fn check(model: Model<'_>) -> Result<(), SchemaError> {
    for entry_point in model.entry_points()? {
        let container = QualifiedName {
            namespace: "container",
            name: entry_point.name(),
        };
        match entry_point {
            EntryPoint::Resource { ty, .. } => check_reference(model, ty, container)?,
            EntryPoint::Operation(operation) => check_operation(model, &operation, container)?,
        }
    }
    for name in model.type_names() {
        let Some(ty) = model.get(name)?.and_then(Type::structured) else {
            continue;
        };
        model.lineage(name)?;
        for property in &ty.properties {
            check_reference(model, property.ty, ty.name)?;
        }
        for operation in &ty.operations {
            check_operation(model, operation, ty.name)?;
        }
    }
    Ok(())
}

fn check_operation(
    model: Model<'_>,
    operation: &Operation<'_>,
    used_by: QualifiedName<'_>,
) -> Result<(), SchemaError> {
    for parameter in &operation.parameters {
        check_reference(model, parameter.ty, used_by)?;
    }
    match operation.result {
        Some(result) => check_reference(model, result, used_by),
        None => Ok(()),
    }
}

fn check_reference(
    model: Model<'_>,
    ty: TypeRef<'_>,
    used_by: QualifiedName<'_>,
) -> Result<(), SchemaError> {
    if ty.name.is_primitive() || model.has(ty.name) {
        return Ok(());
    }
    Err(missing_type(ty.name, used_by))
}
