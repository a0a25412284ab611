//! Generated code among names, lints and editions that interfere with it.
//!
//! The cases are a crate that is checked once per edition, with clippy if it is installed, and documented.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

const EDITIONS: [&str; 3] = ["2018", "2021", "2024"];

#[test]
fn generated_code_compiles_without_warnings_everywhere() {
    let root = write_workspace();
    let clippy = cargo(&root)
        .args(["clippy", "--version"])
        .output()
        .is_ok_and(|output| output.status.success());
    if !clippy {
        println!("skipped: clippy is not installed");
    }
    let check = if clippy { "clippy" } else { "check" };
    run(cargo(&root).args([check, "--offline", "--workspace", "--quiet"]));
    run(cargo(&root).args([
        "doc",
        "--offline",
        "--workspace",
        "--quiet",
        "--lib",
        "--no-deps",
        "--document-private-items",
    ]));
    for edition in EDITIONS {
        assert_documentation(&target().join(format!("doc/in_{edition}/documentation")));
    }
}

/// The generated documentation shows the requests, with links to the guide.
fn assert_documentation(folder: &Path) {
    for (page, expected) in [
        ("struct.Thing.html", "<code>GET /things/{thingId}</code>"),
        ("struct.Thing.html", "<code>GET /things/delta</code>"),
        (
            "struct.Thing.html",
            "<code>GET /things/{thingId}/photo/$value</code>",
        ),
        (
            "struct.Thing.html",
            "<code>thing_id</code>: <code>{thingId}</code>",
        ),
        ("struct.Thing.html", "More on paging"),
        (
            "struct.Thing_FIELDS.html",
            "The OData property <code>mail</code> of <code>microsoft.graph.thing</code>",
        ),
    ] {
        let html = fs::read_to_string(folder.join(page)).expect("the page exists");
        assert!(html.contains(expected), "{page} has no `{expected}`");
    }
}

/// Writes a workspace with the cases once per edition into the build folder.
fn write_workspace() -> PathBuf {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR"));
    let workspace = tests.parent().expect("the tests are in a workspace");
    let root = target().join("tests").join("hygiene");
    let members = EDITIONS.map(|edition| format!("\"in_{edition}\""));
    write(
        &root.join("Cargo.toml"),
        &format!(
            "[workspace]\nresolver = \"2\"\nmembers = [{}]\n",
            members.join(", ")
        ),
    );
    // These versions have been downloaded, so no network is needed.
    fs::copy(workspace.join("Cargo.lock"), root.join("Cargo.lock"))
        .expect("the lock file can be copied");
    for edition in EDITIONS {
        let member = root.join(format!("in_{edition}"));
        let runtime = workspace.join("runtime");
        write(&member.join("Cargo.toml"), &manifest(edition, &runtime));
        for case in fs::read_dir(tests.join("tests/hygiene/cases")).expect("the folder can be read")
        {
            let case = case.expect("a case can be read").path();
            let source = fs::read_to_string(&case).expect("a case is UTF-8");
            write(
                &member
                    .join("src")
                    .join(case.file_name().expect("a file has a name")),
                &source,
            );
        }
    }
    root
}

fn manifest(edition: &str, runtime: &Path) -> String {
    format!(
        r#"[package]
name = "in_{edition}"
version = "0.0.0"
edition = "{edition}"

[dependencies]
graph-resource = {{ path = {runtime:?}, default-features = false }}
serde = {{ version = "1", features = ["derive"] }}
serde_json = "1"
"#
    )
}

/// Writes a file only if its content changes, so that Cargo does not build it again.
fn write(file: &Path, content: &str) {
    if fs::read_to_string(file).is_ok_and(|current| current == content) {
        return;
    }
    fs::create_dir_all(file.parent().expect("a file is in a folder"))
        .expect("the folder can be created");
    fs::write(file, content).expect("the file can be written");
}

fn cargo(root: &Path) -> Command {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command
        .current_dir(root)
        .env("CARGO_TARGET_DIR", target())
        .env("RUSTDOCFLAGS", "-D warnings");
    command
}

/// The target folder: this test is `target/debug/deps/hygiene-…` in it.
fn target() -> PathBuf {
    let test = std::env::current_exe().expect("a test has a file");
    test.ancestors()
        .nth(3)
        .expect("a test is built in a folder")
        .to_owned()
}

fn run(command: &mut Command) {
    let output = command.output().expect("Cargo runs");
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{command:?}\n\n{errors}");
}
