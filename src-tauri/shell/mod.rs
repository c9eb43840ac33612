//! The window: one command, events, dialogs, the menu and dropped files. No rule of
//! the business lives here.

mod dialogs;
mod graphics;
mod rpc;

use dialogs::Desktop;
use regulars_api::{Event, Session};
use serde_json::json;
use std::sync::{Arc, OnceLock};
use tauri::{AppHandle, DragDropEvent, Emitter, Manager, RunEvent, WindowEvent};

/// The one event that the pages listen to.
const EVENT: &str = "regulars";

/// Opens the window and runs until it is closed.
pub fn run() -> tauri::Result<()> {
    graphics::prepare();
    let handle: Arc<OnceLock<AppHandle>> = Arc::default();
    let told = handle.clone();
    let session = Arc::new(Session::new(Arc::new(Desktop), move |event| {
        if let Some(app) = told.get() {
            tell(app, &event);
        }
    }));
    open_last(&session);
    let app = tauri::Builder::default()
        .manage(session.clone())
        .invoke_handler(tauri::generate_handler![rpc::rpc])
        .on_window_event(|window, event| {
            if let WindowEvent::DragDrop(DragDropEvent::Drop { paths, .. }) = event {
                let paths = paths.iter().map(|p| p.display().to_string()).collect();
                tell(window.app_handle(), &Event::FileDropped { paths });
            }
        })
        .build(tauri::generate_context!())?;
    // It is set exactly once, here; a second window shares it.
    let _ = handle.set(app.handle().clone());
    app.run(move |_, event| {
        if let RunEvent::Exit = event {
            session.shut_down();
        }
    });
    Ok(())
}

fn tell(app: &AppHandle, event: &Event) {
    if let Err(error) = app.emit(EVENT, event) {
        tracing::warn!("an event did not reach the window: {error}");
    }
}

/// Opens the book named by `REGULARS_BOOK`, or the one that was open last; when
/// that cannot be done the welcome screen says which books there are.
fn open_last(session: &Session) {
    let named = std::env::var("REGULARS_BOOK").ok().filter(|path| !path.is_empty());
    let last = || {
        let status = session.call("app.status", json!({})).ok()?;
        status["recent"][0]["path"].as_str().map(str::to_owned)
    };
    if let Some(path) = named.or_else(last)
        && let Err(error) = session.call("book.open", json!({ "path": path }))
    {
        tracing::warn!("{}", error.message);
    }
}
