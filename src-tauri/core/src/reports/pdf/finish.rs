//! What printpdf leaves out and an archive file (PDF/A-3, ISO 19005-3) must have:
//! description, colour profile, language, and an identity made from the content; of a
//! letter its tree of tags (level a, and PDF/UA-1) and the data it carries.

use super::tree;
use super::writer::{About, Laid};
use super::xmp::{Claims, PRODUCER, packet};
use crate::error::{Error, Result};
use crate::say;
use lopdf::{Dictionary, Document, Object, SaveOptions, Stream, StringFormat, dictionary};

/// sRGB as an ICC profile; public domain, see the licence beside it.
const SRGB: &[u8] = include_bytes!("../../../assets/icc/sRGB-v2-magic.icc");

/// Completes the document and gives its bytes; `marks` are the nodes of the marked parts
/// of each page.
pub(super) fn finish(mut document: Document, laid: &Laid, marks: &[Vec<u32>]) -> Result<Vec<u8>> {
    let about = &laid.about;
    let claims = Claims { tagged: laid.tree.is_some(), invoice: laid.data.is_some() };
    document.version = "1.7".into();
    if let Some(tree) = laid.tree {
        tree::write(&mut document, tree, marks, laid.sheet)?;
    }
    if let Some(data) = laid.data {
        tree::attach(&mut document, data, about)?;
    }
    let packet = packet(about, claims);
    let identity = identity(&document, &packet);

    let profile = document.add_object(Stream::new(dictionary! { "N" => 3 }, SRGB.to_vec()));
    let described =
        Stream::new(dictionary! { "Type" => "Metadata", "Subtype" => "XML" }, packet.into_bytes());
    // Search programs look for the description without unpacking anything.
    let metadata = document.add_object(described.with_compression(false));
    let catalog = document.catalog_mut().map_err(|error| failed(&error))?;
    catalog.set("Metadata", metadata);
    catalog.set("Lang", text(about.language));
    catalog.set("ViewerPreferences", dictionary! { "DisplayDocTitle" => true });
    let intent = dictionary! {
        "Type" => "OutputIntent",
        "S" => "GTS_PDFA1",
        "OutputConditionIdentifier" => text("sRGB"),
        "Info" => text("sRGB"),
        "DestOutputProfile" => profile,
    };
    catalog.set("OutputIntents", vec![Object::Dictionary(intent)]);

    if let Ok(Object::Reference(old)) = document.trailer.get(b"Info").cloned() {
        document.objects.remove(&old);
    }
    let info = document.add_object(information(about));
    document.trailer.set("Info", info);
    let id = Object::String(identity.to_vec(), StringFormat::Hexadecimal);
    document.trailer.set("ID", vec![id.clone(), id]);

    document.compress();
    let options = SaveOptions::builder().use_object_streams(true).use_xref_streams(true).build();
    let mut bytes = Vec::new();
    document.save_with_options(&mut bytes, options).map_err(|error| failed(&error))?;
    Ok(bytes)
}

/// The document information, in step with the XMP.
fn information(about: &About) -> Dictionary {
    let day = text(&about.created.format("D:%Y%m%d000000Z").to_string());
    let mut info = dictionary! {
        "Title" => text(about.title),
        "Creator" => text(PRODUCER),
        "Producer" => text(PRODUCER),
        "CreationDate" => day.clone(),
        "ModDate" => day,
    };
    if !about.author.is_empty() {
        info.set("Author", text(about.author));
    }
    info
}

/// A text string: plain where it is ASCII, else UTF-16 with its mark.
pub(super) fn text(words: &str) -> Object {
    if words.is_ascii() {
        return Object::String(words.as_bytes().to_vec(), StringFormat::Literal);
    }
    let mut data = vec![0xfe, 0xff];
    data.extend(words.encode_utf16().flat_map(u16::to_be_bytes));
    Object::String(data, StringFormat::Hexadecimal)
}

/// 128 bits from everything the file shows (FNV-1a, 128 bit): the same content has the
/// same identity, and a change anywhere gives another.
fn identity(document: &Document, packet: &str) -> [u8; 16] {
    const PRIME: u128 = 0x0000_0000_0100_0000_0000_0000_0000_013b;
    let mut hash: u128 = 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d;
    let mut feed = |bytes: &[u8]| {
        for byte in bytes {
            hash = (hash ^ u128::from(*byte)).wrapping_mul(PRIME);
        }
    };
    feed(packet.as_bytes());
    for object in document.objects.values() {
        if let Object::Stream(stream) = object {
            feed(&stream.content);
        }
    }
    hash.to_be_bytes()
}

pub(super) fn failed(error: &dyn std::fmt::Display) -> Error {
    Error::invalid("report", "pdf", say!("The PDF could not be completed: {}.", error))
}
