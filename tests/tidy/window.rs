//! What the pages of the window may do, and what is in no release.

use super::{naming, nobody, read, sources};
use std::fs;
use std::path::Path;

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
