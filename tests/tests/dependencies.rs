//! What the library depends on: licences that a program can live with, and one version of each crate.

use std::collections::BTreeSet;
use std::process::Command;

use serde_json::Value;

/// Licences of which one has to be among those that a crate offers.
const ALLOWED: [&str; 9] = [
    "MIT",
    "Apache-2.0",
    "Apache-2.0 WITH LLVM-exception",
    "BSD-3-Clause",
    "ISC",
    "Unicode-3.0",
    "Zlib",
    "CC0-1.0",
    "CDLA-Permissive-2.0",
];

/// What cargo says; `None` where it would have to load crates that are not here.
fn cargo(arguments: &[&str]) -> Option<String> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let output = Command::new(cargo)
        .args(arguments)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap();
    if !output.status.success() {
        println!("skipped: {}", String::from_utf8_lossy(&output.stderr));
        return None;
    }
    Some(String::from_utf8(output.stdout).unwrap())
}

/// The platform that this is built for.
fn host() -> String {
    let rustc = std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let version = Command::new(rustc).arg("-vV").output().unwrap();
    let text = String::from_utf8(version.stdout).unwrap();
    text.lines()
        .find_map(|line| line.strip_prefix("host: "))
        .unwrap()
        .to_owned()
}

/// An SPDX expression holds where each of its `AND`s offers an allowed one.
fn is_allowed(expression: &str) -> bool {
    let plain = expression.replace(['(', ')'], "").replace('/', " OR ");
    plain.split(" AND ").all(|part| {
        part.split(" OR ")
            .any(|licence| ALLOWED.contains(&licence.trim()))
    })
}

#[test]
fn every_licence_is_a_permissive_one() {
    // What other platforms need is not here to be looked at.
    let arguments = [
        "metadata",
        "--format-version",
        "1",
        "--offline",
        "--filter-platform",
        &host(),
    ];
    let Some(metadata) = cargo(&arguments) else {
        return;
    };
    let metadata: Value = serde_json::from_str(&metadata).unwrap();
    let packages = metadata["packages"].as_array().unwrap();
    assert!(packages.len() > 50);
    let wrong: Vec<_> = packages
        .iter()
        .filter(|package| !is_allowed(package["license"].as_str().unwrap_or("none")))
        .map(|package| format!("{}: {}", package["name"], package["license"]))
        .collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn the_library_has_one_version_of_each_crate() {
    // The default features, and all that need no second TLS or Azure's own crates.
    let features = "blocking,chrono,gzip,jiff,testing,time,tracing,uuid";
    let Some(tree) = cargo(&[
        "tree",
        "-p",
        "graph-resource",
        "--features",
        features,
        "-e",
        "normal",
        "--prefix",
        "none",
        "--offline",
    ]) else {
        return;
    };
    let crates: BTreeSet<(&str, &str)> = tree
        .lines()
        .filter_map(|line| line.split_once(' '))
        .map(|(name, rest)| (name, rest.split(' ').next().unwrap()))
        .collect();
    let names: Vec<&str> = crates.iter().map(|(name, _)| *name).collect();
    let twice: Vec<_> = names
        .windows(2)
        .filter(|pair| pair[0] == pair[1])
        .map(|pair| pair[0])
        .collect();
    assert!(names.len() > 50 && twice.is_empty(), "{twice:?}");
}
