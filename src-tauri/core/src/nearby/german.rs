//! What towns are called in German whose name in the table is another one: mostly the English one. Written by hand, from
//! what maps and newspapers of Germany, Austria and Switzerland say today.

/// The country (ISO 3166 code), the name in the table and the German one.
pub(super) const NAMES: [(&str, &str, &str); 52] = [
    ("DE", "Munich", "München"),
    ("AT", "Vienna", "Wien"),
    ("CH", "Genève", "Genf"),
    ("CH", "Neuchâtel", "Neuenburg"),
    ("CH", "Fribourg", "Freiburg"),
    ("CH", "Delémont", "Delsberg"),
    ("CH", "Sierre", "Siders"),
    ("CH", "Biel/Bienne", "Biel"),
    ("CH", "Sankt Gallen", "St. Gallen"),
    ("LU", "Luxembourg", "Luxemburg"),
    ("BE", "Brussels", "Brüssel"),
    ("BE", "Liège", "Lüttich"),
    ("BE", "Brugge", "Brügge"),
    ("BE", "Ostend", "Ostende"),
    ("BE", "Leuven", "Löwen"),
    ("NL", "The Hague", "Den Haag"),
    ("FR", "Strasbourg", "Straßburg"),
    ("FR", "Mulhouse", "Mülhausen"),
    ("FR", "Haguenau", "Hagenau"),
    ("FR", "Nice", "Nizza"),
    ("IT", "Bolzano", "Bozen"),
    ("IT", "Merano", "Meran"),
    ("IT", "Bressanone", "Brixen"),
    ("IT", "Brunico", "Bruneck"),
    ("IT", "Trento", "Trient"),
    ("IT", "Padova", "Padua"),
    ("IT", "Mantova", "Mantua"),
    ("IT", "Milan", "Mailand"),
    ("IT", "Genoa", "Genua"),
    ("IT", "Venice", "Venedig"),
    ("IT", "Florence", "Florenz"),
    ("IT", "Rome", "Rom"),
    ("IT", "Naples", "Neapel"),
    ("CZ", "Prague", "Prag"),
    ("CZ", "Brno", "Brünn"),
    ("CZ", "Karlovy Vary", "Karlsbad"),
    ("CZ", "České Budějovice", "Budweis"),
    ("PL", "Warsaw", "Warschau"),
    ("PL", "Kraków", "Krakau"),
    ("PL", "Wrocław", "Breslau"),
    ("PL", "Gdańsk", "Danzig"),
    ("PL", "Szczecin", "Stettin"),
    ("PL", "Poznań", "Posen"),
    ("DK", "Copenhagen", "Kopenhagen"),
    ("DK", "Århus", "Aarhus"),
    ("PT", "Lisbon", "Lissabon"),
    ("ES", "Zaragoza", "Saragossa"),
    ("RO", "Bucharest", "Bukarest"),
    ("RS", "Belgrade", "Belgrad"),
    ("UA", "Kyiv", "Kiew"),
    ("GR", "Athens", "Athen"),
    ("RU", "Moscow", "Moskau"),
];

/// What a town of a country is called in German.
pub(super) fn name<'a>(country: &str, name: &'a str) -> &'a str {
    let own = NAMES.iter().find(|(code, own, _)| *code == country && *own == name);
    own.map_or(name, |(.., german)| german)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::nearby::places::{Bounds, find, large_towns};

    #[test]
    fn each_town_is_in_the_table_and_found_by_both_names() {
        for (country, own, german) in NAMES {
            let at = find(own, country).unwrap_or_else(|| panic!("{own} is a town of {country}"));
            assert!(find(german, country).is_some_and(|other| other.km_to(at) < 1.0), "{german} is {own}");
            let around =
                Bounds { south: at.lat, north: at.lat, west: at.lon, east: at.lon }.wider(0.01, 0.01);
            let towns = large_towns(&around, 9);
            assert!(
                towns.iter().any(|town| town.name == own && town.in_german() == german),
                "a map in German calls {own} {german}: {towns:?}"
            );
        }
        for (city, country) in [
            ("Köln", "DE"),
            ("Cologne", "DE"),
            ("Nürnberg", "DE"),
            ("Nuremberg", "DE"),
            ("Hannover", "DE"),
            ("Hanover", "DE"),
            ("Muenchen", "DE"),
            ("Zürich", "CH"),
            ("Geneva", "CH"),
            ("Bern", "CH"),
            ("Berne", "CH"),
            ("Basle", "CH"),
            ("Lucerne", "CH"),
        ] {
            assert!(find(city, country).is_some(), "{city} is found, whichever language it is typed in");
        }
    }

    #[test]
    fn a_german_map_names_the_large_towns_as_germans_do() {
        let land = Bounds { south: 45.8, north: 54.0, west: 6.0, east: 16.6 };
        let towns = large_towns(&land, 400);
        let german: Vec<&str> = towns.iter().map(|town| town.in_german()).collect();
        for name in ["Wien", "München", "Prag", "Hamburg"] {
            assert!(german.contains(&name), "{name} is on it: {german:?}");
        }
        for name in ["Vienna", "Munich", "Prague", "Genève", "Cologne", "Nuremberg", "Hanover", "Zurich"] {
            assert!(!german.contains(&name), "nobody there says {name}");
        }
    }
}
