//! The window and what it asks of the computer around it.

use crate::error::ApiError;
use crate::session::Session;
use crate::types::*;
use regulars_core::{Sentence, say};

/// The links that may leave the program; anything else could run something.
const LINKS: [&str; 5] = ["tel:", "mailto:", "sms:", "https://", "http://"];

fn done(worked: bool, otherwise: Sentence) -> Result<Empty, ApiError> {
    if worked { Ok(Empty {}) } else { Err(ApiError { code: "file", message: otherwise, field: None }) }
}

pub fn open(session: &Session, request: PlaceRequest) -> Result<Empty, ApiError> {
    done(
        session.host().open_window(&request.place),
        say!("No further window can be opened here. Start the program again instead."),
    )
}

pub fn show_folder(session: &Session, _: Empty) -> Result<Empty, ApiError> {
    let folder = session.book()?.dir().to_owned();
    done(
        session.host().show_folder(&folder),
        say!("The folder could not be shown. It is {}.", folder.display().to_string()),
    )
}

pub fn follow(session: &Session, request: LinkRequest) -> Result<Empty, ApiError> {
    let link = request.link.trim();
    if !LINKS.iter().any(|scheme| link.starts_with(scheme)) {
        return Err(ApiError::malformed(format!("{link} is not a link that the program follows.")));
    }
    done(
        session.host().follow_link(link),
        say!(
            "This computer has no program for that. The number or address is: {}.",
            link.split_once(':').map_or(link, |(_, rest)| rest)
        ),
    )
}

pub fn notify(session: &Session, request: NotifyRequest) -> Result<Notified, ApiError> {
    Ok(Notified { shown: session.host().notify(&request.title, &request.text) })
}

pub fn graphics(session: &Session, request: GraphicsRequest) -> Result<Graphics, ApiError> {
    let host = session.host();
    if let Some(on) = request.compatible {
        let folder = host.config_folder();
        host.set_compatible_graphics(on).map_err(|error| regulars_core::Error::io(folder, &error))?;
    }
    let compatible = host.compatible_graphics();
    Ok(Graphics { offered: compatible.is_some(), compatible: compatible.unwrap_or_default() })
}

pub fn background(session: &Session, request: BackgroundRequest) -> Result<Background, ApiError> {
    let host = session.host();
    if let Some(on) = request.on {
        host.keep_on(on).map_err(|error| match error.kind() {
            std::io::ErrorKind::Unsupported => ApiError {
                code: "file",
                message: say!(
                    "This desktop shows no icons of programs without a window, so the program still ends with its last window ({}).",
                    error.to_string()
                ),
                field: None,
            },
            _ => regulars_core::Error::io(host.config_folder(), &error).into(),
        })?;
    }
    let on = host.keeps_on();
    Ok(Background { offered: on.is_some(), on: on.unwrap_or_default() })
}

/// The entries of the icon beside the clock.
pub struct BackgroundWords {
    /// Brings the window back.
    pub open: String,
    /// Ends the program.
    pub quit: String,
}

impl Session {
    /// What the icon beside the clock offers, in the window's language.
    pub fn background_words(&self) -> BackgroundWords {
        BackgroundWords { open: self.words(&say!("Open Regulars")), quit: self.words(&say!("Quit Regulars")) }
    }
}
