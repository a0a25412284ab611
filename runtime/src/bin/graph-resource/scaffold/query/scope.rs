//! From a property's path to the field that a query uses.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use crate::scaffold::model::{Core, Field, ItemId, Items, ValueKind};
use crate::scaffold::names;

/// The fields that a query can use, and the variables of the lambdas around an expression.
pub(super) struct Scope<'i> {
    pub(super) items: &'i Items,
    /// The fields of the entity: `f`.
    pub(super) fields: TokenStream,
    pub(super) entity: ItemId,
    pub(super) variables: Vec<(String, Variable)>,
}

/// What the variable of a lambda is.
#[derive(Clone, Copy, Debug)]
pub(super) enum Variable {
    /// The fields of a struct.
    Fields(ItemId),
    /// A value.
    Value(Core),
    /// A property that no struct declares.
    Named,
}

/// What a path leads to.
#[derive(Debug)]
pub(super) enum Operand {
    /// A field.
    Field {
        code: TokenStream,
        core: Core,
        is_many: bool,
    },
    /// A property that no struct declares, whose type is that of what it is compared with.
    Named(TokenStream),
    /// A field that holds any JSON, which queries cannot compare, and its property by its name.
    Json {
        field: TokenStream,
        named: TokenStream,
    },
    /// The number of a collection's items.
    Count(TokenStream),
}

impl Operand {
    /// The kind of the value, if it is a single primitive one.
    pub(super) fn value_kind(&self) -> Option<ValueKind> {
        match self {
            Self::Field {
                core: Core::Value(value),
                is_many: false,
                ..
            } => Some(value.kind),
            _ => None,
        }
    }
}

impl Scope<'_> {
    /// Resolves a path to something that queries can compare, or returns why there is nothing.
    pub(super) fn comparable(&self, path: &[String]) -> Result<Operand, String> {
        Ok(match self.resolve(path)? {
            Operand::Json { named, .. } => Operand::Named(named),
            operand => operand,
        })
    }

    /// Resolves a path, or returns why there is nothing to use.
    pub(super) fn resolve(&self, path: &[String]) -> Result<Operand, String> {
        let Some((first, rest)) = path.split_first() else {
            return Err("the path is empty".to_owned());
        };
        let variable = self.variables.iter().rev().find(|(name, _)| name == first);
        let Some((name, variable)) = variable else {
            return Ok(self.within(&self.fields, self.entity, path));
        };
        let ident = variable_ident(name);
        let code = quote!(#ident);
        match variable {
            Variable::Fields(id) if !rest.is_empty() => Ok(self.within(&code, *id, rest)),
            Variable::Value(core) if rest.is_empty() => Ok(Operand::Field {
                code,
                core: *core,
                is_many: false,
            }),
            Variable::Named if rest.is_empty() => Ok(Operand::Named(code)),
            Variable::Named => Ok(named(&code, rest)),
            Variable::Fields(_) => Err("an object is compared as a whole".to_owned()),
            Variable::Value(_) => Err("a value has no properties".to_owned()),
        }
    }

    /// Follows a path through structs, as far as they declare it.
    fn within(&self, start: &TokenStream, entity: ItemId, path: &[String]) -> Operand {
        let mut code = start.clone();
        let mut id = entity;
        for (index, segment) in path.iter().enumerate() {
            let fields = self.items.fields(id).iter();
            let mut named_alike = fields.filter(|field| field.wire.eq_ignore_ascii_case(segment));
            let Some(field) = named_alike.next() else {
                return named(start, path);
            };
            let ident = names::ident(&field.name);
            code = quote!(#code.#ident);
            let rest = &path[index + 1..];
            if rest.is_empty() {
                if let (true, Operand::Named(named)) = (is_json(field), named(start, path)) {
                    return Operand::Json { field: code, named };
                }
                return Operand::Field {
                    code,
                    core: field.ty.core,
                    is_many: field.ty.is_many,
                };
            }
            if field.ty.is_many && rest == ["$count"] {
                return Operand::Count(quote!(#code.count()));
            }
            match field.ty.core {
                Core::Object(inner) if !field.ty.is_many => id = inner,
                _ => return named(start, path),
            }
        }
        named(start, path)
    }
}

/// Whether the field holds any JSON.
fn is_json(field: &Field) -> bool {
    matches!(field.ty.core, Core::Value(value) if value.kind == ValueKind::Json)
}

/// The parameter of the closure. `f` is the fields of the entity.
pub(super) fn variable_ident(name: &str) -> Ident {
    match names::snake(name).as_str() {
        "f" => names::ident("item"),
        name => names::ident(name),
    }
}

fn named(start: &TokenStream, path: &[String]) -> Operand {
    match path.split_last() {
        Some((last, collection)) if last == "$count" => {
            let path = collection.join("/");
            Operand::Count(quote!(#start.named(#path).count()))
        }
        _ => {
            let path = path.join("/");
            Operand::Named(quote!(#start.named(#path)))
        }
    }
}
