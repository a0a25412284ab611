//! Flattened fields: the properties of their types belong to the struct. Only the compiler knows whether a type has any.

use proc_macro2::{Literal, TokenStream};
use quote::{ToTokens, quote, quote_spanned};
use syn::spanned::Spanned;

use crate::expand::docs;
use crate::expand::scope::Scope;
use crate::expand::static_lifetimes::with_static;
use crate::model::{Flattened, Struct};

/// The field in the struct of fields.
pub(super) fn field(scope: &Scope<'_>, field: &Flattened) -> TokenStream {
    let Flattened {
        vis, ident, attrs, ..
    } = field;
    let krate = &scope.krate;
    let self_type = scope.self_type();
    let ty = field_type(scope, field);
    let doc = docs::flattened(scope.item, field);
    let ty = quote_spanned!(field.ty.span()=> &'static #krate::__private::Flattened<__P, #self_type, #ty>);
    quote! {
        #(#attrs)*
        #[doc = #doc]
        #vis #ident: #ty,
    }
}

/// Adds the flattened fields to the runtime's description of the struct.
pub(super) fn infos(scope: &Scope<'_>, parsed: &Struct) -> TokenStream {
    if parsed.flattened.is_empty() || scope.cannot_deserialize() {
        return TokenStream::new();
    }
    let infos = parsed.flattened.iter().map(|field| info(scope, field));
    quote! {
        .with_flattened({
            #[allow(unused_imports)]
            use __graph::FlattenedType as _;
            &[#(#infos),*]
        })
    }
}

fn info(scope: &Scope<'_>, field: &Flattened) -> TokenStream {
    let position = Literal::usize_unsuffixed(field.position);
    let ty = field_type(scope, field);
    quote! {
        __graph::FlattenedField { position: #position, info: __graph::FlattenedStruct::<#ty>::INFO }
    }
}

/// Checks that no property is there twice, and warns about structs whose properties are not known.
///
/// A generic struct is not checked: the types of its fields depend on its parameters.
pub(super) fn checks(scope: &Scope<'_>, parsed: &Struct) -> Option<TokenStream> {
    let is_generic = !scope.item.generics.params.is_empty();
    let first = parsed.flattened.first()?;
    if !scope.is_valid || is_generic {
        return None;
    }
    let krate = &scope.krate;
    let user_allows = &scope.item.allow_attrs;
    let self_type = scope.self_type();
    let distinct = quote_spanned! {first.ident.span()=>
        const _: () = assert!(
            <#self_type as #krate::__private::StructuredType>::INFO.has_distinct_properties(),
            "a property is in two structs, of which one is flattened into the other or both into a third: serde fills only one of the two fields, so remove the other",
        );
    };
    let lints = lints(scope, parsed);
    Some(quote! {
        #distinct
        const _: () = {
            #[allow(dead_code, unused_imports)]
            #(#user_allows)*
            fn has_unknown_properties() {
                use #krate::__private::FlattenedType as _;
                #(#lints)*
            }
        };
    })
}

fn lints(scope: &Scope<'_>, parsed: &Struct) -> Vec<TokenStream> {
    if !parsed.may_select() || scope.item.arguments.disables_select() {
        return Vec::new();
    }
    let fields = parsed.flattened.iter();
    fields.map(|field| lint(scope, field)).collect()
}

/// `#[allow(deprecated)]` on the field or the struct silences it.
fn lint(scope: &Scope<'_>, field: &Flattened) -> TokenStream {
    let krate = &scope.krate;
    let ty = field_type(scope, field);
    let allow_attrs = field
        .attrs
        .iter()
        .filter(|attr| attr.path().is_ident("allow"));
    let call = quote_spanned! {field.ident.span()=>
        #krate::__private::FlattenedStruct::<#ty>::TYPE.has_unknown_properties();
    };
    quote!(#(#allow_attrs)* #call)
}

fn field_type(scope: &Scope<'_>, field: &Flattened) -> TokenStream {
    with_static(field.ty.to_token_stream(), &scope.item.generics)
}
