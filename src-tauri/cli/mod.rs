//! The command line: public, documented, and how accountants automate. One file
//! per subcommand or pair of subcommands. Every command calls the api.

mod bench;
mod book;
mod care;
mod cases;
mod catalogue;
mod chain;
mod context;
mod deals;
mod duplicates;
mod exchange;
mod fields;
mod history;
mod letters;
mod list;
mod mail;
mod merge;
mod relations;
mod report;
mod sale;
mod save;

use clap::{Parser, Subcommand};
use context::Context;
use std::process::ExitCode;

/// The customer book of a small business. Without a command it opens the window.
#[derive(Parser)]
#[command(name = "regulars", version, about, propagate_version = true)]
struct Cli {
    /// Answer with one JSON document on standard output and nothing else there.
    #[arg(long, global = true)]
    json: bool,
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Subcommand)]
enum Command {
    /// Make a new book.
    New(book::New),
    /// Bring in a file of customers, sales, products, follow-ups or cases.
    Import(exchange::Import),
    /// Write the records of a kind to a file.
    Export(exchange::Export),
    /// List the records of a kind.
    List(list::List),
    /// Make a report as PDF or CSV.
    Report(report::Report),
    /// Write documents, make the next ones of them, take their money, print them.
    Sale(sale::Sale),
    /// Make a record of any kind, or change one.
    Save(save::Save),
    /// Write reminders or statements of many customers into one file.
    Letters(letters::Letters),
    /// Make the variants of a product.
    Product(catalogue::Product),
    /// Show, make, rename, merge or remove categories of products.
    Category(catalogue::Category),
    /// Look for customers that are in the book twice.
    Duplicates(duplicates::Duplicates),
    /// Make one of two customers.
    Merge(merge::Merge),
    /// Take two merged customers apart again.
    Unmerge(merge::Unmerge),
    /// Show the stages of a pipeline with their deals.
    Board(deals::Board),
    /// Move a deal to another stage.
    Move(deals::Move),
    /// Make a customer and a deal of a lead.
    Convert(deals::Convert),
    /// Show the leads with how far they have come.
    Leads(care::Leads),
    /// Start or stop a track on a customer.
    Track(care::Track),
    /// Show, write down, resolve, close or reopen cases.
    Case(cases::Case),
    /// Show whom to call, or sum a session of calls up.
    Calls(care::Calls),
    /// Write a call down.
    Call(care::Call),
    /// Show who has to do with a customer.
    Related(relations::Related),
    /// Say how a customer has to do with another one.
    Relate(relations::Relate),
    /// File an e-mail with the customers it is from or for.
    Mail(mail::Mail),
    /// Show the reminders of a time.
    Reminders(care::Reminders),
    /// Be reminded of a follow-up later.
    Snooze(care::Snooze),
    /// Show who is near a place, those most worth a visit first.
    Nearby(care::Nearby),
    /// Show, add or remove fields of your own.
    Field(fields::Field),
    /// Take back the newest operation (or a given one).
    Undo(history::Undo),
    /// Bring back what the newest undo took away.
    Redo(history::Redo),
    /// Show the operations, or the history of one record.
    History(history::History),
    /// Write a backup and prove it by reading it back.
    Backup(book::Backup),
    /// Make a book from a backup.
    Restore(book::Restore),
    /// Read everything in a book and say whether it is sound.
    Check(book::Check),
    /// Measure this program against SQLite.
    Bench(bench::Bench),
    /// Serve a book to a browser on this computer, for driving the window in tests.
    #[cfg(feature = "bridge")]
    Bridge(crate::bridge::Serve),
}

/// Runs the program and returns its exit code: 0 done, 1 could not, 2 wrong usage.
pub fn main() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => {
            let code = if error.use_stderr() { 2 } else { 0 };
            // Nothing sensible can be done when even the help cannot be printed.
            let _ = error.print();
            return ExitCode::from(code);
        }
    };
    let Some(command) = cli.command else {
        return open_window();
    };
    let context = Context::new(cli.json);
    let outcome = match command {
        Command::New(c) => c.run(&context),
        Command::Import(c) => c.run(&context),
        Command::Export(c) => c.run(&context),
        Command::List(c) => c.run(&context),
        Command::Report(c) => c.run(&context),
        Command::Sale(c) => c.run(&context),
        Command::Save(c) => c.run(&context),
        Command::Letters(c) => c.run(&context),
        Command::Product(c) => c.run(&context),
        Command::Category(c) => c.run(&context),
        Command::Duplicates(c) => c.run(&context),
        Command::Merge(c) => c.run(&context),
        Command::Unmerge(c) => c.run(&context),
        Command::Board(c) => c.run(&context),
        Command::Move(c) => c.run(&context),
        Command::Convert(c) => c.run(&context),
        Command::Leads(c) => c.run(&context),
        Command::Track(c) => c.run(&context),
        Command::Case(c) => c.run(&context),
        Command::Calls(c) => c.run(&context),
        Command::Call(c) => c.run(&context),
        Command::Related(c) => c.run(&context),
        Command::Relate(c) => c.run(&context),
        Command::Mail(c) => c.run(&context),
        Command::Reminders(c) => c.run(&context),
        Command::Snooze(c) => c.run(&context),
        Command::Nearby(c) => c.run(&context),
        Command::Field(c) => c.run(&context),
        Command::Undo(c) => c.run(&context),
        Command::Redo(c) => c.run(&context),
        Command::History(c) => c.run(&context),
        Command::Backup(c) => c.run(&context),
        Command::Restore(c) => c.run(&context),
        Command::Check(c) => c.run(&context),
        Command::Bench(c) => c.run(&context),
        #[cfg(feature = "bridge")]
        Command::Bridge(c) => c.run(),
    };
    // Said while the book is open, which has its own word for customers.
    let outcome = outcome.map_err(|error| context.session.words(&error.message));
    context.session.shut_down();
    match outcome {
        Ok(code) => code,
        Err(sentence) => {
            context::complain(&sentence);
            ExitCode::from(1)
        }
    }
}

#[cfg(feature = "desktop")]
fn open_window() -> ExitCode {
    if let Some(sentence) = crate::system::no_window() {
        context::complain(sentence);
        return ExitCode::from(1);
    }
    match crate::shell::run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            context::complain(&error.to_string());
            ExitCode::from(1)
        }
    }
}

#[cfg(not(feature = "desktop"))]
fn open_window() -> ExitCode {
    context::complain("This build has no window, only the command line. See `regulars --help`.");
    ExitCode::from(2)
}
