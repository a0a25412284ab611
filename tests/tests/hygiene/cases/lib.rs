//! Types with the attribute in a crate whose names and lints interfere with generated code.

#![no_implicit_prelude]
#![forbid(unsafe_code)]
#![deny(warnings, missing_docs, unused_qualifications, unreachable_pub, missing_debug_implementations)]
#![deny(single_use_lifetimes, unused_lifetimes, elided_lifetimes_in_paths)]
#![deny(explicit_outlives_requirements, non_ascii_idents, trivial_casts, keyword_idents)]
#![deny(unused_import_braces, unused_results, variant_size_differences, trivial_numeric_casts)]
#![deny(rust_2018_idioms, future_incompatible, nonstandard_style, deprecated)]
#![deny(clippy::all, clippy::pedantic, clippy::nursery, clippy::missing_docs_in_private_items)]
#![deny(rustdoc::all)]

// As if the manifest renamed the runtime crate.
extern crate graph_resource as other_name;

pub mod ambiguous;
pub mod deprecation;
pub mod documentation;
pub mod enums;
pub mod fields;
pub mod fields_types;
pub mod flattened;
pub mod fragments;
pub mod generics;
pub mod methods;
pub mod names;
pub mod renamed;
pub mod scopes;
