//! Who is near a place.

use super::compile;
use crate::error::ApiError;
use crate::session::Session;
use crate::types::*;
use regulars_core::entity::Kind;
use regulars_core::nearby;

/// Customers shown at the most.
const MOST: usize = 500;

/// So far around, in kilometres, unless somebody says otherwise.
const USUAL_KM: f64 = 50.0;

pub fn list(session: &Session, request: NearbyRequest) -> Result<NearbyReply, ApiError> {
    let book = session.book()?;
    let filter = super::records::filter(request.r#where.as_deref(), None)?;
    let filter = filter.map(|f| compile(&book, Kind::Customer, &f)).transpose()?;
    let facts = book.facts();
    let limit = if request.limit == 0 { MOST } else { request.limit.min(MOST) };
    let km = request.km.filter(|km| *km > 0.0).unwrap_or(USUAL_KM);
    let found = nearby::list(&facts, &request.place, km, filter.as_ref(), book.clock().today(), limit)?;
    let near = found.near.into_iter().map(|near| NearCustomer {
        customer_id: facts.table(Kind::Customer).id(near.row).to_string(),
        name: facts.title(Kind::Customer, near.row),
        town: near.town,
        km: (near.km * 10.0).round() / 10.0,
        overdue_days: near.overdue,
        lifetime_value: near.revenue,
    });
    Ok(NearbyReply { near: near.collect(), unknown: found.unknown, lat: found.from.lat, lon: found.from.lon })
}
