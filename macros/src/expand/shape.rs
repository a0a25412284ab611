//! What the runtime knows of a struct: a constant.

use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};
use syn::spanned::Spanned;

use crate::encode;
use crate::expand::fields;
use crate::expand::scope::Scope;
use crate::model::{Property, Required, Struct};

pub(super) fn expand(scope: &Scope<'_>, read: &Struct) -> TokenStream {
    let this = scope.this();
    let (parameters, _, bounds) = scope.generics.split_for_impl();
    let odata_type = scope.item.odata_type();
    let select = select(scope, read);
    let properties = read
        .properties
        .iter()
        .map(|property| self::property(scope, property));
    let value = fields::value(scope, read);
    let fields = scope.fields_of_place();
    quote! {
        #[automatically_derived]
        impl #parameters __graph::Shape for #this #bounds {
            const SHAPE: &'static __graph::ShapeInfo = &__graph::ShapeInfo {
                id: ::core::any::TypeId::of::<Self>,
                odata_type: #odata_type,
                select: #select,
                properties: &[#(#properties),*],
            };
            type Fields<__P: __graph::AnyPlace> = #fields;
            fn fields<__P: __graph::AnyPlace>() -> &'static #fields {
                const { &#value }
            }
        }

        #[automatically_derived]
        impl #parameters __graph::Nested for #this #bounds {
            type Shape = Self;
        }
    }
}

/// The derived `$select`: encoded here, at compile time.
fn select(scope: &Scope<'_>, read: &Struct) -> TokenStream {
    let selected = read
        .properties
        .iter()
        .filter(|property| property.expand.is_none());
    let names: Vec<_> = selected
        .map(|property| encode::property_name(&property.name))
        .collect();
    let refused = scope
        .item
        .arguments
        .select
        .as_ref()
        .is_some_and(|select| !select.value);
    if read.open || names.is_empty() || refused {
        quote!(__graph::None)
    } else {
        let names = names.join(",");
        quote!(__graph::Some(#names))
    }
}

fn property(scope: &Scope<'_>, property: &Property) -> TokenStream {
    let name = &property.name;
    let ty = fields::of(scope, property);
    let code = match property.required {
        // What is wrong with a struct that serde cannot read has been said.
        Required::ByType if scope.is_unreadable() => quote!(__graph::optional(#name)),
        Required::No => quote!(__graph::optional(#name)),
        Required::Yes => quote!(__graph::always(#name)),
        Required::ByType => quote!(__graph::property::<#ty>(#name)),
    };
    let Some(expand) = property.expand.as_ref().filter(|_| !scope.is_unreadable()) else {
        return code;
    };
    // The runtime encodes it, as it encodes what the call site expands.
    let path = expand
        .path
        .as_ref()
        .map_or_else(|| name.clone(), syn::LitStr::value);
    let shape = quote_spanned!(property.ty.span()=> __graph::shape::<#ty>);
    quote!(#code.expanded(#path, #shape))
}
