//! Attached files: chosen, taken into the book, looked at again.

use crate::error::ApiError;
use crate::host::Ask;
use crate::session::Session;
use crate::types::*;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use regulars_core::attachments::Attachment;
use regulars_core::{Error, say};
use serde_json::json;
use std::path::PathBuf;

/// The pictures that the window shows and documents print.
const PICTURES: [&str; 3] = ["png", "jpg", "jpeg"];
/// Above so many bytes a picture is not sent to the window.
const PICTURE_BYTES: i64 = 12 * 1024 * 1024;
/// Above so many bytes content must come as a file.
const PUT_BYTES: usize = 32 * 1024 * 1024;
/// Endings of what a computer would run instead of show.
const RUNS: [&str; 24] = [
    "app", "appimage", "bat", "cmd", "com", "command", "cpl", "desktop", "exe", "hta", "jar", "js", "jse",
    "lnk", "msi", "ps1", "py", "reg", "scr", "sh", "url", "vbe", "vbs", "wsf",
];

pub fn pick(session: &Session, request: PickRequest) -> Result<Option<PathReply>, ApiError> {
    let (title, endings) = if request.picture {
        (say!("Choose a picture"), &PICTURES[..])
    } else {
        (say!("Choose a file"), &[][..])
    };
    let ask = Ask { title: &session.words(&title), name: "", endings };
    Ok(session.host().pick_file(&ask).map(|path| PathReply { path: path.display().to_string() }))
}

pub fn keep(session: &Session, request: KeepRequest) -> Result<JobStarted, ApiError> {
    let book = session.book()?;
    let path = PathBuf::from(request.path);
    Ok(session.start(say!("Taking the file into the book"), move |watch| {
        Ok(json!(wire(book.keep_file(&path, watch)?)))
    }))
}

pub fn put(session: &Session, request: PutRequest) -> Result<KeptFile, ApiError> {
    let bytes = STANDARD.decode(&request.content).unwrap_or_default();
    if bytes.is_empty() || bytes.len() > PUT_BYTES {
        return Err(ApiError::invalid(
            "content",
            say!(
                "This is empty or larger than {} MB. Choose it as a file instead.",
                PUT_BYTES / (1024 * 1024)
            ),
        ));
    }
    Ok(wire(session.book()?.keep_bytes(&request.name, &bytes)?))
}

pub fn open(session: &Session, file: KeptFile) -> Result<Empty, ApiError> {
    let file = core(file);
    if RUNS.contains(&file.ending().as_str()) {
        return Err(refused(say!(
            "“{}” is a program, and programs are not started from here. Save it to a folder first if you trust it.",
            file.name
        )));
    }
    let content = session.book()?.file(&file)?;
    let folder = session.host().passing_folder().join(file.hash.get(..16).unwrap_or_default());
    let shown = folder.join(file.harmless_name());
    // A copy is opened: what another program does to it never reaches the book.
    let copied = std::fs::create_dir_all(&folder).and_then(|()| std::fs::copy(&content, &shown));
    copied.map_err(|error| Error::io(&shown, &error))?;
    if session.host().open_file(&shown) {
        return Ok(Empty {});
    }
    Err(refused(say!("This computer has no program for “{}”. Save it to a folder instead.", file.name)))
}

pub fn save(session: &Session, file: KeptFile) -> Result<Option<PathReply>, ApiError> {
    let file = core(file);
    let content = session.book()?.read_file(&file)?;
    let ending = file.ending();
    let endings: &[&str] = if ending.is_empty() { &[] } else { &[&ending] };
    let ask = Ask { title: &session.words(&say!("Save the file")), name: &file.harmless_name(), endings };
    let Some(path) = session.host().save_file(&ask) else { return Ok(None) };
    regulars_core::files::write_whole(&path, &content)?;
    Ok(Some(PathReply { path: path.display().to_string() }))
}

pub fn picture(session: &Session, file: KeptFile) -> Result<Picture, ApiError> {
    let file = core(file);
    if !file.is_printable_picture() || file.size > PICTURE_BYTES {
        return Ok(Picture { address: None });
    }
    let content = session.book()?.read_file(&file)?;
    let kind = if file.ending() == "png" { "png" } else { "jpeg" };
    Ok(Picture { address: Some(format!("data:image/{kind};base64,{}", STANDARD.encode(content))) })
}

fn wire(file: Attachment) -> KeptFile {
    KeptFile { name: file.name, size: file.size, hash: file.hash }
}

fn core(file: KeptFile) -> Attachment {
    Attachment { name: file.name, size: file.size, hash: file.hash }
}

fn refused(message: regulars_core::Sentence) -> ApiError {
    ApiError { code: "file", message, field: None }
}
