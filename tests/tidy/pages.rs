//! That the sources and what is written about them can be read and hold.

use super::{Source, folders, gather, nobody, read, sources};
use std::fs;
use std::path::Path;

#[test]
fn no_file_is_too_long_to_be_read() {
    let endings = [".rs", ".ts", ".svelte", ".css", ".mjs", ".js", ".html", ".sh"];
    let mut all = sources("src-tauri", &endings);
    gather("ui", &endings, &mut all);
    all.push(Source { path: "dev".into(), text: read("dev") });
    let long: Vec<String> = all
        .iter()
        .filter(|s| !s.is_test() && s.path != "ui/src/api/generated.ts")
        .map(|s| (s.text.lines().count(), &s.path))
        .filter(|(lines, _)| *lines > 500)
        .map(|(lines, path)| format!("{path}: {lines} lines"))
        .collect();
    nobody(&long, "A file above 500 lines has more than one subject. Make it a folder.");
}

#[test]
fn unusual_dependencies_say_why() {
    let mut found = Vec::new();
    for path in ["Cargo.toml", "src-tauri/core/Cargo.toml", "src-tauri/api/Cargo.toml"] {
        let text = read(path);
        let mut before = "";
        for line in text.lines() {
            if (line.contains("\"=") || line.contains("git =")) && !before.starts_with('#') {
                found.push(format!("{path}: {line}"));
            }
            before = line;
        }
    }
    nobody(
        &found,
        "Who pins a version knows why; whoever lifts it later has only the comment above the line.",
    );
}

#[test]
fn the_map_shows_every_folder() {
    let map = read("docs/architecture.md");
    let mut missing = Vec::new();
    for parent in [
        "src-tauri",
        "src-tauri/core/src",
        "src-tauri/core/src/reports",
        "src-tauri/core/src/exchange",
        "ui/src",
        "tests",
    ] {
        let named = |name: &String| map.contains(&format!("{name}/"));
        missing
            .extend(folders(parent).into_iter().filter(|n| !named(n)).map(|name| format!("{parent}/{name}")));
    }
    nobody(
        &missing,
        "docs/architecture.md is the first page a newcomer reads; a map with white places misleads.",
    );
}

#[test]
fn every_invariant_has_its_test() {
    let page = read("docs/architecture.md");
    let invariants = page.split("## Invariants").nth(1).unwrap_or_default();
    let invariants = invariants.split("\n## ").next().unwrap_or_default();
    let mut missing = Vec::new();
    let mut rows = 0;
    for line in invariants.lines().filter(|l| l.starts_with("- ")) {
        rows += 1;
        // Written as `path` → `name of the test`, one or more of them at the end of the line.
        let words: Vec<&str> = line.split('`').collect();
        let tests: Vec<(&str, &str)> =
            words.windows(3).filter(|w| w[1].trim() == "→").map(|w| (w[0], w[2])).collect();
        if tests.is_empty() {
            missing.push(format!("no test named: {line}"));
        }
        for (path, name) in tests {
            let text =
                fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).unwrap_or_default();
            if !text.contains(name) {
                missing.push(format!("{path} has no test “{name}”"));
            }
        }
    }
    assert!(rows > 5, "docs/architecture.md lists what must always hold");
    nobody(&missing, "An invariant without a test is a wish.");
}

#[test]
fn what_can_be_typed_is_documented() {
    let mut missing = Vec::new();
    let cli = read("src-tauri/cli/mod.rs");
    let commands = cli.split("enum Command {").nth(1).and_then(|t| t.split("\n}").next()).unwrap_or_default();
    let page = read("docs/guide/command-line.md");
    for line in commands.lines().map(str::trim).filter(|l| l.ends_with("),") && !l.starts_with("//")) {
        let name = line.split('(').next().unwrap_or_default().to_lowercase();
        if name != "bridge" && !page.contains(&format!("## regulars {name}")) {
            missing.push(format!("docs/guide/command-line.md: regulars {name}"));
        }
    }
    let catalog = read("src-tauri/core/src/reports/catalog.rs");
    for report in catalog.split("ReportSpec { name: \"").skip(1).filter_map(|t| t.split('"').next()) {
        if !page.contains(&format!("`{report}`")) {
            missing.push(format!("docs/guide/command-line.md: the report {report}"));
        }
    }
    let readme = read("README.md");
    for line in read("dev").lines().filter(|l| l.starts_with("./dev ")) {
        let command = line.split_whitespace().take(2).collect::<Vec<_>>().join(" ");
        if !readme.contains(&command) {
            missing.push(format!("README.md: {command}"));
        }
    }
    nobody(&missing, "The command line is public and people automate with it, so nothing of it is a secret.");
}
