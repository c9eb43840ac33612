//! No arguments open the window; a subcommand runs without one.

// A release build on Windows must not open a console behind the window.
#![cfg_attr(all(windows, not(debug_assertions)), windows_subsystem = "windows")]

fn main() -> std::process::ExitCode {
    regulars::cli::main()
}
