//! Where the districts of Vienna and of Graz are. The bundled tables place codes by the name of their town, which puts
//! all codes of a city on one point, and there customers of both ends of it seem to live next door to each other.

use super::places::Point;

/// How codes begin, and the approximate centre of the built-up part of the district, in hundredths of a degree; read
/// off the city's own outline, good to about a kilometre. In Vienna the second and third digit are the district.
const DISTRICTS: [(&str, i16, i16); 38] = [
    // Innere Stadt, Leopoldstadt, Landstraße, Wieden, Margareten, Mariahilf, Neubau, Josefstadt, Alsergrund
    ("101", 4821, 1637),
    ("102", 4822, 1639),
    ("103", 4820, 1640),
    ("104", 4819, 1637),
    ("105", 4819, 1636),
    ("106", 4820, 1635),
    ("107", 4820, 1634),
    ("108", 4821, 1635),
    ("109", 4823, 1636),
    // Favoriten, Simmering, Meidling, Hietzing, Penzing, Rudolfsheim-Fünfhaus, Ottakring, Hernals
    ("110", 4817, 1638),
    ("111", 4817, 1642),
    ("112", 4817, 1633),
    ("113", 4818, 1628),
    ("114", 4820, 1628),
    ("115", 4820, 1633),
    ("116", 4821, 1631),
    ("117", 4823, 1630),
    // Währing, Döbling, Brigittenau, Floridsdorf, Donaustadt, Liesing
    ("118", 4823, 1633),
    ("119", 4825, 1634),
    ("120", 4824, 1637),
    ("121", 4827, 1641),
    ("122", 4824, 1646),
    ("123", 4814, 1629),
    // Graz: the inner city, Lend and Gries, the clinics
    ("8010", 4707, 1545),
    ("8020", 4707, 1542),
    ("8036", 4708, 1547),
    // Liebenau, Sankt Peter, Mariatrost and behind it, Andritz and behind it, Ragnitz
    ("8041", 4704, 1546),
    ("8042", 4705, 1547),
    ("8043", 4710, 1548),
    ("8044", 4711, 1550),
    ("8045", 4711, 1543),
    ("8046", 4713, 1542),
    ("8047", 4707, 1550),
    // Gösting, Wetzelsdorf, Straßgang north and south, Puntigam
    ("8051", 4709, 1540),
    ("8052", 4705, 1539),
    ("8053", 4704, 1541),
    ("8054", 4702, 1540),
    ("8055", 4703, 1543),
];

/// The district in which a code of a country is, where the city has several.
pub(super) fn of(country: &str, code: &str) -> Option<Point> {
    let whole = country == "AT" && code.len() == 4;
    let (_, lat, lon) = DISTRICTS.iter().find(|(begins, ..)| whole && code.starts_with(begins))?;
    Some(Point { lat: f64::from(*lat) / 100.0, lon: f64::from(*lon) / 100.0 })
}

#[cfg(test)]
mod tests {
    use super::super::postcodes;
    use super::*;

    #[test]
    fn the_ends_of_a_city_are_apart_and_all_of_it_is_around_its_middle() {
        let vienna = Point { lat: 48.2085, lon: 16.3721 };
        let graz = Point { lat: 47.0707, lon: 15.4395 };
        for (begins, ..) in DISTRICTS {
            let code = format!("{begins:0<4}");
            let (city, most) = if begins.len() == 3 { (vienna, 12.0) } else { (graz, 8.0) };
            let km = of("AT", &code).unwrap().km_to(city);
            assert!(km < most, "{code} is {km} km from the middle of its city");
        }
        let between = |a: &str, b: &str| of("AT", a).unwrap().km_to(of("AT", b).unwrap());
        let far = between("1210", "1230");
        assert!((12.0..20.0).contains(&far), "Floridsdorf and Liesing are the two ends of Vienna: {far}");
        assert!((3.0..9.0).contains(&between("8045", "8055")), "Andritz is north of Graz, Puntigam south");
        assert_eq!(of("AT", "1019"), of("AT", "1010"), "a post office box is in the district of its number");
        assert_eq!(of("AT", "8012"), None);
        assert_eq!(of("DE", "1010"), None, "other countries have such numbers too");
    }

    #[test]
    fn a_code_is_found_in_its_district() {
        assert_eq!(postcodes::find("A-1220", "AT"), of("AT", "1220"));
    }
}
