//! A crate with all outputs, which is linted and run.

use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::process::Command;

use graph_resource_schema::Schema;
use graph_resource_schema::csdl::SchemaFile;
use serde_json::Value;
use syn::{FnArg, Item, Pat};

/// An output of the command, and the line that it is for.
pub(super) struct Module {
    pub(super) line: String,
    pub(super) code: String,
}

impl Module {
    /// The names of the request's parameters.
    pub(super) fn parameters(&self) -> Vec<String> {
        let file = syn::parse_file(&self.code).expect("the code can be parsed");
        let request = file.items.iter().find_map(|item| match item {
            Item::Fn(function) if function.sig.ident == "request" => Some(&function.sig),
            _ => None,
        });
        let inputs = request.expect("the code has a request").inputs.iter();
        let names = inputs.map(|input| match input {
            FnArg::Typed(typed) => match &*typed.pat {
                Pat::Ident(ident) => ident.ident.to_string(),
                _ => panic!("a parameter has a name"),
            },
            FnArg::Receiver(_) => panic!("the function has no receiver"),
        });
        names.collect()
    }
}

impl Module {
    /// The type that the request returns, if it is one of the module's.
    fn root(&self) -> Option<String> {
        let file = syn::parse_file(&self.code).expect("the code can be parsed");
        let request = file.items.iter().find_map(|item| match item {
            Item::Fn(function) if function.sig.ident == "request" => Some(&function.sig),
            _ => None,
        })?;
        let syn::ReturnType::Type(_, ty) = &request.output else {
            return None;
        };
        let text = quote::quote!(#ty).to_string();
        let (_, argument) = text.split_once('<')?;
        let name = argument.trim_end_matches('>').trim();
        (name != "u64").then(|| name.to_owned())
    }
}

/// The value that the tests pass for the parameter with this number.
pub(super) fn argument(number: usize) -> String {
    format!("key{number}")
}

/// The number of modules in a crate, so that the compiler needs less memory.
const CHUNK: usize = 200;

/// Writes crates with the modules, lints them, and returns the URL of each module.
pub(super) fn urls(name: &str, schema: &Schema, modules: &[Module]) -> Vec<String> {
    let mut urls = Vec::new();
    for modules in modules.chunks(CHUNK) {
        let folder = write(name, schema, modules);
        cargo(&folder, &["clippy", "--offline", "--quiet"]);
        let printed = cargo(&folder, &["run", "--offline", "--quiet"]);
        urls.extend(printed.lines().map(str::to_owned));
    }
    assert_eq!(urls.len(), modules.len());
    urls
}

/// Writes crates with the modules, lints them, and returns what cannot be read of the objects that belong to each module.
pub(super) fn unreadable(
    name: &str,
    schema: &Schema,
    modules: &[(Module, Vec<Value>)],
) -> Vec<String> {
    let chunks = modules.chunks(CHUNK);
    chunks
        .flat_map(|modules| unreadable_in(name, schema, modules))
        .collect()
}

fn unreadable_in(name: &str, schema: &Schema, modules: &[(Module, Vec<Value>)]) -> Vec<String> {
    let folder = folder(name, schema);
    let library = name.replace('-', "_");
    let mut lib = LINTS.to_owned();
    let mut main = String::new();
    let mut calls = String::new();
    for (index, (module, objects)) in modules.iter().enumerate() {
        put(&folder.join(format!("src/m{index}.rs")), &module.code);
        writeln!(lib, "pub mod m{index};").expect("a string can be written");
        let Some(root) = module.root() else {
            continue;
        };
        let objects = serde_json::to_string(objects).expect("objects are JSON");
        let line = &module.line;
        write!(
            main,
            "fn read{index}() {{\n    if let Err(error) = serde_json::from_str::<Vec<{library}::m{index}::{root}>>({objects:?}) {{\n\
             println!(\"{{}}: {{error}}\", {line:?});\n    }}\n}}\n"
        )
        .expect("a string can be written");
        writeln!(calls, "    read{index}();").expect("a string can be written");
    }
    put(&folder.join("src/lib.rs"), &lib);
    put(
        &folder.join("src/main.rs"),
        &format!("{main}fn main() {{\n{calls}}}\n"),
    );
    cargo(&folder, &["clippy", "--lib", "--offline", "--quiet"]);
    let printed = cargo(&folder, &["run", "--offline", "--quiet"]);
    printed.lines().map(str::to_owned).collect()
}

/// Lints a whole program.
pub(super) fn lint_program(name: &str, schema: &Schema, code: &str) {
    let folder = folder(name, schema);
    put(&folder.join("src/main.rs"), &format!("{LINTS}{code}"));
    cargo(&folder, &["clippy", "--offline", "--quiet"]);
}

/// Runs a whole program with these arguments and without a token, and returns what it says before it fails.
pub(super) fn failure(name: &str, schema: &Schema, code: &str, arguments: &[&str]) -> String {
    let folder = folder(name, schema);
    put(&folder.join("src/main.rs"), code);
    let run = ["run", "--offline", "--quiet", "--"];
    let output = command(&folder, &[&run, arguments].concat())
        .env_remove("GRAPH_ACCESS_TOKEN")
        .output()
        .expect("cargo runs");
    assert!(!output.status.success());
    String::from_utf8(output.stderr).expect("messages are text")
}

const LINTS: &str = "#![deny(warnings, clippy::all, clippy::pedantic)]\n";

fn write(name: &str, schema: &Schema, modules: &[Module]) -> PathBuf {
    let folder = folder(name, schema);
    let library = name.replace('-', "_");
    let mut lib = LINTS.to_owned();
    let mut main = "fn main() {\n".to_owned();
    for (index, module) in modules.iter().enumerate() {
        put(&folder.join(format!("src/m{index}.rs")), &module.code);
        writeln!(lib, "pub mod m{index};").expect("a string can be written");
        let arguments: Vec<String> = (0..module.parameters().len())
            .map(|number| format!("{:?}", argument(number)))
            .collect();
        let arguments = arguments.join(", ");
        let unwrapped = if module.code.contains("# Errors") {
            ".unwrap()"
        } else {
            ""
        };
        writeln!(
            main,
            "    println!(\"{{}}\", {library}::m{index}::request({arguments}){unwrapped});"
        )
        .expect("a string can be written");
    }
    main.push_str("}\n");
    put(&folder.join("src/lib.rs"), &lib);
    put(&folder.join("src/main.rs"), &main);
    folder
}

/// Makes the folder of a crate.
fn folder(name: &str, schema: &Schema) -> PathBuf {
    let workspace = workspace();
    let folder = workspace.join("target/tmp").join(name);
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(folder.join("src")).expect("the folder can be written");
    put(
        &folder.join("graph.schema"),
        &SchemaFile::from(schema).to_string(),
    );
    let lock = folder.join("Cargo.lock");
    std::fs::copy(workspace.join("Cargo.lock"), lock).expect("the workspace has a lock file");
    let manifest = format!(
        "[package]\nname = \"{name}\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[dependencies]\n\
         graph-resource = {{ path = {:?}, default-features = false, features = [\"chrono\", \"jiff\", \"schema\", \"time\", \"uuid\"] }}\n\
         chrono = {{ version = \"0.4\", default-features = false, features = [\"serde\"] }}\n\
         jiff = {{ version = \"0.2\", default-features = false, features = [\"serde\", \"std\"] }}\n\
         time = {{ version = \"0.3\", default-features = false }}\n\
         uuid = {{ version = \"1\", features = [\"serde\"] }}\n\
         serde = {{ version = \"1\", features = [\"derive\"] }}\nserde_json = \"1\"\n\
         tokio = {{ version = \"1\", features = [\"macros\", \"rt-multi-thread\"] }}\n\n[workspace]\n\n\
         [profile.dev]\ndebug = false\n",
        workspace.join("runtime")
    );
    put(&folder.join("Cargo.toml"), &manifest);
    folder
}

fn command(folder: &Path, arguments: &[&str]) -> Command {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = Command::new(cargo);
    command
        .args(arguments)
        .current_dir(folder)
        .env_remove("GRAPH_RESOURCE_SCHEMA")
        .env("CARGO_TARGET_DIR", workspace().join("target/tmp/generated"));
    command
}

fn cargo(folder: &Path, arguments: &[&str]) -> String {
    let output = command(folder, arguments).output().expect("cargo runs");
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    String::from_utf8(output.stdout).expect("URLs are text")
}

fn put(file: &Path, text: &str) {
    std::fs::write(file, text).expect("the file can be written");
}

pub(super) fn workspace() -> PathBuf {
    let runtime = Path::new(env!("CARGO_MANIFEST_DIR"));
    runtime
        .parent()
        .expect("the crate is in a workspace")
        .to_owned()
}
