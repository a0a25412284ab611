//! What a comparison has found, before it goes into the model.

use proc_macro2::{Ident, Span};

use crate::errors::Errors;
use crate::model::{ContentCheck, EdmType, Item, Kind, OwnType, PropertyFacts, Template};

/// What a comparison has found.
#[derive(Default)]
pub(super) struct Findings {
    pub(super) errors: Errors,
    pub(super) own_type: OwnType,
    pub(super) odata_type: Option<String>,
    /// Whether the `path` leads to a collection, which the item does not say.
    pub(super) path_is_collection: bool,
    pub(super) required_options: Vec<RequiredOptions>,
    /// By the index of the property.
    pub(super) properties: Vec<(usize, PropertyFindings)>,
    pub(super) content_checks: Vec<ContentCheck>,
    /// The paths with a mistake. Other messages about them would only repeat it.
    pub(super) wrong_paths: Vec<String>,
    /// The type of values that a path leads to, which are no objects.
    pub(super) values: Option<String>,
    /// The indices of fields that are expanded by mistake. Other messages about the expansion would only repeat it.
    pub(super) not_expandable: Vec<usize>,
}

/// What a property is.
pub(super) struct PropertyFindings {
    pub(super) facts: PropertyFacts,
    /// The primitive type in queries, where the Rust type suggests another one.
    pub(super) edm_type: Option<&'static str>,
}

/// The query options that an endpoint needs.
pub(super) struct RequiredOptions {
    /// The name of the endpoint's method, or `None` for the `path`.
    pub(super) method: Option<Ident>,
    pub(super) options: Vec<String>,
}

impl Findings {
    /// Adds what was found to the item, and the errors to the others.
    pub(super) fn apply(self, item: &mut Item, errors: &mut Errors) {
        errors.append(self.errors);
        item.schema.own_type = self.own_type;
        item.schema.odata_type = self.odata_type;
        item.schema.content_checks = self.content_checks;
        for required in self.required_options {
            if let Some(template) = template(item, required.method.as_ref()) {
                template.required_options = required.options;
            }
        }
        mark_wrong(item, &self.wrong_paths);
        if self.path_is_collection {
            let span = item.arguments.path.as_ref().map(|path| path.literal.span());
            item.arguments.collection = span.map(|span| Ident::new("collection", span));
        }
        if let Kind::Struct(parsed) = &mut item.kind {
            for index in self.not_expandable {
                parsed.properties[index].expand = None;
            }
            for (index, found) in self.properties {
                let property = &mut parsed.properties[index];
                let span = property.ident.span();
                property.schema = Some(found.facts);
                if property.edm_type.is_none() {
                    property.edm_type = found.edm_type.map(|name| inferred(name, span));
                }
            }
        }
    }
}

fn mark_wrong(item: &mut Item, paths: &[String]) {
    let path = item.arguments.path.iter_mut();
    let endpoints = item.arguments.endpoints.iter_mut();
    let templates = path.chain(endpoints.map(|endpoint| &mut endpoint.template));
    for template in templates {
        template.is_valid &= !paths.contains(&template.literal.value());
    }
}

fn inferred(name: &'static str, span: Span) -> EdmType {
    EdmType {
        name,
        span,
        is_inferred: true,
    }
}

fn template<'a>(item: &'a mut Item, method: Option<&Ident>) -> Option<&'a mut Template> {
    let Some(method) = method else {
        return item.arguments.path.as_mut();
    };
    let mut endpoints = item.arguments.endpoints.iter_mut();
    let endpoint = endpoints.find(|endpoint| endpoint.method == *method)?;
    Some(&mut endpoint.template)
}
