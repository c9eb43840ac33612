//! The rules of the house that no compiler checks. Each failure names the places
//! and says why the rule is there. docs/architecture.md explains them.

#![allow(missing_docs, clippy::unwrap_used)]

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

#[test]
fn core_depends_on_nothing_above_it() {
    let core = sources("src-tauri/core/src", &[".rs"]);
    let above = ["tauri::", "rfd::", "clap", "serde_json", "ts_rs", "axum", "regulars_api", "regulars::"];
    nobody(
        &naming(&core, &above),
        "Core is the business without a window, a wire or a command line, so that it can be tested and reused alone.",
    );
    let manifest = read("src-tauri/core/Cargo.toml");
    let kept_out: Vec<String> = above
        .iter()
        .filter(|name| {
            let name = name.trim_end_matches(':');
            let entry = name.replace('_', "-");
            manifest
                .lines()
                .any(|l| l.split(['=', '.']).next().is_some_and(|n| [name, &entry].contains(&n.trim())))
        })
        .map(|name| format!("src-tauri/core/Cargo.toml: {name}"))
        .collect();
    nobody(&kept_out, "What core may not name it need not depend on.");
}

#[test]
fn core_asks_the_system_for_nothing() {
    let core: Vec<Source> =
        sources("src-tauri/core/src", &[".rs"]).into_iter().filter(|s| !s.is_test()).collect();
    nobody(
        &naming(&core, &["SystemTime::now", "Utc::now", "Local::now"]),
        "Time comes from the Clock that is handed in; otherwise no test could say what today is.",
    );
    nobody(
        &naming(&core, &["std::env", "env::var", "env::var_os", "env::args"]),
        "What core does may depend on its arguments only, never on the surroundings it happens to run in.",
    );
    nobody(
        &naming(&core, &["println!", "print!", "eprintln!", "eprint!", "dbg!"]),
        "Standard output belongs to the command line: one stray line breaks `--json`.",
    );
    nobody(
        &naming(&core, &["rand::random", "rand::rng", "thread_rng", "OsRng", "now_v7", "new_v4"]),
        "Randomness comes from the Clock or from a seed, so that a result can be had a second time.",
    );
}

#[test]
fn one_place_knows_each_big_library() {
    let rust = sources("src-tauri", &[".rs"]);
    let outside = |home: &'static str| rust.iter().filter(move |s| !s.path.starts_with(home));
    nobody(
        &naming(outside("src-tauri/core/src/store/").filter(|s| !s.is_test()), &["sled"]),
        "Only the store names sled: the engine may panic, is called through a guard, and must stay replaceable.",
    );
    nobody(
        &naming(
            outside("src-tauri/core/src/reports/pdf/"),
            &["printpdf", "lopdf", "parley", "subsetter", "skrifa"],
        ),
        "Only reports/pdf names the libraries it writes with: a report is data, and paper is one way to show it.",
    );
    let desktop = outside("src-tauri/shell/").filter(|s| s.path != "src-tauri/build.rs");
    nobody(
        &naming(desktop, &["tauri::", "tauri_build::", "rfd::", "notify_rust::"]),
        "Only the shell knows the window's libraries, so that core, api and command line build and run without WebKit.",
    );
    nobody(
        &naming(
            outside("src-tauri/bridge/"),
            &["axum", "tokio::net", "std::net", "TcpStream", "TcpListener", "UdpSocket"],
        ),
        "The program promises to use no network. Only the development bridge listens, on the loopback address.",
    );
}

#[test]
fn the_arrow_points_down() {
    let rust = sources("src-tauri", &[".rs"]);
    let under = |home: &'static str| rust.iter().filter(move |s| s.path.starts_with(home));
    nobody(
        &naming(under("src-tauri/api/"), &["regulars::", "tauri::", "rfd::", "clap"]),
        "The api is called by the window and by the command line and knows neither.",
    );
    let mut found = Vec::new();
    for source in
        under("src-tauri/core/src/store/").filter(|s| !s.is_test() && !s.path.ends_with("/testkit.rs"))
    {
        let code = source.code();
        let known = ["error", "ids", "store", "say;", "Sentence;", "sentence::", "{Sentence, say}"];
        let others = places(&code, "crate::").filter(|rest| !known.iter().any(|k| rest.starts_with(k)));
        found.extend(others.map(|rest| format!("{}: crate::{}", source.path, first_line(rest))));
    }
    nobody(
        &found,
        "The store keeps bytes and knows no customer and no sale: another engine is then a day's work.",
    );

    let homes = ["src-tauri/core/src/store/", "src-tauri/core/src/book/", "src-tauri/core/tests/"];
    let mut found = Vec::new();
    for source in rust.iter().filter(|s| !homes.iter().any(|home| s.path.starts_with(home))) {
        let code = source.code();
        for root in ["crate::store", "regulars_core::store"] {
            // Progress and cancelling are spoken of everywhere; everything else is the book's business.
            let watched = |rest: &&str| {
                let list = rest.split(';').next().unwrap_or_default().trim_start_matches("::");
                list.trim_matches(['{', '}']).split(',').all(|name| {
                    matches!(
                        name.split([' ', '(', '>', ')', '{']).find(|n| !n.is_empty()),
                        Some("Watch" | "NoWatch")
                    )
                })
            };
            let others = places(&code, root).filter(|rest| !watched(rest));
            found.extend(others.map(|rest| format!("{}: {root}{}", source.path, first_line(rest))));
        }
    }
    nobody(
        &found,
        "Only the book speaks to the store; a way around it would be a way around rules, undo and history.",
    );
}

fn first_line(text: &str) -> &str {
    text.lines().next().unwrap_or_default()
}

#[test]
fn every_write_goes_through_transact() {
    let rust = sources("src-tauri", &[".rs"]);
    let writers: Vec<&str> = rust
        .iter()
        .filter(|s| {
            !s.is_test()
                && !s.path.starts_with("src-tauri/core/src/store/")
                && s.code().contains("store.commit(")
        })
        .map(|s| s.path.as_str())
        .collect();
    assert_eq!(
        writers,
        ["src-tauri/core/src/book/transact.rs"],
        "There is one door to the journal; behind it every change is checked, journalled, shown and can be undone."
    );
    // The benchmark measures core itself and therefore calls it directly.
    let callers = rust.iter().filter(|s| {
        ["src-tauri/shell/", "src-tauri/cli/", "src-tauri/bridge/"]
            .iter()
            .any(|home| s.path.starts_with(home))
            && !s.path.starts_with("src-tauri/cli/bench/")
    });
    nobody(
        &naming(callers, &["transact", "transact_watched"]),
        "Window, command line and bridge change a book through the api, so that all three do the same.",
    );
}

#[test]
fn money_is_never_a_float() {
    let homes = ["sales", "products", "campaigns", "customers", "settings", "entity"];
    let core = sources("src-tauri/core/src", &[".rs"]);
    let amounts = core.iter().filter(|s| {
        let path = s.path.trim_start_matches("src-tauri/core/src/");
        // One column there sums quantities, not money, as floats.
        let quantities = path.starts_with("sales/facts");
        !quantities && (path == "money.rs" || homes.iter().any(|home| path.starts_with(&format!("{home}/"))))
    });
    nobody(
        &naming(amounts, &["f32", "f64"]),
        "A float cannot hold ten cents. Amounts are whole minor units, prices and rates are decimals.",
    );
}

#[test]
fn the_window_keeps_its_seams() {
    let ui = sources("ui/src", &[".ts", ".svelte", ".css"]);
    let having = |needles: &[&str], home: &str| -> Vec<String> {
        let mut found = Vec::new();
        for source in ui.iter().filter(|s| home.is_empty() || !s.path.starts_with(home)) {
            found.extend(
                needles.iter().filter(|n| source.text.contains(**n)).map(|n| format!("{}: {n}", source.path)),
            );
        }
        found
    };
    nobody(
        &having(&["@tauri-apps/"], "ui/src/platform/"),
        "Only ui/src/platform speaks to the shell, so that every screen also runs in an ordinary browser for tests.",
    );
    nobody(
        &having(&["'bits-ui", "\"bits-ui"], "ui/src/components/"),
        "Only ui/src/components wraps the kit; a screen that used it directly would look and behave differently.",
    );
    let markup = [
        "{@html",
        "innerHTML",
        "outerHTML",
        "insertAdjacentHTML",
        "document.write",
        "new Function(",
        "eval(",
    ];
    nobody(&having(&markup, ""), "Text from customers' files is shown as text. As markup it could run.");
    let network = ["fetch(", "XMLHttpRequest", "WebSocket", "EventSource", "sendBeacon"];
    let outside = ui.iter().filter(|s| !s.path.starts_with("ui/src/platform/"));
    nobody(
        &naming(outside, &network),
        "The window uses no network; only the development bridge is spoken to, in platform.",
    );
}

#[test]
fn the_pages_may_do_nothing_but_call_and_listen() {
    let capability = read("src-tauri/capabilities/main.json");
    let list =
        capability.split("\"permissions\"").nth(1).and_then(|t| t.split(']').next()).unwrap_or_default();
    let granted: Vec<&str> = list.split('"').skip(1).step_by(2).collect();
    // To be shown larger is a matter of the window alone.
    let harmless = |p: &str| p.starts_with("core:event:allow-") || p == "core:webview:allow-set-webview-zoom";
    let more: Vec<String> = granted.iter().filter(|p| !harmless(p)).map(|p| (*p).to_owned()).collect();
    assert!(!granted.is_empty(), "without the event permissions the window would never hear of a change");
    nobody(
        &more,
        "Files, dialogs and everything else go through the one command, where the api checks them.",
    );
    assert!(
        read("src-tauri/build.rs").contains("capabilities_path_pattern(\"./src-tauri/capabilities/"),
        "tauri-build looks in ./capabilities by itself and builds a window that hears nothing when they lie elsewhere"
    );
    // Written by a build with the window; a build of the command line alone has none.
    if let Ok(built) =
        fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("gen/schemas/capabilities.json"))
    {
        assert!(
            built.contains("core:event:allow-listen"),
            "the window was built without its capabilities: {built}"
        );
    }
}

#[test]
fn the_pages_run_no_code_from_elsewhere() {
    let config = read("tauri.conf.json");
    let csp = config.split("\"csp\": \"").nth(1).and_then(|t| t.split('"').next()).unwrap_or_default();
    assert!(
        !csp.is_empty(),
        "without a content security policy the window would run whatever got into a page"
    );
    assert!(!csp.contains("unsafe-eval"), "nothing may turn a text into code");
    let directive = |name: &str| csp.split(';').map(str::trim).find(|d| d.split(' ').next() == Some(name));
    let scripts = directive("script-src").or_else(|| directive("default-src")).unwrap_or_default();
    assert!(scripts.contains("'self'"), "scripts come from the program itself: {csp}");
    for word in ["'unsafe-inline'", "http:", "https:", "data:", "blob:", "*"] {
        assert!(
            !scripts.contains(word),
            "a script from {word} could be one that a customer's name brought along"
        );
    }
    let connects = directive("connect-src").unwrap_or_default();
    let hosts: Vec<&str> = connects
        .split(' ')
        .skip(1)
        .filter(|h| !["ipc:", "http://ipc.localhost", "'self'"].contains(h))
        .collect();
    assert!(hosts.is_empty(), "the window speaks to its own core only, not to {hosts:?}");
}

#[test]
fn the_bridge_is_in_no_release() {
    let manifest = read("Cargo.toml");
    let feature = |name: &str| {
        manifest.lines().find(|l| l.starts_with(&format!("{name} = ["))).unwrap_or_default().to_owned()
    };
    for name in ["default", "desktop", "custom-protocol"] {
        let features = feature(name);
        assert!(!features.is_empty(), "the feature {name} is what a release is built with");
        assert!(
            !features.contains("bridge"),
            "a door for tests must not be in what people install: {features}"
        );
    }
    let build = read("dev");
    let build = build.lines().find(|l| l.starts_with("cmd_build()")).unwrap_or_default();
    assert!(
        build.contains("tauri build") && !build.contains("bridge"),
        "installers are made without the bridge: {build}"
    );
}

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
