//! `$expand`

use proc_macro2::TokenStream;
use quote::quote;

use super::parameters::Parameters;
use super::scope::Scope;
use super::{condition, search, selected, sort};
use crate::scaffold::model::{Core, Field, Kind};
use crate::scaffold::names;
use crate::scaffold::odata::expand::{self, Expansion};

/// The options that only collections have.
const OF_COLLECTIONS: [&str; 6] = ["$filter", "$orderby", "$search", "$top", "$skip", "$count"];

/// Writes the options of expansions.
pub(super) struct Expansions<'p> {
    pub(super) parameters: &'p mut Parameters,
    /// Whether a sample narrows the expanded entities, whatever the URL says.
    pub(super) has_sample: bool,
    /// Why something is raw text.
    pub(super) reasons: Vec<String>,
}

impl Expansions<'_> {
    /// The argument of `expand`, `None` if the struct derives the expansion, or why it cannot be written.
    pub(super) fn expansion(
        &mut self,
        scope: &Scope<'_>,
        expansion: &Expansion,
    ) -> Result<Option<TokenStream>, String> {
        let field = field(scope, expansion)?;
        let mut options = TokenStream::new();
        if let Core::Object(id) = field.ty.core {
            let item = scope.items.get(id);
            let name = names::ident(&item.name);
            let mut nested = Scope {
                items: scope.items,
                fields: quote!(#name::FIELDS),
                entity: id,
                variables: Vec::new(),
            };
            let is_struct = matches!(item.kind, Kind::Struct(_));
            options.extend(self.selection(&nested, expansion, is_struct));
            options.extend(self.options(&mut nested, field, expansion)?);
        } else if !expansion.options.is_empty() {
            return Err(format!("`{}` has no struct", expansion.path));
        }
        if options.is_empty() {
            return Ok(None);
        }
        let fields = &scope.fields;
        let ident = names::ident(&field.name);
        Ok(Some(quote!(#fields.#ident.expand()#options)))
    }

    fn selection(
        &mut self,
        nested: &Scope<'_>,
        expansion: &Expansion,
        is_struct: bool,
    ) -> Option<TokenStream> {
        let select = expansion.option("$select");
        if select.is_none() && !self.has_sample {
            return is_struct.then(|| quote!(.without_select()));
        }
        selected::select(nested, select)
    }

    fn options(
        &mut self,
        nested: &mut Scope<'_>,
        field: &Field,
        expansion: &Expansion,
    ) -> Result<TokenStream, String> {
        let mut code = TokenStream::new();
        for option in &expansion.options {
            let (name, value) = (option.name.as_str(), option.value.as_str());
            if OF_COLLECTIONS.contains(&name) && !field.ty.is_many {
                return Err(format!("`{name}` is an option of collections"));
            }
            match name {
                "$select" if value == "*" => return Err("`$select=*` is not derived".to_owned()),
                "$select" => {}
                "$filter" => {
                    let (filter, reasons) = condition::filter(nested, self.parameters, value);
                    self.reasons.extend(reasons);
                    code.extend(quote!(.filter(#filter)));
                }
                "$orderby" => {
                    for (key, reason) in sort::keys(nested, self.parameters, value) {
                        self.reasons.extend(reason);
                        code.extend(quote!(.order_by(#key)));
                    }
                }
                "$search" => {
                    let (search, reason) = search::search(nested, self.parameters, value);
                    self.reasons.extend(reason);
                    code.extend(quote!(.search(#search)));
                }
                "$top" => code.extend(number("top", value)?),
                "$skip" => code.extend(number("skip", value)?),
                "$count" if value == "true" => code.extend(quote!(.with_count())),
                "$expand" => {
                    for inner in expand::parse(value).map_err(|error| error.to_string())? {
                        if let Some(inner) = self.expansion(nested, &inner)? {
                            code.extend(quote!(.expand(#inner)));
                        }
                    }
                }
                _ => return Err(format!("`{name}={value}` is not translated")),
            }
        }
        Ok(code)
    }
}

/// The field of an expanded property.
fn field<'i>(scope: &Scope<'i>, expansion: &Expansion) -> Result<&'i Field, String> {
    let mut fields = scope.items.fields(scope.entity).iter();
    let found = fields.find(|field| {
        let path = field.expand.as_deref();
        path.is_some_and(|path| path.eq_ignore_ascii_case(&expansion.path))
    });
    found.ok_or_else(|| format!("there is no field for `{}`", expansion.path))
}

/// `.top(5)`
pub(super) fn number(method: &str, value: &str) -> Result<TokenStream, String> {
    let number: u64 = value
        .parse()
        .map_err(|_| format!("`{value}` is not a number"))?;
    let number = super::literal::unsigned(number);
    let method = names::ident(method);
    Ok(quote!(.#method(#number)))
}
