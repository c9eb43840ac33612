//! The icon by the desktop's own protocol (StatusNotifierItem), which says whether anybody shows it.

use super::{open, quit};
use ksni::blocking::{Handle, TrayMethods};
use ksni::menu::StandardItem;
use ksni::{MenuItem, OfflineReason, Tray};
use regulars_api::Session;
use std::sync::Arc;
use tauri::AppHandle;

struct Item {
    app: AppHandle,
    session: Arc<Session>,
}

impl Tray for Item {
    fn id(&self) -> String {
        "regulars".into()
    }

    fn title(&self) -> String {
        "Regulars".into()
    }

    fn icon_pixmap(&self) -> Vec<ksni::Icon> {
        let Some(icon) = self.app.default_window_icon() else { return Vec::new() };
        // The protocol wants the transparency first, Tauri has it last.
        let data = icon.rgba().chunks_exact(4).flat_map(|p| [p[3], p[0], p[1], p[2]]).collect();
        let side = |pixels: u32| i32::try_from(pixels).unwrap_or_default();
        vec![ksni::Icon { width: side(icon.width()), height: side(icon.height()), data }]
    }

    fn activate(&mut self, _x: i32, _y: i32) {
        open(&self.app);
    }

    fn menu(&self) -> Vec<MenuItem<Self>> {
        let words = self.session.background_words();
        let item = |label: String, run: fn(&AppHandle)| {
            MenuItem::Standard(StandardItem {
                label,
                activate: Box::new(move |item: &mut Self| run(&item.app)),
                ..StandardItem::default()
            })
        };
        vec![item(words.open, open), MenuItem::Separator, item(words.quit, quit)]
    }

    fn watcher_offline(&self, _reason: OfflineReason) -> bool {
        // Nobody shows the icon any more, so nobody could bring the window back.
        open(&self.app);
        true
    }
}

/// The icon while it is shown.
pub(super) struct Icon(Handle<Item>);

impl Icon {
    /// Shows it; the error says that nobody does.
    pub(super) fn show(app: &AppHandle, session: Arc<Session>) -> Result<Self, String> {
        let item = Item { app: app.clone(), session };
        item.spawn().map(Self).map_err(|error| error.to_string())
    }

    /// Takes it away.
    pub(super) fn hide(self) {
        self.0.shutdown().wait();
    }
}
