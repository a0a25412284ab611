//! `$orderby`

use proc_macro2::TokenStream;
use quote::quote;

use super::parameters::Parameters;
use super::scope::{Operand, Scope};
use super::term::Term;
use super::translator::Translator;
use crate::scaffold::model::{Core, ValueKind};
use crate::scaffold::odata::orderby::{self, SortKey};

/// The arguments of `order_by`, each with why it is raw text if it is.
pub(super) fn keys(
    scope: &mut Scope<'_>,
    parameters: &mut Parameters,
    text: &str,
) -> Vec<(TokenStream, Option<String>)> {
    let keys = orderby::parse(text).into_iter();
    keys.map(|key| match typed(scope, parameters, &key) {
        Ok(code) => (code, None),
        Err(reason) => {
            let text = key.text;
            (
                quote!(graph_resource::query::Order::raw(#text)),
                Some(reason),
            )
        }
    })
    .collect()
}

fn typed(
    scope: &mut Scope<'_>,
    parameters: &mut Parameters,
    key: &SortKey<'_>,
) -> Result<TokenStream, String> {
    let expr = key.key.as_ref().map_err(|unparsed| unparsed.0.clone())?;
    let mut translator = Translator::new(scope, parameters);
    let term = translator.term(expr)?;
    if !is_sortable(&term) {
        return Err("the property has no order".to_owned());
    }
    let code = term.code();
    Ok(if key.is_descending {
        quote!(#code.desc())
    } else {
        quote!(#code.asc())
    })
}

fn is_sortable(term: &Term) -> bool {
    match term {
        Term::Operand(Operand::Field { is_many: true, .. }) => false,
        Term::Operand(Operand::Field { core, .. }) => match core {
            Core::Value(value) => !matches!(value.kind, ValueKind::Json | ValueKind::Binary),
            Core::Enum(_, is_flags) => !is_flags,
            Core::Object(_) => false,
        },
        Term::Operand(_) | Term::Expression(..) => true,
    }
}
