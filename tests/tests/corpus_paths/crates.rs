//! Programs that are written, built and run by a test.

use std::path::Path;
use std::process::Command;

/// Writes a program with these files, runs it with these variables, and gives the lines that it prints.
///
/// It depends on `graph-resource`, `serde` and `dependencies`, in which `WORKSPACE` stands for the workspace's folder.
pub fn run(name: &str, dependencies: &str, files: &[(&str, &str)], variables: &[(&str, &str)]) -> Vec<String> {
    let workspace = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::create_dir_all(folder.join("src")).unwrap();
    std::fs::copy(workspace.join("Cargo.lock"), folder.join("Cargo.lock")).unwrap();
    let manifest = format!(
        "[package]\nname = \"{name}\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[dependencies]\n\
         graph-resource = {{ path = \"WORKSPACE/runtime\", default-features = false }}\n\
         serde = {{ version = \"1\", features = [\"derive\"] }}\n{dependencies}\n[workspace]\n\n[profile.dev]\ndebug = false\n"
    );
    write(&folder.join("Cargo.toml"), &manifest.replace("WORKSPACE", workspace.to_str().unwrap()));
    for (file, text) in files {
        write(&folder.join("src").join(file), text);
    }
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let output = Command::new(cargo)
        .args(["run", "--quiet", "--offline"])
        .current_dir(&folder)
        .env("CARGO_TARGET_DIR", folder.parent().unwrap().join("generated"))
        .envs(variables.iter().copied())
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
