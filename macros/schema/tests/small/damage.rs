//! A damaged index is an error, or complete. It is never a panic.

use graph_resource_schema::path::Path;
use graph_resource_schema::{ApiVersion, Schema};
use proptest::prelude::*;

use crate::service;

#[test]
fn an_index_that_is_cut_off_at_any_byte_is_an_error() {
    let text = service::INDEX;
    // Without its last line break it is complete.
    for end in 0..text.len() - 1 {
        let cut = &text[..end];
        assert!(Schema::parse(cut).is_err(), "{cut}");
    }
    let complete = Schema::parse(text.trim_end()).expect("the index is complete");
    assert_eq!(complete.check(), Ok(()));
}

#[test]
fn a_second_version_that_is_cut_off_is_an_error() {
    let lines: Vec<&str> = service::INDEX.lines().collect();
    let v1 = lines[1..lines.len() - 1].join("\n");
    let beta = v1.replace("version v1.0", "version beta");
    let count = 1 + 2 * (lines.len() - 2);
    let text = format!("graph-schema 1\n{v1}\n{beta}\nend {count}\n");
    assert!(Schema::parse(text.as_str()).is_ok());
    for end in service::INDEX.len()..text.len() - 1 {
        assert!(Schema::parse(&text[..end]).is_err(), "{}", &text[..end]);
    }
}

#[test]
fn a_line_that_is_missing_is_an_error() {
    let lines: Vec<&str> = service::INDEX.lines().collect();
    for missing in 0..lines.len() {
        let mut rest = lines.clone();
        rest.remove(missing);
        assert!(
            Schema::parse(rest.join("\n")).is_err(),
            "{}",
            lines[missing]
        );
    }
}

/// Uses everything that can be read.
fn use_index(text: &str) {
    let Ok(schema) = Schema::parse(text) else {
        return;
    };
    let _ = schema.check();
    let Some(model) = schema.model(ApiVersion::V1) else {
        return;
    };
    let names: Vec<_> = model.type_names().collect();
    for name in names {
        let _ = model.find(&name.to_string());
        let _ = model.derived_types(name);
    }
    for path in [
        "/users/<id>/messages/<id>/attachments/<id>/graph.fileAttachment/contentBytes",
        "/me/drive/root:/<path..>:/search(q='<q>')",
        "/groups/<id>/members/<id>/displayName/$value",
        "/reports/usage(period='D7')",
    ] {
        let path = Path::parse(path).expect("the path can be parsed");
        let _ = model.resolve(&path);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn a_changed_index_is_never_a_panic(
        start in 0..service::INDEX.len(),
        length in 0..40_usize,
        insert in "[ -~\n>:!\\[\\]()é]{0,12}",
    ) {
        let end = (start + length).min(service::INDEX.len());
        let text = format!("{}{insert}{}", &service::INDEX[..start], &service::INDEX[end..]);
        use_index(&text);
        // The same with the number of lines that the end has to have.
        if let Some(end) = text.rfind("end ") {
            let lines = text[..end].lines().count();
            use_index(&format!("{}end {lines}\n", &text[..end]));
        }
    }

    #[test]
    fn a_changed_metadata_document_is_never_a_panic(
        start in 0..service::CSDL.len(),
        length in 0..40_usize,
        insert in "[ -~\n<>\"/&é]{0,12}",
    ) {
        let end = (start + length).min(service::CSDL.len());
        let csdl = format!("{}{insert}{}", &service::CSDL[..start], &service::CSDL[end..]);
        // What can be written can be read.
        if let Ok(index) = service::index(&csdl) {
            let schema = Schema::parse(index).expect("the index can be read");
            prop_assert_eq!(schema.check(), Ok(()));
        }
    }

    #[test]
    fn any_path_is_parsed_and_resolved_without_a_panic(path in "(/[a-z$:.<>{}()',= é]{0,12}){0,6}") {
        if let Ok(path) = Path::parse(&path) {
            let _ = service::model().resolve(&path);
        }
    }
}
