//! Who is near a place.

crate::types::wire_types! {
    /// From where, and how far.
    NearbyRequest {
        /// A town or postal code of the shop's country or both, one of them with its country (`Salzburg, AT`),
        /// or a point (`52.52, 13.40`); empty for the customer's place, and without a customer for the shop's own.
        place: String,
        /// The customer around whom to look.
        #[ts(optional, as = "Option<String>")]
        customer_id: Option<String>,
        /// Only these customers, in this order, however far away.
        #[ts(optional, as = "Option<Vec<String>>")]
        only: Option<Vec<String>>,
        /// So many kilometres around; null for 50.
        km: Option<f64>,
        /// Only customers for whom this holds.
        r#where: Option<String>,
        /// Customers at the most; 0 for 500.
        limit: usize,
    }
    /// A place as somebody types it.
    NamedPlaceRequest {
        /// Such as `8010`.
        place: String,
    }
    /// A country in which a place may be.
    PlaceChoice {
        /// ISO 3166 code.
        country: String,
        /// What to look around, so that it is the one in that country: `8010, AT`.
        place: String,
    }
    /// In which countries a postal code may be that several have, those next to the shop's first.
    PlaceChoices {
        /// None when the place is known without a choice, or not at all.
        choices: Vec<PlaceChoice>,
    }
    /// A customer near the place.
    NearCustomer {
        /// Who.
        customer_id: String,
        /// Called.
        name: String,
        /// Where they live or work: the town, or the postal code where no town is given.
        town: String,
        /// As the crow flies between the towns.
        km: f64,
        /// Whether that is a guess, because the postal code of this customer is in no table.
        about: bool,
        /// Days for which something has been due.
        overdue_days: i64,
        /// Minor units without tax.
        lifetime_value: i64,
        /// North of the equator, in degrees.
        #[ts(optional, as = "Option<f64>")]
        lat: f64,
        /// East of Greenwich.
        #[ts(optional, as = "Option<f64>")]
        lon: f64,
    }
    /// A town on a map.
    MapTown {
        /// Its name.
        name: String,
        /// How many people live there.
        people: u32,
        /// North of the equator, in degrees.
        lat: f64,
        /// East of Greenwich.
        lon: f64,
    }
    /// A stretch of a coast or border.
    MapLine {
        /// A coast; otherwise a border between two countries.
        coast: bool,
        /// Its points in their order: latitude and longitude of each.
        points: Vec<(f64, f64)>,
    }
    /// A map of who is near: draw latitudes upwards and longitudes to the right, these shortened by the
    /// cosine of the middle latitude.
    NearbyMap {
        /// Those who are near, in the order of `nearby.list`.
        near: Vec<NearCustomer>,
        /// Customers whose town is not known.
        unknown: usize,
        /// Whether the postal code of the place is in no table, so that its point and every distance are a guess.
        about: bool,
        /// Where the place is.
        lat: f64,
        /// Where the place is.
        lon: f64,
        /// The edges of the map, in degrees.
        south: f64,
        /// The western edge.
        west: f64,
        /// The northern edge.
        north: f64,
        /// The eastern edge.
        east: f64,
        /// The largest towns, the largest first.
        towns: Vec<MapTown>,
        /// Coasts and borders; they may lead over the edges.
        lines: Vec<MapLine>,
    }
    /// Who is near.
    NearbyReply {
        /// Those most worth a visit first.
        near: Vec<NearCustomer>,
        /// Customers whose town is not known.
        unknown: usize,
        /// Whether the postal code of the place is in no table, so that its point and every distance are a guess.
        about: bool,
        /// Where the place is.
        lat: f64,
        /// Where the place is.
        lon: f64,
    }
}
