//! The data both sides are given: made from the number of each record, so that it
//! is the same in every process and never has to be held whole.

use chrono::{Days, NaiveDate};
use regulars_core::Id;
use regulars_core::customers::{Address, Customer, Email, Phone};
use regulars_core::facts::text::fold;
use regulars_core::products::Product;
use regulars_core::sales::{DocumentKind, Line, Payment, Sale};
use rust_decimal::Decimal;

/// Products in the book.
pub const PRODUCTS: u32 = 200;
/// Records per transaction of an import.
pub const BATCH: u32 = 20_000;

/// How much there is.
pub struct Data {
    /// Customers.
    pub customers: u32,
    /// Documents; they have one to four lines, two and a half on average.
    pub sales: u32,
}

const FIRST: [&str; 24] = [
    "Anna", "Jonas", "Zoë", "Łucja", "Michael", "Sabine", "Hugo", "Ayşe", "Priya", "Oliver", "Katrin",
    "Lena", "Thomas", "Giulia", "Marco", "Lucía", "Álvaro", "Grace", "Rahul", "Ewa", "Paul", "Nina", "Ben",
    "Vera",
];
const LAST: [&str; 32] = [
    "Müller",
    "Schmidt",
    "Fischer",
    "Weber",
    "Nowak",
    "Wójcik",
    "Moreau",
    "Rousseau",
    "Smith",
    "Taylor",
    "Patel",
    "Sharma",
    "Iyer",
    "Yılmaz",
    "Kaya",
    "Rossi",
    "Bianchi",
    "García",
    "Muñoz",
    "Jensen",
    "Köhler",
    "Zimmermann",
    "Brandt",
    "O’Brien",
    "Walker",
    "Lorenz",
    "Böhm",
    "Seidel",
    "Vogt",
    "Keller",
    "Hahn",
    "Stein",
];
const TOWNS: [&str; 12] = [
    "Berlin", "Hamburg", "München", "Köln", "Wien", "Zürich", "Łódź", "Paris", "London", "Portland", "İzmir",
    "Pune",
];
const STREETS: [&str; 8] = [
    "Lindenallee",
    "Hauptstraße",
    "Gartenweg",
    "High Street",
    "rue Verte",
    "Via Roma",
    "Am Markt",
    "Mill Lane",
];
const GOODS: [&str; 10] = [
    "Oak table",
    "Ash stool",
    "Cutting board",
    "Wall shelf",
    "Bench",
    "Chest",
    "Wood oil",
    "Repair",
    "Chair",
    "Box",
];

/// SplitMix64 (Steele, Lea, Flood 2014) of a record's number and a purpose.
fn mix(number: u32, purpose: u32) -> u64 {
    let mut z = (u64::from(number) << 32 | u64::from(purpose)).wrapping_add(0x9e37_79b9_7f4a_7c15);
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

fn below(number: u32, purpose: u32, count: usize) -> usize {
    (mix(number, purpose) % count.max(1) as u64) as usize
}

fn id(kind: u32, number: u32) -> Id {
    let random = mix(number, kind).to_le_bytes();
    let mut bytes = [0; 10];
    bytes[..8].copy_from_slice(&random);
    Id::from_parts(1_700_000_000_000 + u64::from(number), bytes)
}

/// The identity of a customer.
pub fn customer_id(number: u32) -> Id {
    id(1, number)
}

/// The identity of a document.
pub fn sale_id(number: u32) -> Id {
    id(3, number)
}

impl Data {
    /// So many customers and about so many lines.
    pub fn new(customers: u32, lines: u32) -> Self {
        Self { customers, sales: lines * 2 / 5 }
    }

    /// The customer of a document.
    pub fn buyer(&self, sale: u32) -> u32 {
        // Some come often, most seldom: the square of an even chance.
        let chance = (mix(sale, 7) >> 11) as f64 / (1_u64 << 53) as f64;
        ((chance * chance * f64::from(self.customers)) as u32).min(self.customers - 1)
    }
}

/// A product.
pub fn product(number: u32) -> Product {
    let mut product = Product {
        sku: format!("P-{number:04}"),
        name: format!("{} {number}", GOODS[number as usize % GOODS.len()]),
        category: GOODS[number as usize % 4].into(),
        unit: "piece".into(),
        price: Decimal::new(900 + 50 * below(number, 1, 400) as i64, 2),
        tax_rate: Decimal::from(19),
        ..Product::default()
    };
    product.meta.id = id(2, number);
    product
}

/// A customer as an import brings it.
pub fn customer(number: u32) -> Customer {
    let first = FIRST[below(number, 1, FIRST.len())];
    let last = LAST[below(number, 2, LAST.len())];
    let second = LAST[below(number, 3, LAST.len())];
    let last = if number.is_multiple_of(3) { format!("{last}-{second}") } else { last.to_owned() };
    let mut customer = Customer {
        number: format!("C-{:05}", number + 1),
        first_name: first.into(),
        phones: vec![Phone {
            label: "Mobile".into(),
            number: format!("+49 171 {:07}", 3_000_000 + number),
            e164: String::new(),
        }],
        emails: vec![Email {
            label: "Private".into(),
            address: format!("{}.{}{number}@example.com", fold(first), fold(&last).replace('’', "")),
        }],
        addresses: vec![Address {
            label: "Home".into(),
            street: format!("{} {}", STREETS[below(number, 4, STREETS.len())], below(number, 5, 150) + 1),
            city: TOWNS[below(number, 6, TOWNS.len())].into(),
            state: String::new(),
            postal_code: format!("{:05}", 10_000 + below(number, 8, 80_000)),
            country: "Germany".into(),
        }],
        last_name: last,
        ..Customer::default()
    };
    customer.meta.id = customer_id(number);
    if number.is_multiple_of(4) {
        customer.meta.tags = vec!["newsletter".into()];
    }
    if number.is_multiple_of(7) {
        customer.meta.notes = "Prefers oak, collects on Fridays.".into();
    }
    customer
}

/// A document with its lines, with the totals still to be worked out.
pub fn sale(number: u32, data: &Data) -> Sale {
    let start = NaiveDate::from_ymd_opt(2021, 1, 4).unwrap_or_default();
    let day = u64::from(number) * 1_780 / u64::from(data.sales.max(1));
    let date = start.checked_add_days(Days::new(day)).unwrap_or(start);
    let lines = (0..number % 4 + 1)
        .map(|n| {
            let of = below(number, 20 + n, PRODUCTS as usize) as u32;
            let product = product(of);
            Line {
                product_id: Some(product.meta.id),
                sku: product.sku,
                description: product.name,
                quantity: Decimal::from(below(number, 30 + n, 4) as u32 + 1),
                unit: product.unit,
                unit_price: product.price,
                tax_rate: product.tax_rate,
                ..Line::default()
            }
        })
        .collect();
    let mut sale = Sale {
        number: format!("R-{:07}", number + 1),
        document_kind: DocumentKind::Invoice,
        customer_id: Some(customer_id(data.buyer(number))),
        date,
        due_date: date.checked_add_days(Days::new(14)),
        channel: "shop".into(),
        lines,
        ..Sale::default()
    };
    sale.meta.id = sale_id(number);
    // Nine in ten are paid; the amount is the document's own, worked out by the one rule there is.
    let done = regulars_core::sales::totals::compute(
        &mut sale,
        &regulars_core::sales::rates::Rules::plain(regulars_core::money::Currency::EUR),
    );
    if done.is_ok() && !number.is_multiple_of(10) {
        sale.payments.push(Payment { date, amount: sale.total, ..Payment::default() });
        sale.paid = sale.total;
        sale.due = 0;
    }
    sale
}
