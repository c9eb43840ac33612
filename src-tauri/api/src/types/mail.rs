//! E-mails that are filed.

use super::Change;

crate::types::wire_types! {
    /// File an e-mail (.eml) with the customers it is from or for.
    FileMailRequest {
        /// The file.
        path: String,
        /// The customer it was dropped on; null to be found by its addresses.
        customer_id: Option<String>,
        /// The deal it is about.
        deal_id: Option<String>,
        /// The case it is about.
        #[ts(optional, as = "Option<String>")]
        case_id: Option<String>,
        /// Keeps the address that nobody was known by with that customer.
        #[ts(optional, as = "Option<bool>")]
        remember: bool,
    }
    /// Somebody who wrote or was written to.
    MailAddress {
        /// What they call themselves.
        name: String,
        /// The address.
        address: String,
    }
    /// What became of an e-mail.
    FiledMail {
        /// The interactions it is now, one for each customer; none when no customer was found.
        interaction_ids: Vec<String>,
        /// Their customers, in the same order.
        customer_ids: Vec<String>,
        /// What these are called.
        customers: Vec<String>,
        /// What it is about.
        subject: String,
        /// `out` when it is from us, else `in`.
        #[ts(type = "'in' | 'out'")]
        direction: String,
        /// It was filed before, and nothing was done.
        already: bool,
        /// How many files came with it.
        files: usize,
        /// Those outside of the shop whom the book does not know, for making a customer of them.
        unknown: Vec<MailAddress>,
        /// What came of it, in a sentence.
        sentence: String,
        /// What changed.
        changed: Vec<Change>,
        /// What undo would say.
        undo_label: String,
        /// The operation, for an undo of exactly this; null when nothing was done.
        op_id: Option<String>,
    }
}
