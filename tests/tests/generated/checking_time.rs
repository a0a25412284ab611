//! How long the compiler takes to check forty structs of 135 fields, as a user would have them for a large program.
//!
//! `cargo test -p graph-resource-tests --test generated -- --ignored --nocapture forty_structs` prints the median of five
//! user times. `GRAPH_BASELINE` names the folder of another checkout, whose times are measured in turns with those of this
//! one: `git worktree add ../baseline <commit>`.

use std::env;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

const STRUCTS: usize = 40;
const FIELDS: usize = 135;
const SAMPLES: usize = 5;

/// Types of fields as Graph's entities have them, in turns.
const TYPES: [&str; 5] = [
    "Option<String>",
    "Option<bool>",
    "Option<i64>",
    "Vec<String>",
    "Option<f64>",
];

#[test]
#[ignore = "a measurement: run it by name"]
fn forty_structs_of_135_fields_check_no_slower_than_the_baseline() {
    let this = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let mut checkouts = vec![Checkout::prepare("this", &this)];
    if let Some(baseline) = env::var_os("GRAPH_BASELINE") {
        checkouts.push(Checkout::prepare("baseline", Path::new(&baseline)));
    }
    for _ in 0..SAMPLES {
        for checkout in &mut checkouts {
            checkout.measure();
        }
    }
    let medians: Vec<f64> = checkouts.iter_mut().map(Checkout::median).collect();
    if let [this, baseline] = medians[..] {
        // The times of equal code differ by a few per cent.
        assert!(this <= baseline * 1.05, "{this} s instead of {baseline} s");
    }
}

/// A crate with the structs, and the user times in seconds of checking it.
struct Checkout {
    name: &'static str,
    folder: PathBuf,
    times: Vec<f64>,
}

impl Checkout {
    /// Writes the crate and checks what it depends on.
    fn prepare(name: &'static str, repository: &Path) -> Self {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("checking_time_{name}"));
        let runtime = repository.join("runtime").canonicalize().unwrap();
        let manifest = format!(
            "[package]\nname = \"checked\"\nedition = \"2024\"\n[workspace]\n[dependencies]\n\
             graph-resource = {{ path = {runtime:?} }}\nserde = {{ version = \"1\", features = [\"derive\"] }}\n"
        );
        fs::create_dir_all(folder.join("src")).unwrap();
        fs::write(folder.join("Cargo.toml"), manifest).unwrap();
        fs::write(folder.join("src/lib.rs"), source()).unwrap();
        fs::copy(repository.join("Cargo.lock"), folder.join("Cargo.lock")).unwrap();
        let checkout = Checkout {
            name,
            folder,
            times: Vec::new(),
        };
        checkout.check();
        checkout
    }

    fn check(&self) {
        let cargo = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
        let status = Command::new(cargo)
            .args(["check", "--quiet", "--target-dir", "target"])
            .env("CARGO_INCREMENTAL", "0")
            .current_dir(&self.folder)
            .status()
            .expect("cargo runs");
        assert!(status.success(), "{} does not check", self.name);
    }

    fn measure(&mut self) {
        fs::write(self.folder.join("src/lib.rs"), source()).unwrap();
        let before = user_time_of_children();
        self.check();
        self.times.push(user_time_of_children() - before);
    }

    fn median(&mut self) -> f64 {
        self.times.sort_by(f64::total_cmp);
        println!("{}: user times {:.2?} s", self.name, self.times);
        self.times[self.times.len() / 2]
    }
}

/// The user time in seconds of all children that have ended: a hundred ticks are a second.
fn user_time_of_children() -> f64 {
    let stat = fs::read_to_string("/proc/self/stat").expect("the system is Linux");
    let (_, after_name) = stat.rsplit_once(") ").unwrap();
    let ticks: f64 = after_name.split(' ').nth(13).unwrap().parse().unwrap();
    ticks / 100.0
}

fn source() -> String {
    let mut source = String::from("use graph_resource::graph_resource;\nuse serde::Deserialize;\n");
    for index in 0..STRUCTS {
        writeln!(
            source,
            "#[graph_resource(path = \"/things{index}/<thingId>\")]\n#[derive(Deserialize)]\n\
             #[serde(rename_all = \"camelCase\")]\npub struct Thing{index} {{"
        )
        .unwrap();
        for field in 0..FIELDS {
            let ty = TYPES[field % TYPES.len()];
            writeln!(source, "    pub some_property{field}: {ty},").unwrap();
        }
        source.push_str("}\n");
    }
    source
}
