//! Products: what the shop sells.

use crate::attachments::Attachment;
use crate::entity::{FieldType, Kind};
use crate::{Id, choice, entity, part};
use chrono::NaiveDate;
use rust_decimal::Decimal;

pub mod categories;
pub(crate) mod check;
pub mod pricing;
#[cfg(test)]
mod tests;
pub mod variants;

/// The tag of [`Product::product_kind`], for reading it alone.
pub(crate) const PRODUCT_KIND: u16 = 4;
/// The tag of [`Product::category`], for reading it alone.
pub(crate) const CATEGORY: u16 = 5;
/// The tag of [`Product::options`].
pub(crate) const OPTIONS: u16 = 32;
/// The tag of [`Product::parent_id`].
pub(crate) const PARENT: u16 = 33;
/// The tag of [`Product::tax_class`], for reading it alone.
pub(crate) const TAX_CLASS: u16 = 20;
/// The tag of [`Product::track_stock`].
pub(crate) const TRACK_STOCK: u16 = 21;

choice! {
    /// Something to carry home, or something done.
    pub enum ProductKind {
        /// Goods.
        Goods = 0 "goods",
        /// A service.
        Service = 1 "service",
        /// Several goods sold as one.
        Bundle = 2 "bundle",
    }
}

part! {
    /// What a supplier asks for a product.
    pub struct VendorPrice {
        /// Who.
        1 supplier_id: Option<Id> { ref_kind: Some(Kind::Customer) },
        /// The supplier's own code.
        2 supplier_sku: String {},
        /// Price of one unit in major units of the book's currency.
        3 price: Decimal { ty: FieldType::Price },
        /// From how many on.
        4 min_quantity: Decimal {},
        /// How many days a delivery takes.
        5 lead_time_days: Option<i64> {},
    }
}

part! {
    /// A price for some customers, quantities or times.
    pub struct ListPrice {
        /// For customers of this tier; empty for everyone.
        1 price_list: String {},
        /// For this customer alone.
        2 customer_id: Option<Id> { ref_kind: Some(Kind::Customer) },
        /// From how many on.
        3 min_quantity: Decimal {},
        /// Price of one unit in major units.
        4 price: Decimal { ty: FieldType::Price },
        /// First day.
        5 valid_from: Option<NaiveDate> {},
        /// Last day.
        6 valid_until: Option<NaiveDate> {},
    }
}

part! {
    /// A part of a bundle.
    pub struct Component {
        /// What.
        1 product_id: Id { ref_kind: Some(Kind::Product) },
        /// How many in one bundle.
        2 quantity: Decimal {},
    }
}

part! {
    /// Something a product is chosen by: size, colour.
    pub struct ProductOption {
        /// What it is called.
        1 name: String {},
        /// What there is to choose from, with semicolons between: `S; M; L`.
        2 values: String {},
    }
}

part! {
    /// What was chosen for a variant.
    pub struct OptionValue {
        /// The option.
        1 name: String {},
        /// What of it.
        2 value: String { searched: true },
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
        7 price: Decimal { ty: FieldType::Price, listed: true, section: "price" },
        /// What it costs us.
        8 cost: Option<Decimal> { ty: FieldType::Price, section: "price" },
        /// Tax rate in percent.
        9 tax_rate: Decimal { ty: FieldType::Percent, section: "price" },
        /// Longer description.
        10 description: String { ty: FieldType::LongText, section: "identity" },
        /// What it looks like: one PNG or JPEG, or none.
        31 image: Vec<Attachment> { ty: FieldType::Files, importable: false, section: "identity" },
        /// The class of tax in the settings; empty for the bare rate.
        20 tax_class: String { section: "price" },
        /// Whether its stock is kept.
        21 track_stock: bool { section: "stock" },
        /// Order again when fewer than this can be promised.
        22 reorder_level: Option<Decimal> { section: "stock" },
        /// How many to order then.
        23 reorder_quantity: Option<Decimal> { section: "stock" },
        /// Who usually delivers it.
        24 supplier_id: Option<Id> { ref_kind: Some(Kind::Customer), importable: false, section: "stock" },
        /// How many days a delivery takes.
        25 lead_time_days: Option<i64> { section: "stock" },
        /// What others ask for it.
        26 vendor_prices: Vec<VendorPrice> { importable: false, section: "stock" },
        /// Months of warranty from the sale on.
        27 warranty_months: Option<i64> { section: "service" },
        /// Months after which it wants service, again and again.
        28 service_interval_months: Option<i64> { section: "service" },
        /// Whether buying it again ends the reminder of the purchase before, as with a filter or an
        /// inspection; of what every piece has its own, as a boiler, it does not.
        35 service_from_latest: bool { section: "service" },
        /// Prices for some customers, quantities or times.
        29 prices: Vec<ListPrice> { importable: false, section: "price" },
        /// What a bundle is made of.
        30 components: Vec<Component> { importable: false, section: "stock" },
        /// What it is chosen by; a product with options is sold as one of its variants.
        32 options: Vec<ProductOption> { read_only: true, importable: false, section: "variants" },
        /// The product it is a variant of.
        33 parent_id: Option<Id> { ref_kind: Some(Kind::Product), read_only: true, importable: false, section: "variants" },
        /// What of each option it is.
        34 option_values: Vec<OptionValue> { read_only: true, importable: false, searched: true, section: "variants" },
    }
}
