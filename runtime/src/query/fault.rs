//! Why an expression cannot be sent.

use crate::query::expression::{Form, Lambda, LambdaVariable, Node, PropertyPath, Start};
use crate::query::literals::duration::is_duration;
use crate::query::name::{self, LITERAL_NAME};

const EMPTY_IN_LIST: &str = "`in_` was called without values: pass at least one";
pub(crate) const VARIABLE_OUT_OF_SCOPE: &str =
    "the variable of a lambda is used outside of its lambda";
const AMBIGUOUS_VARIABLE: &str = "a lambda is nested in another one over the same collection: call `alias()` on the inner collection, or build the inner filter before the closure of the outer one if it is not about the outer item";
const INVALID_DURATION: &str = "`Literal::duration` needs days, hours, minutes and seconds in ISO 8601, such as `P1DT2H` or `-PT1.5S`";
const UNSCOPED_NAME: &str = "`Field::named` is used in a lambda: write `item.named(\"…\")` for a property of the item, or `f.named(\"…\")` for one of the entity";
const RAW_TEXT_NEEDS_NAME: &str = "a property is called `x` like the variable of a lambda, and the lambda contains raw text: write the whole lambda as raw text";

impl Node {
    /// Explains why the expression cannot be sent, or returns `None` if it can. `invalid_name` is the explanation for names
    /// that are not those of properties.
    pub(crate) fn fault(&self, invalid_name: &'static str) -> Option<&'static str> {
        let has_reserved_names = !self.reserved_variables().is_empty();
        // The variables of the lambdas around the current node, outermost first.
        let mut variables = Vec::new();
        // Each node that is left to check, with the number of lambdas around it.
        let mut pending = vec![(self, 0)];
        while let Some((node, depth)) = pending.pop() {
            variables.truncate(depth);
            let fault = fault_of_node(node, &variables, invalid_name);
            if fault.is_some() {
                return fault;
            }
            if matches!(node.form, Form::Raw(_)) && !variables.is_empty() && has_reserved_names {
                return Some(RAW_TEXT_NEEDS_NAME);
            }
            if let Form::Lambda(lambda) = &node.form {
                variables.push(lambda.variable);
            }
            let operands = node.operands.as_slice().iter();
            pending.extend(operands.map(|operand| (operand, variables.len())));
        }
        None
    }
}

fn fault_of_node(
    node: &Node,
    variables: &[LambdaVariable],
    invalid_name: &'static str,
) -> Option<&'static str> {
    match &node.form {
        Form::In if node.operands.as_slice().len() == 1 => Some(EMPTY_IN_LIST),
        Form::Literal(text) => fault_of_literal(text),
        Form::Invalid { fault, .. } => Some(fault),
        Form::Path(path) => fault_of_path(path, variables, invalid_name),
        Form::Lambda(lambda) => fault_of_lambda(lambda, variables, invalid_name),
        _ => None,
    }
}

fn fault_of_literal(text: &str) -> Option<&'static str> {
    let duration = text.strip_prefix("duration'")?;
    match duration.strip_suffix('\'') {
        Some(iso) if is_duration(iso) => None,
        _ => Some(INVALID_DURATION),
    }
}

fn fault_of_path(
    path: &PropertyPath,
    variables: &[LambdaVariable],
    invalid_name: &'static str,
) -> Option<&'static str> {
    match &path.start {
        Start::Variable(variable) if !variables.contains(variable) => Some(VARIABLE_OUT_OF_SCOPE),
        Start::Unscoped if !variables.is_empty() => Some(UNSCOPED_NAME),
        // A variable alone stands for a plain value.
        Start::Variable(_) if path.segments.is_empty() => None,
        _ if !name::is_path(&path.segments) => Some(invalid_name),
        Start::Entity | Start::Unscoped if name::is_literal(&path.segments) => Some(LITERAL_NAME),
        _ => None,
    }
}

fn fault_of_lambda(
    lambda: &Lambda,
    variables: &[LambdaVariable],
    invalid_name: &'static str,
) -> Option<&'static str> {
    // Both variables have the same type, so nothing tells them apart.
    if !lambda.is_independent && variables.contains(&lambda.variable) {
        return Some(AMBIGUOUS_VARIABLE);
    }
    fault_of_path(&lambda.collection, variables, invalid_name)
}
