//! Items compared with a small service of the tests' own.

mod contents;
mod endpoints;
mod enums;
mod own_types;
mod properties;
mod real;
mod rust_types;

use std::sync::OnceLock;

use graph_resource_schema::csdl::{SchemaFile, Section};
use graph_resource_schema::{ApiVersion, Schema};
use proc_macro2::TokenStream;
use syn::DeriveInput;

use super::compare_with;
use crate::errors::Errors;
use crate::model::{Item, Kind, Property};
use crate::{check, expand, parse, shell};

/// The schema of the small service.
fn schema() -> &'static Schema {
    static SCHEMA: OnceLock<Schema> = OnceLock::new();
    SCHEMA.get_or_init(|| {
        let csdl = include_bytes!("service.xml");
        let section = Section::from_csdl(ApiVersion::V1, "a file", "2026-11-26", csdl);
        let mut file = SchemaFile::new();
        file.set(section.expect("the service is CSDL"));
        Schema::parse(file.to_string()).expect("the index can be read")
    })
}

/// An item that was compared with the schema, and the messages.
struct Compared {
    item: Item,
    messages: Vec<String>,
    code: String,
}

/// Compares an item, such as `compared(r#"path = "/houses/<houseId>""#, "struct House { id: String }")`.
fn compared(arguments: &str, item: &str) -> Compared {
    compared_with(schema(), arguments, item)
}

fn compared_with(schema: &Schema, arguments: &str, item: &str) -> Compared {
    let arguments: TokenStream = arguments.parse().expect("the arguments are tokens");
    let item: TokenStream = item.parse().expect("the item is tokens");
    let wrapped = shell::wrap(arguments, item);
    let mut input: DeriveInput = syn::parse2(wrapped).expect("the item is Rust");
    input.attrs.retain(|attr| !attr.path().is_ident("derive"));
    let mut errors = Errors::default();
    let mut item = parse::item(&mut input, &mut errors);
    if !item.arguments.disables_schema() {
        compare_with(schema, &mut item, &mut errors);
    }
    check::item(&item, &mut errors);
    let code = expand::item(&item, errors.is_empty()).to_string();
    let messages = errors.messages();
    Compared {
        item,
        messages,
        code,
    }
}

/// The messages about a struct of the type `house` with these fields, named as in JSON.
fn about_house(fields: &str) -> Vec<String> {
    compared(
        "type = \"microsoft.graph.house\"",
        &format!("struct House {{ {fields} }}"),
    )
    .messages
}

/// Checks that there is one message, and that it contains all of these parts.
fn assert_one(messages: &[String], parts: &[&str]) {
    let [message] = messages else {
        panic!("expected one message: {messages:#?}");
    };
    for part in parts {
        assert!(message.contains(part), "{part:?} is not in: {message}");
    }
}

impl Compared {
    fn property(&self, name: &str) -> &Property {
        let Kind::Struct(parsed) = &self.item.kind else {
            panic!("the item is no struct");
        };
        let mut properties = parsed.properties.iter();
        properties
            .find(|property| property.name == name)
            .expect("the struct has the property")
    }
}
