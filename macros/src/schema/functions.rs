//! The arguments of functions in a path.

use graph_resource_schema::index::{Operation, OperationKind};
use graph_resource_schema::path::{Argument, Path, Resolution, SegmentKind, StepKind};

/// The segment of a function with a mistake in its arguments, and what to write.
pub(super) fn mistakes(path: &Path, resolution: &Resolution<'_>) -> Vec<(usize, String)> {
    let mut mistakes = Vec::new();
    for (index, step) in resolution.steps.iter().enumerate() {
        let StepKind::Operation { operation, .. } = &step.kind else {
            continue;
        };
        if operation.kind != OperationKind::Function {
            continue;
        }
        let written = &path.segments[index].kind;
        let mistake = unquoted(operation, written);
        mistakes.extend(mistake.map(|mistake| (index, mistake)));
    }
    mistakes
}

/// A string without quotes.
fn unquoted(operation: &Operation<'_>, written: &SegmentKind) -> Option<String> {
    let SegmentKind::Name {
        arguments: Some(arguments),
        ..
    } = written
    else {
        return None;
    };
    let argument = arguments
        .iter()
        .find(|argument| is_unquoted_string(operation, argument))?;
    let name = argument.name.as_deref()?;
    Some(format!(
        "the argument `{name}` is a string, which needs quotes: write `{name}='{}'`",
        argument.value
    ))
}

fn is_unquoted_string(operation: &Operation<'_>, argument: &Argument) -> bool {
    let Some(name) = &argument.name else {
        return false;
    };
    let mut parameters = operation.parameters.iter();
    let is_string = parameters.any(|parameter| {
        parameter.name.eq_ignore_ascii_case(name)
            && parameter.ty.name.is("Edm.String")
            && !parameter.ty.is_collection
    });
    let is_alias = argument.value.starts_with('@');
    is_string && !argument.is_quoted() && !is_alias && argument.value != "null"
}
