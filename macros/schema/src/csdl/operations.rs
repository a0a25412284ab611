//! The declarations of functions and actions.

use super::annotations::is_optional;
use super::declarations::{Name, Operation, Parameter, Reference};
use super::element::Element;
use super::error::CsdlError;
use super::names::{Aliases, name_of};
use crate::index::types::OperationKind;

/// An operation, and the type that it is bound to.
pub(super) struct Declared {
    pub(super) operation: Operation,
    pub(super) binding: Option<Reference>,
}

/// Reads an operation, or returns `None` if the element declares something else.
pub(super) fn read(
    element: &Element,
    namespace: &str,
    aliases: &Aliases,
) -> Result<Option<Declared>, CsdlError> {
    let kind = match element.name.as_str() {
        "Function" => OperationKind::Function,
        "Action" => OperationKind::Action,
        _ => return Ok(None),
    };
    let mut parameters = element.all("Parameter");
    let binding = if element.is_true("IsBound") {
        let binding = parameters
            .next()
            .ok_or_else(|| element.missing("Parameter"))?;
        Some(aliases.reference(binding, "Type")?)
    } else {
        None
    };
    let parameters = parameters.map(|parameter| read_parameter(parameter, aliases));
    let result = element.all("ReturnType").next();
    if result.is_none() && kind == OperationKind::Function {
        return Err(element.missing("ReturnType"));
    }
    let operation = Operation {
        name: Name {
            namespace: namespace.to_owned(),
            name: name_of(element)?.to_owned(),
        },
        kind,
        binds_collection: binding
            .as_ref()
            .is_some_and(|binding| binding.is_collection),
        is_composable: element.is_true("IsComposable"),
        parameters: parameters.collect::<Result<_, _>>()?,
        result: result.map(|ty| aliases.reference(ty, "Type")).transpose()?,
    };
    Ok(Some(Declared { operation, binding }))
}

fn read_parameter(parameter: &Element, aliases: &Aliases) -> Result<Parameter, CsdlError> {
    Ok(Parameter {
        name: name_of(parameter)?.to_owned(),
        ty: aliases.reference(parameter, "Type")?,
        is_optional: is_optional(parameter),
    })
}
