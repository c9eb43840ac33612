//! The typefaces of this computer, for signs that no bundled one has (Chinese, Japanese,
//! Korean, Thai …). Looked for when a paper needs one, never before.

use fontdb::{Database, FaceInfo, ID, Source, Style};
use regulars_core::reports::pdf::Typeface;
use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::{LazyLock, Mutex, PoisonError};

/// Every sign of a paper comes from one of so many typefaces at most.
const MOST: usize = 4;

static FOUND: LazyLock<Database> = LazyLock::new(|| {
    let mut found = Database::new();
    found.load_system_fonts();
    found
});

/// Files that were read; they stay in memory, for the next paper needs the same.
static READ: LazyLock<Mutex<HashMap<PathBuf, &'static [u8]>>> = LazyLock::new(Mutex::default);

/// Upright typefaces that together have as many of the characters as there are: first the
/// one that has most of them, then the one that has most of the rest.
pub fn showing(characters: &[char]) -> Vec<Typeface> {
    choose(&FOUND, characters)
}

fn choose(found: &Database, characters: &[char]) -> Vec<Typeface> {
    let mut left: Vec<char> = characters.to_vec();
    let mut chosen = Vec::new();
    while !left.is_empty() && chosen.len() < MOST {
        let faces = found.faces().filter(|face| face.style == Style::Normal);
        let best = faces
            .map(|face| (has(found, face.id, &left), face))
            .filter(|(has, _)| !has.is_empty())
            .max_by_key(|(has, face)| (has.len(), -i32::from(face.weight.0.abs_diff(400))));
        let Some((shown, face)) = best else { break };
        left.retain(|character| !shown.contains(character));
        match read(face) {
            Some(typeface) => chosen.push(typeface),
            None => break,
        }
    }
    chosen
}

/// Which of the characters a typeface has; none when it has no outlines or may not be put
/// into documents.
fn has(found: &Database, id: ID, characters: &[char]) -> Vec<char> {
    let look = |data: &[u8], index: u32| {
        let face = ttf_parser::Face::parse(data, index).ok()?;
        let outlined = face.tables().glyf.is_some() || face.tables().cff.is_some();
        let allowed = face.permissions() != Some(ttf_parser::Permissions::Restricted);
        let shown = |c: &char| face.glyph_index(*c).is_some_and(|glyph| glyph.0 != 0);
        (outlined && allowed).then(|| characters.iter().copied().filter(shown).collect())
    };
    found.with_face_data(id, look).flatten().unwrap_or_default()
}

fn read(face: &FaceInfo) -> Option<Typeface> {
    let path = match &face.source {
        Source::File(path) | Source::SharedFile(path, _) => path.clone(),
        Source::Binary(_) => return None,
    };
    let family = face.families.first()?.0.clone();
    let mut read = READ.lock().unwrap_or_else(PoisonError::into_inner);
    let data = match read.get(&path) {
        Some(data) => *data,
        None => {
            let data: &'static [u8] = Box::leak(std::fs::read(&path).ok()?.into_boxed_slice());
            read.insert(path, data);
            data
        }
    };
    Some(Typeface { family, data, index: face.index })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_that_nobody_has_are_left_to_be_told() {
        assert!(choose(&Database::new(), &['京']).is_empty(), "a computer without typefaces has none");
        let mut found = Database::new();
        let bundled = concat!(env!("CARGO_MANIFEST_DIR"), "/src-tauri/core/assets/fonts/DejaVuSans.ttf");
        found.load_font_file(bundled).expect("a font");
        assert!(choose(&found, &['\u{e000}']).is_empty(), "a sign of private use is in none");
        let chosen = choose(&found, &['✓', '\u{e000}']);
        assert_eq!(chosen.len(), 1, "one that has some of them is better than none");
        assert_eq!((chosen[0].family.as_str(), chosen[0].index), ("DejaVu Sans", 0));
        let again = choose(&found, &['▲']);
        assert!(std::ptr::eq(chosen[0].data, again[0].data), "a file is read once");
    }
}
