//! Why an expression cannot be sent.

use crate::query::expression::{Form, Lambda, LambdaVariable, Node, PropertyPath};

const EMPTY_IN_LIST: &str = "`in_` was called without values: pass at least one";
const VARIABLE_OUT_OF_SCOPE: &str = "the variable of a lambda is used outside of its lambda";
const AMBIGUOUS_VARIABLE: &str =
    "a lambda is nested in another one over the same collection: use `Filter::raw`";

impl Node {
    /// Explains why the expression cannot be sent, or returns `None` if it can.
    pub(crate) fn fault(&self) -> Option<&'static str> {
        // The variables of the lambdas around the current node, outermost first.
        let mut variables = Vec::new();
        // Each node that is left to check, with the number of lambdas around it.
        let mut pending = vec![(self, 0)];
        while let Some((node, depth)) = pending.pop() {
            variables.truncate(depth);
            let fault = fault_of_node(node, &variables);
            if fault.is_some() {
                return fault;
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

fn fault_of_node(node: &Node, variables: &[LambdaVariable]) -> Option<&'static str> {
    match &node.form {
        Form::In if node.operands.as_slice().len() == 1 => Some(EMPTY_IN_LIST),
        Form::Path(path) => fault_of_path(path, variables),
        Form::Lambda(lambda) => fault_of_lambda(lambda, variables),
        _ => None,
    }
}

fn fault_of_path(path: &PropertyPath, variables: &[LambdaVariable]) -> Option<&'static str> {
    match &path.variable {
        Some(variable) if !variables.contains(variable) => Some(VARIABLE_OUT_OF_SCOPE),
        _ => None,
    }
}

fn fault_of_lambda(lambda: &Lambda, variables: &[LambdaVariable]) -> Option<&'static str> {
    // Both variables have the same type, so nothing tells them apart.
    if variables.contains(&lambda.variable) {
        return Some(AMBIGUOUS_VARIABLE);
    }
    fault_of_path(&lambda.collection, variables)
}
