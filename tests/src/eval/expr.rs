//! Evaluates an expression on an entity.

use std::cmp::Ordering;

use super::arithmetic::{calculate, negate};
use super::item::Item;
use super::{cast, compare, method};
use crate::data::{Related, Store, get};
use crate::failure::Failure;
use crate::odata::{Expr, Operator, Path, Predicate, Quantifier, Segment};

/// The scope in which names in an expression are resolved.
#[derive(Debug, Clone)]
pub(crate) struct Scope<'a> {
    store: &'a Store,
    it: Item<'a>,
    /// The variables of the enclosing lambdas, the innermost last.
    variables: Vec<(String, Item<'a>)>,
}

impl<'a> Scope<'a> {
    pub(crate) fn new(store: &'a Store, it: Item<'a>) -> Self {
        Self {
            store,
            it,
            variables: Vec::new(),
        }
    }

    /// Evaluates an expression.
    pub(crate) fn value(&self, expr: &Expr) -> Result<Item<'a>, Failure> {
        match expr {
            Expr::Literal(literal) => Ok(Item::of_literal(literal)),
            Expr::Path(path) => self.path(path),
            Expr::Call { method, arguments } => method::call(*method, &self.values(arguments)?),
            Expr::Cast { operand, type_name } => Ok(cast::cast(
                self.store,
                self.operand(operand.as_deref())?,
                type_name,
            )),
            Expr::IsOf { operand, type_name } => Ok(Item::Boolean(cast::is_of(
                self.store,
                &self.operand(operand.as_deref())?,
                type_name,
            ))),
            Expr::Not(operand) => Ok(boolean(self.truth(operand)?.map(|truth| !truth))),
            Expr::Negate(operand) => negate(&self.value(operand)?),
            Expr::Binary { .. } => self.binary(expr),
            Expr::List(items) => Ok(Item::List(self.values(items)?)),
            Expr::Lambda {
                collection,
                quantifier,
                predicate,
            } => self
                .lambda(collection, *quantifier, predicate.as_deref())
                .map(Item::Boolean),
        }
    }

    fn values(&self, exprs: &[Expr]) -> Result<Vec<Item<'a>>, Failure> {
        exprs.iter().map(|expr| self.value(expr)).collect()
    }

    fn operand(&self, operand: Option<&Expr>) -> Result<Item<'a>, Failure> {
        operand.map_or_else(|| Ok(self.it.clone()), |operand| self.value(operand))
    }

    fn truth(&self, expr: &Expr) -> Result<Option<bool>, Failure> {
        truth(&self.value(expr)?)
    }

    /// Evaluates a chain of operators. It is left-associative and can be long, so this is a loop.
    fn binary(&self, expr: &Expr) -> Result<Item<'a>, Failure> {
        let mut chain = Vec::new();
        let mut first = expr;
        while let Expr::Binary {
            operator,
            left,
            right,
        } = first
        {
            chain.push((*operator, right));
            first = left;
        }
        let mut value = self.value(first)?;
        let has_many = is_security_attribute(first) && value.is_collection();
        for (operator, right) in chain.into_iter().rev() {
            let right = self.value(right)?;
            value = if has_many && operator == Operator::Eq {
                is_in(&right, value).map(Item::Boolean)?
            } else {
                self.operation(operator, &value, right)?
            };
        }
        Ok(value)
    }

    fn operation(
        &self,
        operator: Operator,
        left: &Item<'a>,
        right: Item<'a>,
    ) -> Result<Item<'a>, Failure> {
        let ordered = |is_match: fn(Ordering) -> bool| {
            Ok(Item::Boolean(
                compare::order(left, &right)?.is_some_and(is_match),
            ))
        };
        match operator {
            Operator::And => Ok(boolean(and(truth(left)?, truth(&right)?))),
            Operator::Or => Ok(boolean(or(truth(left)?, truth(&right)?))),
            Operator::Eq => compare::equal(left, &right).map(Item::Boolean),
            Operator::Ne => Ok(Item::Boolean(!compare::equal(left, &right)?)),
            Operator::Gt => ordered(Ordering::is_gt),
            Operator::Ge => ordered(Ordering::is_ge),
            Operator::Lt => ordered(Ordering::is_lt),
            Operator::Le => ordered(Ordering::is_le),
            Operator::Has => compare::has(left, &right).map(boolean),
            Operator::In => is_in(left, right).map(Item::Boolean),
            _ => calculate(operator, left, &right),
        }
    }

    fn path(&self, path: &Path) -> Result<Item<'a>, Failure> {
        let (first, rest) = path
            .0
            .split_first()
            .ok_or_else(|| Failure::bad_request("the path is empty"))?;
        let start = match first {
            Segment::It => self.it.clone(),
            Segment::Name(name) => match self.variable(name) {
                Some(item) => item.clone(),
                None => self.step(self.it.clone(), first)?,
            },
            _ => self.step(self.it.clone(), first)?,
        };
        rest.iter()
            .try_fold(start, |item, segment| self.step(item, segment))
    }

    fn variable(&self, name: &str) -> Option<&Item<'a>> {
        self.variables
            .iter()
            .rev()
            .find(|(known, _)| known == name)
            .map(|(_, item)| item)
    }

    fn step(&self, item: Item<'a>, segment: &Segment) -> Result<Item<'a>, Failure> {
        match segment {
            Segment::Name(name) => self.property(&item, name),
            Segment::Type(name) => Ok(match &item {
                Item::Node(node) if !self.store.is_of_type(node, name) => Item::Null,
                _ => item,
            }),
            Segment::Count => {
                let kind_name = item.kind_name();
                let items = item.items();
                let items = items.ok_or_else(|| {
                    Failure::bad_request(format!("`$count` needs a collection, not {kind_name}"))
                })?;
                Ok(Item::Integer(items.len() as i128))
            }
            Segment::It | Segment::Ref => Err(Failure::bad_request(
                "`$it` and `$ref` are not allowed there",
            )),
        }
    }

    fn property(&self, item: &Item<'a>, name: &str) -> Result<Item<'a>, Failure> {
        match item {
            Item::Null => Ok(Item::Null),
            Item::Node(node) => Ok(match self.store.related(node, name) {
                Some(Related::One(target)) => target.map_or(Item::Null, Item::Node),
                Some(Related::Many { nodes, .. }) => Item::Nodes(nodes),
                None => member(node.value, name),
            }),
            Item::Json(value) if value.is_object() => Ok(member(value, name)),
            other => Err(Failure::bad_request(format!(
                "`{name}` is not a property of {}",
                other.kind_name()
            ))),
        }
    }

    fn lambda(
        &self,
        collection: &Path,
        quantifier: Quantifier,
        predicate: Option<&Predicate>,
    ) -> Result<bool, Failure> {
        let collection = self.path(collection)?;
        let kind_name = collection.kind_name();
        let items = collection.items();
        let items = items.ok_or_else(|| {
            Failure::bad_request(format!(
                "`any` and `all` need a collection, not {kind_name}"
            ))
        })?;
        let Some(predicate) = predicate else {
            return Ok(!items.is_empty());
        };
        let mut scope = self.clone();
        for item in items {
            scope.variables.push((predicate.variable.clone(), item));
            let holds = scope.truth(&predicate.body)?.unwrap_or(false);
            scope.variables.pop();
            if holds == (quantifier == Quantifier::Any) {
                return Ok(holds);
            }
        }
        Ok(quantifier == Quantifier::All)
    }
}

/// Whether an expression is a custom security attribute. One with several values equals each of them.
fn is_security_attribute(expr: &Expr) -> bool {
    match expr {
        Expr::Path(Path(segments)) => {
            matches!(segments.first(), Some(Segment::Name(name)) if name == "customSecurityAttributes")
        }
        _ => false,
    }
}

fn member<'a>(value: &'a serde_json::Value, name: &str) -> Item<'a> {
    value
        .as_object()
        .and_then(|members| get(members, name))
        .map_or(Item::Null, Item::of_json)
}

fn is_in(left: &Item<'_>, right: Item<'_>) -> Result<bool, Failure> {
    let kind_name = right.kind_name();
    let items = right
        .items()
        .ok_or_else(|| Failure::bad_request(format!("`in` needs a list, not {kind_name}")))?;
    for item in items {
        if compare::equal(left, &item)? {
            return Ok(true);
        }
    }
    Ok(false)
}

/// The truth value of an item, which is unknown for null.
pub(crate) fn truth(item: &Item<'_>) -> Result<Option<bool>, Failure> {
    match item {
        Item::Boolean(value) => Ok(Some(*value)),
        Item::Null => Ok(None),
        other => Err(Failure::bad_request(format!(
            "a condition must be a Boolean, not {}",
            other.kind_name()
        ))),
    }
}

fn boolean<'a>(truth: Option<bool>) -> Item<'a> {
    truth.map_or(Item::Null, Item::Boolean)
}

fn and(left: Option<bool>, right: Option<bool>) -> Option<bool> {
    match (left, right) {
        (Some(false), _) | (_, Some(false)) => Some(false),
        (Some(true), Some(true)) => Some(true),
        _ => None,
    }
}

fn or(left: Option<bool>, right: Option<bool>) -> Option<bool> {
    match (left, right) {
        (Some(true), _) | (_, Some(true)) => Some(true),
        (Some(false), Some(false)) => Some(false),
        _ => None,
    }
}
