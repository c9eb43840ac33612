//! The development bridge: the same api over HTTP on the loopback address, so that
//! the window's pages can be driven in an ordinary browser against the real core.
//! Not in release builds; every call needs the random token it prints.

mod events;
mod files;

use crate::cli_host::Dialogs;
use clap::Args;
use events::EventLog;
use regulars_api::{ApiError, Session};
use serde_json::{Value as Json, json};
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;
use tiny_http::{Header, Method, Request, Response, Server};

/// Requests that may run at the same time: pages, a long poll each, and calls.
const WORKERS: usize = 16;

/// Serve a book to a browser on this computer.
#[derive(Args)]
pub struct Serve {
    /// The book's folder; the welcome screen unless given.
    book: Option<PathBuf>,
    /// The built pages.
    #[arg(long, default_value = "ui/dist")]
    pages: PathBuf,
    /// The port; any free one unless given.
    #[arg(long, default_value_t = 0)]
    port: u16,
    /// Files that dialogs will answer with, one for each dialog in turn.
    #[arg(long)]
    answer: Vec<PathBuf>,
}

impl Serve {
    /// Serves until the process is ended. Prints the address to open.
    pub(crate) fn run(self) -> Result<ExitCode, ApiError> {
        let cannot = |why: String| ApiError { code: "file", message: why, field: None };
        let log = Arc::new(EventLog::default());
        let told = log.clone();
        let host = Arc::new(Dialogs::new(self.answer));
        let session = Session::new(host, move |event| told.push(&event));
        if let Some(book) = &self.book {
            let path = std::path::absolute(book).unwrap_or_else(|_| book.clone());
            session.call("book.open", json!({ "path": path }))?;
        }
        let server = Server::http(("127.0.0.1", self.port))
            .map_err(|e| cannot(format!("The bridge cannot listen: {e}.")))?;
        let address =
            server.server_addr().to_ip().ok_or_else(|| cannot("The bridge has no address.".into()))?;
        let token: String = rand::random::<[u8; 16]>().iter().map(|b| format!("{b:02x}")).collect();
        let base = format!("http://{address}");
        println!("{base}/?bridge={base}&token={token}");
        let shared = Shared { session, log, token, pages: self.pages };
        std::thread::scope(|scope| {
            for _ in 0..WORKERS {
                scope.spawn(|| {
                    while let Ok(request) = server.recv() {
                        shared.answer(request);
                    }
                });
            }
        });
        Ok(ExitCode::SUCCESS)
    }
}

struct Shared {
    session: Session,
    log: Arc<EventLog>,
    token: String,
    pages: PathBuf,
}

impl Shared {
    fn answer(&self, mut request: Request) {
        let (path, query) = match request.url().split_once('?') {
            Some((path, query)) => (path.to_owned(), query.to_owned()),
            None => (request.url().to_owned(), String::new()),
        };
        let response = match (request.method(), path.as_str()) {
            (Method::Post | Method::Get, "/rpc" | "/events") if !self.knows_token(&request) => reply(
                403,
                &json!({ "code": "internal", "message": "This page has no token for the bridge." }),
            ),
            (Method::Post, "/rpc") => self.call(&mut request),
            (Method::Get, "/events") => {
                let after = query.strip_prefix("after=").and_then(|n| n.parse().ok()).unwrap_or(0);
                reply(200, &self.log.after(after))
            }
            (Method::Get, path) => files::serve(&self.pages, path),
            _ => Response::from_data(Vec::new()).with_status_code(404),
        };
        // A page that was closed while it waited hears no answer.
        let _ = request.respond(response);
    }

    fn knows_token(&self, request: &Request) -> bool {
        request.headers().iter().any(|h| h.field.equiv("X-Regulars-Token") && h.value.as_str() == self.token)
    }

    fn call(&self, request: &mut Request) -> Response<std::io::Cursor<Vec<u8>>> {
        let body: Json = serde_json::from_reader(request.as_reader()).unwrap_or_default();
        let name = body["name"].as_str().unwrap_or_default();
        match self.session.call(name, body["payload"].clone()) {
            Ok(value) => reply(200, &value),
            Err(error) => reply(422, &json!(error)),
        }
    }
}

fn reply(status: u16, value: &Json) -> Response<std::io::Cursor<Vec<u8>>> {
    let response = Response::from_data(value.to_string()).with_status_code(status);
    match Header::from_bytes("Content-Type", "application/json") {
        Ok(header) => response.with_header(header),
        Err(()) => response,
    }
}
