//! The window: one command, events, dialogs, the menu and dropped files. No rule of
//! the business lives here.

mod background;
mod dialogs;
mod graphics;
mod opening;
mod pages;
mod rpc;
mod single;
mod windows;

use dialogs::Desktop;
use opening::Opening;
use regulars_api::{Event, Session};
use std::sync::{Arc, OnceLock};
use tauri::{AppHandle, DragDropEvent, Emitter, Manager, RunEvent, WindowEvent};

/// The one event that the pages listen to.
const EVENT: &str = "regulars";

/// Opens the window and runs until it is closed.
pub fn run() -> tauri::Result<()> {
    graphics::prepare();
    let handle: Arc<OnceLock<AppHandle>> = Arc::default();
    let told = handle.clone();
    let session = Arc::new(Session::new(Arc::new(Desktop(handle.clone())), move |event| {
        if let Some(app) = told.get() {
            tell(app, &event);
        }
    }));
    let opening = Opening::begin(&session);
    let mut builder = tauri::Builder::default();
    if let Some(single) = single::plugin() {
        builder = builder.plugin(single);
    }
    let app = builder
        .manage(session.clone())
        .manage(opening.clone())
        .manage(background::Background::default())
        .plugin(windows::remembered())
        .plugin(pages::revived())
        .invoke_handler(tauri::generate_handler![rpc::rpc])
        .on_window_event(|window, event| {
            if let WindowEvent::Focused(false) | WindowEvent::CloseRequested { .. } = event {
                windows::remember(window.app_handle());
            }
            if let WindowEvent::CloseRequested { api, .. } = event
                && background::keeps(window)
            {
                api.prevent_close();
            }
            if let WindowEvent::DragDrop(DragDropEvent::Drop { paths, position }) = event {
                let paths = paths.iter().map(|p| p.display().to_string()).collect();
                // WebView2 tells dots of the screen, the other engines points of the window, both by the same name.
                let dots = if cfg!(windows) { window.scale_factor().unwrap_or(1.0) } else { 1.0 };
                let dropped = Event::FileDropped { paths, x: position.x / dots, y: position.y / dots };
                // The file is for the window it was dropped on, not for the others.
                if let Err(error) = window.emit_to(window.label(), EVENT, &dropped) {
                    tracing::warn!("a dropped file did not reach the window: {error}");
                }
            }
        })
        .build(tauri::generate_context!())?;
    // It is set exactly once, here; a second window shares it.
    let _ = handle.set(app.handle().clone());
    app.run(move |app, event| match event {
        RunEvent::Ready => {
            if background::chosen()
                && let Err(error) = background::begin(app)
            {
                tracing::warn!("the program ends with its last window: {error}");
            }
            let (app, opening, session) = (app.clone(), opening.clone(), session.clone());
            tauri::async_runtime::spawn_blocking(move || {
                opening.wait();
                windows::name_after_book(&app, &session);
            });
        }
        // The windows are gone at once; what is still written is finished behind them.
        RunEvent::ExitRequested { code: None, api, .. } => {
            api.prevent_exit();
            let (app, session) = (app.clone(), session.clone());
            std::thread::spawn(move || {
                session.shut_down();
                app.exit(0);
            });
        }
        RunEvent::Exit => session.shut_down(),
        _ => {}
    });
    Ok(())
}

fn tell(app: &AppHandle, event: &Event) {
    if let Err(error) = app.emit(EVENT, event) {
        tracing::warn!("an event did not reach the window: {error}");
    }
    if let Event::Book { .. } = event {
        let app = app.clone();
        // The call that opened the book still holds it; naming the windows waits for its end.
        tauri::async_runtime::spawn_blocking(move || {
            windows::name_after_book(&app, &app.state::<Arc<Session>>())
        });
    }
}
