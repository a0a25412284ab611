//! Programs that a test writes, builds and runs.

use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

/// A program that depends on `graph-resource`, `serde` and the dependencies given here.
pub struct Program<'a> {
    pub name: &'a str,
    /// The features of `graph-resource`, as a list of quoted names. No feature is on by default.
    pub features: &'a str,
    /// Lines of the manifest, in which `WORKSPACE` is replaced by the workspace's folder.
    pub dependencies: &'a str,
}

/// A compiler error.
pub struct CompileError {
    /// The files and lines that the error points to, the primary one first.
    pub locations: Vec<(String, usize)>,
    pub message: String,
}

impl Program<'_> {
    /// Writes the program, with these files in `src`, and builds it.
    ///
    /// # Errors
    ///
    /// Returns the compiler's errors.
    pub fn build(&self, files: &[(&str, &str)]) -> Result<PathBuf, Vec<CompileError>> {
        let name = self.name;
        let workspace = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        std::fs::create_dir_all(folder.join("src")).unwrap();
        std::fs::copy(workspace.join("Cargo.lock"), folder.join("Cargo.lock")).unwrap();
        let manifest = format!(
            "[package]\nname = \"{name}\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[dependencies]\n\
             graph-resource = {{ path = \"WORKSPACE/runtime\", default-features = false, features = [{}] }}\n\
             serde = {{ version = \"1\", features = [\"derive\"] }}\n{}\n[workspace]\n\n[profile.dev]\ndebug = false\n",
            self.features, self.dependencies
        );
        write(
            &folder.join("Cargo.toml"),
            &manifest.replace("WORKSPACE", workspace.to_str().unwrap()),
        );
        for (file, text) in files {
            write(&folder.join("src").join(file), text);
        }
        let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
        let output = Command::new(cargo)
            .args(["build", "--offline", "--message-format", "json"])
            .current_dir(&folder)
            .env(
                "CARGO_TARGET_DIR",
                folder.parent().unwrap().join("generated"),
            )
            .output()
            .unwrap();
        let messages: Vec<Value> = String::from_utf8(output.stdout)
            .unwrap()
            .lines()
            .filter_map(|line| serde_json::from_str(line).ok())
            .filter(|message: &Value| message["target"]["name"] == name)
            .collect();
        if output.status.success() {
            let built = messages
                .iter()
                .find_map(|message| message["executable"].as_str());
            return Ok(PathBuf::from(built.expect("a program was built")));
        }
        let errors: Vec<_> = messages.iter().filter_map(compile_error).collect();
        if errors.is_empty() {
            // Not an error at a line of the program: the linker may have failed, for example.
            for message in &messages {
                eprintln!("{}", message["message"]["rendered"]);
            }
            panic!("{}", String::from_utf8_lossy(&output.stderr));
        }
        Err(errors)
    }
}

/// Runs a program with these environment variables, and returns the lines that it prints.
pub fn run(program: &Path, variables: &[(&str, &str)]) -> Vec<String> {
    let output = Command::new(program)
        .envs(variables.iter().copied())
        .output()
        .unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    String::from_utf8(output.stdout)
        .unwrap()
        .lines()
        .map(str::to_owned)
        .collect()
}

/// Reads a compiler error. The summary at the end has no location and is skipped.
fn compile_error(message: &Value) -> Option<CompileError> {
    let message = &message["message"];
    let spans = message["spans"]
        .as_array()
        .filter(|spans| !spans.is_empty() && message["level"] == "error")?;
    let mut spans: Vec<_> = spans.iter().collect();
    spans.sort_by_key(|span| span["is_primary"] != true);
    let location = |span: &&Value| {
        Some((
            span["file_name"].as_str()?.to_owned(),
            usize::try_from(span["line_start"].as_u64()?).ok()?,
        ))
    };
    Some(CompileError {
        locations: spans.iter().filter_map(location).collect(),
        message: message["message"].as_str().unwrap_or_default().to_owned(),
    })
}

/// Writes a file if its text has changed, so that cargo rebuilds as little as possible.
fn write(path: &Path, text: &str) {
    if std::fs::read_to_string(path).ok().as_deref() != Some(text) {
        std::fs::write(path, text).unwrap();
    }
}
