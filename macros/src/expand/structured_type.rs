//! The runtime's description of a struct: a constant.

use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};
use syn::spanned::Spanned;

use crate::encode;
use crate::expand::fields;
use crate::expand::flattened;
use crate::expand::schema_checks;
use crate::expand::scope::Scope;
use crate::model::{Property, Required, Struct, TaggedVariant};

pub(super) fn expand(
    scope: &Scope<'_>,
    parsed: &Struct,
    variants: &[TaggedVariant],
) -> TokenStream {
    let self_type = scope.self_type();
    let (parameters, _, where_clause) = scope.generics.split_for_impl();
    let odata_type = scope.item.odata_type();
    let select = derived_select(scope, parsed);
    let variants = with_variants(scope, variants);
    let own_type = schema_checks::own_type(scope);
    let own_type = own_type.map(|own_type| quote!(.with_own_type(#own_type)));
    let flattened = flattened::infos(scope, parsed);
    let properties = parsed.properties.iter();
    let properties = properties.map(|property| property_info(scope, property));
    let fields_type = fields::type_of_fields(scope, parsed);
    let fields_value = fields::value(scope, parsed);
    quote! {
        #[automatically_derived]
        impl #parameters __graph::StructuredType for #self_type #where_clause {
            const INFO: &'static __graph::TypeInfo =
                &__graph::TypeInfo::new::<Self>(#odata_type, #select, &[#(#properties),*])#flattened #variants #own_type;
            type Fields<__P: __graph::FieldPath> = #fields_type;
            fn fields<__P: __graph::FieldPath>() -> &'static #fields_type {
                &#fields_value
            }
        }

        #[automatically_derived]
        impl #parameters __graph::Nested for #self_type #where_clause {
            type Type = Self;
        }
    }
}

/// The derived `$select`, encoded at compile time.
fn derived_select(scope: &Scope<'_>, parsed: &Struct) -> TokenStream {
    let names: Vec<String> = parsed
        .properties
        .iter()
        .filter(|property| property.expand.is_none())
        .map(|property| encode::property_name(&property.name))
        .collect();
    if parsed.is_open || scope.item.arguments.disables_select() {
        return quote!(__graph::None);
    }
    let select = names.join(",");
    quote!(__graph::Some(#select))
}

/// Adds the structs that an enum of several object types may contain.
fn with_variants(scope: &Scope<'_>, variants: &[TaggedVariant]) -> TokenStream {
    if variants.is_empty() {
        return TokenStream::new();
    }
    let selects_variants = scope.item.arguments.selects_variants();
    let variants = variants.iter().map(|variant| variant_info(scope, variant));
    quote!(.with_variants(&[#(#variants),*], #selects_variants))
}

/// The properties of a variant's struct. It must have the attribute if they are selected.
fn variant_info(scope: &Scope<'_>, variant: &TaggedVariant) -> TokenStream {
    let ty = &variant.ty;
    if scope.item.arguments.selects_variants() {
        return quote_spanned!(ty.span()=> __graph::Some(__graph::selected_variant::<#ty>));
    }
    quote! {{
        #[allow(unused_imports)]
        use __graph::NoVariantInfo as _;
        __graph::VariantInfo::<#ty>::INFO
    }}
}

fn property_info(scope: &Scope<'_>, property: &Property) -> TokenStream {
    let name = &property.name;
    let info = match property.required {
        Required::No => quote!(__graph::optional(#name)),
        Required::Yes => quote!(__graph::always(#name)),
        // Only types that serde can deserialize tell whether they are required.
        Required::ByType if scope.cannot_deserialize() => quote!(__graph::optional(#name)),
        Required::ByType => {
            let ty = fields::property_type(scope, property);
            quote!(__graph::property::<#ty>(#name))
        }
    };
    if scope.cannot_deserialize() {
        return info;
    }
    match expansion(scope, property) {
        Some(expansion) => quote!(#info #expansion),
        None => info,
    }
}

/// The path in `$expand` is encoded by the runtime, as those of the call site are.
fn expansion(scope: &Scope<'_>, property: &Property) -> Option<TokenStream> {
    let expand = property.expand.as_ref()?;
    let path = match &expand.path {
        Some(literal) => literal.value(),
        None => property.name.clone(),
    };
    let ty = fields::property_type(scope, property);
    let shape = quote_spanned!(property.ty.span()=> __graph::type_info::<#ty>);
    Some(quote!(.expanded(#path, #shape)))
}
