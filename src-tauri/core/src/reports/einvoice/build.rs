//! From the document as it was worked out to its data. What the data has and the document
//! has not are amounts without tax of what is shown with it: they are the parts that
//! [`crate::sales::totals`] gave to each line.

use super::codes::{category, in_union, unit, vat_id};
use super::{Adjustment, Breakdown, Category, EInvoice, Line, Means, Party, Postal};
use crate::customers::{Customer, CustomerKind};
use crate::entity::{Entity, Kind};
use crate::facts::Facts;
use crate::money::{Currency, digits, round_minor};
use crate::normalise::phone::region_of;
use crate::reports::frame::Frame;
use crate::reports::ledger::{taxes, words};
use crate::sales::rates::Rules;
use crate::sales::{DocumentKind, PaymentMethod, Sale, TaxSum};
use crate::settings::Settings;
use crate::settings::tax::TaxTreatment;
use crate::{Id, Result, Sentence, say};
use rust_decimal::{Decimal, RoundingStrategy};
use std::collections::BTreeMap;

/// Decimals of a price that was worked out of an amount.
const PRICE_DECIMALS: u32 = 8;

/// The data of an invoice or credit note that was issued and is valid; `None` for any other
/// document, and for amounts that need three decimals: EN 16931 takes two (BR-DEC), and an
/// amount that was rounded for it would not be the one on paper.
pub(in crate::reports) fn of(facts: &Facts, frame: &Frame, sale: &Sale) -> Result<Option<EInvoice>> {
    let rules = Rules::of(&frame.settings);
    let currency = rules.currency_of(sale)?;
    if !sale.counts() || sale.number.is_empty() {
        return Ok(None);
    }
    let credit = sale.document_kind == DocumentKind::CreditNote;
    let sign = if credit { -1 } else { 1 };
    let sums = taxes(sale, &rules);
    let parts = Parts::of(sale, &sums, currency, sign);
    let (seller, buyer) = (seller(&frame.settings), buyer(facts, frame, sale));
    let foreign = !sale.currency.is_empty();
    let mut invoice = EInvoice {
        number: sale.number.clone(),
        code: match (credit, sale.deposit) {
            (true, _) => 381,
            (false, true) => 386,
            (false, false) => 380,
        },
        date: sale.date,
        due_date: sale.due_date.filter(|_| !credit),
        currency,
        order_number: sale.po_number.clone(),
        delivery_note: number_of(facts, sale.from_id, DocumentKind::Delivery)
            .map(|(n, _)| n)
            .unwrap_or_default(),
        delivered: (!sale.deposit).then(|| sale.delivered_date.or(sale.shipped_date).unwrap_or(sale.date)),
        ship_to: None,
        preceding: preceding(facts, sale),
        means: means(sale, &frame.settings, currency),
        lines: parts.lines(sale),
        adjustments: parts.adjustments(sale, frame),
        taxes: parts.breakdown(sale, &sums, frame),
        book_tax: foreign.then_some((rules.currency, sign * sale.book_tax)),
        lines_total: parts.nets.iter().sum(),
        net: sign * sale.net,
        tax: sign * sale.tax,
        rounding: sign * sale.rounding,
        prepaid: sign * sale.paid,
        seller,
        buyer,
        lacks: Vec::new(),
    };
    // Without another day it is due at once (BR-CO-25).
    let due_at_once = (invoice.due() > 0).then_some(sale.date);
    invoice.due_date = invoice.due_date.or(due_at_once);
    let has = |wanted: Category| invoice.taxes.iter().any(|tax| tax.category == wanted);
    if has(Category::K) {
        invoice.ship_to = Some(invoice.buyer.postal.clone());
    }
    if has(Category::O) {
        // Who is not subject to the tax names no number for it (BR-O-2).
        invoice.seller.vat_id.clear();
        invoice.buyer.vat_id.clear();
    }
    if invoice.seller.vat_id.is_empty() {
        // One of the two must be there (BR-CO-26).
        let known = [&frame.settings.tax_number, &frame.settings.vat_number, &frame.settings.email];
        let known = known.into_iter().map(|text| text.trim()).find(|text| !text.is_empty());
        invoice.seller.identifier = known.unwrap_or_default().to_owned();
    }
    invoice.lacks = lacks(&invoice, &frame.settings);
    Ok(Some(invoice).filter(fits))
}

/// Whether every amount can be said with two decimals.
fn fits(invoice: &EInvoice) -> bool {
    let whole = |minor: i64, currency| {
        let finest = 10_i64.pow(digits(currency).saturating_sub(2));
        minor % finest == 0
    };
    let sums = [invoice.lines_total, invoice.net, invoice.tax, invoice.rounding, invoice.prepaid];
    let lines = invoice.lines.iter().flat_map(|line| [line.net, line.discount]);
    let others = invoice.adjustments.iter().map(|one| one.amount);
    let taxes = invoice.taxes.iter().flat_map(|tax| [tax.basis, tax.tax]);
    let all = sums.into_iter().chain(lines).chain(others).chain(taxes);
    all.into_iter().all(|minor| whole(minor, invoice.currency))
        && invoice.book_tax.is_none_or(|(currency, tax)| whole(tax, currency))
}

/// Why a document that was issued and is valid has no data; `None` for one of which nobody
/// would expect any.
pub(in crate::reports) fn too_fine(sale: &Sale, currency: Currency) -> Option<Sentence> {
    (sale.counts() && !sale.number.is_empty() && digits(currency) > 2).then(|| {
        say!(
            "{} has amounts in {} with three decimals. Electronic invoices (EN 16931) take two, so it goes without data that programs can read.",
            sale.number,
            currency.code()
        )
    })
}

/// Why the document with this identity cannot be written as an electronic invoice.
pub fn why_not(facts: &Facts, id: Id) -> Result<Sentence> {
    let sale: Sale = facts.get(id)?;
    let currency = Rules::of(&facts.settings()).currency_of(&sale)?;
    Ok(too_fine(&sale, currency).unwrap_or_else(|| {
        say!(
            "Only an invoice or credit note that was issued and is valid can be written as an electronic invoice. Write this document as PDF."
        )
    }))
}

/// The data of the document with this identity, in the customer's language; see [`EInvoice`].
pub fn build(facts: &Facts, today: chrono::NaiveDate, id: Id) -> Result<Option<EInvoice>> {
    let sale: Sale = facts.get(id)?;
    of(facts, &Frame::for_customer(facts, today, sale.customer_id), &sale)
}

/// The lines' net amounts before discounts on the whole document, and what these took off.
struct Parts {
    currency: Currency,
    sign: i64,
    nets: Vec<i64>,
    taken: Vec<i64>,
    categories: Vec<Category>,
    shipping: (i64, Category, Decimal),
}

impl Parts {
    fn of(sale: &Sale, sums: &[TaxSum], currency: Currency, sign: i64) -> Self {
        let treatment = |class: &str| {
            let of_class = sums.iter().find(|sum| !class.is_empty() && sum.tax_class == class);
            of_class.map_or(TaxTreatment::Standard, |sum| sum.treatment)
        };
        let mut categories: Vec<Category> =
            sale.lines.iter().map(|line| category(treatment(&line.tax_class), line.tax_rate)).collect();
        let mut shipped = category(treatment(&sale.shipping_tax_class), sale.shipping_tax_rate);
        // A document that is partly subject to the tax has no line that is not (BR-O-11).
        let mixed = categories.iter().any(|one| *one != Category::O)
            || (sale.shipping != 0 && shipped != Category::O);
        for one in categories.iter_mut().chain([&mut shipped]).filter(|one| mixed && **one == Category::O) {
            *one = Category::E;
        }
        let taken: Vec<i64> = sale
            .lines
            .iter()
            .map(|line| {
                if !sale.prices_include_tax {
                    return sign * (line.amount - line.net);
                }
                let share = Decimal::new(line.amount - line.total, digits(currency));
                let net = (share * Decimal::ONE_HUNDRED).checked_div(Decimal::ONE_HUNDRED + line.tax_rate);
                sign * net.and_then(|net| round_minor(net, currency)).unwrap_or_default()
            })
            .collect();
        let nets = sale.lines.iter().zip(&taken).map(|(line, taken)| sign * line.net + taken).collect();
        let shipping =
            if sale.prices_include_tax { sale.shipping - sale.shipping_tax } else { sale.shipping };
        Self {
            currency,
            sign,
            nets,
            taken,
            categories,
            shipping: (sign * shipping, shipped, sale.shipping_tax_rate),
        }
    }

    fn lines(&self, sale: &Sale) -> Vec<Line> {
        let all = sale.lines.iter().zip(&self.nets).zip(&self.categories).enumerate();
        all.map(|(index, ((line, net), category))| {
            let (quantity, price, discount) = self.price(sale, line, *net);
            let (name, description) = line.description.split_once('\n').unwrap_or((&line.description, ""));
            Line {
                key: line.key_at(index),
                sku: line.sku.clone(),
                name: if name.trim().is_empty() { "–" } else { name.trim() }.to_owned(),
                description: description.trim().to_owned(),
                quantity,
                unit: unit(&line.unit),
                price,
                discount,
                net: *net,
                category: *category,
                rate: line.tax_rate.normalize(),
            }
        })
        .collect()
    }

    /// Quantity, price of one without tax (never negative, BR-27), and what was taken off.
    fn price(&self, sale: &Sale, line: &crate::sales::Line, net: i64) -> (Decimal, Decimal, i64) {
        let mut quantity = line.quantity * Decimal::from(self.sign);
        let mut price = line.unit_price;
        if sale.prices_include_tax {
            let whole = Decimal::ONE_HUNDRED + line.tax_rate;
            price = (price * Decimal::ONE_HUNDRED).checked_div(whole).unwrap_or_default();
            price = price.round_dp_with_strategy(PRICE_DECIMALS, RoundingStrategy::MidpointAwayFromZero);
        }
        if price.is_sign_negative() {
            (quantity, price) = (-quantity, -price);
        }
        let whole = |price: Decimal| quantity.checked_mul(price).and_then(|p| round_minor(p, self.currency));
        let discounted = !line.discount.is_zero() || line.discount_amount != 0;
        let exact = Decimal::new(net, digits(self.currency)).checked_div(quantity);
        // A price that has the tax in it may be a fraction of a cent beside what the line comes to.
        if let Some(exact) =
            exact.filter(|exact| !discounted && whole(price) != Some(net) && !exact.is_sign_negative())
        {
            let exact = exact.round_dp_with_strategy(PRICE_DECIMALS, RoundingStrategy::MidpointAwayFromZero);
            if whole(exact) == Some(net) {
                price = exact;
            }
        }
        let discount = whole(price).map_or(0, |whole| whole - net);
        (quantity.normalize(), price.normalize(), discount)
    }

    fn adjustments(&self, sale: &Sale, frame: &Frame) -> Vec<Adjustment> {
        let words = words(frame);
        let mut taken: BTreeMap<(Category, Decimal), i64> = BTreeMap::new();
        for ((line, amount), category) in sale.lines.iter().zip(&self.taken).zip(&self.categories) {
            *taken.entry((*category, line.tax_rate.normalize())).or_default() += amount;
        }
        // 95 is a discount, FC is freight.
        let discounts = taken.into_iter().map(|((category, rate), amount)| Adjustment {
            charge: amount < 0,
            amount: amount.abs(),
            reason: words.discount.to_owned(),
            reason_code: if amount < 0 { "" } else { "95" },
            category,
            rate,
        });
        let (amount, category, rate) = self.shipping;
        let shipping = Adjustment {
            charge: amount >= 0,
            amount: amount.abs(),
            reason: words.shipping_cost.to_owned(),
            reason_code: if amount >= 0 { "FC" } else { "" },
            category,
            rate: rate.normalize(),
        };
        discounts.chain([shipping]).filter(|one| one.amount != 0).collect()
    }

    fn breakdown(&self, sale: &Sale, sums: &[TaxSum], frame: &Frame) -> Vec<Breakdown> {
        let mut groups: BTreeMap<(Category, Decimal), (i64, i64, String)> = BTreeMap::new();
        let mut add = |category: Category, rate: Decimal, net: i64, tax: i64, class: &str| {
            let group = groups.entry((category, rate.normalize())).or_default();
            group.0 += self.sign * net;
            group.1 += self.sign * tax;
            if group.2.is_empty() && !class.is_empty() {
                let of_class = sums.iter().find(|sum| sum.tax_class == class);
                group.2 = of_class.map(|sum| sum.tax_note.trim().to_owned()).unwrap_or_default();
            }
        };
        for (line, category) in sale.lines.iter().zip(&self.categories) {
            add(*category, line.tax_rate, line.net, line.tax, &line.tax_class);
        }
        let (amount, category, rate) = self.shipping;
        if amount != 0 {
            add(category, rate, self.sign * amount, sale.shipping_tax, &sale.shipping_tax_class);
        }
        let words = words(frame);
        let usual = |category: Category| match category {
            Category::S | Category::Z => "",
            Category::E => words.exempt,
            Category::AE => words.reverse_charge,
            Category::K => words.intra_eu,
            Category::G => words.export,
            Category::O => words.out_of_scope,
        };
        groups
            .into_iter()
            .map(|((category, rate), (basis, tax, note))| Breakdown {
                category,
                rate,
                basis,
                tax,
                reason: match category.needs_reason() {
                    false => String::new(),
                    true if note.is_empty() => usual(category).to_owned(),
                    true => note,
                },
            })
            .collect()
    }
}

/// Number and day of a document when it is of this kind.
fn number_of(facts: &Facts, id: Option<Id>, kind: DocumentKind) -> Option<(String, chrono::NaiveDate)> {
    let sale: Sale = facts.get(id?).ok()?;
    (sale.document_kind == kind && !sale.number.is_empty()).then_some((sale.number, sale.date))
}

/// The invoice a credit note takes back, or the deposits an invoice takes off.
fn preceding(facts: &Facts, sale: &Sale) -> Vec<(String, chrono::NaiveDate)> {
    let deposits = sale.lines.iter().map(|line| line.deposit_of);
    let from = (sale.document_kind == DocumentKind::CreditNote).then_some(sale.from_id);
    let mut found: Vec<_> = from
        .into_iter()
        .chain(deposits)
        .filter_map(|id| number_of(facts, id, DocumentKind::Invoice))
        .collect();
    found.dedup();
    found
}

fn means(sale: &Sale, settings: &Settings, currency: Currency) -> Option<Means> {
    let iban: String = settings.iban.chars().filter(|c| !c.is_whitespace()).collect();
    let transfer = if currency == Currency::EUR { 58 } else { 30 };
    let paid = sale.payments.first().filter(|_| sale.due <= 0).map(|payment| payment.method);
    let code = match paid {
        Some(PaymentMethod::Cash) => 10,
        Some(PaymentMethod::Card) => 48,
        Some(PaymentMethod::Cheque) => 20,
        Some(PaymentMethod::Other | PaymentMethod::WriteOff) => 1,
        Some(PaymentMethod::Transfer) | None if !iban.is_empty() => transfer,
        Some(PaymentMethod::Transfer) => 1,
        None => return None,
    };
    if sale.document_kind == DocumentKind::CreditNote || code != transfer {
        return (sale.document_kind != DocumentKind::CreditNote)
            .then_some(Means { code, ..Means::default() });
    }
    let holder =
        if settings.account_holder.is_empty() { &settings.business_name } else { &settings.account_holder };
    Some(Means { code, iban, holder: holder.clone(), bic: settings.bic.replace(' ', "") })
}

fn seller(settings: &Settings) -> Party {
    let own = vat_id(&settings.vat_number).or_else(|| vat_id(&settings.tax_number)).unwrap_or_default();
    let is_vat = vat_id(&settings.tax_number).is_some();
    Party {
        identifier: String::new(),
        name: settings.business_name.clone(),
        contact: settings.business_name.clone(),
        phone: settings.phone.clone(),
        email: settings.email.clone(),
        postal: printed(&settings.address, &settings.country),
        vat_id: own,
        tax_number: if is_vat { String::new() } else { settings.tax_number.trim().to_owned() },
    }
}

/// An address as it is printed, taken apart: the town's line is the last that begins with
/// a postal code, what stands before it are streets.
fn printed(address: &str, country: &str) -> Postal {
    let lines: Vec<&str> = address.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    let code = |line: &str| {
        let (code, city) = line.split_once(' ')?;
        let digits = code.chars().filter(char::is_ascii_digit).count();
        (digits >= 3 && digits * 2 >= code.len()).then(|| (code.to_owned(), city.trim().to_owned()))
    };
    let town = lines.iter().enumerate().skip(1).rev().find_map(|(at, line)| Some((at, code(line)?)));
    let (until, (postal_code, city)) = match town {
        Some(found) => found,
        // Other countries write the town first; the last line is the best guess.
        None if lines.len() > 1 => (lines.len() - 1, (String::new(), lines[lines.len() - 1].to_owned())),
        None => (lines.len(), Default::default()),
    };
    let lines = lines[..until].iter().take(3).map(|line| (*line).to_owned()).collect();
    Postal { lines, postal_code, city, country: country.to_owned() }
}

fn buyer(facts: &Facts, frame: &Frame, sale: &Sale) -> Party {
    let row = sale.customer_id.and_then(|id| facts.table(Kind::Customer).present(id));
    let customer = row.and_then(|row| facts.get::<Customer>(facts.table(Kind::Customer).id(row)).ok());
    let (Some(row), Some(customer)) = (row, customer) else {
        let postal = Postal { country: frame.settings.country.clone(), ..Postal::default() };
        return Party { name: frame.labels.counter.to_owned(), postal, ..Party::default() };
    };
    let title = facts.title(Customer::KIND, row);
    let employed = customer.kind == CustomerKind::Person && !customer.company_name.is_empty();
    let address = customer.addresses.first().cloned().unwrap_or_default();
    let own = &frame.settings.country;
    Party {
        identifier: String::new(),
        name: if employed { customer.company_name.clone() } else { title.clone() },
        contact: if employed { title } else { String::new() },
        phone: String::new(),
        email: customer.emails.first().map(|email| email.address.clone()).unwrap_or_default(),
        postal: Postal {
            lines: address.street.lines().take(3).map(|line| line.trim().to_owned()).collect(),
            postal_code: address.postal_code.clone(),
            city: address.city.clone(),
            country: region_of(&address.country).unwrap_or_else(|| own.clone()),
        },
        vat_id: vat_id(&customer.tax_id).unwrap_or_default(),
        tax_number: String::new(),
    }
}

/// What a receiver in the European Union must find and does not.
fn lacks(invoice: &EInvoice, settings: &Settings) -> Vec<Sentence> {
    let mut lacks = Vec::new();
    if !in_union(&settings.country) {
        return lacks;
    }
    let has = |wanted: &[Category]| invoice.taxes.iter().any(|tax| wanted.contains(&tax.category));
    let none = invoice.seller.vat_id.is_empty() && invoice.seller.tax_number.is_empty();
    if none && !has(&[Category::O]) {
        lacks.push(say!(
            "The electronic invoice lacks your VAT or tax number. Enter it in the settings, then print the document again."
        ));
    }
    if invoice.seller.postal.lines.is_empty() {
        lacks.push(say!(
            "The electronic invoice lacks your address. Enter it in the settings, then print the document again."
        ));
    }
    if has(&[Category::AE, Category::K]) && invoice.buyer.vat_id.is_empty() {
        lacks.push(say!(
            "The electronic invoice lacks the VAT number of {}, without which the tax must be charged. Enter it in the customer's card.",
            &invoice.buyer.name
        ));
    }
    lacks
}
