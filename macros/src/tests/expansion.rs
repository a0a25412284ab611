//! The attribute, run as the compiler runs it: the shell, then the derive on what the shell has made.

use std::panic::{AssertUnwindSafe, catch_unwind};

use proc_macro2::{Spacing, TokenStream, TokenTree};
use quote::ToTokens;
use syn::{File, Item};

/// What came out.
pub(crate) struct Expansion {
    /// The item with what the shell puts on it.
    pub(crate) shell: TokenStream,
    /// What the derive adds; `None` where the item is not Rust, so that the compiler would not call it.
    pub(crate) derived: Option<TokenStream>,
}

impl Expansion {
    /// Runs both stages.
    ///
    /// # Panics
    ///
    /// With the input in the message, where one of them panics, or where what comes out is not Rust.
    pub(crate) fn of(arguments: &TokenStream, item: &TokenStream) -> Self {
        let case = || format!("#[graph_resource({arguments})]\n{item}");
        let run = || {
            let shell = crate::shell::wrap(arguments.clone(), item.clone());
            let wrapped = syn::parse2::<File>(shell.clone()).ok().map(|file| {
                let is_type =
                    |item: &Item| matches!(item, Item::Struct(_) | Item::Enum(_) | Item::Union(_));
                file.items
                    .into_iter()
                    .find(is_type)
                    .map(|item| crate::derive::derive(item.into_token_stream()))
            });
            (shell, wrapped)
        };
        let (shell, wrapped) = catch_unwind(AssertUnwindSafe(run))
            .unwrap_or_else(|_| panic!("a panic on\n{}", case()));
        if wrapped.is_none() {
            assert!(
                syn::parse2::<Item>(item.clone()).is_err(),
                "{}\n\nbecame\n\n{shell}",
                case()
            );
        }
        let expansion = Expansion {
            shell,
            derived: wrapped.flatten(),
        };
        if let Some(derived) = &expansion.derived {
            if let Err(error) = syn::parse2::<File>(derived.clone()) {
                panic!("{error}: \n{}\n\nbecame\n\n{derived}", case());
            }
        }
        expansion
    }

    /// Whether the code that the derive adds holds a word.
    pub(crate) fn holds(&self, word: &str) -> bool {
        self.derived.as_ref().is_some_and(|code| holds(code, word))
    }

    /// The messages, in order.
    pub(crate) fn messages(&self) -> Vec<String> {
        let mut messages = Vec::new();
        for stream in [Some(&self.shell), self.derived.as_ref()]
            .into_iter()
            .flatten()
        {
            collect_messages(stream, &mut messages);
        }
        messages
    }

    /// The methods with their arguments: `get(user_id)`.
    pub(crate) fn methods(&self) -> Vec<String> {
        let mut methods = Vec::new();
        self.derived
            .iter()
            .for_each(|code| collect_methods(code, &mut methods));
        methods
    }
}

fn holds(code: &TokenStream, word: &str) -> bool {
    code.clone().into_iter().any(|token| match token {
        TokenTree::Ident(ident) => ident == word,
        TokenTree::Group(group) => holds(&group.stream(), word),
        _ => false,
    })
}

fn collect_messages(code: &TokenStream, messages: &mut Vec<String>) {
    let tokens: Vec<TokenTree> = code.clone().into_iter().collect();
    for (i, token) in tokens.iter().enumerate() {
        match token {
            TokenTree::Ident(ident) if ident == "compile_error" => {
                if let Some(TokenTree::Group(group)) = tokens.get(i + 2) {
                    let text: syn::LitStr =
                        syn::parse2(group.stream()).expect("a message is a text");
                    messages.push(text.value());
                }
            }
            TokenTree::Group(group) => collect_messages(&group.stream(), messages),
            _ => {}
        }
    }
}

/// The methods of the inherent impl, which are all that have `impl Key` arguments or none.
fn collect_methods(code: &TokenStream, methods: &mut Vec<String>) {
    let tokens: Vec<TokenTree> = code.clone().into_iter().collect();
    for (i, token) in tokens.iter().enumerate() {
        match (token, tokens.get(i + 1), tokens.get(i + 2)) {
            (
                TokenTree::Ident(word),
                Some(TokenTree::Ident(name)),
                Some(TokenTree::Group(arguments)),
            ) if word == "fn" => {
                methods.push(format!(
                    "{name}({})",
                    names_of(&arguments.stream()).join(", ")
                ));
            }
            (TokenTree::Group(group), ..) => collect_methods(&group.stream(), methods),
            _ => {}
        }
    }
}

/// The words before colons.
fn names_of(arguments: &TokenStream) -> Vec<String> {
    let tokens: Vec<TokenTree> = arguments.clone().into_iter().collect();
    let pairs = tokens.windows(2).filter_map(|pair| match pair {
        [TokenTree::Ident(name), TokenTree::Punct(colon)]
            if colon.as_char() == ':' && colon.spacing() == Spacing::Alone =>
        {
            Some(name.to_string())
        }
        _ => None,
    });
    pairs.collect()
}
