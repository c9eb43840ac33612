//! Books written by the first format are converted. The writer below is frozen: it
//! stands for the old program and must never change with the new one.

use super::super::testkit::{Model, bytes, id, manifest, open};
use super::super::*;
use std::fs;
use std::path::PathBuf;

fn crc(parts: &[&[u8]]) -> u32 {
    parts.iter().fold(0, |crc, part| crc32c::crc32c_append(crc, part))
}

fn varint(out: &mut Vec<u8>, mut value: usize) {
    while value >= 0x80 {
        out.push(value as u8 | 0x80);
        value >>= 7;
    }
    out.push(value as u8);
}

fn blob(out: &mut Vec<u8>, bytes: &[u8]) {
    varint(out, bytes.len());
    out.extend_from_slice(bytes);
}

type OldChange<'a> = (u8, u64, Option<&'a [u8]>, Option<&'a [u8]>);

/// A frame as format 1 wrote it.
fn frame(seq: u64, part: u8, closing: bool, label: &str, changes: &[OldChange<'_>]) -> Vec<u8> {
    let mut head = vec![1, u8::from(closing), part];
    varint(&mut head, changes.len());
    head.extend_from_slice(&id(500 + seq - u64::from(part)).0);
    head.extend_from_slice(&1_700_000_000_000_i64.to_le_bytes());
    head.extend_from_slice(&seq.to_le_bytes());
    head.extend_from_slice(&id(101).0);
    blob(&mut head, b"owner");
    head.push(1);
    blob(&mut head, label.as_bytes());
    head.extend_from_slice(&[0; 16]);
    head.push(0);
    let mut body = Vec::new();
    for (kind, number, before, after) in changes {
        body.push(*kind);
        body.extend_from_slice(&id(*number).0);
        body.push(u8::from(before.is_some()) + 2 * u8::from(after.is_some()));
        [before, after].into_iter().flatten().for_each(|image| blob(&mut body, image));
    }
    let len = ((8 + head.len() + body.len()) as u32).to_le_bytes();
    let head_len = (head.len() as u32).to_le_bytes();
    let head_crc = crc(&[&len, &seq.to_le_bytes(), &head_len, &head]).to_le_bytes();
    let all = crc(&[&seq.to_le_bytes(), &head_len, &head_crc, &head, &body]).to_le_bytes();
    [&len[..], &all, &seq.to_le_bytes(), &head_len, &head_crc, &head, &body].concat()
}

/// The journal of a small book: a customer that changes, one that goes, and an
/// operation of two frames.
fn journal() -> Vec<u8> {
    let mut file = b"RGJOURNL".to_vec();
    file.extend_from_slice(&1u32.to_le_bytes());
    file.extend_from_slice(&1u32.to_le_bytes());
    file.extend_from_slice(&1u64.to_le_bytes());
    file.extend_from_slice(&manifest().book_id.0);
    file.extend_from_slice(&0u32.to_le_bytes());
    let check = crc(&[&file]);
    file.extend_from_slice(&check.to_le_bytes());
    let long = bytes(4, 9000);
    file.extend(frame(1, 0, true, "New customer", &[(1, 1, None, Some(b"Anna")), (1, 2, None, Some(b"Bo"))]));
    file.extend(frame(2, 0, true, "Edit", &[(1, 1, Some(b"Anna"), Some(b"Anna B."))]));
    file.extend(frame(3, 0, false, "Import", &[(2, 1, None, Some(&long))]));
    file.extend(frame(
        4,
        1,
        true,
        "Import",
        &[(1, 2, Some(b"Bo"), None), (1, 1, Some(b"Anna B."), Some(b"A. B."))],
    ));
    file
}

fn description() -> String {
    Manifest { format: 1, ..manifest() }.to_text().unwrap()
}

fn fixture() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/fixtures/book-format-1")
}

/// A copy of the golden book, as an owner would have it on the disk.
fn golden(home: &Path) -> PathBuf {
    let dir = home.join("shop");
    fs::create_dir_all(dir.join("journal")).unwrap();
    for name in ["book.toml", "journal/00000001.log"] {
        fs::copy(fixture().join(name), dir.join(name)).unwrap();
    }
    dir
}

#[test]
fn the_golden_book_is_what_the_old_program_wrote() {
    assert_eq!(fs::read(fixture().join("journal/00000001.log")).unwrap(), journal());
    assert_eq!(fs::read_to_string(fixture().join("book.toml")).unwrap(), description());
}

fn has_everything(store: &Store) {
    let found = Model::of(store);
    let record =
        |kind: u8, number: u64| found.records.get(&(kind, id(number))).map(|(_, bytes)| bytes.clone());
    assert_eq!(record(1, 1).as_deref(), Some(&b"A. B."[..]));
    assert_eq!(record(1, 2), None);
    assert_eq!(record(2, 1), Some(bytes(4, 9000)));
    assert_eq!(found.records.len(), 2);
}

#[test]
fn an_old_book_is_converted_and_the_old_one_is_kept() {
    let home = tempfile::tempdir().unwrap();
    let dir = golden(home.path());
    fs::create_dir_all(dir.join("files")).unwrap();
    fs::write(dir.join("files/letter"), "Dear").unwrap();
    let store = open(&dir);
    assert_eq!(store.manifest().format, FORMAT);
    assert_eq!(store.notices().len(), 1, "the owner is told where the old book lies: {:?}", store.notices());
    has_everything(&store);
    let operations = store.operations().unwrap();
    let labels: Vec<_> = operations.iter().map(|op| op.head.label.as_str()).collect();
    assert_eq!(labels, ["New customer", "Edit", "Import"], "history comes along");
    let pos = Model::of(&store).records[&(1, id(1))].0;
    let mut versions = Vec::new();
    let mut next = pos;
    while next != 0 {
        let (_, _, change) = store.read_change(next, 1, id(1)).unwrap();
        versions.push(change.after.unwrap().to_vec());
        next = change.prev;
    }
    assert_eq!(versions, [&b"A. B."[..], b"Anna B.", b"Anna"], "the link to the version before was added");
    assert_eq!(fs::read(dir.join("files/letter")).unwrap(), b"Dear");
    let old = home.path().join("shop.format-1-1");
    assert_eq!(fs::read(old.join("journal/00000001.log")).unwrap(), journal(), "the old book is untouched");
    let copy = home.path().join("copy");
    restore(&old.join("archive/before-format-2.regulars"), &copy, &NoWatch).unwrap();
    has_everything(&open(&copy));
    drop(store);
    assert_eq!(open(&dir).notices().len(), 0, "converting happens once");
}

#[test]
fn a_conversion_interrupted_in_the_swap_is_finished() {
    let home = tempfile::tempdir().unwrap();
    let dir = golden(home.path());
    drop(open(&dir));
    fs::rename(&dir, home.path().join("shop.converting")).unwrap();
    has_everything(&open(&dir));
}

#[test]
fn a_damaged_old_book_is_not_converted() {
    let home = tempfile::tempdir().unwrap();
    let dir = golden(home.path());
    let mut bytes = journal();
    bytes[200] ^= 1;
    fs::write(dir.join("journal/00000001.log"), &bytes).unwrap();
    let refused = Store::open(&dir, &OpenOptions::default()).err().unwrap().to_string();
    assert!(refused.contains("backup"), "{refused}");
    assert_eq!(fs::read(dir.join("journal/00000001.log")).unwrap(), bytes, "and nothing was touched");
    assert!(!home.path().join("shop.converting").exists());
}

#[test]
fn an_old_book_can_not_be_looked_at_without_converting() {
    let home = tempfile::tempdir().unwrap();
    let dir = golden(home.path());
    let looking = OpenOptions { read_only: true, ..OpenOptions::default() };
    assert!(Store::open(&dir, &looking).is_err());
}
