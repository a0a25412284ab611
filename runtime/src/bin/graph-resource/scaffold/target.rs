//! What the path leads to, and how the library reads it.

use graph_resource_schema::index::Parameter;
use graph_resource_schema::path::{Form, Path, Resolution, SegmentKind, StepKind};
use graph_resource_schema::{Model, TypeRef};

use super::error::ScaffoldError;
use super::input::Input;
use super::names;
use super::spelling;
use super::template::Template;

/// What the path leads to.
#[derive(Debug)]
pub(crate) struct Target<'s> {
    pub(crate) template: Template,
    pub(crate) reads: Reads,
    /// The type of the object, or of the items.
    pub(crate) ty: TypeRef<'s>,
    /// The last name of the path: the property or the function.
    pub(crate) name: String,
    /// What the bytes are, as the name of a struct that only has the method for them.
    pub(crate) content_name: String,
    /// Whether the path ends within the path of a file, which a colon would end.
    pub(crate) is_in_item_path: bool,
    /// The query options without which the service refuses the request.
    pub(crate) required_options: Vec<&'s str>,
    /// What the user should know.
    pub(crate) notes: Vec<String>,
    /// The parameters of the action that the path leads to, if it leads to one.
    pub(crate) action: Option<Vec<Parameter<'s>>>,
}

/// How the library reads what the path leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reads {
    /// One object.
    Object,
    Collection,
    Delta,
    /// Bytes.
    Content,
    /// The number of items.
    Count,
    /// The link to one object.
    Reference,
    /// The links to the items of a collection.
    References,
    /// A value that is not an object, or several of them.
    Values,
}

pub(crate) fn resolve<'s>(model: Model<'s>, input: &Input) -> Result<Target<'s>, ScaffoldError> {
    let mut path = Path::parse(&input.path)?;
    let resolution = model.resolve(&path)?;
    check_method(input, &resolution)?;
    check_names(&path, &resolution)?;
    for (segment, step) in path.segments.iter_mut().zip(&resolution.steps) {
        if let SegmentKind::Name { name, .. } = &mut segment.kind {
            *name = spelling::of_segment(model, name, step)?;
        }
    }
    let reads = reads(model, &resolution)?;
    let operation = resolution.operation();
    let action = operation.filter(|_| resolution.is_action());
    if let Some(action) = action {
        check_result(reads, action.name.name, resolution.target.ty)?;
    }
    let counted = match reads {
        Reads::Count => path.segments.len() - 1,
        _ => path.segments.len(),
    };
    let target = resolution.steps[counted - 1].target;
    let mut template = Template::of(&path, &resolution);
    if reads == Reads::Count {
        // The library adds the segment to the path of the collection.
        if let Some((collection, _)) = template.text.rsplit_once('/') {
            template.text = collection.to_owned();
        }
    }
    Ok(Target {
        template,
        reads,
        ty: target.ty,
        name: last_name(&path),
        content_name: content_name(&path, &resolution),
        is_in_item_path: is_in_item_path(&path, &resolution),
        required_options: resolution.required_options(),
        notes: notes(&path, &resolution),
        action: action.map(|action| action.parameters.clone()),
    })
}

/// Only actions are called with POST.
fn check_method(input: &Input, resolution: &Resolution<'_>) -> Result<(), ScaffoldError> {
    if resolution.is_action() && resolution.target.form == Form::Nothing {
        let name = resolution.operation().map_or("", |action| action.name.name);
        return Err(ScaffoldError::new(format!(
            "the action `{name}` returns nothing to read: write `client.request(Method::POST, path)` and `send_empty`"
        )));
    }
    if input.is_post && !resolution.is_action() {
        let message = "the path does not lead to an action, so a POST does not read it: pass the path of a GET request, or write `client.request(Method::POST, path)`";
        return Err(ScaffoldError::new(message));
    }
    Ok(())
}

/// The attribute reads the result of an action into a struct.
fn check_result(reads: Reads, name: &str, ty: TypeRef<'_>) -> Result<(), ScaffoldError> {
    match reads {
        Reads::Object | Reads::Collection => Ok(()),
        _ => Err(ScaffoldError::new(format!(
            "the action `{name}` returns `{ty}`, and not objects: write `Action::at_path(path, &body)`"
        ))),
    }
}

/// A name that no type declares is accepted on open types, where a program may have added it. In a path it is a mistake.
fn check_names(path: &Path, resolution: &Resolution<'_>) -> Result<(), ScaffoldError> {
    for (index, step) in resolution.steps.iter().enumerate() {
        let StepKind::Dynamic { similar } = &step.kind else {
            continue;
        };
        let before = index.checked_sub(1).map(|before| &resolution.steps[before]);
        let is_known = before.is_some_and(|before| !before.target.ty.name.is("Edm.Untyped"));
        let segment = &path.segments[index];
        let (true, Some(before), SegmentKind::Name { name, .. }) =
            (is_known, before, &segment.kind)
        else {
            continue;
        };
        let on = before.target.ty;
        let similar = match similar {
            Some(similar) => format!(": there is a similar name, `{similar}`"),
            None => String::new(),
        };
        return Err(ScaffoldError::new(format!(
            "`{on}` has no `{name}`{similar}"
        )));
    }
    Ok(())
}

fn reads(model: Model<'_>, resolution: &Resolution<'_>) -> Result<Reads, ScaffoldError> {
    let target = resolution.target;
    let is_many = target.ty.is_collection;
    let reads = match target.form {
        Form::Count => Reads::Count,
        Form::Raw => Reads::Content,
        Form::Reference if is_many => Reads::References,
        Form::Reference => Reads::Reference,
        Form::Nothing => {
            let message = "the path leads to an operation that returns nothing";
            return Err(ScaffoldError::new(message));
        }
        Form::Json if target.ty.name.is("Edm.Stream") => Reads::Content,
        Form::Json if is_delta(resolution) => Reads::Delta,
        Form::Json if !is_object(model, target.ty)? => Reads::Values,
        Form::Json if is_many => Reads::Collection,
        Form::Json => Reads::Object,
    };
    Ok(reads)
}

fn is_delta(resolution: &Resolution<'_>) -> bool {
    let operation = resolution.operation();
    let is_named = operation.is_some_and(|operation| operation.name.name == "delta");
    is_named && resolution.target.ty.is_collection
}

/// Whether the values are objects, as far as the schema knows.
fn is_object(model: Model<'_>, ty: TypeRef<'_>) -> Result<bool, ScaffoldError> {
    if ty.name.is("Edm.Untyped") {
        return Ok(true);
    }
    let found = model.get(ty.name)?;
    Ok(found.is_some_and(|ty| ty.structured().is_some()))
}

fn is_in_item_path(path: &Path, resolution: &Resolution<'_>) -> bool {
    let is_closed = path
        .segments
        .last()
        .is_some_and(|last| last.ends_with_colon);
    let last = resolution.steps.last();
    !is_closed && last.is_some_and(|last| matches!(last.kind, StepKind::ItemPath))
}

/// The last name that is not a key or one of the suffixes.
fn last_name(path: &Path) -> String {
    for segment in path.segments.iter().rev() {
        if let SegmentKind::Name { name, .. } = &segment.kind {
            if !name.starts_with('$') {
                return name.rsplit('.').next().unwrap_or(name).to_owned();
            }
        }
    }
    "resource".to_owned()
}

/// `/me/messages/{id}/$value` → `messageContent`, `/me/drive/root/content` → `driveItemContent`
fn content_name(path: &Path, resolution: &Resolution<'_>) -> String {
    let name = last_name(path);
    let last = resolution.steps.last();
    let StepKind::Property { declared_by, .. } = last.map_or(&StepKind::Value, |last| &last.kind)
    else {
        let bare = name
            .strip_prefix("get")
            .filter(|bare| bare.starts_with(char::is_uppercase));
        return format!("{}Content", names::singular(bare.unwrap_or(&name)));
    };
    format!("{}{}", declared_by.name, names::upper_camel(&name))
}

fn notes(path: &Path, resolution: &Resolution<'_>) -> Vec<String> {
    let mut notes = Vec::new();
    for (index, step) in resolution.steps.iter().enumerate() {
        if let StepKind::Key {
            similar: Some(similar),
        } = &step.kind
        {
            let text = &path.segments[index].text;
            notes.push(format!(
                "`{text}` is read as a key, although it is similar to the name `{similar}`"
            ));
        }
    }
    notes
}
