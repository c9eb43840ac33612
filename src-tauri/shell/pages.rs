//! The process that paints the pages may end by itself: the system ends the largest one when memory
//! runs out. The book is not in it and neither are drafts, so the page is loaded again; otherwise
//! the window would stay as a picture of itself that answers to nothing.

use std::sync::Mutex;
use std::time::{Duration, Instant};
use tauri::plugin::{Builder, TauriPlugin};
use tauri::{Webview, Wry};

/// A page that ends again so soon would end for ever.
const APART: Duration = Duration::from_secs(10);

/// Watches the pages of every window.
pub(super) fn revived() -> TauriPlugin<Wry> {
    Builder::new("pages").on_webview_ready(watch).build()
}

#[cfg(target_os = "linux")]
fn watch(webview: Webview<Wry>) {
    use webkit2gtk::WebViewExt;
    let last: Mutex<Option<Instant>> = Mutex::default();
    let watched = webview.with_webview(move |platform| {
        platform.inner().connect_web_process_terminated(move |view, why| {
            tracing::warn!("the process of the pages has ended: {why:?}");
            if again(&last) {
                view.reload();
            }
        });
    });
    if let Err(error) = watched {
        tracing::warn!("nobody hears when the process of the pages ends: {error}");
    }
}

#[cfg(not(target_os = "linux"))]
fn watch(_webview: Webview<Wry>) {}

/// Whether the page may be loaded once more.
#[cfg_attr(not(any(target_os = "linux", test)), allow(dead_code))]
fn again(last: &Mutex<Option<Instant>>) -> bool {
    let mut last = last.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
    let soon = last.is_some_and(|before| before.elapsed() < APART);
    *last = Some(Instant::now());
    !soon
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_that_ends_at_once_again_is_not_loaded_for_ever() {
        let last = Mutex::default();
        assert!(again(&last), "whoever was typing goes on");
        assert!(!again(&last), "a page that cannot live must not take the computer with it");
    }
}
