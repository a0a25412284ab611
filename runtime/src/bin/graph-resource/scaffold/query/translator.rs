//! What expressions are translated with.

use proc_macro2::{Ident, Span};

use super::parameters::Parameters;
use super::scope::Scope;

/// Writes expressions as calls.
pub(super) struct Translator<'t, 'i> {
    pub(super) scope: &'t mut Scope<'i>,
    pub(super) parameters: &'t mut Parameters,
    /// Why parts are text.
    pub(super) reasons: Vec<String>,
}

impl<'t, 'i> Translator<'t, 'i> {
    pub(super) fn new(scope: &'t mut Scope<'i>, parameters: &'t mut Parameters) -> Self {
        Self {
            scope,
            parameters,
            reasons: Vec::new(),
        }
    }
}

/// The name of a method.
pub(super) fn method(name: &str) -> Ident {
    Ident::new(name, Span::call_site())
}
