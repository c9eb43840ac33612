//! The taxes of the business, as its settings declare them.

use crate::book::Tx;
use crate::entity::{FieldType, FieldValue, Kind, codec};
use crate::{Error, Result, Sentence, choice, part, say};
use ahash::AHashSet;
use rust_decimal::Decimal;

choice! {
    /// Why a tax is charged or not.
    pub enum TaxTreatment {
        /// Charged at its rate.
        Standard = 0 "standard",
        /// Free of tax by law.
        Exempt = 1 "exempt",
        /// The customer owes the tax.
        ReverseCharge = 2 "reverse_charge",
        /// Goods that leave for another country.
        Export = 3 "export",
        /// Goods that go to a business in another country of the European Union.
        IntraEu = 4 "intra_eu",
        /// Not a matter of this tax at all.
        OutOfScope = 5 "out_of_scope",
    }
}

choice! {
    /// Where tax is rounded.
    pub enum TaxRounding {
        /// On every line, so that lines can be added up.
        Line = 0 "line",
        /// Once per rate on the whole document.
        Document = 1 "document",
    }
}

part! {
    /// One tax of a tax class. Several entries with one class are several taxes on the
    /// same sale, in this order.
    pub struct TaxRate {
        /// What lines and products call it: `Standard`, `Reduced`, `Québec`.
        1 tax_class: String {},
        /// The tax as printed; empty when it is called as its class.
        2 tax_name: String {},
        /// In percent.
        3 rate: Decimal { ty: FieldType::Percent },
        /// Charged on the taxes before it as well.
        4 compound: bool {},
        /// Why it is charged or not.
        5 treatment: TaxTreatment {},
        /// The sentence that the document must carry.
        6 tax_note: String {},
        /// The account or key of bookkeeping programs.
        7 booking_code: String {},
    }
}

/// Refuses rates that cannot be, and taking away or changing one that is in use.
pub(super) fn check(rates: &[TaxRate], before: &[TaxRate], tx: &Tx<'_>) -> Result<()> {
    let refuse = |index: usize, field: &str, message: Sentence| {
        Err(Error::invalid("settings", format!("tax_rates.{index}.{field}"), message))
    };
    for (index, rate) in rates.iter().enumerate() {
        if rate.tax_class.is_empty() {
            return refuse(index, "tax_class", say!("Give the tax a name, such as Standard or Reduced."));
        }
        crate::products::check::tax_rate("settings", format!("tax_rates.{index}.rate"), rate.rate)?;
        if rate.treatment != TaxTreatment::Standard && !rate.rate.is_zero() {
            let message = say!("“{}” is not charged, so its rate must be 0.", rate.tax_class);
            return refuse(index, "rate", message);
        }
        let first = rates.iter().find(|other| other.tax_class == rate.tax_class);
        if first.is_some_and(|first| first.treatment != rate.treatment) {
            let message = say!("All taxes of “{}” must be charged for the same reason.", rate.tax_class);
            return refuse(index, "treatment", message);
        }
    }
    let changed = |class: &str| {
        let of = |list: &[TaxRate]| -> Vec<_> {
            let wanted = list.iter().filter(|rate| rate.tax_class == class);
            wanted.map(|rate| (rate.rate, rate.compound, rate.treatment)).collect()
        };
        of(rates) != of(before)
    };
    let touched: AHashSet<&str> =
        before.iter().map(|rate| rate.tax_class.as_str()).filter(|class| changed(class)).collect();
    if touched.is_empty() {
        return Ok(());
    }
    match used(&touched, tx) {
        Some(class) => Err(Error::invalid(
            "settings",
            "tax_rates",
            say!(
                "“{}” is in use by sales or products, so it cannot be removed and its rate cannot change. Add the new rate under a name of its own, and use that from now on.",
                class
            ),
        )),
        None => Ok(()),
    }
}

/// One of the classes that a product or a document names.
fn used(classes: &AHashSet<&str>, tx: &Tx<'_>) -> Option<String> {
    let products = tx.facts().table(Kind::Product);
    let mut named = products.present_rows().map(|row| products.text(row, crate::products::TAX_CLASS));
    if let Some(class) = named.find(|class| classes.contains(class)) {
        return Some(class.to_owned());
    }
    let sales = tx.facts().table(Kind::Sale);
    for row in sales.present_rows() {
        let Some(taxes) = codec::raw_field(sales.bytes(row), crate::sales::TAXES) else { continue };
        for tax in codec::list_items(taxes) {
            let class = codec::raw_part_field(tax, 1).and_then(String::decode).unwrap_or_default();
            if classes.contains(class.as_str()) {
                return Some(class);
            }
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::Book;
    use crate::sales::tests::{by, field_of, kept, line, paid, sale, shop};
    use crate::sales::{DocumentKind, Sale};
    use crate::settings::{SETTINGS_ID, Settings};

    fn rates(entries: &[(&str, i64)]) -> Vec<TaxRate> {
        let rate = |(class, rate): &(&str, i64)| TaxRate {
            tax_class: (*class).into(),
            rate: (*rate).into(),
            ..TaxRate::default()
        };
        entries.iter().map(rate).collect()
    }

    fn set(book: &Book, change: impl FnOnce(&mut Settings)) -> Result<()> {
        book.transact(&by(), "Settings", |tx| {
            let mut settings: Settings = tx.get(SETTINGS_ID)?;
            change(&mut settings);
            tx.save(&mut settings)
        })
        .map(|_| ())
    }

    #[test]
    fn a_tax_in_use_stays_and_a_new_rate_gets_a_name_of_its_own() {
        let home = tempfile::tempdir().unwrap();
        let book = shop(&home);
        set(&book, |s| s.tax_rates = rates(&[("Standard", 19), ("Reduced", 7)])).unwrap();
        let mut invoice = sale(DocumentKind::Invoice, vec![line(1, 100)]);
        invoice.lines[0].tax_class = "Standard".into();
        kept(&book, &mut invoice).unwrap();
        assert_eq!((invoice.lines[0].tax_rate, invoice.total), (19.into(), 11_900));
        for wrong in [&[("Reduced", 7)][..], &[("Standard", 16), ("Reduced", 7)]] {
            let error = set(&book, |s| s.tax_rates = rates(wrong)).unwrap_err();
            assert_eq!(field_of(&error), "tax_rates", "{error}");
            assert!(error.to_string().contains("“Standard” is in use"), "{error}");
        }
        set(&book, |s| s.tax_rates = rates(&[("Standard", 19), ("Standard 2027", 21)])).unwrap();
        let none = rates(&[("", 3)]);
        assert_eq!(field_of(&set(&book, |s| s.tax_rates = none).unwrap_err()), "tax_rates.0.tax_class");
    }

    #[test]
    fn an_issued_document_stays_to_the_cent_when_the_rules_change() {
        let home = tempfile::tempdir().unwrap();
        let book = shop(&home);
        let mut invoice = sale(DocumentKind::Invoice, vec![line(1, 100)]);
        kept(&book, &mut invoice).unwrap();
        set(&book, |s| (s.tax_rounding, s.cash_rounding) = (TaxRounding::Document, 5.into())).unwrap();
        let now: Sale = paid(&book, &invoice, 5_001).unwrap();
        assert_eq!((now.total, now.due), (10_000, 4_999), "a payment does not round what was printed");
        let wrong = set(&book, |s| s.cash_rounding = rust_decimal::Decimal::new(1, 3)).unwrap_err();
        assert_eq!(field_of(&wrong), "cash_rounding", "there is no coin of a tenth of a cent");
    }
}
