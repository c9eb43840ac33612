//! Money asked for before the goods, and taken off the invoices that follow.

use super::chain::made_from;
use super::rates::Rules;
use super::{DocumentKind, Line, Sale, SaleStatus, totals};
use crate::Result;
use crate::book::Tx;
use crate::entity::Kind;

/// Takes the deposits of the order behind an invoice off it, each once, and only as far as
/// the invoice is worth it.
pub(super) fn take_off(tx: &Tx<'_>, source: &Sale, made: &mut Sale) -> Result<()> {
    let order = match source.document_kind {
        DocumentKind::Order => Some(source.meta.id),
        _ => source.from_id,
    };
    let Some(order) = order.filter(|id| tx.exists(Kind::Sale, *id)) else { return Ok(()) };
    let mut waiting = vec![order];
    let (mut deposits, mut taken) = (Vec::new(), Vec::new());
    while let Some(id) = waiting.pop() {
        for sale in made_from(tx.facts(), id) {
            waiting.push(sale.meta.id);
            taken.extend(sale.lines.iter().filter_map(|line| line.deposit_of));
            if sale.deposit && sale.status != SaleStatus::Draft {
                deposits.push(sale);
            }
        }
    }
    let rules = Rules::of(&tx.facts().settings());
    totals::compute(made, &rules)?;
    let mut room = made.total;
    for deposit in deposits.iter().filter(|deposit| !taken.contains(&deposit.meta.id)) {
        let open = deposit.total;
        if open <= 0 || open > room {
            continue;
        }
        room -= open;
        made.lines.extend(deposit.lines.iter().map(|line| Line {
            quantity: -line.quantity,
            description: format!("{} {}", line.description, deposit.number),
            deposit_of: Some(deposit.meta.id),
            ..line.clone()
        }));
    }
    Ok(())
}
