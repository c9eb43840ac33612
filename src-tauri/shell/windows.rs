//! Several windows on one book: opening them, naming them after it, and finding each
//! where it was left.

use crate::system;
use regulars_api::Session;
use serde_json::json;
use tauri::plugin::TauriPlugin;
use tauri::{AppHandle, Manager, WebviewUrl, WebviewWindowBuilder, Wry};
use tauri_plugin_window_state::{AppHandleExt, Builder, StateFlags};

/// Size and smallest size of a window that was never seen before, in logical pixels.
const SIZE: (f64, f64) = (1280.0, 800.0);
const SMALLEST: (f64, f64) = (760.0, 520.0);
/// Pixels by which a further window stands beside the one before.
const BESIDE: f64 = 32.0;

/// Remembers size, place and whether each window is maximised, in the program's own folder.
pub(super) fn remembered() -> TauriPlugin<Wry> {
    let file = system::config_folder().join("windows.json");
    Builder::default().with_state_flags(kept()).with_filename(file.display().to_string()).build()
}

fn kept() -> StateFlags {
    StateFlags::SIZE | StateFlags::POSITION | StateFlags::MAXIMIZED | StateFlags::FULLSCREEN
}

/// Writes down where the windows are; a program that is ended from outside has then lost little.
pub(super) fn remember(app: &AppHandle) {
    if let Err(error) = app.save_window_state(kept()) {
        tracing::warn!("the place of the windows could not be kept: {error}");
    }
}

/// Opens a further window at a place such as `#/customers`.
pub(super) fn open(app: &AppHandle, place: &str) -> tauri::Result<()> {
    let windows = app.webview_windows();
    // The smallest free number, so that the second window is always found where the second one was.
    let label =
        (2..).map(|n| format!("window-{n}")).find(|label| !windows.contains_key(label)).unwrap_or_default();
    let title =
        windows.values().next().and_then(|window| window.title().ok()).unwrap_or_else(|| "Regulars".into());
    let mut window =
        WebviewWindowBuilder::new(app, label, WebviewUrl::App(format!("index.html{place}").into()))
            .title(title)
            .inner_size(SIZE.0, SIZE.1)
            .min_inner_size(SMALLEST.0, SMALLEST.1);
    if let Some(other) = windows.values().find(|other| other.is_focused().unwrap_or_default())
        && let (Ok(at), Ok(scale)) = (other.outer_position(), other.scale_factor())
    {
        let at = at.to_logical::<f64>(scale);
        window = window.position(at.x + BESIDE, at.y + BESIDE);
    }
    window.build()?;
    Ok(())
}

/// Names every window after the open book, as the taskbar shows it.
pub(super) fn name_after_book(app: &AppHandle, session: &Session) {
    let name = session
        .call("app.status", json!({}))
        .ok()
        .and_then(|s| s["book"]["name"].as_str().map(str::to_owned));
    let title = name.map_or_else(|| "Regulars".into(), |name| format!("{name} – Regulars"));
    for window in app.webview_windows().values() {
        if let Err(error) = window.set_title(&title) {
            tracing::warn!("a window could not be named: {error}");
        }
    }
}
