//! The built pages from disk.

use std::path::{Component, Path};
use tiny_http::{Header, Response};

/// A file below `pages`; the index for everything that is no file there.
pub fn serve(pages: &Path, path: &str) -> Response<std::io::Cursor<Vec<u8>>> {
    let wanted = Path::new(path.trim_start_matches('/'));
    let inside = wanted.components().all(|c| matches!(c, Component::Normal(_)));
    let file =
        if inside && pages.join(wanted).is_file() { pages.join(wanted) } else { pages.join("index.html") };
    let kind = match file.extension().and_then(|e| e.to_str()) {
        Some("js") => "text/javascript",
        Some("css") => "text/css",
        Some("svg") => "image/svg+xml",
        Some("woff2") => "font/woff2",
        Some("html") => "text/html; charset=utf-8",
        _ => "application/octet-stream",
    };
    match std::fs::read(&file) {
        Ok(bytes) => match Header::from_bytes("Content-Type", kind) {
            Ok(header) => Response::from_data(bytes).with_header(header),
            Err(()) => Response::from_data(bytes),
        },
        Err(_) => {
            Response::from_data("The pages are not built. Run `npm run build` in ui.").with_status_code(404)
        }
    }
}
