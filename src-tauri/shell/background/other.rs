//! The icon of Windows and macOS, which always have a place for one.

use super::{open, quit};
use regulars_api::Session;
use std::sync::Arc;
use tauri::AppHandle;
use tauri::menu::{Menu, MenuItem};
use tauri::tray::{MouseButton, MouseButtonState, TrayIcon, TrayIconBuilder, TrayIconEvent};

const OPEN: &str = "open";
const QUIT: &str = "quit";

/// The icon while it is shown.
pub(super) struct Icon {
    app: AppHandle,
    icon: TrayIcon,
}

impl Icon {
    /// Shows it.
    pub(super) fn show(app: &AppHandle, session: Arc<Session>) -> Result<Self, String> {
        Self::make(app, &session).map_err(|error| error.to_string())
    }

    fn make(app: &AppHandle, session: &Session) -> tauri::Result<Self> {
        let words = session.background_words();
        let item = |id: &str, label: String| MenuItem::with_id(app, id, label, true, None::<&str>);
        let menu = Menu::with_items(app, &[&item(OPEN, words.open)?, &item(QUIT, words.quit)?])?;
        let mut builder = TrayIconBuilder::new()
            .tooltip("Regulars")
            .menu(&menu)
            .show_menu_on_left_click(false)
            .on_menu_event(|app, event| match event.id().as_ref() {
                OPEN => open(app),
                QUIT => quit(app),
                _ => {}
            })
            .on_tray_icon_event(|icon, event| {
                if let TrayIconEvent::Click {
                    button: MouseButton::Left,
                    button_state: MouseButtonState::Up,
                    ..
                } = event
                {
                    open(icon.app_handle());
                }
            });
        if let Some(icon) = app.default_window_icon() {
            builder = builder.icon(icon.clone());
        }
        Ok(Self { app: app.clone(), icon: builder.build(app)? })
    }

    /// Takes it away.
    pub(super) fn hide(self) {
        self.app.remove_tray_by_id(self.icon.id());
    }
}
