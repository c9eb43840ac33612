//! What a line takes over from its product.

use super::issued::is_issued;
use super::{DocumentKind, Line, Sale, SaleStatus};
use crate::book::{Source, Tx};
use crate::products::Product;
use crate::settings::words::OwnWords;
use crate::stock::levels::cost_of;
use crate::{Error, Id, Result, say};

/// Fills in what a line leaves open and its product knows: words, code, unit, class of tax,
/// and what one costs at the moment, for a margin that stays true when prices change. The
/// cost of an issued document stays as it was, and so does what a file brings. Refused when
/// a promise or a bill names a product that is only sold as one of its variants.
pub(super) fn fill(sale: &mut Sale, before: Option<&Sale>, tx: &Tx<'_>) -> Result<()> {
    let told = tx.source() == Source::Import;
    let costed = !told && before.is_none_or(|before| !is_issued(before));
    let binding =
        matches!(sale.document_kind, DocumentKind::Order | DocumentKind::Delivery | DocumentKind::Invoice);
    let goes_out =
        !told && sale.status != SaleStatus::Draft && before.is_none_or(|before| !is_issued(before));
    for (index, line) in sale.lines.iter_mut().enumerate() {
        let Some(id) = line.product_id else {
            if goes_out && line.is_sundry() {
                OwnWords::of(&tx.facts().settings().language).sundry.clone_into(&mut line.description);
            }
            continue;
        };
        let worded = !line.description.is_empty();
        let stood = before.is_some_and(|before| names(&before.lines, id));
        if worded && (told || stood && line.cost.is_some()) {
            continue;
        }
        let product: Product = tx.get(id)?;
        if binding && !told && !stood && !product.options.is_empty() {
            return Err(Error::invalid(
                "sale",
                format!("lines.{index}.product_id"),
                say!("“{}” is sold in variants. Say which of them it is.", product.name),
            ));
        }
        if line.cost.is_none() && (costed || !worded) {
            line.cost = cost_of(tx.facts(), &product);
        }
        if worded {
            continue;
        }
        line.description = product.name;
        line.sku = product.sku;
        line.unit = product.unit;
        if line.tax_class.is_empty() && line.tax_rate == product.tax_rate {
            line.tax_class = product.tax_class;
        }
    }
    Ok(())
}

impl Line {
    /// Whether it has a price and no words, as it is typed at a till.
    pub(super) fn is_sundry(&self) -> bool {
        self.product_id.is_none()
            && self.description.trim().is_empty()
            && !(self.unit_price * self.quantity).is_zero()
    }
}

fn names(lines: &[Line], product: Id) -> bool {
    lines.iter().any(|line| line.product_id == Some(product))
}
