//! The chain of documents: making one from another, and how far it has come.

use super::{day, decimal, id, saved, word};
use crate::error::ApiError;
use crate::session::{Session, changes};
use crate::types::*;
use regulars_core::entity::Kind;
use regulars_core::ids::Id;
use regulars_core::late::{Present, late_field};
use regulars_core::reports::document::deposit_line;
use regulars_core::sales::chain::{self, LineProgress};
use regulars_core::sales::{DocumentKind, Sale, make, recurring};
use regulars_core::say;

pub fn make(session: &Session, request: MakeRequest) -> Result<Saved, ApiError> {
    let book = session.book()?;
    let from = id(&request.id, Kind::Sale)?;
    let to: DocumentKind = word(&request.to, "to")?;
    let on = request.on.as_deref().map(|text| day(text, "on")).transpose()?;
    let picks = request
        .picks
        .iter()
        .map(|pick| Ok(make::Pick { key: pick.key, quantity: decimal(&pick.quantity, "quantity")? }))
        .collect::<Result<Vec<_>, ApiError>>()?;
    let source = book.facts().title_of(Kind::Sale, from).unwrap_or_default();
    let label = say!("New from {}: {}", source, make::noun(to));
    let outcome = book.transact(&session.by(&book), &label, |tx| {
        let sale = match (to, request.goods_back) {
            (DocumentKind::CreditNote, true) => make::take_back(tx, from, &picks, on),
            _ => make::make(tx, from, to, &picks, on),
        };
        sale.map(|sale| sale.meta.id)
    })?;
    saved(&book, &outcome, Kind::Sale, outcome.value, &label)
}

pub fn accept(session: &Session, request: AcceptRequest) -> Result<Saved, ApiError> {
    let book = session.book()?;
    let quote = id(&request.id, Kind::Sale)?;
    let on = request.on.as_deref().map(|text| day(text, "on")).transpose()?;
    let label = say!("Accepted {}", book.facts().title_of(Kind::Sale, quote).unwrap_or_default());
    let outcome = book.transact(&session.by(&book), &label, |tx| make::accept(tx, quote, on))?;
    saved(&book, &outcome, Kind::Sale, quote, &label)
}

pub fn deposit(session: &Session, request: DepositRequest) -> Result<Saved, ApiError> {
    let book = session.book()?;
    let order = id(&request.id, Kind::Sale)?;
    let percent = decimal(&request.percent, "percent")?;
    let of: Sale = book.facts().get(order)?;
    let line = match request.label.trim() {
        "" => deposit_line(&book.facts(), book.today(), &of),
        typed => typed.to_owned(),
    };
    let label = say!("Deposit on {}", of.number);
    let outcome = book.transact(&session.by(&book), &label, |tx| {
        recurring::deposit(tx, order, percent, &line).map(|invoice| invoice.meta.id)
    })?;
    saved(&book, &outcome, Kind::Sale, outcome.value, &label)
}

pub fn recurring(session: &Session, request: RecurringRequest) -> Result<Made, ApiError> {
    let book = session.book()?;
    let until = request.until.as_deref().map(|text| day(text, "until")).transpose()?;
    let until = until.unwrap_or(book.today());
    let label = say!("Recurring invoices up to {}", until);
    let outcome = book.transact(&session.by(&book), &label, |tx| recurring::run(tx, until))?;
    Ok(Made {
        ids: outcome.value.iter().map(ToString::to_string).collect(),
        changed: changes(&outcome.changed),
        undo_label: label.written(),
        op_id: outcome.op.map(|op| op.to_string()),
    })
}

pub fn get(session: &Session, request: IdRequest) -> Result<Chain, ApiError> {
    let book = session.book()?;
    let facts = book.facts();
    let sale: Sale = facts.get(id(&request.id, Kind::Sale)?)?;
    let family = chain::family(&facts, &sale)?;
    let progress = chain::progress(&facts, &sale);
    let present = Present::of(&book);
    let late: Vec<_> =
        family.iter().filter_map(|sale| Some((sale.meta.id, late_field(sale, &facts, present)?))).collect();
    let kinds = DocumentKind::ALL.iter().copied().filter(|to| make::follows(sale.document_kind, *to));
    Ok(Chain {
        documents: family.iter().map(document).collect(),
        events: chain::events(&family).into_iter().map(|one| event(one, &late)).collect(),
        next: kinds
            .map(|to| ChainNext {
                to: to.word().into(),
                left: progress
                    .iter()
                    .map(|line| (line.key, line.left(sale.document_kind, to)))
                    .filter(|(_, left)| !left.is_zero())
                    .map(|(key, left)| Pick { key, quantity: left.normalize().to_string() })
                    .collect(),
            })
            .filter(|next| !next.left.is_empty())
            .collect(),
        lines: progress.into_iter().map(line).collect(),
    })
}

/// A document as chains and lists of open ones show it.
pub(crate) fn document(sale: &Sale) -> ChainDocument {
    ChainDocument {
        id: sale.meta.id.to_string(),
        from_id: sale.from_id.map(|id| id.to_string()),
        number: sale.number.clone(),
        document_kind: sale.document_kind.word().into(),
        status: sale.status.word().into(),
        date: sale.date.to_string(),
        total: sale.total,
        due: sale.due,
    }
}

fn line(line: LineProgress) -> ChainLine {
    ChainLine {
        key: line.key,
        description: line.description,
        quantity: line.quantity.normalize().to_string(),
        ordered: line.ordered.normalize().to_string(),
        delivered: line.delivered.normalize().to_string(),
        invoiced: line.invoiced.normalize().to_string(),
        credited: line.credited.normalize().to_string(),
    }
}

/// `late` names the documents of which a day has passed in vain, and the field of that day.
fn event(event: chain::Event, late: &[(Id, &'static str)]) -> ChainEvent {
    let field = match event.what {
        "due" => "due_date",
        "promised" => "promised_date",
        _ => "",
    };
    ChainEvent {
        on: event.on.to_string(),
        what: event.what.into(),
        sale_id: event.sale.to_string(),
        number: event.number,
        detail: event.detail,
        amount: event.amount,
        late: late.contains(&(event.sale, field)),
    }
}
