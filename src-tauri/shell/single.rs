//! One program a person: a second start brings the window that is there, also when it is
//! hidden beside the clock, instead of a window that finds its book in use.

use super::background;
use crate::system;
use std::hash::{DefaultHasher, Hash, Hasher};
use tauri::Wry;
use tauri::plugin::TauriPlugin;
use tauri_plugin_single_instance::Builder;

/// The program's name among those of the session.
const NAME: &str = "app.regulars.desktop";

/// Ends a second start after the running program has shown its window. `None` where a book
/// was named, because a second book is a reason for a second program; and, where the system
/// knows the program by one name only, when it keeps its settings elsewhere.
pub(super) fn plugin() -> Option<TauriPlugin<Wry>> {
    let named = |variable: &str| std::env::var_os(variable).is_some_and(|value| !value.is_empty());
    let elsewhere = named("REGULARS_CONFIG");
    if named("REGULARS_BOOK") || (elsewhere && cfg!(not(target_os = "linux"))) {
        return None;
    }
    let name = if elsewhere {
        let mut hash = DefaultHasher::new();
        system::config_folder().hash(&mut hash);
        format!("{NAME}.c{:x}", hash.finish())
    } else {
        NAME.to_owned()
    };
    Some(Builder::new().callback(|app, _, _| background::open(app)).dbus_id(name).build())
}
