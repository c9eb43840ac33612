//! Who may know and call whom, and through which door a book is changed.

use super::{Source, naming, nobody, places, read, sources};

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
