//! Words of the book as the codes that other programs know.

use super::Category;
use crate::normalise::phone::region_of;
use crate::settings::tax::TaxTreatment;
use rust_decimal::Decimal;

/// Countries of the European Union, and Northern Ireland for goods.
const UNION: [&str; 28] = [
    "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE", "IT", "LT",
    "LU", "LV", "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK", "XI",
];

/// Units in words, as people of both languages type them, and their codes in UN/ECE
/// recommendation 20 (those with X from recommendation 21).
const UNITS: [(&str, &[&str]); 32] = [
    ("H87", &["piece", "pieces", "pc", "pcs", "each", "ea", "stück", "stueck", "stk", "st"]),
    ("HUR", &["hour", "hours", "h", "hr", "hrs", "stunde", "stunden", "std"]),
    ("MIN", &["minute", "minutes", "min", "minuten"]),
    ("DAY", &["day", "days", "d", "tag", "tage"]),
    ("WEE", &["week", "weeks", "woche", "wochen"]),
    ("MON", &["month", "months", "monat", "monate"]),
    ("ANN", &["year", "years", "jahr", "jahre"]),
    ("KGM", &["kg", "kilo", "kilogram", "kilogramm"]),
    ("GRM", &["g", "gram", "gramm"]),
    ("TNE", &["t", "ton", "tonne", "tonnes", "tonnen"]),
    ("LBR", &["lb", "lbs", "pound", "pounds", "pfund"]),
    ("ONZ", &["oz", "ounce", "ounces", "unze"]),
    ("LTR", &["l", "liter", "litre", "liters", "litres"]),
    ("MLT", &["ml", "milliliter", "millilitre"]),
    ("MTR", &["m", "meter", "metre", "meters", "metres"]),
    ("CMT", &["cm", "zentimeter"]),
    ("MMT", &["mm", "millimeter"]),
    ("KMT", &["km", "kilometer", "kilometre"]),
    ("FOT", &["ft", "foot", "feet"]),
    ("MTK", &["m²", "m2", "sqm", "qm", "quadratmeter"]),
    ("MTQ", &["m³", "m3", "cbm", "kubikmeter"]),
    ("KWH", &["kwh"]),
    ("LS", &["flat", "lump sum", "pauschal", "pauschale", "psch"]),
    ("SET", &["set", "sets", "satz", "sätze"]),
    ("PR", &["pair", "pairs", "paar"]),
    ("DZN", &["dozen", "dutzend"]),
    ("XPK", &["pack", "packs", "package", "paket", "pakete", "packung", "packungen"]),
    ("XBX", &["box", "boxes", "kiste", "kisten"]),
    ("XCT", &["carton", "cartons", "karton", "kartons"]),
    ("XBO", &["bottle", "bottles", "flasche", "flaschen"]),
    ("XRO", &["roll", "rolls", "rolle", "rollen"]),
    ("XBG", &["bag", "bags", "beutel", "sack"]),
];

/// The code of a unit in words; `C62` (one) for a word it does not know.
pub(super) fn unit(words: &str) -> &'static str {
    let words = words.trim().trim_end_matches('.').to_lowercase();
    UNITS.iter().find(|(_, known)| known.contains(&words.as_str())).map_or("C62", |(code, _)| code)
}

/// Whether a country is part of the European Union's area of value added tax.
pub(super) fn in_union(country: &str) -> bool {
    UNION.contains(&country)
}

/// A number in the form of a VAT identification number: its country, then letters and
/// digits without blanks. `None` for any other number, such as one of a tax office.
pub(super) fn vat_id(text: &str) -> Option<String> {
    let id: String = text.chars().filter(|c| c.is_alphanumeric()).collect::<String>().to_uppercase();
    let country = id.get(..2)?;
    // Greece writes EL, and Swiss numbers begin with CHE.
    let known =
        country == "EL" || (country.bytes().all(|b| b.is_ascii_uppercase()) && region_of(country).is_some());
    let digits = id.chars().filter(char::is_ascii_digit).count();
    (known && digits >= 5 && id.is_ascii() && id.len() <= 15).then_some(id)
}

/// The category of a tax. One that nobody is charged without a declared reason is a zero rate.
pub(super) fn category(treatment: TaxTreatment, rate: Decimal) -> Category {
    match treatment {
        TaxTreatment::Standard if rate.is_zero() => Category::Z,
        TaxTreatment::Standard => Category::S,
        TaxTreatment::Exempt => Category::E,
        TaxTreatment::ReverseCharge => Category::AE,
        TaxTreatment::Export => Category::G,
        TaxTreatment::IntraEu => Category::K,
        TaxTreatment::OutOfScope => Category::O,
    }
}

impl Category {
    /// The code in the file.
    pub fn code(self) -> &'static str {
        match self {
            Self::S => "S",
            Self::Z => "Z",
            Self::E => "E",
            Self::AE => "AE",
            Self::K => "K",
            Self::G => "G",
            Self::O => "O",
        }
    }

    /// The code of the reason for which no tax is charged, where there is one (VATEX).
    pub fn reason_code(self) -> &'static str {
        match self {
            Self::AE => "VATEX-EU-AE",
            Self::K => "VATEX-EU-IC",
            Self::G => "VATEX-EU-G",
            Self::O => "VATEX-EU-O",
            Self::S | Self::Z | Self::E => "",
        }
    }

    /// Whether the invoice must say why it charges no tax.
    pub fn needs_reason(self) -> bool {
        !matches!(self, Self::S | Self::Z)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_are_known_in_both_languages_and_any_other_word_is_one() {
        for (word, code) in
            [("Stück", "H87"), ("Std.", "HUR"), (" KG ", "KGM"), ("m²", "MTK"), ("Blume", "C62")]
        {
            assert_eq!(unit(word), code, "{word}");
        }
        assert_eq!(unit(""), "C62", "a line without a unit is still counted");
    }

    #[test]
    fn a_number_of_the_tax_office_is_no_vat_number() {
        for (text, id) in [
            ("DE 123 456 789", Some("DE123456789")),
            ("ATU12345678", Some("ATU12345678")),
            ("CHE-116.281.271", Some("CHE116281271")),
            ("EL094259216", Some("EL094259216")),
            ("29/815/08150", None),
            ("Anna Berg", None),
            ("ÜÜ123456", None),
            ("", None),
        ] {
            assert_eq!(vat_id(text), id.map(str::to_owned), "{text}");
        }
    }
}
