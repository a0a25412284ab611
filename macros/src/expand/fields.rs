//! The struct of fields: a constant reference for each property, which the constant `FIELDS` leads to.

use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};
use syn::spanned::Spanned;

use crate::expand::Scope;
use crate::model::{Property, Struct};

pub(super) fn expand(scope: &Scope<'_>, read: &Struct) -> TokenStream {
    let Scope { fields, item, .. } = scope;
    let vis = &item.vis;
    let generics = scope.with_place();
    let (parameters, _, bounds) = (&generics.params, (), &generics.where_clause);
    let doc = format!("The properties of [`{0}`], to write queries with: what `{0}::FIELDS` leads to.", item.ident);
    let properties = read.properties.iter().enumerate().map(|(index, property)| field(scope, index, property));
    let place = marker(scope);
    quote! {
        #[doc = #doc]
        #[allow(dead_code, deprecated, clippy::all, clippy::pedantic)]
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
    let Property { vis, ident, attrs, name, .. } = property;
    let ty = self::ty(scope, index, property);
    let blank = if attrs.iter().any(|attr| attr.path().is_ident("doc")) { quote!(#[doc = ""]) } else { quote!() };
    let doc = match property.expand {
        Some(_) => format!("OData: the navigation property `{name}`."),
        None => format!("OData: `{name}`."),
    };
    quote! {
        #(#attrs)*
        #blank
        #[doc = #doc]
        #vis #ident: #ty,
    }
}

fn ty(scope: &Scope<'_>, index: usize, property: &Property) -> TokenStream {
    let Scope { krate, .. } = scope;
    let this = scope.this();
    let ty = &property.ty;
    let owner = match property.expand {
        Some(_) => quote!(#krate::__private::Navigation<#this>),
        None => this,
    };
    quote_spanned!(ty.span()=> &'static #krate::Field<__P, #owner, #index, #ty>)
}

/// The value of the struct of fields.
pub(super) fn value(scope: &Scope<'_>, read: &Struct) -> TokenStream {
    let Scope { krate, fields, .. } = scope;
    let idents = read.properties.iter().map(|property| &property.ident);
    quote!(#fields { #(#idents: #krate::Field::REF,)* __place: ::core::marker::PhantomData })
}
