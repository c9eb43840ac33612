//! The command line from outside: what it prints, what it writes, how it ends.

// A test may stop at the first thing that is not as it should be; clippy knows that only of functions marked as tests.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod cases;
mod leads;
mod sale;
mod save;
mod words;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// A folder of its own for one test, with a book's path in it.
struct Shop {
    folder: tempfile::TempDir,
}

impl Shop {
    fn new() -> Self {
        let shop = Self { folder: tempfile::tempdir().unwrap() };
        shop.done(&["new", &shop.book(), "--name", "Corner Shop"]);
        shop
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn book(&self) -> String {
        self.path("Corner Shop.regulars").display().to_string()
    }

    fn write(&self, name: &str, bytes: impl AsRef<[u8]>) -> String {
        let path = self.path(name);
        fs::write(&path, bytes).unwrap();
        path.display().to_string()
    }

    fn run(&self, args: &[&str]) -> Output {
        Command::new(env!("CARGO_BIN_EXE_regulars"))
            .args(args)
            .env("REGULARS_CONFIG", self.path("config"))
            .output()
            .unwrap()
    }

    /// Runs a command that must succeed; its standard output.
    fn done(&self, args: &[&str]) -> String {
        let output = self.run(args);
        assert!(output.status.success(), "{args:?}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    }

    /// Runs a command that must end with 1; its one sentence.
    fn refused(&self, args: &[&str]) -> String {
        let output = self.run(args);
        let sentence = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(1), "{args:?}: {sentence}");
        assert_eq!(output.stdout, b"", "a refusal leaves standard output alone");
        assert_eq!(sentence.trim_end().lines().count(), 1, "one plain sentence: {sentence}");
        assert!(!sentence.contains("panicked"), "{sentence}");
        sentence
    }

    fn total(&self, kind: &str) -> u64 {
        let text = self.done(&["list", &self.book(), kind, "--limit", "1", "--json"]);
        let reply: serde_json::Value =
            serde_json::from_str(&text).expect("one JSON document and nothing else");
        reply["total"].as_u64().unwrap()
    }
}

const CUSTOMERS: &str = "Name,E-Mail,Phone,City\n\
    Anna Jensen,anna@example.org,030 1234567,Berlin\n\
    \"Møller, Bo\",bo@example.org,,København\n\
    Corner Café,cafe@example.org,+44 20 7946 0958,London\n";

#[test]
fn a_customer_who_is_there_twice_is_found_with_the_reasons() {
    let shop = Shop::new();
    let file = shop.write(
        "customers.csv",
        "First name,Last name,Phone,City\nRobert,Weber,030 1234567,Berlin\nBob,Weber,+49 30 1234567,Berlin\nAnna,Krause,040 998877,Hamburg\n",
    );
    shop.done(&["import", &shop.book(), &file, "--on-duplicate", "create"]);
    let found = shop.done(&["duplicates", &shop.book()]);
    assert!(found.contains("the same telephone") && found.contains("a short form"), "{found}");
    assert!(found.ends_with("1 pair among 3 customers.\n"), "{found}");
    assert!(shop.done(&["duplicates", &shop.book(), "--min-score", "100"]).starts_with("0 pairs"));
}

#[test]
fn a_file_of_customers_comes_in_goes_back_and_comes_again() {
    let shop = Shop::new();
    let file = shop.write("customers.csv", CUSTOMERS);
    shop.done(&["import", &shop.book(), &file, "--dry-run"]);
    assert_eq!(shop.total("customers"), 0, "a dry run keeps nothing");
    shop.done(&["import", &shop.book(), &file]);
    assert_eq!(shop.total("customers"), 3);
    shop.done(&["import", &shop.book(), &file]);
    assert_eq!(shop.total("customers"), 3, "the same people are not brought in twice");
    shop.done(&["undo", &shop.book()]);
    assert_eq!(shop.total("customers"), 0, "the whole file is one step");
    shop.done(&["redo", &shop.book()]);
    assert_eq!(shop.total("customers"), 3);
}

#[test]
fn what_was_saved_is_not_called_lost_when_the_disk_fills_up_behind_it() {
    let disk = tempfile::tempdir().unwrap();
    let csv = disk.path().join("many.csv");
    let rows: String =
        (0..20_000).map(|n| format!("Person {n},p{n}@example.org,{}\n", "x".repeat(200))).collect();
    fs::write(&csv, format!("Name,E-Mail,Notes\n{rows}")).unwrap();
    // The journal of these fits on the disk; the store and the sidecar that follow it do not.
    let script = "mkdir d && mount -t tmpfs -o size=3m tmpfs d || exit 77
        \"$0\" new d/b.regulars >/dev/null && \"$0\" import d/b.regulars many.csv && \"$0\" list d/b.regulars customers --limit 1";
    let Ok(done) = Command::new("unshare")
        .args(["-rm", "sh", "-c", script, env!("CARGO_BIN_EXE_regulars")])
        .current_dir(disk.path())
        .env("REGULARS_CONFIG", disk.path().join("config"))
        .output()
    else {
        return println!("skipped, there is no unshare here");
    };
    let (out, error) = (String::from_utf8_lossy(&done.stdout), String::from_utf8_lossy(&done.stderr));
    if done.status.code() == Some(77) || error.contains("unshare failed") {
        return println!("skipped, this system allows no file system of our own ({error})");
    }
    assert!(done.status.success(), "{out}{error}");
    assert!(out.contains("Records made: 20000") && out.contains("of 20000"), "{out}{error}");
    // Whether the shortage was noticed in time to be told depends on how far the store had come.
    assert!(!error.contains("nothing was saved"), "that would be wrong: {error}");
}

#[test]
fn conditions_select_and_a_wrong_one_is_explained() {
    let shop = Shop::new();
    shop.done(&["import", &shop.book(), &shop.write("c.csv", CUSTOMERS)]);
    let found = shop.done(&["list", &shop.book(), "customers", "--where", "city = københavn"]);
    assert!(found.contains("1 of 1"), "case and accents do not matter: {found}");
    let sentence = shop.refused(&["list", &shop.book(), "customers", "--where", "town = Berlin"]);
    assert!(sentence.contains("no field “town”") && sentence.contains("tags"), "{sentence}");
    let sentence = shop.refused(&["list", &shop.book(), "customers", "--where", "city ="]);
    assert!(sentence.contains("cannot be understood"), "{sentence}");
}

#[test]
fn an_exact_export_read_into_an_empty_book_gives_the_same_list() {
    let shop = Shop::new();
    shop.done(&["import", &shop.book(), &shop.write("c.csv", CUSTOMERS)]);
    let file = shop.path("out.csv").display().to_string();
    shop.done(&["export", &shop.book(), "customers", &file, "--profile", "exact"]);
    let other = Shop::new();
    other.done(&["import", &other.book(), &file, "--as", "customers"]);
    let again = other.path("again.csv").display().to_string();
    other.done(&["export", &other.book(), "customers", &again, "--profile", "exact"]);
    assert_eq!(fs::read_to_string(&file).unwrap(), fs::read_to_string(&again).unwrap());
}

#[test]
fn a_backup_restores_the_same_book_and_check_finds_it_sound() {
    let shop = Shop::new();
    shop.done(&["import", &shop.book(), &shop.write("c.csv", CUSTOMERS)]);
    let backup = shop.path("shop.regulars-backup").display().to_string();
    shop.done(&["backup", &shop.book(), &backup]);
    let restored = shop.path("restored.regulars").display().to_string();
    shop.done(&["restore", &backup, &restored]);
    let said = shop.done(&["check", &restored]);
    assert!(said.starts_with("The journal is sound: ") && said.contains(" operations in "), "{said}");
    let list = |book: &str| shop.done(&["list", book, "customers", "--json"]);
    let rows = |text: &str| serde_json::from_str::<serde_json::Value>(text).unwrap()["rows"].clone();
    assert_eq!(rows(&list(&shop.book())), rows(&list(&restored)));
    let half = &fs::read(&backup).unwrap();
    let torn = shop.write("torn.regulars-backup", &half[..half.len() / 2]);
    let target = shop.path("torn.regulars");
    shop.refused(&["restore", &torn, &target.display().to_string()]);
    assert!(!target.exists(), "a torn backup leaves nothing behind");
}

#[test]
fn the_demo_shop_has_reports_in_both_formats() {
    let shop = Shop { folder: tempfile::tempdir().unwrap() };
    let book = shop.path("demo.regulars").display().to_string();
    shop.done(&["new", &book, "--demo", "--customers", "60", "--seed", "7"]);
    for (name, file) in [("sales_summary", "s.pdf"), ("customer_list", "c.csv"), ("follow_ups_due", "f.pdf")]
    {
        let file = shop.path(file);
        shop.done(&["report", &book, name, &file.display().to_string()]);
        assert!(fs::metadata(&file).unwrap().len() > 500, "{name} is not empty");
    }
    let sentence = shop.refused(&["report", &book, "weather", &shop.path("w.pdf").display().to_string()]);
    assert!(sentence.contains("sales_summary"), "the reports there are, are named: {sentence}");
    let sentence =
        shop.refused(&["report", &book, "sales_summary", &shop.path("s.doc").display().to_string()]);
    assert!(sentence.contains(".pdf or .csv"), "{sentence}");
}

#[test]
fn files_that_cannot_be_brought_in_are_explained_and_leave_the_book_alone() {
    let shop = Shop::new();
    let folder = shop.folder.path().display().to_string();
    let cases = [
        (shop.path("none.csv").display().to_string(), "no such file"),
        (folder, "folder"),
        (shop.write("empty.csv", ""), "empty"),
        (shop.write("sheet.csv", b"PK\x03\x04 not really a zip but it begins like one"), "CSV"),
    ];
    for (file, expected) in cases {
        let sentence = shop.refused(&["import", &shop.book(), &file]);
        assert!(sentence.contains(expected), "{file}: {sentence}");
    }
    assert_eq!(shop.total("customers"), 0);
}

#[test]
fn what_an_import_leaves_out_is_said() {
    let shop = Shop::new();
    let text = "Vorname,Nachname,E-Mail,Schuhgröße,Leer\nAnna,Jensen,anna@example.org,39,\n";
    let said = shop.done(&["import", &shop.book(), &shop.write("shoes.csv", text)]);
    assert!(said.contains("Left out: Schuhgröße."), "nothing of a file goes missing in silence: {said}");
}

#[test]
fn bad_rows_are_listed_and_written_to_a_file_to_mend() {
    let shop = Shop::new();
    let text = "First name,Last name,E-Mail\nAnna,Jensen,anna@example.org\n,,not an address Møller\n";
    let file = shop.write("mixed.csv", text);
    let reply = shop.done(&["import", &shop.book(), &file, "--as", "customers", "--json"]);
    let reply: serde_json::Value = serde_json::from_str(&reply).unwrap();
    assert_eq!((reply["created"].as_u64(), reply["failed"].as_u64()), (Some(1), Some(1)), "{reply}");
    assert_eq!(reply["errors"][0]["line"], 3);
    let mend = fs::read_to_string(reply["errorFile"].as_str().unwrap()).unwrap();
    assert!(mend.contains("Møller") && !mend.contains("Jensen"), "only what failed is to be mended: {mend}");
}

#[test]
fn a_book_that_cannot_be_opened_says_why() {
    let shop = Shop::new();
    let none = shop.path("none.regulars").display().to_string();
    assert!(shop.refused(&["list", &none, "customers"]).contains("none.regulars"));
    let toml = Path::new(&shop.book()).join("book.toml");
    let text = fs::read_to_string(&toml).unwrap();
    let newer: String = text
        .lines()
        .map(|line| if line.starts_with("format") { "format = 99\n".to_owned() } else { format!("{line}\n") })
        .collect();
    fs::write(&toml, newer).unwrap();
    let sentence = shop.refused(&["list", &shop.book(), "customers"]);
    assert!(sentence.contains("newer version"), "{sentence}");
}

#[test]
fn wrong_usage_ends_with_2_and_help_with_0() {
    let shop = Shop { folder: tempfile::tempdir().unwrap() };
    assert_eq!(shop.run(&["fly"]).status.code(), Some(2));
    assert_eq!(shop.run(&["list"]).status.code(), Some(2));
    assert_eq!(shop.run(&["--help"]).status.code(), Some(0));
}

#[test]
fn a_list_of_sales_names_the_customers_even_when_it_is_shorter_than_asked_for() {
    let shop = Shop::new();
    let file = shop.write(
        "sales.csv",
        "Invoice,Date,Customer,Item,Quantity,Price\nR-1,2026-01-05,Anna Jensen,Shelf,1,100\n",
    );
    shop.done(&["import", &shop.book(), &file, "--as", "sales"]);
    let shown = shop.done(&["list", &shop.book(), "sales"]);
    assert!(shown.contains("Anna Jensen"), "an identity says nothing to anybody: {shown}");
    let beyond = shop.done(&["list", &shop.book(), "sales", "--offset", "5"]);
    assert!(beyond.contains("0 of 1"), "{beyond}");
}

#[test]
fn a_refusal_names_the_field_as_it_was_typed() {
    let shop = Shop::new();
    let book = shop.book();
    let refused = |kind: &str, sets: &[&str]| {
        let mut args = vec!["save", &book, kind];
        sets.iter().for_each(|set| args.extend(["--set", set]));
        shop.refused(&args)
    };
    let unknown = refused("customers", &["last_name=Berg", "lead_source=Fair"]);
    assert!(unknown.contains("“lead_source”") && unknown.contains(" source,"), "{unknown}");
    assert!(!unknown.contains("leadSource"), "nobody typed that: {unknown}");
    for (kind, sets, start) in [
        ("customers", ["last_name=Berg", "birthday=never"], "birthday: "),
        ("customers", ["last_name=Berg", "credit_limit=much"], "credit_limit: “much”"),
        ("customers", ["last_name=Berg", "payment_terms_days=-1"], "payment_terms_days: "),
        ("follow-ups", ["subject=Call", "due_date=31.31."], "due_date: "),
        ("follow-ups", ["subject=Call", "due_date="], "due_date: "),
    ] {
        let sentence = refused(kind, &sets);
        assert!(sentence.starts_with(start), "{sets:?}: {sentence}");
    }
}

#[test]
fn a_time_that_ends_before_it_begins_is_refused_everywhere() {
    let shop = Shop::new();
    let (book, paper) = (shop.book(), shop.path("r.csv").display().to_string());
    let span = ["--from", "2026-05-02", "--to", "2026-05-01"];
    let ask = |args: &[&str]| shop.refused(&[args, &span].concat());
    for sentence in [
        ask(&["reminders", &book]),
        ask(&["report", &book, "sales_summary", &paper]),
        ask(&["report", &book, "deals_won_lost", &paper]),
        ask(&["report", &book, "journal", &paper]),
        ask(&["report", &book, "journal", &paper, "--datev"]),
    ] {
        assert!(
            sentence.contains("before it begins"),
            "an empty answer would say there is nothing: {sentence}"
        );
    }
    let evening = ["reminders", &book, "--from", "2026-05-01 18:00", "--to", "2026-05-01 09:00"];
    assert!(shop.refused(&evening).contains("before it begins"));
}

#[test]
fn a_statement_is_about_the_customer_of_just_that_name() {
    let shop = Shop::new();
    let rows = "R-1,2026-01-05,Anna Berg,Shelf,1,111\nR-2,2026-01-05,Anna Bergmann,Shelf,1,222\n\
        R-3,2026-01-05,Marianna Berg,Shelf,1,333\n";
    let file = shop.write("sales.csv", format!("Invoice,Date,Customer,Item,Quantity,Price\n{rows}"));
    shop.done(&["import", &shop.book(), &file, "--as", "sales"]);
    let paper = shop.path("s.csv").display().to_string();
    let report =
        |name: &str| shop.run(&["report", &shop.book(), "customer_statement", &paper, "--customer", name]);
    assert!(report("anna berg").status.success(), "the others only have her name in theirs");
    assert!(fs::read_to_string(&paper).unwrap().contains("€111.00"), "and it is hers");
    assert_eq!(report("Ann").status.code(), Some(1), "a part of several names is nobody's");
}

#[test]
fn nobody_is_forgotten_from_the_command_line_either() {
    let shop = Shop { folder: tempfile::tempdir().unwrap() };
    let book = &shop.path("demo.regulars").display().to_string();
    shop.done(&["new", book, "--demo", "--customers", "120"]);
    assert!(shop.done(&["leads", book, "--status", "new"]).contains("leads"));
    let added = shop.done(&["field", "add", book, "customer", "Shoe size", "--type", "number"]);
    assert!(added.contains("custom_shoe_size"), "{added}");
    let options =
        ["field", "add", book, "customer", "Colour", "--type", "choice", "--options", "red; blue,green"];
    let choice = shop.done(&options);
    assert!(
        choice.contains("It can be: red, blue, green."),
        "semicolons and commas part words, and what came of it is said: {choice}"
    );
    assert!(shop.done(&["nearby", book, "10188"]).contains("a guess"), "a code that is in no table is told");
    assert!(shop.done(&["field", "list", book]).contains("customShoeSize"));
    assert!(
        shop.done(&["field", "remove", book, "customShoeSize"]).contains("removed"),
        "as `list` names it"
    );
    assert!(shop.done(&["calls", book]).contains("to call"));
    shop.done(&["save", book, "campaigns", "--set", "name=Unsent"]);
    let unmade = shop.done(&["calls", book, "--campaign", "Unsent"]);
    assert!(unmade.contains("is not made yet"), "nobody to call and no list are two things: {unmade}");
    assert!(shop.done(&["nearby", book, "Berlin", "--km", "300"]).contains(" km "));
    assert!(shop.done(&["nearby", book, "Tokyo, JP", "--km", "1"]).contains("Nobody lives that near"));
    let file = &shop.path("tasks.ics").display().to_string();
    shop.done(&["export", book, "follow-ups", file]);
    let brought = shop.done(&["import", book, file]);
    assert!(brought.contains("made: 0, changed: 0"), "what went out is what is there: {brought}");
    assert!(
        shop.done(&["reminders", book, "--from", "2020-01-01", "--to", "2040-01-01"]).contains("reminders")
    );
}

#[test]
fn what_was_said_written_and_related_is_kept_from_the_command_line() {
    let shop = Shop::new();
    let book = shop.book();
    let none = shop.refused(&["calls", &book, "--campaign", "Spring"]);
    assert!(none.contains("There are no campaigns in this book."), "a list of nothing says nothing: {none}");
    let ask = |kind: &str, set: &[&str]| {
        let mut args = vec!["save", &book, kind];
        set.iter().for_each(|pair| args.extend(["--set", pair]));
        shop.run(&args)
    };
    shop.done(&["field", "add", &book, "customer", "Wood", "--required"]);
    let refused = ask("customers", &["last_name=Berg"]);
    let sentence = String::from_utf8(refused.stderr).unwrap();
    assert!(
        sentence.contains("“Wood” must be filled in"),
        "what is required is asked for by its name: {sentence}"
    );
    let berg = [
        "last_name=Berg",
        "custom_wood=Oak",
        "phones[1].number=030 901820",
        "emails.address=ida@berg.example",
    ];
    assert!(ask("customers", &berg).status.success());
    assert!(
        ask("customers", &["kind=company", "company_name=Hotel Adler", "custom_wood=Oak"]).status.success()
    );
    assert!(ask("deals", &["title=Lobby", "customer_id=nobody"]).status.code() == Some(1));
    let ring = ["subject=Ring", "due_date=2026-03-09", "customer_id=Berg", "reminders[1].minutes_before=60"];
    assert!(
        ask("follow-ups", &ring).status.success(),
        "whoever types knows names and numbers, not identities"
    );
    let talk = [
        "customer_id=C-00001",
        "people[1].customer_id=Hotel Adler",
        "summary=Wood",
        "at=2026-03-02T09:00:00Z",
    ];
    assert!(ask("interactions", &talk).status.success());
    assert!(shop.done(&["list", &book, "follow-ups", "--where", "customer = Berg"]).contains("Ring"));
    shop.done(&["relate", &book, "Berg", "company", "Hotel Adler", "--role", "Manager"]);
    assert!(shop.done(&["related", &book, "Hotel Adler"]).contains("member  Berg  Manager"));

    let mail = "From: ida@berg.example\r\nTo: shop@linden.example\r\nSubject: Lobby\r\nDate: Mon, 02 Mar 2026 08:00:00 +0100\r\n\r\nYes\r\n";
    let message = shop.write("message.eml", mail);
    assert!(shop.done(&["mail", &book, &message]).contains("is filed with Berg"));
    assert!(shop.done(&["mail", &book, &message]).contains("already"));
    let strange = shop.write("strange.eml", mail.replace("ida@", "nobody@"));
    assert!(shop.refused(&["mail", &book, &strange]).contains("nobody@berg.example"));
    assert!(shop.refused(&["mail", &book, &shop.write("no.eml", "hello")]).contains("no e-mail"));

    let cards = shop.path("people.vcf").display().to_string();
    shop.done(&["export", &book, "customers", &cards, "--where", "kind = person"]);
    let text = fs::read_to_string(&cards).unwrap();
    assert!(
        text.contains("N:Berg;;;;") && text.contains("ORG:Hotel Adler") && !text.contains("ABShowAs"),
        "{text}"
    );
    let other = shop.path("Other.regulars").display().to_string();
    shop.done(&["new", &other, "--language", "de"]);
    assert!(shop.done(&["import", &other, &cards]).contains("Records made: 1"));
    assert!(
        shop.done(&["board", &other]).contains("Angebot gemacht"),
        "a book made in German has German stages"
    );
}
