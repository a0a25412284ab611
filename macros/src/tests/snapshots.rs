//! The code that the attribute makes of typical items, compared with snapshots.
//!
//! `UPDATE_EXPANSION=1 cargo test -p graph-resource-macros snapshots` writes them anew: read the difference before it
//! is committed.

use std::fs;
use std::path::Path;

use proc_macro2::TokenStream;
use quote::ToTokens;
use syn::{Attribute, File, Item};

#[test]
fn expansions_are_as_written_down() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/tests/snapshots");
    let update = std::env::var_os("UPDATE_EXPANSION").is_some();
    let mut changed = Vec::new();
    for name in ["entity", "enumeration", "polymorphic", "with_mistakes"] {
        let source =
            fs::read_to_string(folder.join(name).with_extension("rs")).expect("the item is there");
        let expanded = expand(&source);
        let file = folder.join(name).with_extension("expanded.rs");
        if update {
            fs::write(&file, &expanded).expect("the expansion can be written");
        } else if fs::read_to_string(&file).ok().as_ref() != Some(&expanded) {
            changed.push(format!("{name}.expanded.rs would be\n\n{expanded}"));
        }
    }
    assert!(
        changed.is_empty(),
        "UPDATE_EXPANSION=1 writes them\n\n{}",
        changed.join("\n\n")
    );
}

/// All items with the attribute, and what it makes of them.
fn expand(source: &str) -> String {
    let mut file: File = syn::parse_str(source).expect("the item is Rust");
    let mut expanded = Vec::new();
    for mut item in file.items {
        match take_attribute(&mut item) {
            Some(attribute) => {
                let shell = crate::shell::wrap(arguments(&attribute), item.into_token_stream());
                let shell: File = syn::parse2(shell).expect("the shell makes Rust");
                for item in shell.items {
                    expanded.push(item.clone());
                    let derived = crate::derive::derive(item.into_token_stream());
                    expanded.extend(
                        syn::parse2::<File>(derived)
                            .expect("the derive makes Rust")
                            .items,
                    );
                }
            }
            None => expanded.push(item),
        }
    }
    file.items = expanded;
    prettyplease::unparse(&file)
}

fn take_attribute(item: &mut Item) -> Option<Attribute> {
    let attrs = match item {
        Item::Struct(item) => &mut item.attrs,
        Item::Enum(item) => &mut item.attrs,
        _ => return None,
    };
    let at = attrs
        .iter()
        .position(|attr| attr.path().is_ident("graph_resource"))?;
    Some(attrs.remove(at))
}

fn arguments(attribute: &Attribute) -> TokenStream {
    attribute
        .meta
        .require_list()
        .map(|list| list.tokens.clone())
        .unwrap_or_default()
}
