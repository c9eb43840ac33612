//! Going on without a window: reminders still come when the last window is closed, and an
//! icon beside the clock brings it back. Only where somebody chose it, and only where the
//! desktop shows such icons: a window that nobody can bring back would be lost.

#[cfg_attr(target_os = "linux", path = "linux.rs")]
#[cfg_attr(not(target_os = "linux"), path = "other.rs")]
mod icon;

use crate::system;
use icon::Icon;
use regulars_api::Session;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};
use tauri::{AppHandle, Manager, Window};

/// The icon, as long as there is one.
#[derive(Default)]
pub(super) struct Background(Mutex<Option<Icon>>);

/// The file whose presence says that it was chosen.
fn choice() -> PathBuf {
    system::config_folder().join("keep-reminding")
}

/// Whether it is chosen.
pub(super) fn chosen() -> bool {
    choice().exists()
}

/// Chooses it, or the other. The error is [`Unsupported`](std::io::ErrorKind::Unsupported) where
/// the desktop shows no icons, else that of writing the choice; nothing is half chosen then.
pub(super) fn choose(app: &AppHandle, on: bool) -> std::io::Result<()> {
    if on {
        begin(app).map_err(|why| std::io::Error::new(std::io::ErrorKind::Unsupported, why))?;
        let kept =
            std::fs::create_dir_all(system::config_folder()).and_then(|()| std::fs::write(choice(), []));
        return kept.inspect_err(|_| end(app));
    }
    end(app);
    let file = choice();
    if file.exists() { std::fs::remove_file(file) } else { Ok(()) }
}

/// Shows the icon; the error is the desktop's own.
pub(super) fn begin(app: &AppHandle) -> Result<(), String> {
    let background = app.state::<Background>();
    let mut icon = background.0.lock().unwrap_or_else(PoisonError::into_inner);
    if icon.is_none() {
        *icon = Some(Icon::show(app, app.state::<Arc<Session>>().inner().clone())?);
    }
    Ok(())
}

/// Takes the icon away.
fn end(app: &AppHandle) {
    let icon = app.state::<Background>().0.lock().unwrap_or_else(PoisonError::into_inner).take();
    if let Some(icon) = icon {
        icon.hide();
    }
}

/// Whether a window that is asked to close is hidden instead: the last one, while there is an icon.
pub(super) fn keeps(window: &Window) -> bool {
    let app = window.app_handle();
    if app.state::<Background>().0.lock().unwrap_or_else(PoisonError::into_inner).is_none() {
        return false;
    }
    let others = app.webview_windows();
    let last = others
        .values()
        .all(|other| other.label() == window.label() || !other.is_visible().unwrap_or_default());
    last && window.hide().is_ok()
}

/// Brings every window back.
pub(super) fn open(app: &AppHandle) {
    for window in app.webview_windows().values() {
        let shown = window.show().and_then(|()| window.unminimize()).and_then(|()| window.set_focus());
        if let Err(error) = shown {
            tracing::warn!("a window could not be brought back: {error}");
        }
    }
}

/// Ends the program.
fn quit(app: &AppHandle) {
    app.exit(0);
}
