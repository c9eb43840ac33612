//! Where people live and how they can be reached, by country. Telephone numbers
//! lie in the ranges set aside for films and examples where the country has such.

use super::names::{ENGLISH, FRENCH, GERMAN, INDIAN, ITALIAN, Names, POLISH, SPANISH, TURKISH};

/// A town: name, pattern of its postal codes, state.
pub(super) type Town = (&'static str, &'static str, &'static str);

/// A country as the card index of a shop knows it.
pub(super) struct Country {
    pub code: &'static str,
    /// As people write it.
    pub name: &'static str,
    pub language: &'static str,
    pub names: &'static Names,
    pub towns: &'static [Town],
    pub streets: &'static [&'static str],
    /// Whether the number stands before the street.
    pub number_first: bool,
    /// Patterns of land lines; `#` is a digit.
    pub lines: &'static [&'static str],
    /// Patterns of mobile numbers.
    pub mobiles: &'static [&'static str],
}

/// The country of this code, or the first one.
pub(super) fn home(code: &str) -> usize {
    COUNTRIES.iter().position(|c| c.code == code).unwrap_or(0)
}

pub(super) const COUNTRIES: [Country; 12] = [
    Country {
        code: "DE",
        name: "Germany",
        language: "de",
        names: &GERMAN,
        towns: &[
            ("Berlin", "10###", ""),
            ("Berlin", "12###", ""),
            ("Potsdam", "1446#", "Brandenburg"),
            ("Hamburg", "20###", ""),
            ("München", "80###", "Bayern"),
            ("Köln", "506##", "Nordrhein-Westfalen"),
            ("Leipzig", "041##", "Sachsen"),
            ("Görlitz", "0282#", "Sachsen"),
            ("Frankfurt am Main", "603##", "Hessen"),
            ("Nürnberg", "904##", "Bayern"),
            ("Bad Homburg vor der Höhe", "6134#", "Hessen"),
            ("Freiburg im Breisgau", "791##", "Baden-Württemberg"),
        ],
        streets: &[
            "Lindenallee",
            "Hauptstraße",
            "Gartenweg",
            "Schillerstraße",
            "Am Alten Markt",
            "Bergmannstraße",
            "Kastanienallee",
            "Mühlenweg",
            "Rosenthaler Straße",
            "Bahnhofstraße",
            "Kirchgasse",
            "Weidenweg",
        ],
        number_first: false,
        lines: &["030 23125 ###", "040 66969 ###", "089 99998 ###", "0221 4710 ###", "069 90009 ###"],
        mobiles: &["0171 39200 ##", "0176 040690 ##", "+49 171 39200##", "0172 9925 9##"],
    },
    Country {
        code: "AT",
        name: "Österreich",
        language: "de-AT",
        names: &GERMAN,
        towns: &[("Wien", "1##0", ""), ("Graz", "801#", "Steiermark"), ("Salzburg", "502#", "Salzburg")],
        streets: &["Mariahilfer Straße", "Getreidegasse", "Neubaugasse", "Am Graben", "Lendkai"],
        number_first: false,
        lines: &["+43 1 5550 ###", "01 5550 ###"],
        mobiles: &["+43 664 555 0###", "0664 555 0###"],
    },
    Country {
        code: "CH",
        name: "Schweiz",
        language: "de-CH",
        names: &GERMAN,
        towns: &[("Zürich", "80##", "ZH"), ("Basel", "405#", "BS"), ("Bern", "301#", "BE")],
        streets: &["Langstrasse", "Seestrasse", "Spalenberg", "Kramgasse", "Limmatquai"],
        number_first: false,
        lines: &["044 555 0# ##", "+41 44 555 0# ##"],
        mobiles: &["079 555 0# ##", "+41 79 555 0# ##"],
    },
    Country {
        code: "FR",
        name: "France",
        language: "fr",
        names: &FRENCH,
        towns: &[("Paris", "750##", ""), ("Strasbourg", "67000", "Grand Est"), ("Lyon", "6900#", "")],
        streets: &["rue de la République", "avenue des Tilleuls", "place de l’Église", "rue du Faubourg"],
        number_first: true,
        lines: &["01 99 00 ## ##", "+33 3 53 01 ## ##"],
        mobiles: &["06 39 98 ## ##", "+33 6 39 98 ## ##"],
    },
    Country {
        code: "GB",
        name: "United Kingdom",
        language: "en-GB",
        names: &ENGLISH,
        towns: &[
            ("London", "SE1# 9XX", ""),
            ("Leeds", "LS# 4XX", "West Yorkshire"),
            ("Edinburgh", "EH# 9XX", ""),
        ],
        streets: &["High Street", "Church Lane", "Station Road", "Victoria Road", "Mill Lane"],
        number_first: true,
        lines: &["020 7946 0###", "0113 496 0###", "+44 131 496 0###"],
        mobiles: &["07700 900###", "+44 7700 900###"],
    },
    Country {
        code: "US",
        name: "USA",
        language: "en-US",
        names: &ENGLISH,
        towns: &[("Portland", "972##", "OR"), ("Brooklyn", "112##", "NY"), ("Chicago", "606##", "IL")],
        streets: &["Maple Avenue", "Oak Street", "Main Street", "Linden Boulevard", "2nd Street"],
        number_first: true,
        lines: &["(503) 555-01##", "+1 212 555 01##"],
        mobiles: &["(917) 555-01##", "312-555-01##"],
    },
    Country {
        code: "IE",
        name: "Ireland",
        language: "en-IE",
        names: &ENGLISH,
        towns: &[("Dublin", "D0# X###", ""), ("Galway", "H91 X###", "")],
        streets: &["Main Street", "Chapel Road", "Harbour View", "Grafton Street"],
        number_first: true,
        lines: &["020 913 ####", "+353 20 914 ####"],
        mobiles: &["085 555 0###"],
    },
    Country {
        code: "PL",
        name: "Polska",
        language: "pl",
        names: &POLISH,
        towns: &[("Łódź", "90-###", ""), ("Wrocław", "50-###", ""), ("Szczecin", "70-###", "")],
        streets: &["ul. Lipowa", "ul. Piotrkowska", "ul. Długa", "al. Wolności"],
        number_first: false,
        lines: &["42 555 0# ##", "+48 71 555 0# ##"],
        mobiles: &["+48 500 555 0##"],
    },
    Country {
        code: "ES",
        name: "España",
        language: "es",
        names: &SPANISH,
        towns: &[("Barcelona", "080##", "Cataluña"), ("Sevilla", "410##", "Andalucía")],
        streets: &["Calle Mayor", "Avenida de la Constitución", "Plaza del Olmo"],
        number_first: false,
        lines: &["+34 93 555 0# ##"],
        mobiles: &["+34 655 550 ###"],
    },
    Country {
        code: "IT",
        name: "Italia",
        language: "it",
        names: &ITALIAN,
        towns: &[("Bolzano", "39100", "BZ"), ("Milano", "201##", "MI"), ("Città di Castello", "06012", "PG")],
        streets: &["Via dei Tigli", "Via Roma", "Corso Garibaldi", "Piazza del Duomo"],
        number_first: false,
        lines: &["+39 02 5550 ####"],
        mobiles: &["+39 339 555 0###"],
    },
    Country {
        code: "TR",
        name: "Türkiye",
        language: "tr",
        names: &TURKISH,
        towns: &[("İstanbul", "34###", ""), ("İzmir", "35###", "")],
        streets: &["İstiklal Caddesi", "Bağdat Caddesi", "Çınar Sokak"],
        number_first: false,
        lines: &["+90 212 555 0# ##"],
        mobiles: &["+90 532 555 0# ##"],
    },
    Country {
        code: "IN",
        name: "India",
        language: "en-IN",
        names: &INDIAN,
        towns: &[("Bengaluru", "5600##", "Karnataka"), ("Pune", "4110##", "Maharashtra")],
        streets: &["MG Road", "Temple Street", "Residency Road"],
        number_first: true,
        lines: &["+91 80 5555 0###"],
        mobiles: &["+91 98455 50###"],
    },
];
