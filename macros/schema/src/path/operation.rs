//! Calls of functions and actions.

use super::error::{PathErrorKind, ResolveError};
use super::segment::{Argument, Segment};
use super::step::{Form, Step, StepKind, Target};
use super::walk::{Position, error, target};
use crate::index::model::Model;
use crate::index::types::{Operation, OperationKind, StructuredType};
use crate::nearest::nearest;

/// Where an operation may be bound.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Bound {
    /// To the type or its base types.
    Directly,
    /// To a derived type: the service finds it without a cast.
    ToDerived,
}

/// Calls the operation with this name, or returns `None` if there is none.
pub(super) fn call<'s>(
    position: &Position<'_, 's>,
    name: &str,
    arguments: Option<&[Argument]>,
    bound: Bound,
) -> Result<Option<Step<'s>>, ResolveError> {
    let derived: Vec<StructuredType<'s>>;
    let types = match bound {
        Bound::Directly => &position.place.lineage,
        Bound::ToDerived => {
            derived = position.derived()?;
            &derived
        }
    };
    let mut named = Vec::new();
    for operation in types.iter().flat_map(|ty| &ty.operations) {
        let is_bound_alike = operation.binds_collection == position.place.is_collection;
        if is_bound_alike && is_named(position.model, operation, name) {
            named.push(operation.clone());
        }
    }
    match Overloads::of(named, bound == Bound::ToDerived) {
        Some(overloads) => overloads
            .call(position.model, position.segment, position.index, arguments)
            .map(Some),
        None => Ok(None),
    }
}

/// `delta`, `microsoft.graph.delta`, or `graph.delta`
fn is_named(model: Model<'_>, operation: &Operation<'_>, name: &str) -> bool {
    let Some((prefix, local)) = name.rsplit_once('.') else {
        return operation.name.name.eq_ignore_ascii_case(name);
    };
    operation.name.name.eq_ignore_ascii_case(local)
        && model.find_namespace(prefix) == Some(operation.name.namespace)
}

/// The operations with one name, functions first.
pub(super) struct Overloads<'s> {
    operations: Vec<Operation<'s>>,
    is_of_derived_type: bool,
}

impl<'s> Overloads<'s> {
    /// The overloads, or `None` if there are none.
    pub(super) fn of(mut operations: Vec<Operation<'s>>, is_of_derived_type: bool) -> Option<Self> {
        if operations.is_empty() {
            return None;
        }
        operations.sort_by_key(|operation| operation.kind != OperationKind::Function);
        Some(Self {
            operations,
            is_of_derived_type,
        })
    }

    /// Calls the overload that has these arguments.
    pub(super) fn call(
        self,
        model: Model<'s>,
        segment: &Segment,
        index: usize,
        arguments: Option<&[Argument]>,
    ) -> Result<Step<'s>, ResolveError> {
        let found = match arguments {
            Some(arguments) => self.with_arguments(arguments),
            None => self.with_least_parameters(),
        };
        let Some(operation) = found else {
            return Err(self.mismatch(segment, index, arguments.unwrap_or_default()));
        };
        let missing = match arguments {
            Some(_) => Vec::new(),
            None => required(operation).collect(),
        };
        let target = match operation.result {
            Some(result) => target(model, result)?,
            None => Target::untyped().in_form(Form::Nothing),
        };
        let kind = StepKind::Operation {
            operation: operation.clone(),
            is_of_derived_type: self.is_of_derived_type,
            missing,
        };
        Ok(Step { kind, target })
    }

    fn with_arguments(&self, arguments: &[Argument]) -> Option<&Operation<'s>> {
        let mut operations = self.operations.iter();
        operations.find(|operation| takes(operation, arguments))
    }

    fn with_least_parameters(&self) -> Option<&Operation<'s>> {
        // The operations begin with the functions, if there are any.
        let kind = self.operations.first()?.kind;
        let operations = self.operations.iter();
        let operations = operations.filter(|operation| operation.kind == kind);
        operations.min_by_key(|operation| required(operation).count())
    }

    fn mismatch(&self, segment: &Segment, index: usize, arguments: &[Argument]) -> ResolveError {
        let mut expected: Vec<String> = self.operations.iter().map(written).collect();
        expected.sort();
        expected.dedup();
        let parameters = self
            .operations
            .iter()
            .flat_map(|operation| &operation.parameters);
        let names: Vec<&str> = parameters.map(|parameter| parameter.name).collect();
        let mut unknown = arguments
            .iter()
            .filter_map(|argument| argument.name.as_deref())
            .filter(|name| names.iter().all(|known| !known.eq_ignore_ascii_case(name)));
        let nearest = unknown.find_map(|name| nearest(name, names.iter().copied()));
        let kind = PathErrorKind::Arguments {
            operation: self.operations[0].name.to_string(),
            expected,
        };
        error(segment, index, kind, nearest)
    }
}

/// Whether all arguments are parameters, and all required parameters are given. Those of actions are in the body.
fn takes(operation: &Operation<'_>, arguments: &[Argument]) -> bool {
    if operation.kind == OperationKind::Action {
        return arguments.is_empty();
    }
    let is_parameter = |argument: &Argument| match &argument.name {
        Some(name) => {
            let mut parameters = operation.parameters.iter();
            parameters.any(|parameter| parameter.name.eq_ignore_ascii_case(name))
        }
        None => false,
    };
    let is_given = |name: &str| {
        let mut given = arguments
            .iter()
            .filter_map(|argument| argument.name.as_deref());
        given.any(|given| given.eq_ignore_ascii_case(name))
    };
    arguments.iter().all(is_parameter) && required(operation).all(is_given)
}

/// The parameters that a URL must have. Those of an action are in the body.
fn required<'a, 's>(operation: &'a Operation<'s>) -> impl Iterator<Item = &'s str> + use<'a, 's> {
    let is_function = operation.kind == OperationKind::Function;
    let parameters = operation.parameters.iter();
    let required = parameters.filter(move |parameter| is_function && !parameter.is_optional);
    required.map(|parameter| parameter.name)
}

/// `range(address='<address>')`
fn written(operation: &Operation<'_>) -> String {
    let name = operation.name.name;
    if operation.kind == OperationKind::Action {
        return name.to_owned();
    }
    let parameters: Vec<String> = operation
        .parameters
        .iter()
        .map(|parameter| {
            let is_text = parameter.ty.name.is("Edm.String");
            let quote = if is_text { "'" } else { "" };
            format!("{0}={quote}<{0}>{quote}", parameter.name)
        })
        .collect();
    format!("{name}({})", parameters.join(","))
}
