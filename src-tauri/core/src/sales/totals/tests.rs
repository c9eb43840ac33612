use super::*;
use crate::settings::Settings;
use crate::settings::tax::{TaxRate, TaxTreatment};
use proptest::prelude::*;

fn decimal(text: &str) -> Decimal {
    text.parse().unwrap()
}

fn line(quantity: &str, price: &str, rate: &str) -> Line {
    Line {
        quantity: decimal(quantity),
        unit_price: decimal(price),
        tax_rate: decimal(rate),
        ..Line::default()
    }
}

fn worked_out(mut sale: Sale, currency: Currency) -> Sale {
    compute(&mut sale, &Rules::plain(currency)).unwrap();
    consistent(&sale);
    sale
}

fn net_tax_total(sale: &Sale) -> (i64, i64, i64) {
    (sale.net, sale.tax, sale.total)
}

/// The document's sums, its lines and its tax summary say the same, in both currencies.
fn consistent(sale: &Sale) {
    let lines = |of: fn(&Line) -> i64| sale.lines.iter().map(of).sum::<i64>();
    let shipping_net =
        if sale.prices_include_tax { sale.shipping - sale.shipping_tax } else { sale.shipping };
    assert_eq!(lines(|l| l.net) + shipping_net, sale.net, "net");
    assert_eq!(lines(|l| l.tax) + sale.shipping_tax, sale.tax, "tax");
    assert_eq!(lines(|l| l.total) + shipping_net + sale.shipping_tax + sale.rounding, sale.total, "total");
    assert_eq!(sale.net + sale.tax + sale.rounding, sale.total, "net, tax and rounding are the total");
    assert!(sale.lines.iter().all(|l| l.net + l.tax == l.total), "a line is its net and its tax");
    let shown = if sale.prices_include_tax { lines(|l| l.total) } else { lines(|l| l.net) };
    assert_eq!(lines(|l| l.amount) - sale.discount_total, shown, "what is shown less the discount shown");
    let firsts = || sale.taxes.iter().filter(|tax| tax.place == 0);
    assert_eq!(firsts().map(|tax| tax.net).sum::<i64>(), sale.net, "the summary has all of the net");
    assert_eq!(sale.taxes.iter().map(|tax| tax.tax).sum::<i64>(), sale.tax, "and all of the tax");
    assert_eq!(sale.payments.iter().map(|p| p.amount).sum::<i64>(), sale.paid);
    assert_eq!(sale.total - sale.paid, sale.due);
    if !sale.currency.is_empty() {
        assert_eq!(firsts().map(|tax| tax.book_net).sum::<i64>(), sale.book_net);
        assert_eq!(sale.taxes.iter().map(|tax| tax.book_tax).sum::<i64>(), sale.book_tax);
        if sale.due == 0 {
            assert_eq!(sale.book_due, 0, "what is settled is settled in both currencies");
        }
    }
}

#[test]
fn three_lines_of_a_third_of_a_cent_too_much() {
    // 0.335 → 0.34 each, 1.02 in sum. Per line: 19 % of 0.34 = 0.0646 → 0.06 each = 0.18.
    let lines = || vec![line("1", "0.335", "19"), line("1", "0.335", "19"), line("1", "0.335", "19")];
    let per_line = worked_out(Sale { lines: lines(), ..Sale::default() }, Currency::EUR);
    assert_eq!(net_tax_total(&per_line), (102, 18, 120));
    // Per document: 19 % of 1.02 = 0.1938 → 0.19, shown on the lines as 0.07, 0.06 and 0.06.
    let per_document = Sale { lines: lines(), tax_rounding: TaxRounding::Document, ..Sale::default() };
    let per_document = worked_out(per_document, Currency::EUR);
    assert_eq!(net_tax_total(&per_document), (102, 19, 121));
    assert_eq!(per_document.lines.iter().map(|l| l.tax).collect::<Vec<_>>(), [7, 6, 6]);
}

#[test]
fn two_rates_share_a_discount_on_the_whole() {
    // 10 % off 100.00 at 7 % and 50.00 at 19 %: 90.00 + 6.30 and 45.00 + 8.55 = 149.85.
    let lines = || vec![line("1", "100", "7"), line("1", "50", "19")];
    let sale = worked_out(Sale { lines: lines(), discount: decimal("10"), ..Sale::default() }, Currency::EUR);
    assert_eq!(net_tax_total(&sale), (13_500, 1_485, 14_985));
    let summary: Vec<_> = sale.taxes.iter().map(|tax| (tax.rate, tax.net, tax.tax)).collect();
    assert_eq!(summary, [(decimal("7"), 9_000, 630), (decimal("19"), 4_500, 855)]);
    // 10.00 off, divided 100 : 50 = 6.666… and 3.333…; the larger remainder is up: 6.67 and 3.33.
    // 93.33 at 7 % = 6.5331 → 6.53; 46.67 at 19 % = 8.8673 → 8.87; 140.00 + 15.40 = 155.40.
    let sale = worked_out(Sale { lines: lines(), discount_amount: 1_000, ..Sale::default() }, Currency::EUR);
    assert_eq!(net_tax_total(&sale), (14_000, 1_540, 15_540));
    assert_eq!(sale.taxes[0].net, 9_333);
    // 10 % of 0.05 + 0.05 + 0.05 = 0.015 → 0.02 off the sum, not 0.01 (0.005 → 0.01 off each would be 0.03).
    let cents = vec![line("1", "0.05", "0"), line("1", "0.05", "0"), line("1", "0.05", "0")];
    let sale = worked_out(Sale { lines: cents, discount: decimal("10"), ..Sale::default() }, Currency::EUR);
    assert_eq!((sale.discount_total, sale.total), (2, 13));
}

#[test]
fn the_customer_pays_the_price_on_the_label() {
    // 10.00 with 19 % in it: 10 × 19/119 = 1.5966 → 1.60, net 8.40.
    let gross = |lines| Sale { lines, prices_include_tax: true, ..Sale::default() };
    let sale = worked_out(gross(vec![line("1", "10", "19")]), Currency::EUR);
    assert_eq!(net_tax_total(&sale), (840, 160, 1_000));
    // Thirds: three times 33.33 at 20 %: 33.33 × 20/120 = 5.555 → 5.56 each, 16.68 of 99.99.
    let thirds = || vec![line("1", "33.33", "20"), line("1", "33.33", "20"), line("1", "33.33", "20")];
    assert_eq!(net_tax_total(&worked_out(gross(thirds()), Currency::EUR)), (8_331, 1_668, 9_999));
    // Once on the whole: 99.99 × 20/120 = 16.665 → 16.67, shown as 5.56 + 5.56 + 5.55.
    let sale = Sale { tax_rounding: TaxRounding::Document, ..gross(thirds()) };
    let sale = worked_out(sale, Currency::EUR);
    assert_eq!(net_tax_total(&sale), (8_332, 1_667, 9_999));
    assert_eq!(sale.lines.iter().map(|l| l.tax).collect::<Vec<_>>(), [556, 556, 555]);
    // Shipping of 5.90 with 19 % in it: 0.9420 → 0.94; 15.90 is what is paid.
    let shipped =
        Sale { shipping: 590, shipping_tax_rate: decimal("19"), ..gross(vec![line("1", "10", "19")]) };
    let sale = worked_out(shipped, Currency::EUR);
    assert_eq!((sale.shipping_tax, net_tax_total(&sale)), (94, (1_336, 254, 1_590)));
    assert_eq!(sale.taxes.len(), 1, "goods and shipping of one rate are one line of the summary");
}

#[test]
fn what_comes_back_is_negative_in_every_sum() {
    // −2 × 2.55 = −5.10; 20 % = −1.02.
    let sale = worked_out(Sale { lines: vec![line("-2", "2.55", "20")], ..Sale::default() }, Currency::EUR);
    assert_eq!(net_tax_total(&sale), (-510, -102, -612));
    // Two sold, one taken back: 20.00 − 10.00 = 10.00, 10 % off is 1.00: 2.00 off the one, −1.00 off the other.
    let lines = vec![line("2", "10", "20"), line("-1", "10", "20")];
    let sale = worked_out(Sale { lines, discount: decimal("10"), ..Sale::default() }, Currency::EUR);
    assert_eq!((sale.lines[0].net, sale.lines[1].net), (1_800, -900));
    assert_eq!(net_tax_total(&sale), (900, 180, 1_080));
}

#[test]
fn currencies_without_and_with_three_decimals() {
    // Yen: 3 × 33.5 = 100.5 → 101; 10 % = 10.1 → 10.
    let sale = worked_out(Sale { lines: vec![line("3", "33.5", "10")], ..Sale::default() }, Currency::JPY);
    assert_eq!(net_tax_total(&sale), (101, 10, 111));
    // Kuwaiti dinar: 1.2345 → 1.235 (1,235 fils); 5 % = 0.06175 → 0.062.
    let sale = worked_out(Sale { lines: vec![line("1", "1.2345", "5")], ..Sale::default() }, Currency::KWD);
    assert_eq!(net_tax_total(&sale), (1_235, 62, 1_297));
    // Bahraini dinar: 3 × 0.3335 = 1.0005 → 1.001; 10 % = 0.1001 → 0.100.
    let sale = worked_out(Sale { lines: vec![line("3", "0.3335", "10")], ..Sale::default() }, Currency::BHD);
    assert_eq!(net_tax_total(&sale), (1_001, 100, 1_101));
}

#[test]
fn coins_and_discounts_as_amounts() {
    // 7.7 % of 9.99 = 0.76923 → 0.77; 10.76 is paid as 10.75, and −0.01 is shown.
    let coins =
        Sale { lines: vec![line("1", "9.99", "7.7")], cash_rounding: decimal("0.05"), ..Sale::default() };
    let sale = worked_out(coins, Currency::CHF);
    assert_eq!((net_tax_total(&sale), sale.rounding), ((999, 77, 1_075), -1));
    // 2 × 12.50 less 5 % = 23.75, less 3.75 = 20.00; 19 % = 3.80.
    let mut off = line("2", "12.50", "19");
    (off.discount, off.discount_amount) = (decimal("5"), 375);
    let sale = worked_out(Sale { lines: vec![off], ..Sale::default() }, Currency::EUR);
    assert_eq!(net_tax_total(&sale), (2_000, 380, 2_380));
    assert_eq!(to_cash(-1_078, decimal("0.05"), Currency::CHF), Some(-1_080), "away from zero both ways");
}

fn tax(class: &str, name: &str, rate: &str, compound: bool, treatment: TaxTreatment) -> TaxRate {
    TaxRate {
        tax_class: class.into(),
        tax_name: name.into(),
        rate: decimal(rate),
        compound,
        treatment,
        ..TaxRate::default()
    }
}

fn declared() -> Rules {
    let note = TaxRate {
        tax_note: "Reverse charge: the customer owes the tax.".into(),
        ..tax("EU", "", "0", false, TaxTreatment::ReverseCharge)
    };
    Rules::of(&Settings {
        currency: "CAD".into(),
        tax_rates: vec![
            tax("Québec", "GST", "5", false, TaxTreatment::Standard),
            tax("Québec", "QST", "9.975", false, TaxTreatment::Standard),
            tax("Old Québec", "GST", "5", false, TaxTreatment::Standard),
            tax("Old Québec", "PST", "9.5", true, TaxTreatment::Standard),
            tax("Books", "", "0", false, TaxTreatment::Exempt),
            note,
        ],
        ..Settings::default()
    })
}

fn of_class(class: &str, price: &str) -> Line {
    Line { tax_class: class.into(), ..line("1", price, "0") }
}

#[test]
fn two_taxes_on_one_sale_and_one_upon_the_other() {
    let rules = declared();
    // 100.00: 5 % = 5.00 and 9.975 % = 9.975 → 9.98.
    let mut sale = Sale { lines: vec![of_class("Québec", "100")], ..Sale::default() };
    compute(&mut sale, &rules).unwrap();
    consistent(&sale);
    assert_eq!(net_tax_total(&sale), (10_000, 1_498, 11_498));
    assert_eq!(sale.lines[0].tax_rate, decimal("14.975"), "the line shows what all of it comes to");
    // 100.00: 5 % = 5.00, then 9.5 % of 105.00 = 9.975 → 9.98; the second is charged on 105.00.
    let mut sale = Sale { lines: vec![of_class("Old Québec", "100")], ..Sale::default() };
    compute(&mut sale, &rules).unwrap();
    consistent(&sale);
    let summary: Vec<_> = sale.taxes.iter().map(|t| (t.tax_name.as_str(), t.net, t.tax)).collect();
    assert_eq!(summary, [("GST", 10_000, 500), ("PST", 10_500, 998)]);
    // 114.98 with both in it, 14.975 %: 114.98 × 14.975/114.975 = 14.9757 → 14.98, of which
    // GST 5/14.975 = 5.0017 → 5.00 and PST 9.975/14.975 = 9.9783 → 9.98.
    let mut sale =
        Sale { lines: vec![of_class("Old Québec", "114.98")], prices_include_tax: true, ..Sale::default() };
    compute(&mut sale, &rules).unwrap();
    consistent(&sale);
    assert_eq!(sale.taxes.iter().map(|t| t.tax).collect::<Vec<_>>(), [500, 998]);
    assert_eq!(sale.total, 11_498);
}

#[test]
fn what_is_not_taxed_says_why() {
    let mut sale = Sale { lines: vec![of_class("Books", "20"), of_class("EU", "50")], ..Sale::default() };
    compute(&mut sale, &declared()).unwrap();
    consistent(&sale);
    assert_eq!(net_tax_total(&sale), (7_000, 0, 7_000));
    let treatments: Vec<_> = sale.taxes.iter().map(|t| t.treatment).collect();
    assert_eq!(treatments, [TaxTreatment::Exempt, TaxTreatment::ReverseCharge], "two reasons, two rows");
    assert!(sale.taxes[1].tax_note.starts_with("Reverse charge"), "the document must carry the sentence");
}

#[test]
fn a_document_in_another_currency_is_worth_something_in_the_books() {
    // 100.00 USD + 19 % at 0.9235: 119.00 → 109.8965 → 109.90; tax 19.00 → 17.5465 → 17.55; net 92.35.
    let mut sale = Sale {
        lines: vec![line("1", "60", "19"), line("1", "40", "19")],
        currency: "usd".into(),
        exchange_rate: decimal("0.9235"),
        ..Sale::default()
    };
    let rules = Rules::plain(Currency::EUR);
    compute(&mut sale, &rules).unwrap();
    consistent(&sale);
    assert_eq!((sale.book_net, sale.book_tax, sale.book_total), (9_235, 1_755, 10_990));
    assert_eq!(sale.lines.iter().map(|l| l.book_net).sum::<i64>(), 9_235);
    sale.exchange_rate = Decimal::ZERO;
    let refusal = compute(&mut sale, &rules).unwrap_err().to_string();
    assert!(refusal.contains("how much one USD is in EUR"), "{refusal}");
    sale.currency = "EUR".into();
    compute(&mut sale, &rules).unwrap();
    assert!(sale.currency.is_empty(), "the book's own currency needs no rate");
}

fn document() -> impl Strategy<Value = Sale> {
    let line = (-500_i64..1_000, 0_i64..2_000_000, 0_u32..5, 0_i64..101, 0_usize..7, 0_i64..50);
    let head = (0_i64..1_001, -300_i64..3_000, -1_000_i64..10_000, any::<bool>(), any::<bool>());
    let rest = (0_usize..7, 0_usize..4, 0_usize..3, prop::collection::vec(-50_000_i64..200_000, 0..4));
    (prop::collection::vec(line, 0..12), head, rest).prop_map(|(lines, head, rest)| {
        let (discount, discount_amount, shipping, gross, per_document) = head;
        let (shipping_tax, currency, coins, payments) = rest;
        let classes = ["Québec", "Old Québec", "Books", "EU"];
        let taxed = |which: usize| match which {
            0..4 => (classes[which].to_owned(), Decimal::ZERO),
            _ => (String::new(), [decimal("7"), decimal("19"), decimal("7.7")][which - 4]),
        };
        let (shipping_tax_class, shipping_tax_rate) = taxed(shipping_tax);
        Sale {
            lines: lines
                .into_iter()
                .map(|(quantity, price, scale, discount, tax, off)| {
                    let (tax_class, tax_rate) = taxed(tax);
                    let discount_amount = if price > 5_000 && quantity > 10 && scale < 3 { off } else { 0 };
                    let quantity = Decimal::new(quantity, 1);
                    let unit_price = Decimal::new(price, scale);
                    Line {
                        quantity,
                        unit_price,
                        discount: discount.into(),
                        discount_amount,
                        tax_class,
                        tax_rate,
                        ..Line::default()
                    }
                })
                .collect(),
            discount: Decimal::new(discount, 1),
            discount_amount,
            shipping,
            shipping_tax_class,
            shipping_tax_rate,
            prices_include_tax: gross,
            tax_rounding: if per_document { TaxRounding::Document } else { TaxRounding::Line },
            cash_rounding: [Decimal::ZERO, decimal("0.05"), decimal("1")][coins],
            currency: ["", "USD", "JPY", "BHD"][currency].into(),
            exchange_rate: [Decimal::ZERO, decimal("0.9235"), decimal("0.0061"), decimal("2.4451")][currency],
            payments: payments
                .into_iter()
                .map(|amount| crate::sales::Payment { amount, ..Default::default() })
                .collect(),
            ..Sale::default()
        }
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 10_000, ..ProptestConfig::default() })]

    #[test]
    fn the_sum_shown_is_the_sum_of_what_is_shown(sale in document(), turn in 0_usize..12) {
        let rules = declared();
        let mut one = sale.clone();
        compute(&mut one, &rules).unwrap();
        consistent(&one);
        // Twice is once, and the order of the lines is a matter of taste.
        let mut again = one.clone();
        compute(&mut again, &rules).unwrap();
        prop_assert_eq!(&again, &one);
        let mut other = sale.clone();
        if !other.lines.is_empty() {
            let by = turn % other.lines.len();
            other.lines.rotate_left(by);
        }
        other.payments.reverse();
        compute(&mut other, &rules).unwrap();
        prop_assert_eq!(&other.taxes, &one.taxes);
        let sums = |s: &Sale| (net_tax_total(s), s.paid, s.due, s.book_total, s.book_due);
        prop_assert_eq!(sums(&other), sums(&one));
        // Paid to the last cent it owes nothing, in any currency.
        let due = one.due;
        one.payments.push(crate::sales::Payment { amount: due, ..Default::default() });
        settle(&mut one, &rules).unwrap();
        consistent(&one);
        prop_assert_eq!(one.due, 0);
    }
}
