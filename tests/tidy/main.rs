//! The rules of the house that no compiler checks. Each failure names the places
//! and says why the rule is there. docs/architecture.md explains them.

#![allow(missing_docs, clippy::unwrap_used)]

mod arrow;
mod pages;
mod window;

use std::fs;
use std::path::Path;

/// A file of ours, with its path from the top of the project, always with `/`.
struct Source {
    path: String,
    text: String,
}

impl Source {
    /// Whether the file is made of tests only.
    fn is_test(&self) -> bool {
        self.path.contains("/tests/") || self.path.starts_with("tests/") || self.path.ends_with("/tests.rs")
    }

    /// A Rust file's code: without comments, and without the unit tests at its end.
    fn code(&self) -> String {
        let whole = self.text.split("\n#[cfg(test)]\nmod tests {").next().unwrap_or_default();
        whole.lines().map(|line| format!("{}\n", without_comment(line))).collect()
    }
}

/// The line without what follows `//`, unless that stands inside a text.
fn without_comment(line: &str) -> &str {
    let starts = line.match_indices("//").map(|(at, _)| at);
    let mut outside = starts.filter(|at| line[..*at].matches('"').count().is_multiple_of(2));
    outside.next().map_or(line, |at| &line[..at])
}

/// Whether `code` names `word`, and not only as a part of a longer name.
fn names(code: &str, word: &str) -> bool {
    places(code, word).next().is_some()
}

/// What stands behind each mention of `word`.
fn places<'a>(code: &'a str, word: &'a str) -> impl Iterator<Item = &'a str> {
    let part = |c: char| c.is_alphanumeric() || c == '_' || c == '#';
    let open = word.ends_with(part);
    code.match_indices(word).filter_map(move |(at, _)| {
        let after = &code[at + word.len()..];
        let longer = code[..at].ends_with(part) || (open && after.starts_with(part));
        (!longer).then_some(after)
    })
}

/// Folders that hold nothing of ours.
const FOREIGN: [&str; 6] = ["node_modules", "dist", "target", "gen", "fixtures", "assets"];

fn gather(folder: &str, endings: &[&str], found: &mut Vec<Source>) {
    let entries = fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join(folder))
        .unwrap_or_else(|e| panic!("{folder} must be readable: {e}"));
    for entry in entries.map(Result::unwrap) {
        let name = entry.file_name().into_string().unwrap();
        let path = format!("{folder}/{name}");
        if entry.file_type().unwrap().is_dir() {
            if !FOREIGN.contains(&name.as_str()) {
                gather(&path, endings, found);
            }
        } else if endings.iter().any(|ending| name.ends_with(ending)) {
            found.push(Source { text: read(&path), path });
        }
    }
}

fn sources(folder: &str, endings: &[&str]) -> Vec<Source> {
    let mut found = Vec::new();
    gather(folder, endings, &mut found);
    assert!(!found.is_empty(), "{folder} has moved; a rule about no file at all would always hold");
    found
}

fn read(path: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path))
        .unwrap_or_else(|e| panic!("{path} must be readable: {e}"))
}

/// `path: word` for every source that names one of the words.
fn naming<'a>(sources: impl IntoIterator<Item = &'a Source>, words: &[&str]) -> Vec<String> {
    let mut found = Vec::new();
    for source in sources {
        let code = source.code();
        found.extend(words.iter().filter(|w| names(&code, w)).map(|w| format!("{}: {w}", source.path)));
    }
    found
}

fn nobody(found: &[String], why: &str) {
    assert!(found.is_empty(), "{why}\n  {}", found.join("\n  "));
}

/// The names of the folders directly in a folder.
fn folders(path: &str) -> Vec<String> {
    let entries = fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).unwrap().map(Result::unwrap);
    let folders = entries.filter(|e| e.file_type().unwrap().is_dir());
    folders.map(|e| e.file_name().into_string().unwrap()).filter(|n| !FOREIGN.contains(&n.as_str())).collect()
}
