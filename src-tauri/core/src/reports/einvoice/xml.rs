//! The data as a file: Cross Industry Invoice (UN/CEFACT D16B) in the profile EN 16931 of
//! ZUGFeRD and Factur-X. The schema wants its elements in this order.

use super::{Adjustment, EInvoice, Line, Party, Postal};
use crate::error::{Error, Result};
use crate::money::{Currency, digits};
use crate::say;
use chrono::NaiveDate;
use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};
use rust_decimal::Decimal;

/// An element with text or with others inside. One without either is left out.
struct El {
    name: &'static str,
    attribute: Option<(&'static str, String)>,
    text: String,
    inside: Vec<El>,
    kept: bool,
}

fn leaf(name: &'static str, text: impl Into<String>) -> El {
    // What XML has no way to write is no text.
    let text: String =
        text.into().chars().filter(|c| !c.is_control() && !matches!(c, '\u{fffe}' | '\u{ffff}')).collect();
    El { name, attribute: None, text: text.trim().to_owned(), inside: Vec::new(), kept: false }
}

fn node(name: &'static str, inside: Vec<El>) -> El {
    El { name, attribute: None, text: String::new(), inside, kept: false }
}

impl El {
    fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.attribute = Some((name, value.into()));
        self
    }

    /// Written even when it is empty, because the schema asks for it.
    fn keep(mut self) -> Self {
        self.kept = true;
        self
    }

    fn present(&self) -> bool {
        self.kept || !self.text.is_empty() || self.inside.iter().any(El::present)
    }

    fn write(&self, to: &mut Writer<Vec<u8>>) -> std::io::Result<()> {
        if !self.present() {
            return Ok(());
        }
        let mut start = BytesStart::new(self.name);
        if self.name == ROOT {
            NAMESPACES.iter().for_each(|space| start.push_attribute(*space));
        }
        if let Some((name, value)) = &self.attribute {
            start.push_attribute((*name, value.as_str()));
        }
        to.write_event(Event::Start(start))?;
        if !self.text.is_empty() {
            to.write_event(Event::Text(BytesText::new(&self.text)))?;
        }
        for one in &self.inside {
            one.write(to)?;
        }
        to.write_event(Event::End(BytesEnd::new(self.name)))
    }
}

const ROOT: &str = "rsm:CrossIndustryInvoice";
const NAMESPACES: [(&str, &str); 4] = [
    ("xmlns:rsm", "urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100"),
    ("xmlns:qdt", "urn:un:unece:uncefact:data:standard:QualifiedDataType:100"),
    ("xmlns:ram", "urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:100"),
    ("xmlns:udt", "urn:un:unece:uncefact:data:standard:UnqualifiedDataType:100"),
];

/// The bytes of the file.
pub fn write(invoice: &EInvoice) -> Result<Vec<u8>> {
    let failed = |error: std::io::Error| {
        Error::invalid(
            "sale",
            "number",
            say!("The electronic invoice could not be written: {}.", error.to_string()),
        )
    };
    let mut to = Writer::new_with_indent(Vec::new(), b' ', 1);
    to.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None))).map_err(failed)?;
    root(invoice).write(&mut to).map_err(failed)?;
    Ok(to.into_inner())
}

fn root(invoice: &EInvoice) -> El {
    let mut trade: Vec<El> = invoice.lines.iter().map(|one| line(one, invoice.currency)).collect();
    trade.extend([agreement(invoice), delivery(invoice), settlement(invoice)]);
    node(
        ROOT,
        vec![
            node(
                "rsm:ExchangedDocumentContext",
                vec![node(
                    "ram:GuidelineSpecifiedDocumentContextParameter",
                    vec![leaf("ram:ID", "urn:cen.eu:en16931:2017")],
                )],
            ),
            node(
                "rsm:ExchangedDocument",
                vec![
                    leaf("ram:ID", &invoice.number),
                    leaf("ram:TypeCode", invoice.code.to_string()),
                    day("ram:IssueDateTime", Some(invoice.date)),
                ],
            ),
            node("rsm:SupplyChainTradeTransaction", trade),
        ],
    )
}

fn day(name: &'static str, day: Option<NaiveDate>) -> El {
    let text = day.map(|day| day.format("%Y%m%d").to_string()).unwrap_or_default();
    node(name, vec![leaf("udt:DateTimeString", text).with("format", "102")])
}

fn amount(name: &'static str, minor: i64, currency: Currency) -> El {
    // Amounts that need a third decimal make no data, so a third one that is there is a nought.
    let mut major = Decimal::new(minor, digits(currency));
    major.rescale(digits(currency).min(2));
    leaf(name, major.to_string())
}

/// An amount that is left out when it is nothing.
fn some(name: &'static str, minor: i64, currency: Currency) -> El {
    if minor == 0 { leaf(name, "") } else { amount(name, minor, currency) }
}

fn tax(name: &'static str, category: super::Category, rate: Decimal) -> El {
    // What is no matter of the tax has no rate (BR-O-5).
    let rate = if category == super::Category::O { String::new() } else { rate.to_string() };
    node(
        name,
        vec![
            leaf("ram:TypeCode", "VAT"),
            leaf("ram:CategoryCode", category.code()),
            leaf("ram:RateApplicablePercent", rate),
        ],
    )
}

fn line(line: &Line, currency: Currency) -> El {
    let adjusted = match line.discount {
        0 => node("ram:SpecifiedTradeAllowanceCharge", Vec::new()),
        discount => node(
            "ram:SpecifiedTradeAllowanceCharge",
            vec![
                node("ram:ChargeIndicator", vec![leaf("udt:Indicator", (discount < 0).to_string())]),
                amount("ram:ActualAmount", discount.abs(), currency),
                leaf("ram:ReasonCode", if discount < 0 { "ZZZ" } else { "95" }),
            ],
        ),
    };
    node(
        "ram:IncludedSupplyChainTradeLineItem",
        vec![
            node("ram:AssociatedDocumentLineDocument", vec![leaf("ram:LineID", line.key.to_string())]),
            node(
                "ram:SpecifiedTradeProduct",
                vec![
                    leaf("ram:SellerAssignedID", &line.sku),
                    leaf("ram:Name", &line.name),
                    leaf("ram:Description", &line.description),
                ],
            ),
            node(
                "ram:SpecifiedLineTradeAgreement",
                vec![node(
                    "ram:NetPriceProductTradePrice",
                    vec![leaf("ram:ChargeAmount", line.price.to_string())],
                )],
            ),
            node(
                "ram:SpecifiedLineTradeDelivery",
                vec![leaf("ram:BilledQuantity", line.quantity.to_string()).with("unitCode", line.unit)],
            ),
            node(
                "ram:SpecifiedLineTradeSettlement",
                vec![
                    tax("ram:ApplicableTradeTax", line.category, line.rate),
                    adjusted,
                    node(
                        "ram:SpecifiedTradeSettlementLineMonetarySummation",
                        vec![amount("ram:LineTotalAmount", line.net, currency)],
                    ),
                ],
            ),
        ],
    )
}

fn address(postal: &Postal) -> El {
    let line = |index: usize| postal.lines.get(index).cloned().unwrap_or_default();
    node(
        "ram:PostalTradeAddress",
        vec![
            leaf("ram:PostcodeCode", &postal.postal_code),
            leaf("ram:LineOne", line(0)),
            leaf("ram:LineTwo", line(1)),
            leaf("ram:LineThree", line(2)),
            leaf("ram:CityName", &postal.city),
            leaf("ram:CountryID", &postal.country),
        ],
    )
}

fn party(name: &'static str, party: &Party) -> El {
    let registered = |number: &str, scheme: &str| {
        node("ram:SpecifiedTaxRegistration", vec![leaf("ram:ID", number).with("schemeID", scheme)])
    };
    node(
        name,
        vec![
            leaf("ram:ID", &party.identifier),
            leaf("ram:Name", &party.name),
            node(
                "ram:DefinedTradeContact",
                vec![
                    leaf("ram:PersonName", &party.contact),
                    node(
                        "ram:TelephoneUniversalCommunication",
                        vec![leaf("ram:CompleteNumber", &party.phone)],
                    ),
                    node("ram:EmailURIUniversalCommunication", vec![leaf("ram:URIID", &party.email)]),
                ],
            ),
            address(&party.postal),
            node(
                "ram:URIUniversalCommunication",
                vec![leaf("ram:URIID", &party.email).with("schemeID", "EM")],
            ),
            registered(&party.tax_number, "FC"),
            registered(&party.vat_id, "VA"),
        ],
    )
}

fn agreement(invoice: &EInvoice) -> El {
    node(
        "ram:ApplicableHeaderTradeAgreement",
        vec![
            party("ram:SellerTradeParty", &invoice.seller),
            party("ram:BuyerTradeParty", &invoice.buyer),
            node(
                "ram:BuyerOrderReferencedDocument",
                vec![leaf("ram:IssuerAssignedID", &invoice.order_number)],
            ),
        ],
    )
}

fn delivery(invoice: &EInvoice) -> El {
    node(
        "ram:ApplicableHeaderTradeDelivery",
        vec![
            node("ram:ShipToTradeParty", invoice.ship_to.iter().map(address).collect()),
            node(
                "ram:ActualDeliverySupplyChainEvent",
                vec![day("ram:OccurrenceDateTime", invoice.delivered)],
            ),
            node(
                "ram:DespatchAdviceReferencedDocument",
                vec![leaf("ram:IssuerAssignedID", &invoice.delivery_note)],
            ),
        ],
    )
    .keep()
}

fn adjustment(one: &Adjustment, currency: Currency) -> El {
    node(
        "ram:SpecifiedTradeAllowanceCharge",
        vec![
            node("ram:ChargeIndicator", vec![leaf("udt:Indicator", one.charge.to_string())]),
            amount("ram:ActualAmount", one.amount, currency),
            leaf("ram:ReasonCode", one.reason_code),
            leaf("ram:Reason", &one.reason),
            tax("ram:CategoryTradeTax", one.category, one.rate),
        ],
    )
}

fn settlement(invoice: &EInvoice) -> El {
    let currency = invoice.currency;
    let means = invoice.means.clone().unwrap_or_default();
    let mut inside = vec![
        leaf("ram:PaymentReference", &invoice.number),
        leaf("ram:TaxCurrencyCode", invoice.book_tax.map(|(own, _)| own.code()).unwrap_or_default()),
        leaf("ram:InvoiceCurrencyCode", currency.code()),
        node(
            "ram:SpecifiedTradeSettlementPaymentMeans",
            vec![
                leaf("ram:TypeCode", if means.code == 0 { String::new() } else { means.code.to_string() }),
                node(
                    "ram:PayeePartyCreditorFinancialAccount",
                    vec![leaf("ram:IBANID", &means.iban), leaf("ram:AccountName", &means.holder)],
                ),
                node("ram:PayeeSpecifiedCreditorFinancialInstitution", vec![leaf("ram:BICID", &means.bic)]),
            ],
        ),
    ];
    inside.extend(invoice.taxes.iter().map(|one| {
        let rate = if one.category == super::Category::O { String::new() } else { one.rate.to_string() };
        node(
            "ram:ApplicableTradeTax",
            vec![
                amount("ram:CalculatedAmount", one.tax, currency),
                leaf("ram:TypeCode", "VAT"),
                leaf("ram:ExemptionReason", &one.reason),
                amount("ram:BasisAmount", one.basis, currency),
                leaf("ram:CategoryCode", one.category.code()),
                leaf("ram:ExemptionReasonCode", one.category.reason_code()),
                leaf("ram:RateApplicablePercent", rate),
            ],
        )
    }));
    inside.extend(invoice.adjustments.iter().map(|one| adjustment(one, currency)));
    let mut sums = vec![
        amount("ram:LineTotalAmount", invoice.lines_total, currency),
        some("ram:ChargeTotalAmount", invoice.adjusted(true), currency),
        some("ram:AllowanceTotalAmount", invoice.adjusted(false), currency),
        amount("ram:TaxBasisTotalAmount", invoice.net, currency),
        amount("ram:TaxTotalAmount", invoice.tax, currency).with("currencyID", currency.code()),
    ];
    if let Some((own, tax)) = invoice.book_tax {
        sums.push(amount("ram:TaxTotalAmount", tax, own).with("currencyID", own.code()));
    }
    sums.extend([
        some("ram:RoundingAmount", invoice.rounding, currency),
        amount("ram:GrandTotalAmount", invoice.total(), currency),
        some("ram:TotalPrepaidAmount", invoice.prepaid, currency),
        amount("ram:DuePayableAmount", invoice.due(), currency),
    ]);
    inside.push(node("ram:SpecifiedTradePaymentTerms", vec![day("ram:DueDateDateTime", invoice.due_date)]));
    inside.push(node("ram:SpecifiedTradeSettlementHeaderMonetarySummation", sums));
    inside.extend(invoice.preceding.iter().map(|(number, date)| {
        let date = leaf("qdt:DateTimeString", date.format("%Y%m%d").to_string()).with("format", "102");
        node(
            "ram:InvoiceReferencedDocument",
            vec![leaf("ram:IssuerAssignedID", number), node("ram:FormattedIssueDateTime", vec![date])],
        )
    }));
    node("ram:ApplicableHeaderTradeSettlement", inside)
}
