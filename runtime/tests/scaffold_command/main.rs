//! The command `graph-resource scaffold`, as a program that is run.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};

/// A schema with one type.
const SCHEMA: &str = "graph-schema 1\nversion v1.0\nsource a file\ndate 2026-08-01\ncontainer g.c\n boats boat[]\n\
     namespace g\nentity boat key id\n id\n sails I!\nend 10\n";

/// A folder that is removed at the end of a test.
struct Folder(PathBuf);

impl Folder {
    fn new() -> Self {
        static COUNT: AtomicUsize = AtomicUsize::new(0);
        let number = COUNT.fetch_add(1, Ordering::Relaxed);
        let name = format!("scaffold-{}-{number}", std::process::id());
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        fs::create_dir_all(folder.join("member/src")).expect("the folder can be created");
        Self(folder)
    }

    fn with_schema() -> Self {
        let folder = Self::new();
        folder.write("Cargo.toml", "");
        folder.write("graph.schema", SCHEMA);
        folder
    }

    fn write(&self, name: &str, content: &str) {
        fs::write(self.0.join(name), content).expect("the file can be written");
    }

    /// Runs `graph-resource scaffold` in a folder within this one.
    fn scaffold_in(&self, folder: &str, arguments: &[&str], input: &str) -> Outcome {
        let mut child = Command::new(env!("CARGO_BIN_EXE_graph-resource"))
            .arg("scaffold")
            .args(arguments)
            .current_dir(self.0.join(folder))
            .env_remove("GRAPH_RESOURCE_SCHEMA")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the command can be started");
        let mut stdin = child.stdin.take().expect("there is a standard input");
        // The command may end without reading it.
        let _ = stdin.write_all(input.as_bytes());
        drop(stdin);
        let output = child.wait_with_output().expect("the command ends");
        let text = |bytes| String::from_utf8(bytes).expect("the output is text");
        Outcome {
            status: output.status.code(),
            stdout: text(output.stdout),
            stderr: text(output.stderr),
        }
    }

    fn scaffold(&self, arguments: &[&str]) -> Outcome {
        self.scaffold_in("", arguments, "")
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// What a run returned.
struct Outcome {
    status: Option<i32>,
    stdout: String,
    stderr: String,
}

impl Outcome {
    /// The code of a run that did what it should.
    fn code(self) -> String {
        assert_eq!(self.status, Some(0), "{}", self.stderr);
        self.stdout
    }

    /// The one line of a run that failed.
    fn error(self) -> String {
        assert_eq!(self.status, Some(2), "{}", self.stderr);
        assert_eq!(self.stdout, "");
        assert_eq!(self.stderr.lines().count(), 1, "{}", self.stderr);
        let message = self.stderr.trim_end().strip_prefix("error: ");
        message.expect("the line is an error").to_owned()
    }
}

#[test]
fn the_code_is_the_output_and_the_rest_is_for_the_user() {
    let folder = Folder::with_schema();
    let outcome = folder.scaffold(&["/boats?$select=sails", "--main"]);
    assert!(
        outcome.stdout.starts_with("#![allow(dead_code"),
        "{}",
        outcome.stdout
    );
    assert!(
        outcome.stdout.contains("pub sails: i32,\n"),
        "{}",
        outcome.stdout
    );
    assert!(
        outcome.stdout.contains("async fn main()"),
        "{}",
        outcome.stdout
    );
    let dependencies = outcome.stderr.split_once("[dependencies]\n");
    let (message, lines) = dependencies.expect("the dependencies are listed");
    assert_eq!(message, "the code needs these dependencies:\n\n");
    let names: Vec<&str> = lines
        .lines()
        .filter_map(|line| line.split(' ').next())
        .collect();
    assert_eq!(names, ["graph-resource", "serde", "tokio"]);
    outcome.code();
}

#[test]
fn the_schema_is_that_of_the_crate_or_its_workspace() {
    let folder = Folder::with_schema();
    folder.write("Cargo.toml", "[workspace]\n");
    folder.write("member/Cargo.toml", "");
    let of_workspace = folder.scaffold_in("member/src", &["/boats"], "").code();
    assert!(of_workspace.contains("pub struct Boat"));
    folder.write("member/graph.schema", &SCHEMA.replace("sails", "masts"));
    let two = folder.scaffold_in("member/src", &["/boats"], "").error();
    assert!(two.starts_with("there are two schemas"), "{two}");
    let own = ["/boats", "--schema", "../graph.schema"];
    let own = folder.scaffold_in("member/src", &own, "").code();
    assert!(own.contains("pub masts"), "{own}");
    let given = ["/boats", "--schema", "../../graph.schema"];
    let given = folder.scaffold_in("member/src", &given, "").code();
    assert!(given.contains("pub sails"), "{given}");
}

#[test]
fn without_a_schema_the_error_names_the_command_that_writes_it() {
    let folder = Folder::new();
    folder.write("Cargo.toml", "[workspace]\n");
    assert_eq!(
        folder.scaffold(&["/boats"]).error(),
        "`graph.schema` is neither beside the `Cargo.toml` of this crate nor at the root of its workspace: make it with `graph-resource schema`, or pass `--schema FILE`"
    );
    let missing = folder.scaffold(&["/boats", "--schema", "none"]).error();
    assert!(missing.starts_with("none cannot be read: "), "{missing}");
    assert!(
        missing.ends_with("; `graph-resource schema` writes it"),
        "{missing}"
    );
    folder.write("graph.schema", "not a schema");
    let damaged = folder.scaffold(&["/boats"]).error();
    assert!(
        damaged.ends_with("; `graph-resource schema` writes it anew"),
        "{damaged}"
    );
    let folder = Folder::with_schema();
    assert_eq!(
        folder.scaffold(&["/boats", "--beta"]).error(),
        "the schema does not have beta: `graph-resource schema --beta` adds it"
    );
}

#[test]
fn a_sample_is_read_from_a_file_or_the_standard_input() {
    let folder = Folder::with_schema();
    let sample = r#"{"value": [{"id": "1"}]}"#;
    let piped = folder
        .scaffold_in("", &["/boats", "--json", "-"], sample)
        .code();
    assert!(
        piped.contains("pub id") && !piped.contains("sails"),
        "{piped}"
    );
    folder.write("sample.json", sample);
    let read = folder.scaffold(&["/boats", "--json", "sample.json"]).code();
    assert_eq!(read, piped);
}

#[test]
fn a_sample_that_is_no_json_is_an_error() {
    let folder = Folder::with_schema();
    let outcome = folder.scaffold_in("", &["/boats", "--json", "-"], "{");
    let error = outcome.error();
    assert!(error.starts_with("- is not valid JSON: EOF"), "{error}");
    let error = folder.scaffold(&["/boats", "--json", "none.json"]).error();
    assert!(error.starts_with("none.json cannot be read: "), "{error}");
}

#[test]
fn mistakes_are_one_line() {
    let folder = Folder::with_schema();
    assert_eq!(
        folder.scaffold(&["/boat"]).error(),
        "the service has no `boat`: there is a similar name, `boats`"
    );
    assert_eq!(
        folder.scaffold(&["/boats", "--fields", "sail"]).error(),
        "`g.boat` has no property `sail`: there is a similar name, `sails`"
    );
}
