//! Variants of products, and categories.

use super::Change;

crate::types::wire_types! {
    /// Something a product is chosen by.
    VariantOption {
        /// What it is called: Size.
        name: String,
        /// What there is to choose from.
        values: Vec<String>,
    }
    /// Give a product its options and make the variants that are missing.
    VariantsRequest {
        /// The product.
        id: String,
        /// The options; none for a product that is sold as itself.
        options: Vec<VariantOption>,
    }
    /// What was made.
    VariantsReply {
        /// The variants in the order of the options.
        ids: Vec<String>,
        /// What changed.
        changed: Vec<Change>,
        /// What undo would say.
        undo_label: String,
        /// The operation; null when nothing changed.
        op_id: Option<String>,
    }
    /// One category of products.
    Category {
        /// Its whole name, such as `Furniture / Chairs`.
        name: String,
        /// Products in it.
        products: usize,
        /// Products in it and in those within it.
        all: usize,
    }
    /// The categories.
    CategoryList {
        /// In the order of the names.
        categories: Vec<Category>,
    }
    /// A category.
    CategoryRequest {
        /// Its whole name.
        name: String,
    }
    /// Give a category another name or place, or put it into another one.
    CategoryMoveRequest {
        /// Which.
        from: String,
        /// The other name, or the other category.
        to: String,
    }
}
