//! The derive: runs the stages on one item.

use proc_macro2::TokenStream;
use quote::quote;
use syn::DeriveInput;

use crate::errors::Errors;
#[cfg(feature = "schema")]
use crate::schema;
use crate::{check, expand, parse};

/// Generates the code for an item that the shell has wrapped.
///
/// An item with mistakes gets code as well, so that `FIELDS`, `get` and `list` resolve while the attribute is being
/// typed, and each mistake is reported once and not again wherever the struct is used.
pub(crate) fn derive(item: TokenStream) -> TokenStream {
    let mut input: DeriveInput = match syn::parse2(item) {
        Ok(input) => input,
        Err(error) => return error.into_compile_error(),
    };
    // The generated code repeats the fields' types outside of the struct, where `Self` would be another type.
    serde_derive_internals::replace_receiver(&mut input);
    let mut errors = Errors::default();
    let item = parse::item(&mut input, &mut errors);
    #[cfg(feature = "schema")]
    let item = schema::compared(item, &mut errors);
    check::item(&item, &mut errors);
    let code = expand::item(&item, errors.is_empty());
    let errors = errors.into_tokens();
    quote!(#errors #code)
}
