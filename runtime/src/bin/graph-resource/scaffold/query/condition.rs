//! `$filter`

use proc_macro2::TokenStream;
use quote::quote;

use super::parameters::Parameters;
use super::scope::{Operand, Scope, Variable, variable_ident};
use super::term::{Term, kind};
use super::translator::{Translator, method};
use crate::scaffold::model::{Core, ValueKind};
use crate::scaffold::names;
use crate::scaffold::odata::filter::{self, Expr, Lambda, Literal, Operator};

/// The argument of `filter`, and why parts of it are text if they are.
pub(super) fn filter(
    scope: &mut Scope<'_>,
    parameters: &mut Parameters,
    text: &str,
) -> (TokenStream, Vec<String>) {
    let reason = match filter::parse(text) {
        Ok(expr) => {
            let mut translator = Translator::new(scope, parameters);
            match translator.attempt(&expr) {
                Ok(condition) => return (condition, translator.reasons),
                Err(reason) => reason,
            }
        }
        Err(unparsed) => unparsed.0,
    };
    (quote!(graph_resource::Filter::raw(#text)), vec![reason])
}

impl Translator<'_, '_> {
    fn condition(&mut self, expr: &Expr) -> Result<TokenStream, String> {
        match expr {
            Expr::Binary(Operator::And, left, right) => self.joined("and", left, right),
            Expr::Binary(Operator::Or, left, right) => self.joined("or", left, right),
            Expr::Binary(Operator::Has, left, right) => self.has(left, right),
            Expr::Binary(operator, left, right) => self.comparison(*operator, left, right),
            Expr::Not(operand) => self.negation(operand),
            Expr::In(left, items) => self.membership(left, items),
            Expr::Call(name, arguments) => self.function(name, arguments),
            Expr::Lambda(lambda) => self.lambda(lambda),
            Expr::IsNotEmpty(path) => {
                let collection = self.collection(path)?;
                let code = collection.code();
                Ok(quote!(#code.is_not_empty()))
            }
            Expr::Path(path) => self.boolean(path),
            Expr::Literal(_) => Err("a value is not a condition".to_owned()),
        }
    }

    fn joined(&mut self, word: &str, left: &Expr, right: &Expr) -> Result<TokenStream, String> {
        let (left_condition, right_condition) = (self.attempt(left), self.attempt(right));
        if left_condition.is_err() && right_condition.is_err() {
            return left_condition;
        }
        let left = self.or_text(left, left_condition)?;
        let right = self.or_text(right, right_condition)?;
        let word = method(word);
        Ok(quote!(#left.#word(#right)))
    }

    /// Writes a condition. One that cannot be written needs no parameters.
    fn attempt(&mut self, expr: &Expr) -> Result<TokenStream, String> {
        let (names, error) = (self.parameters.names.len(), self.parameters.error);
        let condition = self.condition(expr);
        if condition.is_err() {
            self.parameters.names.truncate(names);
            self.parameters.error = error;
        }
        condition
    }

    /// The condition, or its text if it cannot be written. In a lambda that would need the name of the variable, which the
    /// library chooses.
    fn or_text(
        &mut self,
        expr: &Expr,
        condition: Result<TokenStream, String>,
    ) -> Result<TokenStream, String> {
        let reason = match condition {
            Err(reason) if self.scope.variables.is_empty() => reason,
            condition => return condition,
        };
        self.reasons.push(reason);
        let entity = names::ident(&self.scope.items.get(self.scope.entity).name);
        let text = expr.to_string();
        Ok(quote!(graph_resource::Filter::<#entity>::raw(#text)))
    }

    fn negation(&mut self, operand: &Expr) -> Result<TokenStream, String> {
        if let Expr::IsNotEmpty(path) = operand {
            let collection = self.collection(path)?;
            let code = collection.code();
            return Ok(quote!(#code.is_empty()));
        }
        let operand = self.condition(operand)?;
        Ok(quote!(#operand.not()))
    }

    /// A Boolean is a condition itself.
    fn boolean(&mut self, path: &[String]) -> Result<TokenStream, String> {
        match self.scope.comparable(path)? {
            operand @ Operand::Field { .. } if operand.value_kind() == Some(ValueKind::Boolean) => {
                Ok(Term::Operand(operand).code().clone())
            }
            _ => Err(format!("`{}` is not a Boolean field", path.join("/"))),
        }
    }

    fn comparison(
        &mut self,
        operator: Operator,
        left: &Expr,
        right: &Expr,
    ) -> Result<TokenStream, String> {
        let name = match operator {
            Operator::Eq => "eq",
            Operator::Ne => "ne",
            Operator::Gt => "gt",
            Operator::Ge => "ge",
            Operator::Lt => "lt",
            Operator::Le => "le",
            _ => return Err("arithmetic is not translated".to_owned()),
        };
        let left = self.term(left)?;
        let code = left.code();
        let method = method(name);
        let Expr::Literal(literal) = right else {
            let right = self.field_of_same_kind(&left, right)?;
            return Ok(quote!(#code.#method(#right)));
        };
        if *literal == Literal::Null {
            return null_check(operator, &left);
        }
        let orders = !matches!(operator, Operator::Eq | Operator::Ne);
        if orders && kind(&left) == Some(ValueKind::Boolean) {
            return Err("Booleans have no order".to_owned());
        }
        let value = self.value(&left, literal)?;
        Ok(quote!(#code.#method(#value)))
    }

    fn membership(&mut self, left: &Expr, items: &[Expr]) -> Result<TokenStream, String> {
        let left = self.term(left)?;
        let mut values = Vec::new();
        for item in items {
            let Expr::Literal(literal) = item else {
                return Err("the list of `in` contains something other than values".to_owned());
            };
            values.push(self.value(&left, literal)?);
        }
        let code = left.code();
        Ok(quote!(#code.in_([#(#values),*])))
    }

    fn has(&mut self, left: &Expr, right: &Expr) -> Result<TokenStream, String> {
        let left = self.term(left)?;
        let (
            Term::Operand(Operand::Field {
                core: Core::Enum(..),
                is_many: false,
                ..
            }),
            Expr::Literal(literal),
        ) = (&left, right)
        else {
            return Err("`has` needs an enum and one of its members".to_owned());
        };
        let member = self.value(&left, literal)?;
        let code = left.code();
        Ok(quote!(#code.has(#member)))
    }

    /// A function that is a condition.
    fn function(&mut self, name: &str, arguments: &[Expr]) -> Result<TokenStream, String> {
        let method_name = match name {
            "startswith" => "starts_with",
            "endswith" => "ends_with",
            "contains" => "contains",
            _ => return Err(format!("`{name}` is not translated")),
        };
        let [left, Expr::Literal(Literal::Text(text))] = arguments else {
            return Err(format!("`{name}` needs a property and a string"));
        };
        let left = self.term(left)?;
        let is_text = matches!(left, Term::Operand(Operand::Named(_)))
            || kind(&left) == Some(ValueKind::Text);
        if !is_text {
            return Err(format!(
                "`{name}` needs a property of the type `Edm.String`"
            ));
        }
        let code = left.code();
        let method = method(method_name);
        let text = self.parameters.string(text);
        Ok(quote!(#code.#method(#text)))
    }

    fn collection(&mut self, path: &[String]) -> Result<Term, String> {
        let operand = self.scope.comparable(path)?;
        match operand {
            Operand::Field { is_many: true, .. } | Operand::Named(_) => Ok(Term::Operand(operand)),
            _ => Err(format!("`{}` is not a collection", path.join("/"))),
        }
    }

    fn lambda(&mut self, lambda: &Lambda) -> Result<TokenStream, String> {
        let collection = self.collection(&lambda.collection)?;
        let variable = match &collection {
            Term::Operand(Operand::Field { core, .. }) => match core {
                Core::Object(id) => Variable::Fields(*id),
                Core::Enum(_, true) => return Err("sets of flags have no conditions".to_owned()),
                core => Variable::Value(*core),
            },
            _ => Variable::Named,
        };
        self.scope
            .variables
            .push((lambda.variable.clone(), variable));
        let condition = self.condition(&lambda.condition);
        self.scope.variables.pop();
        let condition = condition?;
        let code = collection.code();
        let method = method(if lambda.is_all { "all" } else { "any" });
        let variable = variable_ident(&lambda.variable);
        Ok(quote!(#code.#method(|#variable| #condition)))
    }
}

fn null_check(operator: Operator, left: &Term) -> Result<TokenStream, String> {
    let is_field = match left {
        Term::Operand(Operand::Field { is_many, .. }) => !is_many,
        Term::Operand(Operand::Named(_)) => true,
        _ => false,
    };
    if !is_field {
        return Err("an expression is compared with null".to_owned());
    }
    let code = left.code();
    match operator {
        Operator::Eq => Ok(quote!(#code.is_null())),
        Operator::Ne => Ok(quote!(#code.is_not_null())),
        _ => Err("null has no order".to_owned()),
    }
}
