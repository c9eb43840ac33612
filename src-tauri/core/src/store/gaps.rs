//! Damaged places of the journal that were found and dealt with. They are
//! remembered in `journal/gaps`, one line each, so that reading steps over them
//! and the owner is told once. Losing this file only means being told again.

use super::fsx::write_whole;
use crate::error::Result;
use std::path::{Path, PathBuf};

/// A stretch of a segment that cannot be read.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Gap {
    pub segment: u32,
    /// First unreadable offset.
    pub from: u64,
    /// First readable offset after it; `u64::MAX` = nothing more in this segment.
    pub to: u64,
    /// Sequence numbers of the frames that are missing.
    pub first_seq: u64,
    /// Below `first_seq` if none is missing.
    pub last_seq: u64,
}

impl Gap {
    /// How many frames are missing.
    pub fn frames(&self) -> u64 {
        (self.last_seq + 1).saturating_sub(self.first_seq)
    }
}

fn path(dir: &Path) -> PathBuf {
    dir.join("journal").join("gaps")
}

/// The remembered gaps; lines that are not understood are left out.
pub(super) fn read(dir: &Path) -> Vec<Gap> {
    let text = std::fs::read_to_string(path(dir)).unwrap_or_default();
    text.lines().filter_map(parse).collect()
}

fn parse(line: &str) -> Option<Gap> {
    let numbers: Vec<u64> = line.split(' ').map(|word| word.parse().ok()).collect::<Option<_>>()?;
    let [segment, from, to, first_seq, last_seq, check] = numbers[..] else { return None };
    let gap = Gap { segment: u32::try_from(segment).ok()?, from, to, first_seq, last_seq };
    (check == u64::from(sum(&gap))).then_some(gap)
}

fn sum(gap: &Gap) -> u32 {
    let numbers = [u64::from(gap.segment), gap.from, gap.to, gap.first_seq, gap.last_seq];
    numbers.iter().fold(0, |crc, number| crc32c::crc32c_append(crc, &number.to_le_bytes()))
}

/// Remembers all these gaps, durably.
pub(super) fn write(dir: &Path, gaps: &[Gap]) -> Result<()> {
    let text: String = gaps
        .iter()
        .map(|gap| {
            let Gap { segment, from, to, first_seq, last_seq } = gap;
            format!("{segment} {from} {to} {first_seq} {last_seq} {}\n", sum(gap))
        })
        .collect();
    write_whole(&path(dir), &[text.as_bytes()])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gaps_are_remembered_and_nonsense_is_ignored() {
        let dir = tempfile::tempdir().unwrap();
        std::fs::create_dir(dir.path().join("journal")).unwrap();
        let gaps = [
            Gap { segment: 1, from: 48, to: 900, first_seq: 1, last_seq: 3 },
            Gap { segment: 2, from: 48, to: u64::MAX, first_seq: 9, last_seq: 8 },
        ];
        write(dir.path(), &gaps).unwrap();
        let file = path(dir.path());
        let text = std::fs::read_to_string(&file).unwrap();
        std::fs::write(&file, format!("{text}7 7 7 7 7 7\nnonsense\n")).unwrap();
        assert_eq!(read(dir.path()), gaps, "a damaged line must not hide healthy frames");
        assert_eq!(gaps[1].frames(), 0, "a gap without frames loses nothing");
    }
}
