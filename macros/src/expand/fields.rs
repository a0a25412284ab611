//! The struct of fields: a constant reference for each property, which the constant `FIELDS` leads to.

use proc_macro2::{Literal, TokenStream};
use quote::{ToTokens, quote, quote_spanned};
use syn::spanned::Spanned;

use crate::expand::scope::Scope;
use crate::expand::{docs, static_lifetimes};
use crate::model::{Property, Struct};

pub(super) fn expand(scope: &Scope<'_>, read: &Struct) -> TokenStream {
    let Scope { fields, item, .. } = scope;
    let (vis, allowed) = (&item.vis, &item.allowed);
    let generics = scope.with_place();
    let (parameters, bounds) = (&generics.params, &generics.where_clause);
    let doc = docs::fields(item);
    let properties = read
        .properties
        .iter()
        .enumerate()
        .map(|(index, property)| field(scope, index, property));
    let place = marker(scope);
    let rustdoc = read
        .properties
        .iter()
        .any(|property| docs::holds_markup(&property.attrs));
    let rustdoc = rustdoc.then(|| quote!(, rustdoc::all));
    let allow = scope.allow();
    quote! {
        #[doc = #doc]
        #allow
        #[allow(missing_debug_implementations #rustdoc)]
        #(#allowed)*
        #vis struct #fields<#parameters> #bounds {
            #(#properties)*
            #place
        }
    }
}

/// A struct needs to use its parameters, also where it has no property.
fn marker(scope: &Scope<'_>) -> TokenStream {
    let this = scope.this();
    quote! {
        #[doc(hidden)]
        __place: ::core::marker::PhantomData<fn() -> (__P, #this)>,
    }
}

fn field(scope: &Scope<'_>, index: usize, property: &Property) -> TokenStream {
    let Property {
        vis, ident, attrs, ..
    } = property;
    let ty = self::ty(scope, index, property);
    let doc = docs::property(scope.item, property);
    quote! {
        #(#attrs)*
        #[doc = #doc]
        #vis #ident: #ty,
    }
}

fn ty(scope: &Scope<'_>, index: usize, property: &Property) -> TokenStream {
    let Scope { krate, .. } = scope;
    let this = scope.this();
    let index = Literal::usize_unsuffixed(index);
    let ty = self::of(scope, property);
    let owner = match property.expand {
        Some(_) => quote!(#krate::__private::Navigation<#this>),
        None => this,
    };
    quote_spanned!(property.ty.span()=> &'static #krate::Field<__P, #owner, #index, #ty>)
}

/// The type of a property.
pub(super) fn of(scope: &Scope<'_>, property: &Property) -> TokenStream {
    static_lifetimes::forever(property.ty.to_token_stream(), &scope.item.generics)
}

/// The value of the struct of fields.
pub(super) fn value(scope: &Scope<'_>, read: &Struct) -> TokenStream {
    let fields = &scope.fields;
    let idents = read.properties.iter().map(|property| &property.ident);
    quote!(#fields { #(#idents: __graph::Field::REF,)* __place: __graph::PhantomData })
}
