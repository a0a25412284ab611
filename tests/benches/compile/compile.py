#!/usr/bin/env python3
"""Measures what structs with the attribute cost to compile, beside the same structs and reads written by hand.

Writes both programs into a temporary folder, builds the dependencies, and then compiles the programs by turns. Times are
user times, because other programs disturb them least, and medians. Needs only Python and cargo:

    python3 tests/benches/compile/compile.py --structs 100 --runs 3
"""

import argparse
import os
import resource
import shutil
import statistics
import subprocess
import tempfile
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[3]
STYLES = ["attribute", "by_hand"]

FIELDS = {
    "id": "String",
    "display_name": "Option<String>",
    "mail": "Option<String>",
    "job_title": "Option<String>",
    "department": "Option<String>",
    "office_location": "Option<String>",
    "mobile_phone": "Option<String>",
    "account_enabled": "Option<bool>",
    "logins": "Option<i32>",
    "phones": "Vec<String>",
}
SELECT = "id,displayName,mail,jobTitle,department,officeLocation,mobilePhone,accountEnabled,logins,phones"

DEPENDENCIES = {
    "attribute": f"""
graph-resource = {{ path = "{REPOSITORY / "runtime"}" }}
""",
    # What the runtime depends on, with the same features.
    "by_hand": """
percent-encoding = "2.3"
reqwest = { version = "0.13", default-features = false, features = ["http2", "system-proxy", "rustls-no-provider"] }
rustls = { version = "0.23", default-features = false, features = ["ring", "std", "tls12"] }
serde_json = "1"
""",
}

MANIFEST = """
[package]
name = "{name}"
version = "0.1.0"
edition = "2024"

[dependencies]
serde = {{ version = "1", features = ["derive"] }}
tokio = {{ version = "1", features = ["macros", "rt"] }}
{dependencies}
"""

WORKSPACE = """
[workspace]
resolver = "3"
members = ["*_*"]

[profile.release]
strip = true
"""

IMPORTS = {
    "attribute": """
use graph_resource::{Client, Error, graph_resource};
use serde::Deserialize;
""",
    "by_hand": """
mod client;

use client::{Client, Error};
use serde::Deserialize;
""",
}

CLIENT = """
//! A client as a program would write one for itself.

use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde::Deserialize;
use serde::de::DeserializeOwned;

pub type Error = Box<dyn std::error::Error + Send + Sync>;

pub struct Client {
    http: reqwest::Client,
    token: String,
}

#[derive(Deserialize)]
struct Page<T> {
    value: Vec<T>,
    #[serde(rename = "@odata.nextLink")]
    next_link: Option<String>,
}

impl Client {
    pub fn new(token: String) -> Self {
        let _ = rustls::crypto::ring::default_provider().install_default();
        let http = reqwest::Client::new();
        Client { http, token }
    }

    async fn send(&self, url: &str) -> Result<Vec<u8>, Error> {
        let response = self.http.get(url).bearer_auth(&self.token).send().await?;
        let status = response.status();
        let body = response.bytes().await?;
        if !status.is_success() {
            return Err(format!("{status}: {}", String::from_utf8_lossy(&body)).into());
        }
        Ok(body.into())
    }

    pub async fn get<T: DeserializeOwned>(&self, path: &str, id: &str, select: &str) -> Result<T, Error> {
        let id = utf8_percent_encode(id, NON_ALPHANUMERIC);
        let url = format!("https://graph.microsoft.com/v1.0{path}/{id}?$select={select}");
        Ok(serde_json::from_slice(&self.send(&url).await?)?)
    }

    pub async fn list<T: DeserializeOwned>(&self, path: &str, select: &str) -> Result<Vec<T>, Error> {
        let mut items = Vec::new();
        let mut next = Some(format!("https://graph.microsoft.com/v1.0{path}?$select={select}"));
        while let Some(url) = next {
            let page: Page<T> = serde_json::from_slice(&self.send(&url).await?)?;
            items.extend(page.value);
            next = page.next_link;
        }
        Ok(items)
    }
}
"""

READS = {
    "attribute": """
pub async fn get_{n}(client: &Client, id: &str) -> Result<Item{n}, Error> {{
    Item{n}::get(id).send(client).await
}}

pub async fn list_{n}(client: &Client) -> Result<Vec<Item{n}>, Error> {{
    Item{n}::list().all(client).await
}}
""",
    "by_hand": """
pub async fn get_{n}(client: &Client, id: &str) -> Result<Item{n}, Error> {{
    client.get("/items{n}", id, "{select}").await
}}

pub async fn list_{n}(client: &Client) -> Result<Vec<Item{n}>, Error> {{
    client.list("/items{n}", "{select}").await
}}
""",
}

MAIN = """
#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Error> {
    let client = Client::new(std::env::var("TOKEN").unwrap_or_default());
    println!("{:?}", get_0(&client, "1").await?);
    println!("{:?}", list_0(&client).await?);
    Ok(())
}
"""


def struct(style, number):
    attribute = f'#[graph_resource(path = "/items{number}/<itemId>")]\n' if style == "attribute" else ""
    fields = "".join(f"    pub {name}: {type},\n" for name, type in FIELDS.items())
    return (
        f"\n{attribute}#[derive(Debug, Deserialize)]\n"
        f'#[serde(rename_all = "camelCase")]\npub struct Item{number} {{\n{fields}}}\n'
        f"{READS[style].format(n=number, select=SELECT)}"
    )


def write_package(folder, style, structs, main):
    source = folder / "src"
    source.mkdir(parents=True)
    manifest = MANIFEST.format(name=folder.name, dependencies=DEPENDENCIES[style])
    (folder / "Cargo.toml").write_text(manifest)
    if style == "by_hand":
        (source / "client.rs").write_text(CLIENT)
    structs = "".join(struct(style, number) for number in range(structs))
    (source / ("main.rs" if main else "lib.rs")).write_text(IMPORTS[style] + structs + main)


def write_workspace(root, structs):
    (root / "Cargo.toml").write_text(WORKSPACE)
    shutil.copy(REPOSITORY / "Cargo.lock", root)
    for style in STYLES:
        write_package(root / f"many_{style}", style, structs, "")
        write_package(root / f"small_{style}", style, 1, MAIN)


def cargo(root, *arguments):
    """Runs cargo, and returns its user time in seconds, with that of the compiler."""
    environment = os.environ | {"CARGO_INCREMENTAL": "0", "CARGO_TARGET_DIR": str(root / "target")}
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
    subprocess.run(["cargo", *arguments, "--quiet"], cwd=root, env=environment, check=True)
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before


def compile_again(root, package, arguments):
    """Compiles only this package: its dependencies are there."""
    for source in (root / package / "src").iterdir():
        source.touch()
    return cargo(root, *arguments, "--package", package)


def measure(root, kind, arguments, runs):
    """Returns the user times of both styles, which take turns."""
    packages = {style: f"{kind}_{style}" for style in STYLES}
    for package in packages.values():
        cargo(root, *arguments, "--package", package)
    times = {style: [] for style in STYLES}
    for _ in range(runs):
        for style, package in packages.items():
            times[style].append(compile_again(root, package, arguments))
    return [times[style] for style in STYLES]


def print_row(name, attribute, by_hand, unit):
    print(f"{name:<42}{attribute:>9.2f} {unit:<2}{by_hand:>9.2f} {unit:<2}{attribute / by_hand:>8.2f}", flush=True)


def print_times(name, times):
    attribute, by_hand = (statistics.median(side) for side in times)
    print_row(name, attribute, by_hand, "s")
    slowest = max(max(side) / min(side) for side in times)
    if slowest > 1.1:
        print(f"  noisy: the slowest run took {slowest:.2f} times as long as the fastest")


def print_sizes(root):
    programs = [root / "target/release" / f"small_{style}" for style in STYLES]
    attribute, by_hand = (program.stat().st_size / 1e6 for program in programs)
    print_row("a program with one struct: size", attribute, by_hand, "MB")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--structs", type=int, default=1000, help="how many structs (1000)")
    parser.add_argument("--runs", type=int, default=3, help="the number of runs to take the median of (3)")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="graph-resource-compile-") as folder:
        root = Path(folder)
        write_workspace(root, options.structs)
        print(f"{'':<42}{'attribute':>12}{'by hand':>12}{'ratio':>8}")
        structs = f"{options.structs} structs"
        print_times(f"{structs}: check", measure(root, "many", ["check"], options.runs))
        print_times(f"{structs}: debug build", measure(root, "many", ["build"], options.runs))
        small = measure(root, "small", ["build", "--release"], options.runs)
        print_times("a program with one struct: release build", small)
        print_sizes(root)


if __name__ == "__main__":
    main()
