//! What conditions compare: properties, and functions of them.

use proc_macro2::TokenStream;
use quote::quote;

use super::literal;
use super::scope::Operand;
use super::translator::{Translator, method};
use crate::scaffold::model::{Core, Value, ValueKind};
use crate::scaffold::odata::filter::{Expr, Literal};

/// An operand, or an expression of one.
pub(super) enum Term {
    Operand(Operand),
    /// An expression, and what it can be compared with.
    Expression(TokenStream, ValueKind),
}

impl Term {
    pub(super) fn code(&self) -> &TokenStream {
        match self {
            Self::Operand(
                Operand::Field { code, .. }
                | Operand::Named(code)
                | Operand::Json { named: code, .. }
                | Operand::Count(code),
            )
            | Self::Expression(code, _) => code,
        }
    }
}

impl Translator<'_, '_> {
    /// Something that can be compared.
    pub(super) fn term(&mut self, expr: &Expr) -> Result<Term, String> {
        match expr {
            Expr::Path(path) => self.scope.comparable(path).map(Term::Operand),
            Expr::Call(name, arguments) => self.value_function(name, arguments),
            Expr::Literal(_) => Err("a value is on the left".to_owned()),
            Expr::Binary(..) => Err("arithmetic is not translated".to_owned()),
            _ => Err("a condition is compared".to_owned()),
        }
    }

    fn value_function(&mut self, name: &str, arguments: &[Expr]) -> Result<Term, String> {
        if let ("cast", [operand, Expr::Path(ty)]) = (name, arguments) {
            return self.cast(operand, &ty.join("/"));
        }
        let [operand] = arguments else {
            return Err(format!("`{name}` is not translated"));
        };
        let operand = self.term(operand)?;
        let code = operand.code();
        let is_named = matches!(operand, Term::Operand(Operand::Named(_)));
        let is_text = is_named || kind(&operand) == Some(ValueKind::Text);
        let method_name = match name {
            "tolower" => "to_lower",
            "toupper" => "to_upper",
            "trim" => "trim",
            "length" => "length",
            _ => return Err(format!("`{name}` is not translated")),
        };
        if !is_text {
            return Err(format!(
                "`{name}` needs a property of the type `Edm.String`"
            ));
        }
        let result = match name {
            "length" => ValueKind::Integer,
            _ => ValueKind::Text,
        };
        let method = method(method_name);
        Ok(Term::Expression(quote!(#code.#method()), result))
    }

    /// `cast(x/value,Edm.Int32)`
    fn cast(&mut self, operand: &Expr, ty: &str) -> Result<Term, String> {
        let (rust, result) = match ty {
            "Edm.Boolean" => (quote!(bool), ValueKind::Boolean),
            "Edm.Int16" => (quote!(i16), ValueKind::Integer),
            "Edm.Int32" => (quote!(i32), ValueKind::Integer),
            "Edm.Int64" => (quote!(i64), ValueKind::Integer),
            "Edm.Double" => (quote!(f64), ValueKind::Float),
            "Edm.String" => (quote!(String), ValueKind::Text),
            _ => return Err(format!("a cast to `{ty}` is not translated")),
        };
        let operand = self.term(operand)?;
        let code = operand.code();
        let expression = match &operand {
            Term::Operand(Operand::Named(_)) => {
                quote!(#code.of_kind::<_, graph_resource::query::edm::Text>().cast_as::<#rust>())
            }
            _ if kind(&operand).is_some() => quote!(#code.cast_as::<#rust>()),
            _ => return Err("a cast needs a value".to_owned()),
        };
        Ok(Term::Expression(expression, result))
    }

    /// The value that a term is compared with.
    pub(super) fn value(&mut self, left: &Term, literal: &Literal) -> Result<TokenStream, String> {
        if kind(left) == Some(ValueKind::Temporal) && !self.scope.variables.is_empty() {
            return Err("a closure cannot return the error of a date".to_owned());
        }
        match left {
            Term::Operand(operand) => {
                literal::value(self.scope.items, operand, literal, self.parameters)
            }
            Term::Expression(code, kind) => {
                let core = Core::Value(Value {
                    path: "",
                    needs_deserialize: false,
                    kind: *kind,
                });
                let operand = Operand::Field {
                    code: code.clone(),
                    core,
                    is_many: false,
                };
                literal::value(self.scope.items, &operand, literal, self.parameters)
            }
        }
    }

    /// The other field of a comparison.
    pub(super) fn field_of_same_kind(
        &mut self,
        left: &Term,
        right: &Expr,
    ) -> Result<TokenStream, String> {
        let right = self.term(right)?;
        match (kind(left), kind(&right)) {
            (Some(left), Some(other)) if left == other && left != ValueKind::BareText => {
                Ok(right.code().clone())
            }
            _ => Err("two expressions of different kinds are compared".to_owned()),
        }
    }
}

/// The kind of a term, if it is a single primitive value.
pub(super) fn kind(term: &Term) -> Option<ValueKind> {
    match term {
        Term::Operand(operand) => operand.value_kind(),
        Term::Expression(_, kind) => Some(*kind),
    }
}
