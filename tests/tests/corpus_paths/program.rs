//! The program that has a struct for each template, and prints a URL for each example.

use std::fmt::Write;
use std::path::Path;
use std::process::Command;

use crate::Example;
use crate::templates::Template;

/// Writes, builds and runs it.
pub fn run(templates: &[Template], examples: &[Example]) -> Vec<String> {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR"));
    let workspace = tests.parent().unwrap();
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("corpus_paths");
    std::fs::create_dir_all(folder.join("src")).unwrap();
    std::fs::copy(workspace.join("Cargo.lock"), folder.join("Cargo.lock")).unwrap();
    write(&folder.join("Cargo.toml"), &manifest(&workspace.join("runtime")));
    write(&folder.join("src/main.rs"), &source(templates, examples));
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let output = Command::new(cargo)
        .args(["run", "--quiet", "--offline"])
        .current_dir(&folder)
        .env("CARGO_TARGET_DIR", folder.join("target"))
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap().lines().map(str::to_owned).collect()
}

/// Only what has changed is written, so that cargo builds only that.
fn write(path: &Path, text: &str) {
    if std::fs::read_to_string(path).ok().as_deref() != Some(text) {
        std::fs::write(path, text).unwrap();
    }
}

fn manifest(runtime: &Path) -> String {
    format!(
        "[package]\nname = \"corpus-paths\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[dependencies]\n\
         graph-resource = {{ path = {runtime:?}, default-features = false }}\n\
         serde = {{ version = \"1\", features = [\"derive\"] }}\n\n[workspace]\n\n[profile.dev]\ndebug = false\n"
    )
}

fn source(templates: &[Template], examples: &[Example]) -> String {
    let mut source = String::from("#![allow(dead_code)]\n\nuse graph_resource::graph_resource;\n");
    for (index, template) in templates.iter().enumerate() {
        writeln!(
            source,
            "\n#[graph_resource(get(read = {:?}))]\n#[derive(serde::Deserialize)]\nstruct T{index} {{\n    id: Option<String>,\n}}",
            template.attribute
        )
        .unwrap();
    }
    // Functions of a few lines each: one of thousands takes the compiler much longer.
    for (number, block) in examples.chunks(50).enumerate() {
        writeln!(source, "\nfn print{number}() {{").unwrap();
        for example in block {
            let keys: Vec<String> = example.keys.iter().map(|key| format!("{key:?}")).collect();
            writeln!(source, "    println!(\"{{}}\", T{}::read({}).select_all());", example.template, keys.join(", ")).unwrap();
        }
        source.push_str("}\n");
    }
    source.push_str("\nfn main() {\n");
    for number in 0..examples.len().div_ceil(50) {
        writeln!(source, "    print{number}();").unwrap();
    }
    source + "}\n"
}
