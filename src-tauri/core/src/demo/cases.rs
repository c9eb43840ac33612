//! What customers brought up: cases of every kind, most of them settled, some waiting, a few of
//! which something was promised for today. They throw dice of their own, as [`super::leads`] does.

use super::dice::Dice;
use super::goods::Goods;
use super::habits::Habit;
use super::people::{Person, weekday};
use super::{Maker, days_after, days_before, hours, id_at};
use crate::cases::{Case, CaseKind, CasePriority, CaseStatus};
use crate::customers::Channel;
use crate::entity::Kind;
use crate::facts::{Facts, State};
use crate::follow_ups::FollowUp;
use crate::follow_ups::reminders::on_the_wall;
use crate::interactions::{Direction, Interaction, InteractionChannel};
use chrono::{DateTime, Duration, NaiveDate, NaiveTime, Utc};

/// Cases of a shop of usual size; a small one has fewer.
const CASES: usize = 40;

/// What is brought up, and how it ends.
struct Matter {
    kind: CaseKind,
    /// Code of the product it is about; empty for none.
    sku: &'static str,
    subject: &'static str,
    description: &'static str,
    resolution: &'static str,
    cause: &'static str,
    /// Refunded in minor units.
    refunded: i64,
}

const fn matter(kind: CaseKind, sku: &'static str, texts: [&'static str; 4], refunded: i64) -> Matter {
    let [subject, description, resolution, cause] = texts;
    Matter { kind, sku, subject, description, resolution, cause, refunded }
}

const MATTERS: [Matter; 14] = [
    matter(
        CaseKind::Complaint,
        "TAB-OAK-180",
        [
            "Table wobbles on the stone floor",
            "One leg does not touch the ground, whichever way it is turned.",
            "Levelled the legs on the spot and left felt pads.",
            "Floor",
        ],
        0,
    ),
    matter(
        CaseKind::Question,
        "CAR-OIL-250",
        [
            "Which oil for the worktop?",
            "Wants to oil it again before the holidays and asks how often.",
            "Hard wax oil twice a year, thinly; sent the leaflet.",
            "",
        ],
        0,
    ),
    matter(
        CaseKind::Repair,
        "CHR-WIN",
        [
            "Back rail of a chair has come loose",
            "The glue gave way after three winters beside the stove.",
            "Glued and pegged it again, no charge.",
            "Glue",
        ],
        0,
    ),
    matter(
        CaseKind::Return,
        "CHR-STO-BAR",
        [
            "Bar stool is too high for the counter",
            "Would like to give it back; it has not been used.",
            "Taken back and paid out.",
            "Wrong measure",
        ],
        16_500,
    ),
    matter(
        CaseKind::Incident,
        "STO-DRA-4",
        [
            "Top drawer jams in damp weather",
            "It opens only with both hands since the rain began.",
            "Planed the edge by a millimetre and waxed the runners.",
            "Wood moves",
        ],
        0,
    ),
    matter(
        CaseKind::Idea,
        "",
        [
            "Suggests an open evening before Christmas",
            "Would bring friends to see the workshop by candlelight.",
            "Planned for the second week of December.",
            "",
        ],
        0,
    ),
    matter(
        CaseKind::Complaint,
        "SHE-BOO-200",
        [
            "Scratch on the side of the bookcase",
            "Seen only after it had been unpacked; sent a photograph.",
            "Sanded and oiled it at their home.",
            "Transport",
        ],
        0,
    ),
    matter(
        CaseKind::Question,
        "TAB-WAL-160",
        [
            "Can the table be made longer later?",
            "The family grows; asks whether a leaf can be added.",
            "Yes, with two leaves of 45 cm; sent a drawing and a price.",
            "",
        ],
        0,
    ),
    matter(
        CaseKind::Repair,
        "STO-CHE",
        [
            "Hinge of the chest has broken",
            "The lid hangs on one side; the chest is a gift of the grandparents.",
            "New forged hinge from the smith, fitted in the workshop.",
            "Material",
        ],
        0,
    ),
    matter(
        CaseKind::Complaint,
        "GIF-BOA-OAK",
        [
            "Cutting board has split",
            "It was in the dishwasher once, they say.",
            "Half of the price refunded as a gesture; explained the care.",
            "Dishwasher",
        ],
        3_600,
    ),
    matter(
        CaseKind::Return,
        "SHE-HAT",
        [
            "Hat rack came in walnut instead of oak",
            "Ordered in oak to match the hall.",
            "Exchanged for one in oak.",
            "Mixed up",
        ],
        0,
    ),
    matter(
        CaseKind::Incident,
        "TAB-DSK-OAK",
        [
            "Lock of the desk does not turn any more",
            "The key was bent when it was moved.",
            "New lock fitted, two keys handed over.",
            "Lock",
        ],
        0,
    ),
    matter(
        CaseKind::Idea,
        "CHR-KID",
        [
            "Asks for the children’s chair with arms",
            "Her kindergarten would take eight of them.",
            "A first one is on trial in the kindergarten.",
            "",
        ],
        0,
    ),
    matter(
        CaseKind::Repair,
        "CHR-ROC",
        [
            "Rocking chair creaks",
            "Only when rocking backwards, they hear it in the whole house.",
            "Tightened the wedges and oiled the joints.",
            "Wood moves",
        ],
        0,
    ),
];

/// What we say first, and what we ask or tell later.
const ANSWERS: [&str; 3] = [
    "Thanked them, we look at it this week.",
    "Said that we come by and look at it.",
    "Asked for a photograph and the invoice.",
];
const ASKED: &str = "Waiting for their answer on a day.";
const TOLD: &str = "Told them that it is done; they are content.";
const TASK: &str = "Tell them how it goes on";

/// The words of this file in German.
pub(super) const GERMAN: &[(&str, &str)] = &[
    ("Table wobbles on the stone floor", "Tisch wackelt auf dem Steinboden"),
    (
        "One leg does not touch the ground, whichever way it is turned.",
        "Ein Bein steht nicht auf, wie man ihn auch dreht.",
    ),
    (
        "Levelled the legs on the spot and left felt pads.",
        "Beine vor Ort angeglichen und Filzgleiter dagelassen.",
    ),
    ("Floor", "Boden"),
    ("Which oil for the worktop?", "Welches Öl für die Arbeitsplatte?"),
    (
        "Wants to oil it again before the holidays and asks how often.",
        "Möchte sie vor den Feiertagen neu ölen und fragt, wie oft.",
    ),
    (
        "Hard wax oil twice a year, thinly; sent the leaflet.",
        "Hartwachsöl zweimal im Jahr, dünn; Merkblatt geschickt.",
    ),
    ("Back rail of a chair has come loose", "Rückenlehne eines Stuhls hat sich gelöst"),
    (
        "The glue gave way after three winters beside the stove.",
        "Der Leim hat nach drei Wintern neben dem Ofen nachgegeben.",
    ),
    ("Glued and pegged it again, no charge.", "Neu verleimt und verdübelt, ohne Rechnung."),
    ("Glue", "Leim"),
    ("Bar stool is too high for the counter", "Barhocker ist zu hoch für die Theke"),
    ("Would like to give it back; it has not been used.", "Möchte ihn zurückgeben; er ist unbenutzt."),
    ("Taken back and paid out.", "Zurückgenommen und ausgezahlt."),
    ("Wrong measure", "Falsches Maß"),
    ("Top drawer jams in damp weather", "Oberste Schublade klemmt bei feuchtem Wetter"),
    (
        "It opens only with both hands since the rain began.",
        "Sie geht seit dem Regen nur mit beiden Händen auf.",
    ),
    (
        "Planed the edge by a millimetre and waxed the runners.",
        "Kante um einen Millimeter gehobelt, Läufer gewachst.",
    ),
    ("Wood moves", "Holz arbeitet"),
    ("Suggests an open evening before Christmas", "Schlägt einen offenen Abend vor Weihnachten vor"),
    (
        "Would bring friends to see the workshop by candlelight.",
        "Würde Freunde mitbringen, die Werkstatt bei Kerzenlicht zu sehen.",
    ),
    ("Planned for the second week of December.", "Für die zweite Dezemberwoche geplant."),
    ("Scratch on the side of the bookcase", "Kratzer an der Seite des Bücherregals"),
    (
        "Seen only after it had been unpacked; sent a photograph.",
        "Erst nach dem Auspacken gesehen; ein Foto ist da.",
    ),
    ("Sanded and oiled it at their home.", "Vor Ort geschliffen und geölt."),
    ("Transport", "Transport"),
    ("Can the table be made longer later?", "Lässt sich der Tisch später verlängern?"),
    (
        "The family grows; asks whether a leaf can be added.",
        "Die Familie wächst; fragt nach einer Einlegeplatte.",
    ),
    (
        "Yes, with two leaves of 45 cm; sent a drawing and a price.",
        "Ja, mit zwei Platten zu 45 cm; Zeichnung und Preis geschickt.",
    ),
    ("Hinge of the chest has broken", "Scharnier der Truhe ist gebrochen"),
    (
        "The lid hangs on one side; the chest is a gift of the grandparents.",
        "Der Deckel hängt schief; die Truhe ist ein Geschenk der Großeltern.",
    ),
    (
        "New forged hinge from the smith, fitted in the workshop.",
        "Neues Scharnier vom Schmied, in der Werkstatt angebracht.",
    ),
    ("Material", "Material"),
    ("Cutting board has split", "Schneidebrett ist gerissen"),
    ("It was in the dishwasher once, they say.", "Es war wohl einmal in der Spülmaschine."),
    (
        "Half of the price refunded as a gesture; explained the care.",
        "Aus Kulanz den halben Preis erstattet; Pflege erklärt.",
    ),
    ("Dishwasher", "Spülmaschine"),
    ("Hat rack came in walnut instead of oak", "Garderobe kam in Nussbaum statt Eiche"),
    ("Ordered in oak to match the hall.", "In Eiche bestellt, passend zur Diele."),
    ("Exchanged for one in oak.", "Gegen eine in Eiche getauscht."),
    ("Mixed up", "Verwechslung"),
    ("Lock of the desk does not turn any more", "Schloss des Schreibtischs dreht nicht mehr"),
    ("The key was bent when it was moved.", "Der Schlüssel wurde beim Umzug verbogen."),
    ("New lock fitted, two keys handed over.", "Neues Schloss eingebaut, zwei Schlüssel übergeben."),
    ("Lock", "Schloss"),
    ("Asks for the children’s chair with arms", "Fragt nach dem Kinderstuhl mit Armlehnen"),
    ("Her kindergarten would take eight of them.", "Ihr Kindergarten würde acht davon nehmen."),
    ("A first one is on trial in the kindergarten.", "Ein erster steht zur Probe im Kindergarten."),
    ("Rocking chair creaks", "Schaukelstuhl knarrt"),
    (
        "Only when rocking backwards, they hear it in the whole house.",
        "Nur beim Zurückschaukeln, man hört es im ganzen Haus.",
    ),
    ("Tightened the wedges and oiled the joints.", "Keile nachgezogen und Verbindungen geölt."),
    ("Thanked them, we look at it this week.", "Bedankt, wir sehen es uns diese Woche an."),
    ("Said that we come by and look at it.", "Gesagt, dass wir vorbeikommen und es ansehen."),
    ("Asked for a photograph and the invoice.", "Um ein Foto und die Rechnung gebeten."),
    (ASKED, "Warten auf ihre Antwort wegen eines Termins."),
    (TOLD, "Gesagt, dass es erledigt ist; sie sind zufrieden."),
    (TASK, "Sagen, wie es weitergeht"),
];

/// The cases, the oldest first, with what was said about them and what is to be done.
pub(super) struct Desk {
    pub cases: Vec<Case>,
    pub talks: Vec<Interaction>,
    pub tasks: Vec<FollowUp>,
}

/// Fills the desk: most of it settled long ago, the rest open in every way there is.
pub(super) fn desk(people: &[Person], goods: &Goods, maker: &Maker<'_>) -> Desk {
    let mut dice = Dice::new(maker.options.seed ^ 0xca5e);
    let mut desk = Desk { cases: Vec::new(), talks: Vec::new(), tasks: Vec::new() };
    // Whoever is on the track of new customers would leave it by what is said here.
    let bought = |person: &&Person| matches!(person.habit, Habit::Regular | Habit::Occasional | Habit::Once);
    let mut persons = people.iter().rev().filter(|person| !person.quiet).filter(bought);
    let count = CASES.min(people.len() / 8);
    for turn in 0..count {
        let Some(person) = persons.next() else { break };
        let mut case = case(&mut dice, turn, person, goods, maker);
        said(&mut dice, &mut case, turn, maker, &mut desk);
        desk.cases.push(case);
    }
    desk.cases.sort_by_key(|case| (case.received, case.meta.id));
    desk
}

/// How far the case of a turn is, how many days ago it came in, and in how many days from today
/// it was promised to be settled.
fn state(dice: &mut Dice, turn: usize) -> (CaseStatus, u32, i64) {
    match turn {
        0 => (CaseStatus::Open, 9, -2),
        1 => (CaseStatus::New, 1, 6),
        2 => (CaseStatus::Waiting, 6, 0),
        3 => (CaseStatus::New, 3, 8),
        4..=8 => (CaseStatus::Open, dice.between(2, 12), i64::from(dice.between(1, 12))),
        9..=11 => (CaseStatus::Waiting, dice.between(4, 15), i64::from(dice.between(2, 9))),
        12 => (CaseStatus::New, 0, 9),
        13..=19 => (CaseStatus::Resolved, dice.between(4, 30), 0),
        _ => (CaseStatus::Closed, dice.between(20, 300), 0),
    }
}

fn case(dice: &mut Dice, turn: usize, person: &Person, goods: &Goods, maker: &Maker<'_>) -> Case {
    let now = maker.book.clock().now();
    let matter = &MATTERS[turn % MATTERS.len()];
    let (status, ago, promised) = state(dice, turn);
    let zone = maker.zone;
    let came = weekday(days_before(maker.today, ago)).max(person.since);
    // What came in before the shop has opened today came in yesterday.
    let received = maker.at(came, dice);
    let received = if received > now { received - Duration::days(1) } else { received };
    let day = received.with_timezone(&zone).date_naive();
    let evening = |day: NaiveDate| {
        let five = NaiveTime::from_hms_opt(17, 0, 0).unwrap_or(NaiveTime::MIN);
        on_the_wall(day, five, zone)
    };
    let due = match status.is_done() {
        true => days_after(day, dice.between(7, 14)),
        false => maker.today + Duration::days(promised),
    };
    let mut case = Case {
        case_kind: matter.kind,
        subject: matter.subject.into(),
        description: matter.description.into(),
        status,
        priority: match turn {
            0 => CasePriority::Urgent,
            _ if turn % 7 == 3 => CasePriority::High,
            _ if matter.kind == CaseKind::Idea => CasePriority::Low,
            _ => CasePriority::Normal,
        },
        customer_id: person.id,
        product_id: goods.items.iter().find(|item| item.sku == matter.sku).map(|item| item.id),
        serial: if turn.is_multiple_of(3) && !matter.sku.is_empty() {
            dice.digits("LW-2#-####")
        } else {
            String::new()
        },
        sale_id: bought_last(&maker.book.facts(), person, day),
        assignee: dice.pick(&["Mara", "Mara", "Jonas"]).into(),
        channel: Some(
            [InteractionChannel::Call, InteractionChannel::Email, InteractionChannel::Shop][turn % 3],
        ),
        received,
        respond_by: Some(evening(days_after(day, 1))).filter(|by| *by > received),
        // An idea is promised to nobody.
        resolve_by: Some(evening(due)).filter(|by| matter.kind != CaseKind::Idea && *by > received),
        ..Case::default()
    };
    if status.is_done() {
        let settled = weekday(days_after(day, dice.between(1, 10)).min(days_before(maker.today, 1)));
        let resolved = maker.at(settled, dice);
        let resolved = hours::within(resolved.max(received + Duration::hours(2)), zone).min(now);
        case.resolution = matter.resolution.into();
        case.cause = matter.cause.into();
        case.refunded = matter.refunded;
        case.resolved_at = Some(resolved);
        if status == CaseStatus::Closed {
            case.closed_at = Some((resolved + Duration::days(3)).min(now));
            case.satisfaction = dice.chance(0.6).then(|| i64::from(dice.between(3, 5)));
        }
    }
    case.meta.created_at = received;
    case.meta.id = id_at(received, dice);
    case.meta.created_by = case.assignee.clone();
    case
}

/// What they bought last before a day.
fn bought_last(facts: &Facts, person: &Person, day: NaiveDate) -> Option<crate::Id> {
    let row = facts.table(Kind::Customer).present(person.id)?;
    let day = crate::customers::facts::day_number(day);
    let table = facts.table(Kind::Sale);
    let sales = facts.customers.sales(row).iter().map(|sale| (facts.sales.get(*sale), *sale));
    let before = sales.filter(|(sale, row)| {
        sale.counts && sale.invoice && sale.day <= day && table.state(*row) == State::Live
    });
    before.max_by_key(|(sale, row)| (sale.day, *row)).map(|(_, row)| table.id(row))
}

/// What was said about it, in its order, and what is to be done next.
fn said(dice: &mut Dice, case: &mut Case, turn: usize, maker: &Maker<'_>, desk: &mut Desk) {
    let now = maker.book.clock().now();
    let mut talk = |channel, direction, moment: DateTime<Utc>, summary: &str, dice: &mut Dice| {
        let mut talk = Interaction {
            customer_id: case.customer_id,
            case_id: Some(case.meta.id),
            channel,
            direction,
            at: moment,
            summary: summary.into(),
            ..Interaction::default()
        };
        talk.meta.created_at = moment;
        talk.meta.id = id_at(moment, dice);
        talk.meta.created_by = case.assignee.clone();
        desk.talks.push(talk);
    };
    let channel = case.channel.unwrap_or(InteractionChannel::Call);
    talk(channel, Direction::In, case.received, &case.subject, dice);
    if case.status == CaseStatus::New {
        return;
    }
    let zone = maker.zone;
    let answered = case.received + Duration::minutes(i64::from(dice.between(20, 150)));
    let answered = hours::within(answered, zone).min(now);
    let answered = case.resolved_at.map_or(answered, |resolved| answered.min(resolved));
    talk(InteractionChannel::Call, Direction::Out, answered, ANSWERS[turn % ANSWERS.len()], dice);
    case.first_response = Some(answered);
    if case.status == CaseStatus::Waiting {
        talk(
            InteractionChannel::Email,
            Direction::Out,
            hours::within(answered + Duration::hours(23), zone).min(now),
            ASKED,
            dice,
        );
    }
    if let Some(resolved) = case.resolved_at {
        talk(InteractionChannel::Call, Direction::Out, resolved, TOLD, dice);
    }
    if case.status == CaseStatus::Open && turn.is_multiple_of(2) {
        let mut task = FollowUp {
            subject: TASK.into(),
            customer_id: Some(case.customer_id),
            case_id: Some(case.meta.id),
            due_date: weekday(days_after(maker.today, dice.between(1, 5))),
            channel: Some(Channel::Call),
            assignee: case.assignee.clone(),
            ..FollowUp::default()
        };
        task.meta.created_at = answered;
        task.meta.id = id_at(answered, dice);
        task.meta.created_by = case.assignee.clone();
        desk.tasks.push(task);
    }
}
