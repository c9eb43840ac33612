//! Who is near a place.

crate::types::wire_types! {
    /// From where, and how far.
    NearbyRequest {
        /// A town, a town and its country (`Salzburg, AT`), or a point (`52.52, 13.40`).
        place: String,
        /// So many kilometres around; null for 50.
        km: Option<f64>,
        /// Only customers for whom this holds.
        r#where: Option<String>,
        /// Customers at the most; 0 for 500.
        limit: usize,
    }
    /// A customer near the place.
    NearCustomer {
        /// Who.
        customer_id: String,
        /// Called.
        name: String,
        /// Where they live or work.
        town: String,
        /// As the crow flies between the towns.
        km: f64,
        /// Days for which something has been due.
        overdue_days: i64,
        /// Minor units without tax.
        lifetime_value: i64,
    }
    /// Who is near.
    NearbyReply {
        /// Those most worth a visit first.
        near: Vec<NearCustomer>,
        /// Customers whose town is not known.
        unknown: usize,
        /// Where the place is.
        lat: f64,
        /// Where the place is.
        lon: f64,
    }
}
