//! The attribute, run as the compiler runs it: the shell, then the derive on what the shell has made.

use std::panic::{AssertUnwindSafe, catch_unwind};

use proc_macro2::{TokenStream, TokenTree};
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
            let derived = syn::parse2::<File>(shell.clone()).ok().and_then(|file| {
                let item = file
                    .items
                    .into_iter()
                    .find(|item| matches!(item, Item::Struct(_) | Item::Enum(_) | Item::Union(_)))?;
                Some(crate::derive::derive(item.into_token_stream()))
            });
            Expansion { shell, derived }
        };
        let expansion = catch_unwind(AssertUnwindSafe(run)).unwrap_or_else(|_| panic!("a panic on\n{}", case()));
        if syn::parse2::<Item>(item.clone()).is_ok() {
            let shell = syn::parse2::<File>(expansion.shell.clone());
            assert!(shell.is_ok(), "{}\n\nbecame\n\n{}", case(), expansion.shell);
        }
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
        for stream in [Some(&self.shell), self.derived.as_ref()].into_iter().flatten() {
            collect_messages(stream, &mut messages);
        }
        messages
    }

    /// The methods with their arguments: `get(user_id)`.
    pub(crate) fn methods(&self) -> Vec<String> {
        let mut methods = Vec::new();
        self.derived.iter().for_each(|code| collect_methods(code, &mut methods));
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
                    let text: syn::LitStr = syn::parse2(group.stream()).expect("a message is a text");
                    messages.push(text.value());
                }
            }
            TokenTree::Group(group) => collect_messages(&group.stream(), messages),
            _ => {}
        }
    }
}

/// The methods of the inherent impl that `FIELDS` is in.
fn collect_methods(code: &TokenStream, methods: &mut Vec<String>) {
    let file: File = syn::parse2(code.clone()).expect("it has been parsed before");
    let blocks = file.items.iter().filter_map(|item| match item {
        Item::Const(block) => syn::parse2::<syn::Block>(block.expr.to_token_stream()).ok(),
        _ => None,
    });
    for statement in blocks.flat_map(|block| block.stmts) {
        let syn::Stmt::Item(Item::Impl(block)) = statement else { continue };
        if block.trait_.is_some() {
            continue;
        }
        for item in block.items {
            if let syn::ImplItem::Fn(method) = item {
                let arguments = method.sig.inputs.iter().filter_map(|argument| match argument {
                    syn::FnArg::Typed(argument) => Some(argument.pat.to_token_stream().to_string()),
                    syn::FnArg::Receiver(_) => None,
                });
                methods.push(format!("{}({})", method.sig.ident, arguments.collect::<Vec<_>>().join(", ")));
            }
        }
    }
}
