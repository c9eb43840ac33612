//! Numbers and codes with a slip: one sign wrong, too many or too few, or two that stand side by side
//! exchanged. They are not gathered like words, since nearly every telephone number is there once only; the
//! text is looked through for what a slip leaves as it was.

use super::codes::is_sign;
use super::search::END;
use memchr::memmem;

/// Shorter numbers have others one digit away in nearly every book.
pub const SHORTEST: usize = 6;

/// From so many digits on a number is telling enough to be looked for within a longer one.
const TELLING: usize = 8;

/// How something differs from what was typed, the likeliest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Slip {
    /// Two that stand side by side are exchanged, which is the usual slip.
    Exchanged,
    /// One is wrong.
    Wrong,
    /// One is too many or too few.
    Length,
}

/// A number or code somebody looks for that nobody has.
pub(super) struct Slipped<'a> {
    typed: &'a [u8],
    /// Whether it is digits alone, so that it stands among digits only.
    number: bool,
    /// What is looked for, and where in the number it stands: a slip is in the first half, in the
    /// second, or exchanges the two digits between which the halves part.
    pieces: [(Vec<u8>, usize); 3],
}

impl<'a> Slipped<'a> {
    /// `None` for what is too short.
    pub fn of(word: &'a str) -> Option<Self> {
        let typed = word.as_bytes();
        if typed.len() < SHORTEST {
            return None;
        }
        let middle = typed.len() / 2;
        let mut across = typed.to_vec();
        across.swap(middle - 1, middle);
        let pieces = [(typed[..middle].to_vec(), 0), (typed[middle..].to_vec(), middle), (across, 0)];
        Some(Self { typed, number: typed.iter().all(u8::is_ascii_digit), pieces })
    }

    /// Calls `each` with every place of `text` where the number stands with a slip, and with which one.
    /// The places come piece by piece, so not in order.
    pub fn find(&self, text: &[u8], mut each: impl FnMut(usize, Slip)) {
        let whole = self.typed.len();
        for (piece, at) in &self.pieces {
            let finder = memmem::Finder::new(piece);
            let mut from = 0;
            while let Some(hit) = finder.find(&text[from..]) {
                let place = from + hit;
                // The next one may begin within this one: 111 stands twice in 1111.
                from = place + 1;
                // What has another length begins where the first half does, or ends where the second does.
                let moved =
                    |len: usize| if *at == 0 { Some(place) } else { (place + whole - at).checked_sub(len) };
                let stands = |start: usize| text.get(start..start + whole) == Some(self.typed);
                for len in [whole, whole - 1, whole + 1] {
                    if moved(len).is_some_and(stands) {
                        break;
                    }
                    let found = moved(len).and_then(|start| Some((start, self.stands(text, start, len)?)));
                    if let Some((start, slip)) = found {
                        each(start, slip);
                        break;
                    }
                }
            }
        }
    }

    /// Whether the number stands there, of the length given, with a slip, and then which.
    fn stands(&self, text: &[u8], start: usize, len: usize) -> Option<Slip> {
        let end = start + len;
        let there = text.get(start..end)?;
        let slip = slip(self.typed, there)?;
        let (before, after) = (start.checked_sub(1).and_then(|at| text.get(at)), text.get(end));
        let digit = |at: Option<&u8>| at.is_some_and(u8::is_ascii_digit);
        let fits = if self.number {
            let digits = there.iter().all(u8::is_ascii_digit);
            match slip {
                // Whatever has a digit beside it instead of the one that is too many has another digit.
                Slip::Length => {
                    let instead = self.typed.first() != there.first() && digit(before);
                    digits && !digit(after) && !instead
                }
                _ => digits && (self.typed.len() >= TELLING || !(digit(before) && digit(after))),
            }
        } else {
            let begins = before.is_none_or(|byte| is_sign(*byte));
            let ends = match slip {
                Slip::Length => after.is_none_or(|byte| is_sign(*byte)),
                _ => !(digit(self.typed.last()) && digit(after)),
            };
            begins && ends && !there.contains(&END)
        };
        fits.then_some(slip)
    }
}

/// `Some` when two texts are one slip apart.
fn slip(typed: &[u8], there: &[u8]) -> Option<Slip> {
    let same = typed.iter().zip(there).take_while(|(a, b)| a == b).count();
    let (typed, there) = (&typed[same..], &there[same..]);
    let (longer, shorter) = if typed.len() > there.len() { (typed, there) } else { (there, typed) };
    if longer.len() == shorter.len() + 1 {
        return (longer[1..] == *shorter).then_some(Slip::Length);
    }
    if typed.len() != there.len() || typed.is_empty() {
        return None;
    }
    if typed[1..] == there[1..] {
        return Some(Slip::Wrong);
    }
    let swapped = typed[0] == there[1] && typed[1] == there[0] && typed[2..] == there[2..];
    swapped.then_some(Slip::Exchanged)
}

#[cfg(test)]
mod tests {
    use super::*;

    use Slip::{Exchanged, Length, Wrong};

    fn places(number: &str, text: &str) -> Vec<(usize, Slip)> {
        let mut places = Vec::new();
        if let Some(slipped) = Slipped::of(number) {
            slipped.find(text.as_bytes(), |place, slip| places.push((place, slip)));
        }
        places.sort_unstable();
        places.dedup();
        places
    }

    #[test]
    fn one_digit_wrong_or_two_exchanged_is_forgiven_wherever_it_is() {
        let text = "anna 49301234567";
        for at in 0..9 {
            let mut wrong = b"301234567".to_vec();
            wrong[at] = if wrong[at] == b'9' { b'8' } else { b'9' };
            assert_eq!(places(std::str::from_utf8(&wrong).unwrap(), text), [(7, Wrong)], "digit {at}");
        }
        for at in 0..8 {
            let mut wrong = b"301234567".to_vec();
            wrong.swap(at, at + 1);
            assert_eq!(
                places(std::str::from_utf8(&wrong).unwrap(), text),
                [(7, Exchanged)],
                "digits from {at}"
            );
        }
        assert_eq!(places("301234567", text), [], "the number itself needs no help");
        assert_eq!(places("301235467", "3012354\u{0}7"), [], "no number spans two texts");
        assert_eq!(
            places("11111112", "11111111"),
            [(0, Wrong), (1, Length)],
            "what repeats itself is not passed over"
        );
        assert_eq!(places("11121111", "1111211111"), [(0, Exchanged), (2, Exchanged)]);
        assert_eq!(places("309934567", text), [], "two wrong digits are another number");
    }

    #[test]
    fn a_short_number_is_forgiven_at_the_ends_of_one_only() {
        assert_eq!(places("12345", "12354"), [], "five digits are one digit from too many");
        assert_eq!(places("234576", "4930123456799"), [], "six of many digits are in anybody's number");
        assert_eq!(
            places("234576", "49301234567"),
            [(5, Exchanged)],
            "the end of a number is what is remembered"
        );
        assert_eq!(places("493021", "49301234567"), [(0, Exchanged)], "so is its beginning");
        assert_eq!(places("20260107", "inv 20260170"), [(4, Exchanged)]);
    }

    #[test]
    fn a_digit_too_many_or_too_few_is_forgiven_where_the_number_ends() {
        let text = "kai 499114711223 ";
        assert_eq!(places("47112233", text), [(9, Length)], "the last digit typed twice");
        assert_eq!(places("47711223", text), [(9, Length)]);
        assert_eq!(places("471123", text), [(9, Length)], "a digit left out");
        assert_eq!(places("911411223", text), [(6, Length)]);
        assert_eq!(places("47112233", "4711223999"), [(0, Wrong)], "it goes on there with another digit");
        assert_eq!(places("4112", "4711223"), [], "too little is left of a short one");
    }

    #[test]
    fn a_code_is_found_with_a_slip_where_a_word_begins() {
        assert_eq!(places("k-00550", "anna k-00505 4930550"), [(5, Exchanged)]);
        assert_eq!(places("k-00550", "k-00551 k-005510 book-00551"), [(0, Wrong), (8, Length)]);
        assert_eq!(places("rep-bea", "rep-bae"), [(0, Exchanged)]);
        assert_eq!(places("stu-bna", "stu-ban-140"), [(0, Exchanged)], "what is not yet typed to its end");
        assert_eq!(places("bna-140", "stu-ban-140"), [(4, Exchanged)]);
        assert_eq!(places("o-neill", "o'neill"), [(0, Wrong)]);
        assert_eq!(places("rep-bae", "rep\0bae"), [], "no code spans two texts");
    }
}
