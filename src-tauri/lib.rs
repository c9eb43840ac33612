//! Regulars, the customer book of a small business: the command line, the window
//! and the development bridge, all three over the same api.

#[cfg(feature = "bridge")]
pub mod bridge;
pub mod cli;
pub mod cli_host;
#[cfg(feature = "desktop")]
pub mod shell;
pub mod system;
pub mod typefaces;
