//! Making one document from another, wholly or partly.

use super::chain::{LineProgress, made_from, progress};
use super::{DocumentKind, Line, Sale, SaleStatus, deposits};
use crate::book::Tx;
use crate::entity::Meta;
use crate::money::round_half_away;
use crate::say;
use crate::{Error, Id, Result, Sentence};
use chrono::NaiveDate;
use rust_decimal::Decimal;

/// How many of one line go onto the new document.
#[derive(Clone, Debug, PartialEq)]
pub struct Pick {
    /// The line, as other documents call it.
    pub key: i64,
    /// How many.
    pub quantity: Decimal,
}

/// What a document of this kind is called in a sentence.
pub fn noun(kind: DocumentKind) -> Sentence {
    match kind {
        DocumentKind::Invoice => say!("invoice"),
        DocumentKind::Quote => say!("quote"),
        DocumentKind::Order => say!("order"),
        DocumentKind::CreditNote => say!("credit note"),
        DocumentKind::Delivery => say!("delivery"),
    }
}

/// Whether a document of the one kind can be made from one of the other.
pub fn follows(from: DocumentKind, to: DocumentKind) -> bool {
    use DocumentKind::{CreditNote, Delivery, Invoice, Order, Quote};
    matches!(
        (from, to),
        (Quote, Order | Invoice)
            | (Order, Delivery | Invoice)
            | (Delivery, Invoice)
            | (Invoice, Delivery | CreditNote)
    )
}

/// Makes a document of the kind `to` from another one: of the lines that `picks` name, or of
/// all that is left when it names none. The new document is of today, or of `on`. A quote is
/// accepted by it. Refused when the document is not valid, nothing is left, or more is asked
/// for than is left.
pub fn make(
    tx: &mut Tx<'_>,
    id: Id,
    to: DocumentKind,
    picks: &[Pick],
    on: Option<NaiveDate>,
) -> Result<Sale> {
    make_from(tx, id, to, picks, on, false)
}

/// Makes the credit note of an invoice whose goods come back, and puts them into stock.
pub fn take_back(tx: &mut Tx<'_>, id: Id, picks: &[Pick], on: Option<NaiveDate>) -> Result<Sale> {
    make_from(tx, id, DocumentKind::CreditNote, picks, on, true)
}

fn make_from(
    tx: &mut Tx<'_>,
    id: Id,
    to: DocumentKind,
    picks: &[Pick],
    on: Option<NaiveDate>,
    goods_back: bool,
) -> Result<Sale> {
    let mut source: Sale = tx.get(id)?;
    check_source(&source, to)?;
    let on = on.unwrap_or(tx.today());
    if source.document_kind == DocumentKind::Quote {
        accept_quote(tx, &mut source, on)?;
    }
    let progress = progress(tx.facts(), &source);
    let siblings: Vec<Sale> = made_from(tx.facts(), id)
        .into_iter()
        .filter(|sale| sale.document_kind == to && !sale.deposit)
        .collect();
    let chosen = choose(&source, &progress, to, picks)?;
    let last = progress.iter().all(|line| {
        let taken = chosen.iter().find(|pick| pick.key == line.key).map_or(Decimal::ZERO, |p| p.quantity);
        line.left(source.document_kind, to) == taken
    });
    let mut made = Sale {
        meta: Meta::default(),
        number: String::new(),
        external_number: String::new(),
        document_kind: to,
        status: SaleStatus::Open,
        date: on,
        due_date: None,
        from_id: Some(id),
        payments: Vec::new(),
        lines: chosen.iter().filter_map(|pick| take(&source, &siblings, pick, &progress, to)).collect(),
        accepted_on: None,
        declined_on: None,
        valid_until: None,
        promised_date: source.promised_date.filter(|_| to == DocumentKind::Order),
        shipped_date: None,
        delivered_date: None,
        returns_goods: goods_back,
        dunning_level: 0,
        dunned_on: None,
        carrier: String::new(),
        tracking: String::new(),
        recurrence: String::new(),
        next_on: None,
        ..source.clone()
    };
    let earlier: i64 = siblings.iter().map(|sale| sale.discount_amount.abs()).sum();
    made.discount_amount = share(source.discount_amount, earlier, last, worth(&made), worth(&source));
    // Goods travel once, and the first document of its kind says what that costs.
    let shipped = siblings.iter().any(|sale| sale.shipping != 0);
    if shipped || (to == DocumentKind::CreditNote && !last) {
        made.shipping = 0;
    }
    if to == DocumentKind::CreditNote {
        made.shipping = made.shipping.saturating_neg();
        made.discount_amount = made.discount_amount.saturating_neg();
    }
    if to == DocumentKind::Invoice {
        deposits::take_off(tx, &source, &mut made)?;
    }
    tx.save(&mut made)?;
    Ok(made)
}

fn check_source(source: &Sale, to: DocumentKind) -> Result<()> {
    let from = source.document_kind;
    if !follows(from, to) {
        return Err(Error::Conflict(say!(
            "This kind of document cannot be made from the other: {} from {}.",
            noun(to),
            noun(from)
        )));
    }
    let number = &source.number;
    match source.status {
        SaleStatus::Cancelled => {
            Err(Error::Conflict(say!("{} is cancelled, so nothing can be made from it.", number)))
        }
        SaleStatus::Draft => {
            Err(Error::Conflict(say!("This is still a draft. Set its status to open first.")))
        }
        _ if source.declined_on.is_some() => Err(Error::Conflict(say!(
            "{} was declined. Clear the day it was declined if the customer thought again.",
            number
        ))),
        _ => Ok(()),
    }
}

/// Notes that a quote was accepted on a day. Refused after its validity, or when it was
/// declined.
pub fn accept(tx: &mut Tx<'_>, id: Id, on: Option<NaiveDate>) -> Result<Sale> {
    let mut quote: Sale = tx.get(id)?;
    if quote.document_kind != DocumentKind::Quote {
        return Err(Error::Conflict(say!("Only a quote can be accepted.")));
    }
    check_source(&quote, DocumentKind::Order)?;
    let on = on.unwrap_or(tx.today());
    accept_quote(tx, &mut quote, on)?;
    Ok(quote)
}

fn accept_quote(tx: &mut Tx<'_>, quote: &mut Sale, on: NaiveDate) -> Result<()> {
    if quote.accepted_on.is_some() {
        return Ok(());
    }
    if let Some(until) = quote.valid_until.filter(|until| *until < on) {
        return Err(Error::invalid(
            "sale",
            "valid_until",
            say!("{} was valid until {}. Give it a later day if you still stand by it.", quote.number, until),
        ));
    }
    quote.accepted_on = Some(on);
    tx.save(quote).map(|_| ())
}

/// What goes onto the new document, in the order of the lines.
fn choose(source: &Sale, progress: &[LineProgress], to: DocumentKind, picks: &[Pick]) -> Result<Vec<Pick>> {
    let mut chosen = Vec::new();
    for line in progress {
        let left = line.left(source.document_kind, to);
        let wanted = match picks {
            [] => left,
            _ => picks.iter().filter(|pick| pick.key == line.key).map(|pick| pick.quantity).sum(),
        };
        let beyond = wanted.abs() > left.abs()
            || (!wanted.is_zero() && wanted.is_sign_negative() != line.quantity.is_sign_negative());
        if beyond {
            return Err(Error::invalid(
                "sale",
                "quantity",
                say!(
                    "Of “{}” only {} can still be taken over ({}).",
                    line.description,
                    left.normalize(),
                    noun(to)
                ),
            ));
        }
        if !wanted.is_zero() {
            chosen.push(Pick { key: line.key, quantity: wanted });
        }
    }
    if let Some(stranger) = picks.iter().find(|pick| progress.iter().all(|line| line.key != pick.key)) {
        return Err(Error::invalid("sale", "key", say!("{} has no line {}.", source.number, stranger.key)));
    }
    if chosen.is_empty() {
        return Err(Error::Conflict(say!(
            "Nothing of {} is left to take over ({}).",
            source.number,
            noun(to)
        )));
    }
    Ok(chosen)
}

/// The line that takes so many of a line of the source.
fn take(
    source: &Sale,
    siblings: &[Sale],
    pick: &Pick,
    progress: &[LineProgress],
    to: DocumentKind,
) -> Option<Line> {
    let (_, line) = source.lines.iter().enumerate().find(|(index, line)| line.key_at(*index) == pick.key)?;
    let left = progress.iter().find(|line| line.key == pick.key)?.left(source.document_kind, to);
    let earlier: i64 = siblings
        .iter()
        .flat_map(|sale| &sale.lines)
        .filter(|line| line.source_key == pick.key)
        .map(|line| line.discount_amount.abs())
        .sum();
    let off = share(line.discount_amount, earlier, left == pick.quantity, pick.quantity, line.quantity);
    let back = to == DocumentKind::CreditNote;
    Some(Line {
        quantity: if back { -pick.quantity } else { pick.quantity },
        discount_amount: if back { -off } else { off },
        source_key: pick.key,
        key: 0,
        ..line.clone()
    })
}

/// The part of an amount that goes with a part of the goods; the last part takes the rest.
fn share(amount: i64, earlier: i64, last: bool, part: Decimal, whole: Decimal) -> i64 {
    if last || whole.is_zero() {
        return amount.signum() * (amount.abs() - earlier).max(0);
    }
    Decimal::from(amount).checked_mul(part / whole).and_then(round_half_away).unwrap_or_default()
}

/// What the lines of a document come to before its discount, in major units.
fn worth(sale: &Sale) -> Decimal {
    sale.lines.iter().map(|line| line.quantity.abs() * line.unit_price).sum()
}
