//! Where the paths of an item lead.

use graph_resource_schema::path::{Form, Path, PathError, Resolution, ResolveError};
use graph_resource_schema::{Model, SchemaError, TypeRef};
use proc_macro2::Ident;

use super::findings::{Findings, RequiredOptions};
use super::functions;
use crate::caret;
use crate::model::{Endpoint, Item, ReadKind, Template};
use crate::names;

/// Checks all paths, and returns the types that the typed ones lead to: that of the `path` first.
pub(super) fn check<'s>(
    model: Model<'s>,
    item: &Item,
    found: &mut Findings,
) -> Result<Vec<TypeRef<'s>>, SchemaError> {
    let mut targets = Vec::new();
    if let Some(path) = &item.arguments.path {
        if let Some(resolution) = resolve(model, path, found)? {
            check_path(item, path, &resolution, found);
            note_required_options(None, &resolution, found);
            note_values(&resolution, found);
            targets.extend(object_type(&resolution));
        }
    }
    for endpoint in &item.arguments.endpoints {
        let Some(resolution) = resolve(model, &endpoint.template, found)? else {
            continue;
        };
        check_endpoint(endpoint, &resolution, found);
        note_required_options(Some(&endpoint.method), &resolution, found);
        if endpoint.reads != ReadKind::Content {
            note_values(&resolution, found);
            targets.extend(object_type(&resolution));
        }
    }
    Ok(targets)
}

/// Follows a path. Reports the segments at which it leads nowhere.
fn resolve<'s>(
    model: Model<'s>,
    template: &Template,
    found: &mut Findings,
) -> Result<Option<Resolution<'s>>, SchemaError> {
    let written = template.literal.value();
    // The mistakes of a path that is not well formed are reported already.
    let Some(path) = well_formed(template, &written) else {
        return Ok(None);
    };
    let resolution = match model.resolve(&path) {
        Ok(resolution) => resolution,
        Err(ResolveError::Path(error)) => {
            add(
                template,
                &written,
                &path,
                error.segment,
                &message(&error),
                found,
            );
            found.wrong_paths.push(written);
            return Ok(None);
        }
        Err(ResolveError::Schema(error)) => return Err(error),
        Err(_) => return Ok(None),
    };
    let mut is_right = true;
    for (segment, similar) in resolution.misspellings() {
        let name = &path.segments[segment].text;
        let message = format!(
            "the schema has no `{name}` here: did you mean `{similar}`? (if the name is right, add `schema = false`)"
        );
        add(template, &written, &path, segment, &message, found);
        is_right = false;
    }
    for (segment, message) in functions::mistakes(&path, &resolution) {
        add(template, &written, &path, segment, &message, found);
        is_right = false;
    }
    if !is_right {
        found.wrong_paths.push(written);
        return Ok(None);
    }
    Ok(Some(resolution))
}

fn well_formed(template: &Template, written: &str) -> Option<Path> {
    if !template.is_valid {
        return None;
    }
    Path::parse(written).ok()
}

/// The reason in the schema's words, and the way out.
fn message(error: &PathError) -> String {
    match &error.nearest {
        Some(_) => error.to_string(),
        None => format!("{error}; if the path is right, add `schema = false`"),
    }
}

/// Adds an error with carets under a segment of the path.
fn add(
    template: &Template,
    written: &str,
    path: &Path,
    segment: usize,
    message: &str,
    found: &mut Findings,
) {
    let place = place_of_segment(written, path, segment);
    let message = caret::underline(written, place, message);
    found.errors.add(&template.literal, message);
}

/// The place of a segment in bytes, or the end of a path that is too short.
fn place_of_segment(written: &str, path: &Path, segment: usize) -> std::ops::Range<usize> {
    let mut end = 0;
    for (index, part) in path.segments.iter().enumerate() {
        let Some(start) = written[end..].find(&part.text) else {
            break;
        };
        let start = end + start;
        end = start + part.text.len();
        if index == segment {
            return start..end;
        }
    }
    written.len()..written.len()
}

/// The type of the objects, unless the schema does not say.
fn object_type<'s>(resolution: &Resolution<'s>) -> Option<TypeRef<'s>> {
    let target = resolution.target;
    let is_object = target.form == Form::Json && !target.ty.name.is_primitive();
    is_object.then_some(target.ty)
}

/// The `path` leads to one object or to many, as the item says, or as the schema says if the item does not.
fn check_path(item: &Item, path: &Template, resolution: &Resolution<'_>, found: &mut Findings) {
    if let Some(message) = not_an_object(resolution, "content", "content", path) {
        found.errors.add(&path.literal, message);
        return;
    }
    let target = resolution.target;
    let is_known = !target.ty.name.is("Edm.Untyped");
    match &item.arguments.collection {
        Some(collection) if is_known && !target.ty.is_collection => {
            let message = format!(
                "the path leads to one `{}`, so it is not a collection: remove `collection`",
                target.ty
            );
            found.errors.add(collection, message);
        }
        None if target.ty.is_collection && !target.ty.name.is_primitive() => {
            found.path_is_collection = true;
        }
        _ => {}
    }
}

/// An endpoint leads to what its key says.
fn check_endpoint(endpoint: &Endpoint, resolution: &Resolution<'_>, found: &mut Findings) {
    let method = endpoint.method.to_string();
    let template = &endpoint.template;
    let path = template.literal.value();
    let target = resolution.target;
    if target.ty.name.is("Edm.Untyped") && target.form != Form::Nothing {
        return;
    }
    let items = target.ty.name;
    // A response with values is an object, whose property `value` has them.
    let is_many = target.ty.is_collection && !items.is_primitive();
    let message = match endpoint.reads {
        ReadKind::Content => json_only(resolution, &method, &path),
        ReadKind::Action { .. } => not_an_action(resolution, &method, &path),
        _ => not_an_object(resolution, "content", &method, template),
    };
    let message = message.or_else(|| match endpoint.reads {
        ReadKind::Object if is_many => Some(format!(
            "the path leads to a collection of `{items}`: write `list({method} = {path:?})`"
        )),
        ReadKind::Collection | ReadKind::Delta if !is_many => Some(format!(
            "the path leads to one `{items}`, not to a collection: write `get({method} = {path:?})`"
        )),
        _ => None,
    });
    if let Some(message) = message {
        found.errors.add(&template.literal, message);
    }
}

/// Why the response is no JSON object or collection.
fn not_an_object(
    resolution: &Resolution<'_>,
    key: &str,
    method: &str,
    template: &Template,
) -> Option<String> {
    let path = template.literal.value();
    if resolution.is_action() {
        return Some(is_action(resolution, method, &path));
    }
    let target = resolution.target;
    match target.form {
        Form::Count => Some(
            "the path leads to a number: read it with the method `count` of the collection's requests, and remove `/$count`"
                .to_owned(),
        ),
        Form::Raw => Some(format!(
            "the path leads to bytes, which are no JSON: write `{key}({method} = {path:?})`"
        )),
        Form::Json if target.ty.name.is("Edm.Stream") => Some(format!(
            "the path leads to a stream of bytes, which are no JSON: write `{key}({method} = {path:?})`"
        )),
        _ => None,
    }
}

/// What to write for an action, or why it cannot be an endpoint.
fn is_action(resolution: &Resolution<'_>, method: &str, path: &str) -> String {
    if let Some(message) = no_data(resolution) {
        return message;
    }
    let name = name_of_operation(resolution);
    let method = if matches!(method, "get" | "list" | "content") {
        name
    } else {
        method
    };
    let method = names::snake(method);
    format!("`{name}` is an action, which is called with POST: write `action({method} = {path:?})`")
}

fn name_of_operation<'s>(resolution: &Resolution<'s>) -> &'s str {
    match resolution.operation() {
        Some(operation) => operation.name.name,
        None => "the last segment",
    }
}

/// Why an action returns nothing that a type could be read from.
fn no_data(resolution: &Resolution<'_>) -> Option<String> {
    let name = name_of_operation(resolution);
    match resolution.target.form {
        Form::Nothing => Some(format!(
            "the action `{name}` returns no data: call it with `client.request(Method::POST, path)` and `send_empty`"
        )),
        _ if resolution.target.ty.name.is_primitive() => {
            let ty = resolution.target.ty;
            Some(format!(
                "the action `{name}` returns `{ty}`, and not objects: call it with `Action::<…>::at_path`"
            ))
        }
        _ => None,
    }
}

/// Why a path is not that of an action that returns objects.
fn not_an_action(resolution: &Resolution<'_>, method: &str, path: &str) -> Option<String> {
    if resolution.is_action() {
        return no_data(resolution);
    }
    let is_many = resolution.target.ty.is_collection;
    let key = if is_many { "list" } else { "get" };
    Some(match resolution.operation() {
        Some(function) => format!(
            "`{}` is a function, which is called with GET: write `{key}({method} = {path:?})`",
            function.name.name
        ),
        None => format!("the path does not lead to an action: write `{key}({method} = {path:?})`"),
    })
}

/// Why `content` would read JSON. Single values are left to the program: reports are declared as objects, for example.
fn json_only(resolution: &Resolution<'_>, method: &str, path: &str) -> Option<String> {
    if resolution.is_action() {
        return Some(is_action(resolution, method, path));
    }
    let target = resolution.target;
    let is_collection = target.form == Form::Json && target.ty.is_collection;
    is_collection.then(|| {
        format!(
            "the path leads to a collection of `{}`, which is JSON: write `list({method} = {path:?})`",
            target.ty.name
        )
    })
}

/// Notes a path to values that are no objects.
fn note_values(resolution: &Resolution<'_>, found: &mut Findings) {
    let target = resolution.target;
    let is_json = target.form == Form::Json && !resolution.is_action();
    let is_value = is_json && target.ty.name.is_primitive();
    if is_value && !target.ty.name.is("Edm.Untyped") && !target.ty.name.is("Edm.Stream") {
        found.values.get_or_insert(target.ty.to_string());
    }
}

/// Notes the options without which the service refuses a request.
fn note_required_options(
    method: Option<&Ident>,
    resolution: &Resolution<'_>,
    found: &mut Findings,
) {
    let options = resolution.required_options();
    if !options.is_empty() {
        let method = method.cloned();
        let options = options.into_iter().map(str::to_owned).collect();
        found
            .required_options
            .push(RequiredOptions { method, options });
    }
}
