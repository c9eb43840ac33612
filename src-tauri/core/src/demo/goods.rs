//! What the shop sells, and what it cost in earlier years.

use super::dice::Dice;
use crate::Id;
use crate::products::{Product, ProductKind};
use chrono::NaiveDate;
use rust_decimal::Decimal;

/// The price list: the records, and how much of each is sold.
pub(super) struct Goods {
    pub records: Vec<Product>,
    pub items: Vec<Item>,
}

/// One product as the order book needs it.
pub(super) struct Item {
    pub id: Id,
    pub name: &'static str,
    pub sku: String,
    pub unit: &'static str,
    pub category: &'static str,
    /// Today's price in cents.
    pub price: i64,
    pub cost: Decimal,
    /// How often it is asked for.
    pub demand: f64,
}

type Entry = (&'static str, &'static str, &'static str, &'static str, i64, f64);

/// Code, category, name, unit, price in major units, demand.
const LIST: [Entry; 42] = [
    ("TAB-OAK-180", "Tables", "Oak dining table 180 cm", "piece", 1490, 2.0),
    ("TAB-OAK-220", "Tables", "Oak dining table 220 cm", "piece", 1790, 1.2),
    ("TAB-WAL-160", "Tables", "Walnut dining table 160 cm", "piece", 1980, 0.7),
    ("TAB-COF-ASH", "Tables", "Ash coffee table", "piece", 420, 2.2),
    ("TAB-SID-BEE", "Tables", "Beech side table", "piece", 185, 3.0),
    ("TAB-DSK-OAK", "Tables", "Oak writing desk with drawer", "piece", 980, 1.3),
    ("CHR-WIN", "Chairs", "Windsor chair, oiled", "piece", 245, 4.0),
    ("CHR-BEN-140", "Chairs", "Bench 140 cm", "piece", 390, 1.6),
    ("CHR-STO-BAR", "Chairs", "Bar stool", "piece", 165, 2.2),
    ("CHR-STO-MIL", "Chairs", "Milking stool", "piece", 79, 3.6),
    ("CHR-ROC", "Chairs", "Rocking chair", "piece", 690, 0.6),
    ("CHR-KID", "Chairs", "Children’s chair", "piece", 98, 2.4),
    ("SHE-WAL-90", "Shelves", "Wall shelf 90 cm", "piece", 110, 4.2),
    ("SHE-BOO-200", "Shelves", "Bookcase 200 cm", "piece", 860, 1.4),
    ("SHE-SPI", "Shelves", "Spice rack", "piece", 64, 3.2),
    ("SHE-HAT", "Shelves", "Hat rack with hooks", "piece", 145, 2.0),
    ("STO-CHE", "Storage", "Chest with forged hinges", "piece", 540, 0.9),
    ("STO-DRA-4", "Storage", "Chest of four drawers", "piece", 1120, 0.8),
    ("STO-BOX-S", "Storage", "Box with sliding lid, small", "piece", 34, 5.0),
    ("STO-BOX-L", "Storage", "Box with sliding lid, large", "piece", 58, 3.4),
    ("GIF-BOA-OAK", "Gifts", "Cutting board, oak end grain", "piece", 72, 6.0),
    ("GIF-BOA-CHE", "Gifts", "Breakfast board, cherry", "piece", 24, 7.5),
    ("GIF-SPO", "Gifts", "Cooking spoon, set of three", "set", 29, 6.5),
    ("GIF-CAN", "Gifts", "Candle holder", "piece", 38, 5.0),
    ("GIF-TOY-TRA", "Gifts", "Wooden train", "piece", 46, 3.6),
    ("GIF-NUT", "Gifts", "Nutcracker, hand painted", "piece", 89, 2.0),
    ("GIF-VOU-50", "Gifts", "Gift voucher", "piece", 50, 2.6),
    ("CAR-OIL-250", "Care", "Hard wax oil 250 ml", "bottle", 19, 7.0),
    ("CAR-OIL-1000", "Care", "Hard wax oil 1 l", "bottle", 49, 3.0),
    ("CAR-SOAP", "Care", "Wood soap 500 ml", "bottle", 14, 6.0),
    ("CAR-CLO", "Care", "Polishing cloths, pack of five", "pack", 9, 5.0),
    ("CAR-FEL", "Care", "Felt gliders, sheet", "sheet", 6, 5.5),
    ("REP-HOU", "Repairs", "Joiner’s hour in the workshop", "hour", 72, 6.0),
    ("REP-SIT", "Repairs", "Joiner’s hour on site", "hour", 84, 3.6),
    ("REP-GLU", "Repairs", "Chair re-glued", "piece", 65, 4.0),
    ("REP-CAN", "Repairs", "Seat re-caned", "piece", 140, 2.4),
    ("REP-SUR", "Repairs", "Surface sanded and oiled", "m²", 58, 3.4),
    ("REP-HIN", "Repairs", "Hinges and locks set right", "piece", 35, 3.0),
    ("SER-DEL", "Services", "Delivery in town", "trip", 39, 5.0),
    ("SER-DEL-FAR", "Services", "Delivery outside the town", "km", 1, 1.2),
    ("SER-MEA", "Services", "Measuring and drawing", "hour", 68, 1.6),
    ("SER-CLA", "Services", "Evening class: make a stool", "person", 120, 1.8),
];

/// The price list as records, with the goods' tax rate.
pub(super) fn catalogue(dice: &mut Dice, tax_rate: Decimal) -> Goods {
    let mut goods = Goods { records: Vec::new(), items: Vec::new() };
    for (index, (sku, category, name, unit, price, demand)) in LIST.into_iter().enumerate() {
        let service = matches!(category, "Repairs" | "Services");
        let id = Id::from_parts(1_600_000_000_000 + index as u64 * 60_000, dice.bytes());
        let cents = price * 100;
        let share = if service { 55 } else { 42 + i64::from(dice.below(14)) };
        let cost = Decimal::new(cents * share / 100, 2);
        let mut record = Product {
            sku: sku.into(),
            barcode: if service { String::new() } else { dice.digits("200#########") },
            name: name.into(),
            product_kind: if service { ProductKind::Service } else { ProductKind::Goods },
            category: category.into(),
            unit: unit.into(),
            price: Decimal::new(cents, 2),
            cost: Some(cost),
            tax_rate,
            ..Product::default()
        };
        record.meta.id = id;
        goods.records.push(record);
        goods.items.push(Item { id, name, sku: sku.into(), unit, category, price: cents, cost, demand });
    }
    goods
}

impl Item {
    /// The price on a day: prices rise by about 4.5 % a year and are round.
    pub fn price_on(&self, day: NaiveDate, today: NaiveDate) -> Decimal {
        let months = super::days_between(day, today) / 183 * 6;
        let then = self.price as f64 / (1.0 + 0.045 * f64::from(months) / 12.0);
        let step = if then >= 20_000.0 { 500.0 } else { 50.0 };
        Decimal::new(((then / step).round() * step) as i64, 2)
    }

    /// How much more it is asked for in a month: gifts before Christmas, the
    /// workshop's repairs after it.
    pub fn demand_in(&self, month: u32) -> f64 {
        let season = match (self.category, month) {
            ("Gifts", 11 | 12) => 3.2,
            ("Gifts", _) => 0.7,
            ("Repairs", 1..=3) => 1.6,
            ("Care", 3..=5) => 1.5,
            ("Tables" | "Storage", 11 | 12) => 1.5,
            ("Tables" | "Storage", 7 | 8) => 0.5,
            _ => 1.0,
        };
        self.demand * season
    }
}
