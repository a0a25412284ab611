//! The derive: what is wrong with an item, and the code for what could be read of it.

use proc_macro2::TokenStream;
use quote::quote;
use syn::DeriveInput;

use crate::errors::Errors;
use crate::{check, expand, parse};

/// The code for an item that the shell has wrapped.
///
/// With mistakes there is code as well, so that `FIELDS`, `get` and `list` are there while the attribute is being
/// written, and each mistake is reported once and not again wherever the struct is used.
pub(crate) fn derive(item: TokenStream) -> TokenStream {
    let mut input: DeriveInput = match syn::parse2(item) {
        Ok(input) => input,
        Err(error) => return error.into_compile_error(),
    };
    // The fields' types are written down again outside of the struct, where `Self` would be something else.
    serde_derive_internals::replace_receiver(&mut input);
    let mut errors = Errors::default();
    let shielded = parse::shield(&mut input, &mut errors);
    let mut item = parse::item(&input, &mut errors);
    item.readable &= !shielded;
    check::item(&item, &mut errors);
    let code = expand::item(&item, errors.is_empty());
    let errors = errors.into_tokens();
    quote!(#errors #code)
}
