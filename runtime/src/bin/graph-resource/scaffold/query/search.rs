//! `$search`

use proc_macro2::TokenStream;
use quote::quote;

use super::parameters::Parameters;
use super::scope::{Operand, Scope};
use crate::scaffold::model::ValueKind;
use crate::scaffold::odata::search::{self, Search};

/// The argument of `search`, and why it is raw text if it is.
pub(super) fn search(
    scope: &Scope<'_>,
    parameters: &mut Parameters,
    text: &str,
) -> (TokenStream, Option<String>) {
    match search::parse(text) {
        Some(Search::Phrase(phrase)) => match property(scope, &phrase) {
            Some(code) => (code, None),
            None => (parameters.string(&phrase), None),
        },
        Some(search) => (code(scope, &search), None),
        None => {
            let reason = "the text is not in quotation marks".to_owned();
            (
                quote!(graph_resource::query::Search::raw(#text)),
                Some(reason),
            )
        }
    }
}

fn code(scope: &Scope<'_>, search: &Search) -> TokenStream {
    match search {
        Search::Phrase(phrase) => match property(scope, phrase) {
            Some(code) => code,
            None => quote!(graph_resource::query::Search::phrase(#phrase)),
        },
        Search::And(left, right) => {
            let (left, right) = (code(scope, left), code(scope, right));
            quote!(#left.and(#right))
        }
        Search::Or(left, right) => {
            let (left, right) = (code(scope, left), code(scope, right));
            quote!(#left.or(#right))
        }
        Search::Not(inner) => {
            let inner = code(scope, inner);
            quote!(#inner.not())
        }
    }
}

/// `displayName:Video`, if there is a field for the property.
fn property(scope: &Scope<'_>, phrase: &str) -> Option<TokenStream> {
    let (property, text) = phrase.split_once(':')?;
    let path: Vec<String> = vec![property.to_owned()];
    let operand = scope.resolve(&path).ok()?;
    if operand.value_kind() != Some(ValueKind::Text) || text.is_empty() {
        return None;
    }
    match operand {
        Operand::Field { code, .. } => Some(quote!(#code.search(#text))),
        _ => None,
    }
}
