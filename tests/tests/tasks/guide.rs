//! The guide shows the code that the other tests run.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The code of each task by the name of its file.
fn tasks() -> BTreeMap<String, String> {
    let files = fs::read_dir(Path::new(ROOT).join("tasks")).unwrap();
    let paths = files.map(|file| file.unwrap().path());
    let tasks = paths.filter(|path| !path.ends_with("mod.rs"));
    tasks
        .map(|path| {
            (
                path.file_stem().unwrap().to_str().unwrap().to_owned(),
                read(&path),
            )
        })
        .collect()
}

/// The code blocks of the guide, without the lines that are hidden.
fn blocks(page: &str) -> Vec<String> {
    let fenced = page.split("```").skip(1).step_by(2);
    let shown = fenced.map(|block| {
        let lines = block.lines().skip(1).filter(|line| !line.starts_with("# "));
        lines.map(|line| format!("{line}\n")).collect()
    });
    shown.collect()
}

#[test]
fn each_task_has_one_section_with_its_code() {
    let page = read(&Path::new(ROOT).join("../runtime/docs/tasks.md"));
    let shown = blocks(&page);
    let runner = read(&Path::new(ROOT).join("examples/tasks.rs"));
    let tasks = tasks();
    assert_eq!(tasks.len(), 27);
    for (name, code) in &tasks {
        let sections = shown.iter().filter(|block| *block == code).count();
        assert_eq!(
            sections, 1,
            "the guide must show `tests/tasks/{name}.rs` as it is"
        );
        let example = format!("`{name}`");
        assert!(page.contains(&example), "the guide must name {example}");
        assert!(
            runner.contains(&format!("\"{name}\" =>")),
            "the example must run {example}"
        );
    }
}

#[test]
fn the_readme_leads_to_each_section() {
    let page = read(&Path::new(ROOT).join("../runtime/docs/tasks.md"));
    let readme = read(&Path::new(ROOT).join("../README.md"));
    // Within code, such lines are hidden code.
    let prose = page.split("```").step_by(2);
    let lines = prose.flat_map(str::lines);
    let titles: Vec<_> = lines.filter_map(|line| line.strip_prefix("# ")).collect();
    assert_eq!(titles.len(), 27 + 2);
    let anchor = |title: &str| {
        let kept = title
            .chars()
            .filter(|c| c.is_alphanumeric() || " -_".contains(*c));
        kept.collect::<String>().to_lowercase().replace(' ', "-")
    };
    for title in titles {
        let link = format!("runtime/docs/tasks.md#{}", anchor(title));
        assert!(readme.contains(&link), "the README has no link to {link}");
    }
}
