//! Products: what the shop sells.

use crate::entity::FieldType;
use crate::{choice, entity};
use rust_decimal::Decimal;

pub(crate) mod check;

/// The tag of [`Product::tax_class`], for reading it alone.
pub(crate) const TAX_CLASS: u16 = 20;

choice! {
    /// Something to carry home, or something done.
    pub enum ProductKind {
        /// Goods.
        Goods = 0 "goods",
        /// A service.
        Service = 1 "service",
    }
}

entity! {
    /// Something the shop sells.
    pub struct Product : Product = "product" {
        /// The shop's own code.
        1 sku: String { unique: true, searched: true, listed: true, section: "identity" },
        /// The code on the package.
        2 barcode: String { searched: true, section: "identity" },
        /// What it is called.
        3 name: String { required: true, searched: true, listed: true, section: "identity" },
        /// Goods or service.
        4 product_kind: ProductKind { section: "identity" },
        /// Group.
        5 category: String { listed: true, searched: true, section: "identity" },
        /// Piece, hour, kg …
        6 unit: String { section: "price" },
        /// Price of one unit in major units.
        7 price: Decimal { listed: true, section: "price" },
        /// What it costs us.
        8 cost: Option<Decimal> { section: "price" },
        /// Tax rate in percent.
        9 tax_rate: Decimal { ty: FieldType::Percent, section: "price" },
        /// Longer description.
        10 description: String { ty: FieldType::LongText, section: "identity" },
        /// The class of tax in the settings; empty for the bare rate.
        20 tax_class: String { section: "price" },
    }
}
