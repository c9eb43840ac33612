//! Comparing two customers: what agrees, what contradicts, and the score.

use super::address::{MOST as MOST_OF_A_HOUSE, SAME, agreement, other_town};
use super::profile::{Birthday, Line, Profile, one_line};
use super::words::{Likeness, Name, likeness, mistyped, one_slip, squeezed};
use crate::{Sentence, say};
use ahash::AHashMap;

/// Points at which one customer and two are equally likely; the score there is 50.
const EVEN: i32 = 140;

/// Father and son may share name and house: never certain, whatever else agrees.
const MOST_OF_FATHER_AND_SON: i32 = 75;

/// So many years apart a parent and a child are born.
const GENERATION: u16 = 15;

/// Something that two customers have in common, or that tells them apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reason {
    /// A short code for the window's messages: `same_name`, `similar_name`, …
    pub code: &'static str,
    /// By how much it counts, in tenths of a bit; below 0 it speaks against.
    pub points: i32,
}

impl Reason {
    /// The reason in a few words.
    pub fn sentence(self) -> Sentence {
        match self.code {
            "same_name" => say!("the same name"),
            "nickname" => say!("a short form of the same name"),
            "similar_name" => say!("a similar name"),
            "swapped_name" => say!("first and last name exchanged"),
            "same_company" => say!("the same company name"),
            "similar_company" => say!("a similar company name"),
            "same_email" => say!("the same e-mail address"),
            "similar_email" => say!("a similar e-mail address"),
            "same_phone" => say!("the same telephone"),
            "same_switchboard" => say!("the same telephone, once with an extension"),
            "similar_phone" => say!("a telephone with one digit different"),
            "same_address" => say!("the same address"),
            "similar_address" => say!("a similar address"),
            "same_birthday" => say!("the same birthday"),
            "similar_birthday" => say!("a similar birthday"),
            "same_tax_id" => say!("the same tax number"),
            "same_website" => say!("the same website"),
            "same_third" => say!("both look like the same third customer"),
            "other_name" => say!("another name"),
            "other_company" => say!("another company name"),
            "other_birthday" => say!("another birthday"),
            "other_address" => say!("another address"),
            "other_tax_id" => say!("another tax number"),
            "other_contact" => say!("another telephone and another e-mail address"),
            _ => say!("another person of the same household or company"),
        }
    }
}

/// How often each name is in the book: two people called Smith say less than two
/// called Papadimitriou.
#[derive(Default)]
pub(super) struct Names {
    firsts: AHashMap<String, u32>,
    lasts: AHashMap<String, u32>,
    customers: u32,
}

impl Names {
    /// Counts the names of some customers.
    pub fn of<'a>(profiles: impl Iterator<Item = &'a Profile>) -> Self {
        let mut names = Self::default();
        for profile in profiles {
            names.customers += 1;
            *names.firsts.entry(profile.first.text.clone()).or_default() += 1;
            *names.lasts.entry(profile.last.text.clone()).or_default() += 1;
        }
        names
    }

    /// What it says that two customers share a given name: 3 to 9 bits.
    fn first(&self, name: &str) -> i32 {
        let count = self.firsts.get(name).copied().unwrap_or(1);
        (10 * ((self.customers + 2_000) / (count + 8)).max(1).ilog2() as i32).clamp(30, 90)
    }

    /// The same for a family name: 4 to 11 bits.
    fn last(&self, name: &str) -> i32 {
        let count = self.lasts.get(name).copied().unwrap_or(1);
        (10 * ((self.customers + 2_000) / (count + 3)).max(1).ilog2() as i32).clamp(40, 110)
    }
}

/// The score of two customers from 0 to 100, and what it is made of; `None` when it is below `floor`,
/// which is mostly clear long before everything is compared.
pub(super) fn compare(a: &Profile, b: &Profile, names: &Names, floor: u8) -> Option<(u8, Vec<Reason>)> {
    let mut found = Found::default();
    let other_person =
        if a.company && b.company { companies(a, b, &mut found) } else { people(a, b, names, &mut found) };
    if !a.tax_id.is_empty() && !b.tax_id.is_empty() {
        let same = a.tax_id == b.tax_id;
        found.add(if same { "same_tax_id" } else { "other_tax_id" }, if same { 140 } else { -60 });
    }
    let own =
        found.reasons.iter().any(|r| matches!(r.code, "same_birthday" | "similar_birthday" | "same_tax_id"));
    if floor > 0 && other_person && !own {
        return None;
    }
    let elsewhere = contact(a, b, &mut found);
    if floor > 0 && found.points() + MOST_OF_A_HOUSE < needed(floor) {
        return None;
    }
    let mut house = agreement(&a.places, &b.places);
    if elsewhere {
        // Nearly every town has a Station Road.
        house.points = house.points.min(0);
    }
    found.add(
        match house.points {
            SAME.. => "same_address",
            0.. => "similar_address",
            _ => "other_address",
        },
        house.points,
    );
    let mut points: i32 = found.points();
    if other_person && !own {
        // Name, house and telephone are shared by a family, an office by its people:
        // together they say no more than that the two know each other.
        let against = points.max(0) + 30;
        found.add("other_person", -against);
        points = -30;
    }
    found.reasons.sort_by_key(|r| std::cmp::Reverse(r.points.abs()));
    // Five points of score a bit, 50 where both are equally likely.
    let most = if a.generation != b.generation || found.reasons.iter().any(|r| r.code == "other_birthday") {
        MOST_OF_FATHER_AND_SON
    } else {
        100
    };
    let score = (50 + (points - EVEN) / 2).clamp(0, most) as u8;
    (score >= floor).then_some((score, found.reasons))
}

/// With fewer points than these a score is surely below `floor`.
fn needed(floor: u8) -> i32 {
    EVEN + 2 * (i32::from(floor) - 50) - 2
}

#[derive(Default)]
struct Found {
    reasons: Vec<Reason>,
}

impl Found {
    fn points(&self) -> i32 {
        self.reasons.iter().map(|r| r.points).sum()
    }

    fn add(&mut self, code: &'static str, points: i32) {
        if points != 0 {
            self.reasons.push(Reason { code, points });
        }
    }
}

/// Compares names and birthdays; true when they are clearly two people.
fn people(a: &Profile, b: &Profile, names: &Names, found: &mut Found) -> bool {
    let straight = person_name(a, b, (&b.first, &b.last), names);
    // Whoever agrees as it is needs no second look with the names exchanged.
    let crossed = (straight.points < 100).then(|| person_name(a, b, (&b.last, &b.first), names));
    let crossed = crossed.map(|name| NameLikeness { points: name.points - 15, ..name });
    let crossed = crossed.filter(|name| name.points > straight.points && name.points > 60);
    let swapped = crossed.is_some();
    let name = crossed.unwrap_or(straight);
    let code = match () {
        () if name.points <= 0 => "other_name",
        () if swapped => "swapped_name",
        () if name.first == Likeness::Nickname => "nickname",
        () if name.first == Likeness::Same && name.last == Likeness::Same => "same_name",
        () => "similar_name",
    };
    found.add(code, name.points);
    if !a.company_name.is_empty() && !b.company_name.is_empty() {
        let same = company_likeness(&a.company_name, &b.company_name) >= 60;
        found.add(if same { "same_company" } else { "other_company" }, if same { 30 } else { -10 });
    }
    let birthday = birthdays(a.birthday, b.birthday);
    found.add(
        match birthday {
            100.. => "same_birthday",
            0.. => "similar_birthday",
            _ => "other_birthday",
        },
        birthday,
    );
    // A company and a person are one record typed in two ways only when nothing else is said.
    matches!(name.first, Likeness::Different | Likeness::Weak)
}

struct NameLikeness {
    points: i32,
    first: Likeness,
    last: Likeness,
}

fn person_name(a: &Profile, b: &Profile, (first, last): (&Name, &Name), names: &Names) -> NameLikeness {
    if !a.words.is_empty() && a.words == b.words && a.last.text != b.last.text {
        // Three names and more, all the same in another order: which is the last one was guessed.
        let points = names.first(&a.first.text) + names.last(&a.last.text) - 20;
        return NameLikeness { points, first: Likeness::Part, last: Likeness::Part };
    }
    let given = likeness(&a.first, first, true);
    let family = match likeness(&a.last, last, false) {
        // Neha Singh Mehta and Neha Singh: what one has last the other has in the middle.
        Likeness::Different if a.inner.contains(&last.text) || b.inner.contains(&a.last.text) => {
            Likeness::Part
        }
        found => found,
    };
    let points = match given {
        Likeness::Same => names.first(&a.first.text),
        Likeness::Nickname | Likeness::Typo => 40,
        Likeness::Sound | Likeness::Part => 35,
        Likeness::Initial => 20,
        Likeness::Weak => -20,
        Likeness::Unknown => 0,
        Likeness::Different => -50,
    } + match family {
        Likeness::Same => names.last(&a.last.text),
        Likeness::Typo => 55,
        Likeness::Sound | Likeness::Part | Likeness::Nickname => 40,
        Likeness::Initial | Likeness::Weak => 15,
        Likeness::Unknown => 0,
        Likeness::Different => -45,
    };
    NameLikeness { points, first: given, last: family }
}

/// Compares the names of two companies; true when they are clearly two.
fn companies(a: &Profile, b: &Profile, found: &mut Found) -> bool {
    let points = company_likeness(&a.company_name, &b.company_name);
    found.add(
        match points {
            110.. => "same_company",
            0.. => "similar_company",
            _ => "other_company",
        },
        points,
    );
    false
}

fn company_likeness(a: &str, b: &str) -> i32 {
    if a.is_empty() || b.is_empty() {
        return 0;
    }
    if a == b || squeezed(a) == squeezed(b) {
        return 110;
    }
    if mistyped(a, b) {
        return 80;
    }
    let (x, y): (Vec<&str>, Vec<&str>) = (a.split(' ').collect(), b.split(' ').collect());
    let (short, long) = if x.len() <= y.len() { (x, y) } else { (y, x) };
    let shared = short.iter().filter(|w| long.iter().any(|v| v == *w || mistyped(w, v))).count();
    match () {
        () if shared == short.len() && shared >= 2 => 70,
        () if shared == short.len() && short[0].len() >= 5 => 40,
        () if shared * 2 > short.len() => 20,
        () => -80,
    }
}

/// E-mail, telephone, website; true when neither of the first two is the same, and they
/// live in different towns.
fn contact(a: &Profile, b: &Profile, found: &mut Found) -> bool {
    let (mut differ, mut elsewhere) = (0, false);
    if a.emails.iter().any(|e| b.emails.contains(e)) {
        found.add("same_email", 120);
    } else if a.emails.iter().any(|e| b.emails.iter().any(|o| similar_email(e, o))) {
        // An address made of the name says again what the name has said.
        let last = a.last.text.as_str();
        let named = |e: &String| last.len() >= 3 && b.last.text == last && e.contains(last);
        found.add("similar_email", if a.emails.iter().any(named) { 15 } else { 50 });
    } else if !a.emails.is_empty() && !b.emails.is_empty() {
        differ += 1;
    }
    let any =
        |alike: &dyn Fn(&Line, &Line) -> bool| a.phones.iter().any(|p| b.phones.iter().any(|o| alike(p, o)));
    if any(&|p, o| one_line(p, o) && p.extension == o.extension) {
        found.add("same_phone", 90);
    } else if any(&|p, o| one_line(p, o) && (p.extension.is_empty() || o.extension.is_empty())) {
        // Behind a switchboard others may sit, so the number alone is not as sure.
        found.add("same_switchboard", 60);
    } else if any(&|p, o| {
        let (p, o) = (&p.number, &o.number);
        p.len() >= 7 && p.len() == o.len() && one_slip(p, o)
    }) {
        found.add("similar_phone", 25);
    } else if !a.phones.is_empty() && !b.phones.is_empty() {
        differ += 1;
    }
    if differ == 2 {
        // Many have a second mailbox or a second telephone; that neither is the same is rarer.
        elsewhere = !a.places.is_empty() && !b.places.is_empty() && other_town(&a.places, &b.places);
        found.add("other_contact", -30);
    }
    if !a.website.is_empty() && a.website == b.website {
        found.add("same_website", 60);
    }
    elsewhere
}

/// The same mailbox at another host, or one letter different.
fn similar_email(a: &str, b: &str) -> bool {
    let (Some((own, host)), Some((other, there))) = (a.rsplit_once('@'), b.rsplit_once('@')) else {
        return false;
    };
    let telling =
        |local: &str| local.len() >= 6 && !local.starts_with("info") && !local.starts_with("office");
    (own == other && telling(own)) || (host == there && telling(own) && one_slip(own, other))
}

fn birthdays(a: Birthday, b: Birthday) -> i32 {
    if a.day == 0 || b.day == 0 || a.month == 0 || b.month == 0 {
        return 0;
    }
    let same_day = (a.month, a.day) == (b.month, b.day);
    if a.year == 0 || b.year == 0 {
        return if same_day { 70 } else { -60 };
    }
    if a == b {
        return 140;
    }
    if a.year == b.year && (a.month, a.day) == (b.day, b.month) {
        return 70;
    }
    let (x, y) = (digits_of(a), digits_of(b));
    let apart: Vec<usize> = (0..x.len()).filter(|i| x[*i] != y[*i]).collect();
    let slip = match apart[..] {
        [_] => true,
        [i, j] => j == i + 1 && x[i] == y[j] && x[j] == y[i],
        _ => false,
    };
    match slip {
        // A child may have its parent's name and telephone, and sooner than the decade is mistyped.
        true if a.year.abs_diff(b.year) >= GENERATION => -20,
        true => 60,
        false if apart.len() == 2 => -10,
        // Some three in a hundred birthdays in card indexes are guessed or somebody else's.
        _ => -50,
    }
}

fn digits_of(d: Birthday) -> [u8; 8] {
    let (y, m, day) = (d.year, d.month, d.day);
    let year = [y / 1000, y / 100 % 10, y / 10 % 10, y % 10].map(|digit| digit as u8);
    [year[0], year[1], year[2], year[3], m / 10, m % 10, day / 10, day % 10]
}
