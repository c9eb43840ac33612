//! Staff: who works in the shop, so that tasks and customers can be given to somebody.

use crate::entity;

entity! {
    /// Somebody who works in the shop.
    pub struct Staff : Staff = "staff" {
        /// What everybody calls them; follow-ups and customers name them by it.
        1 name: String { required: true, unique: true, searched: true, personal: true, listed: true, section: "staff" },
        /// What they do: owner, sales, workshop …
        2 job: String { listed: true, section: "staff" },
        /// E-mail address.
        3 email: String { searched: true, personal: true, listed: true, section: "staff" },
        /// Telephone.
        4 phone: String { searched: true, personal: true, listed: true, section: "staff" },
    }
}
