//! The typefaces of this computer, for signs that no bundled one has (Chinese, Japanese,
//! Korean, Thai …). Looked for when a paper needs one, never before.

use fontdb::{Database, FaceInfo, ID, Source, Style};
use regulars_core::reports::pdf::Typeface;
use std::cmp::Reverse;
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
/// one that has most of them, then the one that has most of the rest. Of several the one
/// that goes best with the text around it.
pub fn showing(characters: &[char]) -> Vec<Typeface> {
    choose(&FOUND, characters)
}

fn choose(found: &Database, characters: &[char]) -> Vec<Typeface> {
    let mut left: Vec<char> = characters.to_vec();
    let mut chosen = Vec::new();
    while !left.is_empty() && chosen.len() < MOST {
        let faces = found.faces().filter(|face| face.style == Style::Normal);
        let best = faces
            .enumerate()
            .map(|(place, face)| (has(found, face.id, &left), face, place))
            .filter(|(has, ..)| !has.is_empty())
            .max_by_key(|(has, face, place)| (has.len(), suits(face, characters), Reverse(*place)));
        let Some((shown, face, _)) = best else { break };
        left.retain(|character| !shown.contains(character));
        match read(face) {
            Some(typeface) => chosen.push(typeface),
            None => break,
        }
    }
    chosen
}

/// How well a typeface goes with the text of a paper, which has no serifs and is not
/// monospaced, and with the language of its signs: Chinese, Japanese and Korean write the same
/// sign differently, and families of typefaces say in their names for whom they draw it.
fn suits(face: &FaceInfo, characters: &[char]) -> (bool, bool, bool, Reverse<u16>) {
    let family = face.families.first().map_or("", |(name, _)| name.as_str());
    let any = |within: fn(&char) -> bool| characters.iter().any(within);
    let region = if any(|c| ('\u{3041}'..='\u{30ff}').contains(c)) {
        "JP"
    } else if any(|c| ('\u{1100}'..='\u{11ff}').contains(c) || ('\u{ac00}'..='\u{d7af}').contains(c)) {
        "KR"
    } else {
        "SC"
    };
    let even = face.monospaced || family.contains("Mono");
    let weight = Reverse(face.weight.0.abs_diff(400));
    (!even, !family.contains("Serif"), family.ends_with(region), weight)
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
    fn of_several_typefaces_the_one_is_taken_that_goes_with_the_text() {
        let bundled = concat!(env!("CARGO_MANIFEST_DIR"), "/src-tauri/core/assets/fonts/DejaVuSans.ttf");
        let mut found = Database::new();
        found.load_font_file(bundled).expect("a font");
        let plain = found.faces().next().expect("a face").clone();
        let mut all = Database::new();
        for (name, monospaced, weight) in [
            ("Serif CJK JP", false, 400),
            ("Sans CJK JP", false, 700),
            ("Sans CJK JP", false, 400),
            ("Sans CJK KR", false, 400),
            ("Sans CJK SC", false, 400),
            ("Sans Mono CJK SC", true, 400),
        ] {
            all.push_face_info(FaceInfo {
                families: vec![(name.into(), fontdb::Language::English_UnitedStates)],
                weight: fontdb::Weight(weight),
                monospaced,
                ..plain.clone()
            });
        }
        let chosen = |characters: &[char]| choose(&all, characters)[0].family.clone();
        // The stand-in has an arrow, and no sign of these languages, which only say whose they are.
        assert_eq!(chosen(&['▲', 'の']), "Sans CJK JP", "with kana the text is Japanese");
        assert_eq!(chosen(&['▲', '참']), "Sans CJK KR");
        assert_eq!(chosen(&['▲', '橡']), "Sans CJK SC", "and neither spaced evenly nor with serifs");
    }

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
