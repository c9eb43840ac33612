//! The boundary: typed requests and replies, the one table of commands, and the
//! only crate that knows JSON. The window, the development bridge and the command
//! line are its callers; none of them holds a rule of the business.

mod brief;
pub mod error;
pub mod event;
mod handlers;
pub mod host;
pub mod language;
mod recent;
mod request;
mod review;
pub mod schema;
pub mod session;
mod told;
pub mod types;
pub mod typescript;
pub mod wire;

pub use error::ApiError;
pub use event::Event;
pub use host::{Ask, Host};
pub use language::Language;
pub use session::Session;
