//! Runs the attribute as the compiler does: the shell, then the derive on what the shell returns.

use std::panic::{AssertUnwindSafe, catch_unwind};

use proc_macro2::{Spacing, TokenStream, TokenTree};
use quote::ToTokens;
use syn::{File, Item};

use crate::{derive, shell};

/// The output of the attribute.
pub(crate) struct Expansion {
    /// The item, with the attributes that the shell adds.
    pub(crate) shell: TokenStream,
    /// The code that the derive adds; `None` if the item is not Rust, so that the compiler would not call the derive.
    pub(crate) derived: Option<TokenStream>,
}

impl Expansion {
    /// Runs both stages.
    ///
    /// # Panics
    ///
    /// If one of them panics, or if the output is not Rust. The message contains the input.
    pub(crate) fn run(arguments: &TokenStream, item: &TokenStream) -> Self {
        let run = || run_stages(arguments, item);
        let Ok((shell, derived)) = catch_unwind(AssertUnwindSafe(run)) else {
            panic!("a panic on\n#[graph_resource({arguments})]\n{item}");
        };
        if derived.is_none() {
            let item_is_rust = syn::parse2::<Item>(item.clone()).is_ok();
            let shell_is_rust = syn::parse2::<File>(shell.clone()).is_ok();
            assert!(
                shell_is_rust || !item_is_rust,
                "#[graph_resource({arguments})]\n{item}\n\nbecame\n\n{shell}"
            );
        }
        if let Some(derived) = &derived {
            if let Err(error) = syn::parse2::<File>(derived.clone()) {
                panic!("{error}:\n#[graph_resource({arguments})]\n{item}\n\nbecame\n\n{derived}");
            }
        }
        Expansion { shell, derived }
    }

    /// Whether the code that the derive adds contains an identifier.
    pub(crate) fn contains_ident(&self, name: &str) -> bool {
        match &self.derived {
            Some(code) => contains_ident(code, name),
            None => false,
        }
    }

    /// The error messages, in order.
    pub(crate) fn messages(&self) -> Vec<String> {
        let mut messages = Vec::new();
        collect_messages(&self.shell, &mut messages);
        if let Some(derived) = &self.derived {
            collect_messages(derived, &mut messages);
        }
        messages
    }

    /// The methods with their arguments: `get(user_id)`.
    pub(crate) fn methods(&self) -> Vec<String> {
        let mut methods = Vec::new();
        if let Some(derived) = &self.derived {
            collect_methods(derived, &mut methods);
        }
        methods
    }
}

fn run_stages(arguments: &TokenStream, item: &TokenStream) -> (TokenStream, Option<TokenStream>) {
    let shell = shell::wrap(arguments.clone(), item.clone());
    let Ok(file) = syn::parse2::<File>(shell.clone()) else {
        return (shell, None);
    };
    let is_type = |item: &Item| matches!(item, Item::Struct(_) | Item::Enum(_) | Item::Union(_));
    let item = file.items.into_iter().find(is_type);
    let derived = item.map(|item| derive::derive(item.into_token_stream()));
    (shell, derived)
}

fn contains_ident(code: &TokenStream, name: &str) -> bool {
    code.clone().into_iter().any(|token| match token {
        TokenTree::Ident(ident) => ident == name,
        TokenTree::Group(group) => contains_ident(&group.stream(), name),
        _ => false,
    })
}

fn collect_messages(code: &TokenStream, messages: &mut Vec<String>) {
    let tokens: Vec<TokenTree> = code.clone().into_iter().collect();
    for (index, token) in tokens.iter().enumerate() {
        match token {
            TokenTree::Ident(ident) if ident == "compile_error" => {
                if let Some(TokenTree::Group(group)) = tokens.get(index + 2) {
                    let message: syn::LitStr =
                        syn::parse2(group.stream()).expect("a message is a string");
                    messages.push(message.value());
                }
            }
            TokenTree::Group(group) => collect_messages(&group.stream(), messages),
            _ => {}
        }
    }
}

/// The methods of the inherent impl: only those have `impl Key` arguments or none.
fn collect_methods(code: &TokenStream, methods: &mut Vec<String>) {
    let tokens: Vec<TokenTree> = code.clone().into_iter().collect();
    for (index, token) in tokens.iter().enumerate() {
        match (token, tokens.get(index + 1), tokens.get(index + 2)) {
            (
                TokenTree::Ident(keyword),
                Some(TokenTree::Ident(name)),
                Some(TokenTree::Group(arguments)),
            ) if keyword == "fn" => {
                let arguments = argument_names(&arguments.stream());
                methods.push(format!("{name}({})", arguments.join(", ")));
            }
            (TokenTree::Group(group), ..) => collect_methods(&group.stream(), methods),
            _ => {}
        }
    }
}

/// The identifiers before colons.
fn argument_names(arguments: &TokenStream) -> Vec<String> {
    let tokens: Vec<TokenTree> = arguments.clone().into_iter().collect();
    let names = tokens.windows(2).filter_map(|pair| match pair {
        [TokenTree::Ident(name), TokenTree::Punct(colon)]
            if colon.as_char() == ':' && colon.spacing() == Spacing::Alone =>
        {
            Some(name.to_string())
        }
        _ => None,
    });
    names.collect()
}
