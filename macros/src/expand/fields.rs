//! The struct of fields: a reference to a constant for each property. `FIELDS` dereferences to it.
//!
//! It has no other fields, since rustc would suggest them. Without any there is no struct, since its parameters
//! would be unused.

use proc_macro2::{Literal, TokenStream};
use quote::{ToTokens, quote, quote_spanned};
use syn::spanned::Spanned;

use crate::expand::docs;
use crate::expand::edm_types;
use crate::expand::flattened;
use crate::expand::scope::{Scope, arguments};
use crate::expand::static_lifetimes::with_static;
use crate::model::{Property, Struct};

pub(super) fn expand(scope: &Scope<'_>, parsed: &Struct) -> Option<TokenStream> {
    if !parsed.has_fields() {
        return None;
    }
    let vis = &scope.item.vis;
    let ident = &scope.fields_ident;
    let generics = scope.generics_with_place();
    let parameters = &generics.params;
    let where_clause = &generics.where_clause;
    let doc = docs::fields_struct(scope.item);
    let properties = parsed.properties.iter().enumerate();
    let fields = properties.map(|(index, property)| field(scope, index, property));
    let flattened = parsed.flattened_structs();
    let flattened = flattened.map(|field| flattened::field(scope, field));
    let allow = scope.allow_attr();
    let rustdoc_lints = rustdoc_lints(parsed);
    let user_allows = &scope.item.allow_attrs;
    Some(quote! {
        #[doc = #doc]
        #allow
        #[allow(missing_debug_implementations #rustdoc_lints)]
        #(#user_allows)*
        #vis struct #ident<#parameters> #where_clause {
            #(#fields)*
            #(#flattened)*
        }
    })
}

/// The user's documentation is repeated on the fields; rustdoc has checked it already.
fn rustdoc_lints(parsed: &Struct) -> TokenStream {
    let properties = parsed.properties.iter().map(|property| &property.attrs);
    let flattened = parsed.flattened.iter().map(|field| &field.attrs);
    let mut attrs = properties.chain(flattened);
    if attrs.any(|attrs| docs::may_contain_markup(attrs)) {
        quote!(, rustdoc::all)
    } else {
        TokenStream::new()
    }
}

fn field(scope: &Scope<'_>, index: usize, property: &Property) -> TokenStream {
    let Property {
        vis, ident, attrs, ..
    } = property;
    let ty = field_type(scope, index, property);
    let doc = docs::property(scope.item, property);
    quote! {
        #(#attrs)*
        #[doc = #doc]
        #vis #ident: #ty,
    }
}

fn field_type(scope: &Scope<'_>, index: usize, property: &Property) -> TokenStream {
    let krate = &scope.krate;
    let self_type = scope.self_type();
    let owner = match property.expand {
        Some(_) => quote!(#krate::__private::Navigation<#self_type>),
        None => self_type,
    };
    let index = Literal::usize_unsuffixed(index);
    let ty = property_type(scope, property);
    let ty = match (&property.annotation, &property.edm_type) {
        (Some(_), _) => quote!(#krate::__private::Annotation<#ty>),
        (None, Some(edm_type)) => edm_types::declared(scope, edm_type, &ty),
        (None, None) => ty,
    };
    quote_spanned!(property.ty.span()=> &'static #krate::Field<__P, #owner, #index, #ty>)
}

pub(super) fn property_type(scope: &Scope<'_>, property: &Property) -> TokenStream {
    with_static(property.ty.to_token_stream(), &scope.item.generics)
}

/// The type of `FIELDS`, behind its `Deref`: `Wrapper_FIELDS<__P, T>`.
pub(super) fn type_of_fields(scope: &Scope<'_>, parsed: &Struct) -> TokenStream {
    if !parsed.has_fields() {
        return quote!(__graph::PhantomData<__P>);
    }
    let ident = &scope.fields_ident;
    let arguments = arguments(&scope.generics);
    quote!(#ident<__P #(, #arguments)*>)
}

/// Its value.
pub(super) fn value(scope: &Scope<'_>, parsed: &Struct) -> TokenStream {
    if !parsed.has_fields() {
        return quote!(__graph::PhantomData);
    }
    let ident = &scope.fields_ident;
    let properties = parsed.properties.iter().map(|property| &property.ident);
    let flattened = parsed.flattened_structs().map(|field| &field.ident);
    let idents = properties.chain(flattened);
    quote!(#ident { #(#idents: __graph::FieldReference::REF,)* })
}
