//! Compares the expansions of typical items with snapshots.
//!
//! `UPDATE_EXPANSION=1 cargo test -p graph-resource-macros snapshots` writes the snapshots: read the diff before
//! committing it.

use std::fs;
use std::path::Path;

use proc_macro2::TokenStream;
use quote::ToTokens;
use syn::{Attribute, File, Item};

use crate::{derive, shell};

#[test]
fn expansions_match_the_snapshots() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/tests/snapshots");
    let is_update = std::env::var_os("UPDATE_EXPANSION").is_some();
    let mut changed = Vec::new();
    for name in [
        "entity",
        "enumeration",
        "flattened",
        "polymorphic",
        "with_mistakes",
    ] {
        let source =
            fs::read_to_string(folder.join(name).with_extension("rs")).expect("the item exists");
        let expanded = expand_file(&source);
        let snapshot = folder.join(name).with_extension("expanded.rs");
        if is_update {
            fs::write(&snapshot, &expanded).expect("the snapshot can be written");
        } else if fs::read_to_string(&snapshot).ok().as_ref() != Some(&expanded) {
            changed.push(format!("{name}.expanded.rs would be\n\n{expanded}"));
        }
    }
    assert!(
        changed.is_empty(),
        "UPDATE_EXPANSION=1 writes the snapshots\n\n{}",
        changed.join("\n\n")
    );
}

/// The source, with each item that has the attribute expanded.
fn expand_file(source: &str) -> String {
    let mut file: File = syn::parse_str(source).expect("the source is Rust");
    let mut expanded = Vec::new();
    for mut item in file.items {
        match take_attribute(&mut item) {
            Some(attribute) => expanded.extend(expand_item(&attribute, &item)),
            None => expanded.push(item),
        }
    }
    file.items = expanded;
    prettyplease::unparse(&file)
}

fn expand_item(attribute: &Attribute, item: &Item) -> Vec<Item> {
    let shell = shell::wrap(arguments(attribute), item.to_token_stream());
    let shell: File = syn::parse2(shell).expect("the shell returns Rust");
    let mut expanded = Vec::new();
    for item in shell.items {
        let derived = derive::derive(item.to_token_stream());
        let derived: File = syn::parse2(derived).expect("the derive returns Rust");
        expanded.push(item);
        expanded.extend(derived.items);
    }
    expanded
}

fn take_attribute(item: &mut Item) -> Option<Attribute> {
    let attrs = match item {
        Item::Struct(item) => &mut item.attrs,
        Item::Enum(item) => &mut item.attrs,
        _ => return None,
    };
    let index = attrs
        .iter()
        .position(|attr| attr.path().is_ident("graph_resource"))?;
    Some(attrs.remove(index))
}

fn arguments(attribute: &Attribute) -> TokenStream {
    match attribute.meta.require_list() {
        Ok(list) => list.tokens.clone(),
        Err(_) => TokenStream::new(),
    }
}
