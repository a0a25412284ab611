//! `graph-resource scaffold`: writes the Rust that reads a path or a URL.

mod cycles;
mod derived_types;
mod docs;
mod download_url;
mod edm;
mod error;
mod fields;
mod input;
mod manifest;
mod model;
mod names;
mod odata;
mod output;
mod plan;
mod query;
mod query_paths;
mod sample;
mod sample_values;
mod schema_file;
mod selection;
mod spelling;
mod system_options;
mod target;
mod template;
#[cfg(test)]
mod tests;
mod type_names;
mod wants;
mod write;

use std::error::Error;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use graph_resource_schema::index::Parameter;
use graph_resource_schema::{ApiVersion, Model, Schema};
use serde_json::Value;

use edm::{Dates, Guids, ValueTypes};
use error::ScaffoldError;
use input::Input;
use manifest::Manifest;
use model::{Action, Endpoint, ItemId, Method};
use plan::content_method;
use plan::planner::{Object, Planner};
use query::calls::{self, Source};
use query::parameters::Parameters;
use selection::{Given, Selection, Selector};
use system_options::check_option;
use target::{Reads, Target};
use write::dependencies::Dependency;
use write::request::Request;
use write::{dependencies, file, main_program, request};

use crate::messages;

/// Writes the Rust that reads a path of the Graph reference, or a URL
#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// A path as the reference writes it, or a URL with its query options
    #[arg(value_name = "PATH-or-URL")]
    address: String,
    /// Read from beta, whatever the URL says
    #[arg(long)]
    beta: bool,
    /// The properties to read, separated by commas. The default is those of `$select`, or else all
    #[arg(long, value_name = "a,b")]
    fields: Option<String>,
    /// The navigation properties to expand, separated by commas
    #[arg(long, value_name = "a,b")]
    expand: Option<String>,
    /// A response of the service, from a file or with `-` from the standard input: read the properties that it has
    #[arg(long, value_name = "FILE")]
    json: Option<PathBuf>,
    /// The types of dates, times, and durations
    #[arg(long, value_enum, default_value_t)]
    dates: Dates,
    /// The type of GUIDs
    #[arg(long, value_enum, default_value_t)]
    guids: Guids,
    /// Write a whole program
    #[arg(long)]
    main: bool,
    /// The file to write, instead of the standard output. One that exists is replaced only if nothing of yours is lost
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Replace the file whatever it holds
    #[arg(long, requires = "output")]
    force: bool,
    /// The schema of the service. The default is the variable GRAPH_RESOURCE_SCHEMA, or else the nearest graph.schema
    #[arg(long, value_name = "FILE")]
    schema: Option<PathBuf>,
}

pub(crate) fn run(arguments: &Arguments) -> Result<ExitCode, Box<dyn Error>> {
    let schema = schema_file::read(arguments.schema.as_deref())?;
    let sample = arguments.json.as_deref().map(sample).transpose()?;
    let options = Options {
        is_beta: arguments.beta,
        fields: arguments.fields.as_deref(),
        expand: arguments.expand.as_deref(),
        sample: sample.as_ref(),
        types: ValueTypes {
            dates: arguments.dates,
            guids: arguments.guids,
        },
        is_program: arguments.main,
    };
    let output = scaffold(&schema, &arguments.address, &options)?;
    write_code(&output.code, arguments)?;
    for note in &output.notes {
        messages::show(format_args!("note: {note}"));
    }
    show_missing(&output.dependencies, arguments);
    Ok(ExitCode::SUCCESS)
}

fn write_code(code: &str, arguments: &Arguments) -> Result<(), ScaffoldError> {
    let Some(file) = &arguments.output else {
        return messages::print(code)
            .map_err(|error| ScaffoldError::new(format!("cannot write the code: {error}")));
    };
    output::write(file, code, arguments.main, arguments.force)?;
    messages::show(format_args!("wrote {}", file.display()));
    Ok(())
}

/// Shows what the `Cargo.toml` of the code's crate lacks.
fn show_missing(needed: &[Dependency], arguments: &Arguments) {
    let mut start = std::env::current_dir().unwrap_or_default();
    if let Some(folder) = arguments.output.as_deref().and_then(Path::parent) {
        start.push(folder);
    }
    let start = start.canonicalize().unwrap_or(start);
    let missing = Manifest::nearest(&start).missing(needed);
    for feature in &missing.features {
        messages::show(format_args!("note: in Cargo.toml, {feature}"));
    }
    if !missing.lines.is_empty() {
        let lines = missing.lines.join("\n");
        messages::show(format_args!(
            "the code needs these dependencies:\n\n[dependencies]\n{lines}"
        ));
    }
}

fn sample(path: &Path) -> Result<Value, ScaffoldError> {
    let shown = path.display();
    let text = if path == Path::new("-") {
        let mut text = String::new();
        let read = std::io::stdin().read_to_string(&mut text);
        read.map(|_| text)
    } else {
        std::fs::read_to_string(path)
    };
    let text =
        text.map_err(|error| ScaffoldError::new(format!("{shown} cannot be read: {error}")))?;
    let text = text.trim_start_matches('\u{feff}');
    serde_json::from_str(text)
        .map_err(|error| ScaffoldError::new(format!("{shown} is not valid JSON: {error}")))
}

/// What the user gives beside the address.
#[derive(Clone, Copy, Debug, Default)]
struct Options<'a> {
    is_beta: bool,
    fields: Option<&'a str>,
    expand: Option<&'a str>,
    sample: Option<&'a Value>,
    types: ValueTypes,
    is_program: bool,
}

/// The code, and what the user should know.
#[derive(Debug)]
struct Output {
    code: String,
    notes: Vec<String>,
    dependencies: Vec<Dependency>,
}

fn scaffold(schema: &Schema, line: &str, options: &Options<'_>) -> Result<Output, ScaffoldError> {
    let mut input = Input::parse(line)?;
    for option in &input.options {
        check_option(option)?;
    }
    let fields = options.fields.map(fields::parse).transpose()?;
    let options = &Options {
        fields: fields.as_deref(),
        ..*options
    };
    let model = model(schema, &input, options)?;
    let target = target::resolve(model, &input)?;
    for name in &target.required_options {
        input.require(name);
    }
    let mut planner = Planner::new(model, options.types, &input.path);
    let mut notes = target.notes.clone();
    let mut selector = Selector {
        model,
        notes: &mut notes,
    };
    let (root, selection) = plan(&mut planner, &mut selector, &target, &input, options)?;
    let chooses_all = selection.as_ref().is_some_and(|s| !s.is_narrowed);
    let mut endpoint = endpoint(&planner, &target, model.version(), chooses_all)?;
    if let Some(parameters) = &target.action {
        endpoint.method = action(&mut planner, &target, parameters);
        notes.push(ACTION.to_owned());
        if options.is_program && !parameters.is_empty() {
            notes.push(DEFAULT_BODY.to_owned());
        }
    }
    let method = endpoint.method.clone();
    planner.item_mut(root).endpoint = Some(endpoint);
    let items = planner.finish();
    let source = Source {
        items: &items,
        root,
        input: &input,
        expansions: selection.as_ref().map_or(&[], |s| &s.expansions),
        fields: options.fields,
        expand: options.expand,
        is_narrowed: selection.as_ref().is_some_and(|s| s.is_narrowed),
        has_sample: options.sample.is_some(),
    };
    let mut output = write(&source, &method, notes, options)?;
    if chooses_all && !target.ty.name.is("Edm.Untyped") {
        output
            .notes
            .extend(derived_types::hint(model, target.ty.name)?);
    }
    Ok(output)
}

const ACTION: &str =
    "if the action only reads, write `action(idempotent, …)`, and it is retried like a GET";

const DEFAULT_BODY: &str = "`main` sends the body without values: fill them in";

/// The method that calls the action, whose parameters are a struct.
fn action<'s>(
    planner: &mut Planner<'s>,
    target: &Target<'s>,
    parameters: &[Parameter<'s>],
) -> Method {
    let body = match parameters {
        [] => None,
        parameters => {
            let id = planner.body(&target.name, parameters);
            Some(planner.item_mut(id).name.clone())
        }
    };
    let name = names::snake(&target.name);
    // A keyword would need `r#`, which the attribute does not take.
    let method = if names::is_keyword(&name) {
        format!("call_{name}")
    } else {
        name
    };
    Method::Action(Action {
        method,
        is_many: target.reads == Reads::Collection,
        body,
    })
}

/// The version that the flag asks for, or else that of the URL.
fn model<'s>(
    schema: &'s Schema,
    input: &Input,
    options: &Options<'_>,
) -> Result<Model<'s>, ScaffoldError> {
    let version = if options.is_beta {
        ApiVersion::Beta
    } else {
        input.version.unwrap_or(ApiVersion::V1)
    };
    let flag = match version {
        ApiVersion::V1 => "",
        ApiVersion::Beta => " --beta",
    };
    schema.model(version).ok_or_else(|| {
        ScaffoldError::new(format!(
            "the schema does not have {version}: `graph-resource schema{flag}` adds it"
        ))
    })
}

/// How the item is read, with the streams of an object whose properties are all read.
fn endpoint(
    planner: &Planner<'_>,
    target: &Target<'_>,
    version: ApiVersion,
    chooses_all: bool,
) -> Result<Endpoint, ScaffoldError> {
    let streams = if chooses_all {
        streams(planner, target)?
    } else {
        Vec::new()
    };
    Ok(Endpoint {
        template: target.template.text.clone(),
        placeholders: target.template.placeholders.clone(),
        method: method(target),
        streams,
        is_beta: version == ApiVersion::Beta,
        is_wrapper: is_wrapper(target),
    })
}

/// Whether the struct only wraps what the path leads to, and is not a type of the service.
fn is_wrapper(target: &Target<'_>) -> bool {
    let is_untyped = target.ty.name.is("Edm.Untyped") && target.reads != Reads::Content;
    let wraps = matches!(
        target.reads,
        Reads::Values | Reads::Reference | Reads::References
    );
    wraps || is_untyped
}

/// Adds the item that the path leads to, and those in it.
fn plan<'s>(
    planner: &mut Planner<'s>,
    selector: &mut Selector<'_, 's>,
    target: &Target<'s>,
    input: &Input,
    options: &Options<'_>,
) -> Result<(ItemId, Option<Selection<'s>>), ScaffoldError> {
    let given = Given {
        fields: options.fields,
        expand: options.expand,
        sample: options.sample,
        is_delta: target.reads == Reads::Delta,
    };
    let leads_to_objects = matches!(
        target.reads,
        Reads::Object | Reads::Collection | Reads::Delta
    );
    if !leads_to_objects && given.has_any() {
        let message = "`--fields`, `--expand`, and `--json` choose properties, and the path does not lead to an object";
        return Err(ScaffoldError::new(message));
    }
    match target.reads {
        Reads::Values => Ok((planner.values(&target.name, target.ty)?, None)),
        Reads::Reference | Reads::References => Ok((planner.reference(&target.name), None)),
        Reads::Content => {
            let doc = format!("The content at `{}`.", target.template.text);
            Ok((planner.owner(&target.content_name, doc), None))
        }
        Reads::Object | Reads::Collection | Reads::Delta | Reads::Count
            if target.ty.name.is("Edm.Untyped") =>
        {
            Ok((planner.untyped(&target.name), None))
        }
        Reads::Object | Reads::Collection | Reads::Delta | Reads::Count => {
            let selection = if target.reads == Reads::Count {
                selector.query_only(target.ty.name, input)?
            } else {
                selector.select(target.ty.name, input, &given)?
            };
            let object = Object {
                ty: target.ty.name,
                wants: &selection.wants,
                // A change has only the properties that have changed.
                is_partial: !selection.is_narrowed || target.reads == Reads::Delta,
            };
            let root = planner.root(object)?;
            Ok((root, Some(selection)))
        }
    }
}

/// The methods for the streams of bytes that belong to a single object, and their paths.
fn streams(
    planner: &Planner<'_>,
    target: &Target<'_>,
) -> Result<Vec<(String, String)>, ScaffoldError> {
    let mut streams = Vec::new();
    if target.reads != Reads::Object || target.action.is_some() {
        return Ok(streams);
    }
    let colon = if target.is_in_item_path { ":" } else { "" };
    for name in planner.streams(target.ty.name)? {
        if let Method::Content(method) = content_method(name) {
            let path = format!("{}{colon}/{name}", target.template.text);
            streams.push((method, path));
        }
    }
    Ok(streams)
}

fn method(target: &Target<'_>) -> Method {
    match target.reads {
        Reads::Object | Reads::Reference | Reads::Values => Method::Get,
        Reads::Collection | Reads::References => Method::List,
        Reads::Count => Method::Count,
        Reads::Delta => Method::Changes,
        Reads::Content => content_method(&names::singular(&target.name)),
    }
}

fn write(
    source: &Source<'_>,
    method: &Method,
    mut notes: Vec<String>,
    options: &Options<'_>,
) -> Result<Output, ScaffoldError> {
    let mut parameters = Parameters::default();
    let arguments = calls::arguments(source.items, source.root, &mut parameters);
    let calls = calls::translate(source, method, parameters);
    let request = request::function(&Request {
        item: source.items.get(source.root),
        method,
        arguments,
        calls: &calls,
        address: &source.input.address,
        notes: &notes,
    });
    let main = options
        .is_program
        .then(|| main_program::function(method, &calls, source.input));
    let code = file::write(source.items, method, &request, main.as_ref())?;
    let dependencies = dependencies::of(&code, options.types, options.is_program);
    notes.extend(calls.reasons);
    Ok(Output {
        code,
        notes,
        dependencies,
    })
}
