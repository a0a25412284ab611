//! Programs that are written, built and run by a test.

use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

/// A program that depends on `graph-resource`, `serde` and what is named here.
pub struct Program<'a> {
    pub name: &'a str,
    /// The features of `graph-resource`, of which none is on by itself: a list within quotes.
    pub features: &'a str,
    /// Lines of its manifest, in which `WORKSPACE` stands for the workspace's folder.
    pub dependencies: &'a str,
}

/// What the compiler has against the program.
pub struct Complaint {
    /// The files and lines that it points to, that of the mistake first.
    pub places: Vec<(String, usize)>,
    pub message: String,
}

impl Program<'_> {
    /// Writes it with these files below `src`, and builds it.
    ///
    /// # Errors
    ///
    /// What the compiler has against it.
    pub fn build(&self, files: &[(&str, &str)]) -> Result<PathBuf, Vec<Complaint>> {
        let (name, workspace) = (
            self.name,
            Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap(),
        );
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
        let complaints: Vec<_> = messages.iter().filter_map(complaint).collect();
        assert!(
            !complaints.is_empty(),
            "{}",
            String::from_utf8_lossy(&output.stderr)
        );
        Err(complaints)
    }
}

/// Runs a program with these variables, and gives the lines that it prints.
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

/// An error of the compiler's; what it says at the end of all others belongs to no place.
fn complaint(message: &Value) -> Option<Complaint> {
    let message = &message["message"];
    let spans = message["spans"]
        .as_array()
        .filter(|spans| !spans.is_empty() && message["level"] == "error")?;
    let mut spans: Vec<_> = spans.iter().collect();
    spans.sort_by_key(|span| span["is_primary"] != true);
    let place = |span: &&Value| {
        Some((
            span["file_name"].as_str()?.to_owned(),
            usize::try_from(span["line_start"].as_u64()?).ok()?,
        ))
    };
    Some(Complaint {
        places: spans.iter().filter_map(place).collect(),
        message: message["message"].as_str().unwrap_or_default().to_owned(),
    })
}

/// Only what has changed is written, so that cargo builds only that.
fn write(path: &Path, text: &str) {
    if std::fs::read_to_string(path).ok().as_deref() != Some(text) {
        std::fs::write(path, text).unwrap();
    }
}
