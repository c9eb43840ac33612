//! Customers: the people and companies of the book, whatever their role.

use crate::entity::FieldType;
use crate::{Id, choice, entity, part};
use chrono::NaiveDate;
use rust_decimal::Decimal;

pub(crate) mod check;
pub(crate) mod circles;
pub mod company;
pub mod contacted;
pub mod debtors;
pub mod duplicates;
pub mod facts;
pub mod leads;
pub mod merge;
pub mod name;
pub mod occasions;
pub mod overview;
pub mod reach;
pub mod relations;
pub mod timeline;
pub mod unite;

pub use duplicates::Distinct;

/// The tag of [`Customer::language`], for reading it alone.
pub(crate) const LANGUAGE: u16 = 19;

/// The tag of [`Customer::debtor_account`], for reading it alone.
pub(crate) const DEBTOR_ACCOUNT: u16 = 50;

/// The tag of [`Customer::merged_into`], for reading it alone.
pub(crate) const MERGED_INTO: u16 = 33;

choice! {
    /// A person, or a company.
    pub enum CustomerKind {
        /// A human being.
        Person = 0 "person",
        /// A business, household or association.
        Company = 1 "company",
    }
}

choice! {
    /// What kind of company it is; what is no person is one here.
    pub enum CompanyForm {
        /// A firm.
        Business = 0 "business",
        /// People who live together.
        Household = 1 "household",
        /// A club or society.
        Association = 2 "association",
        /// An office of the state, a school, a church.
        Institution = 3 "institution",
    }
}

choice! {
    /// What the customer is to the shop.
    pub enum Role {
        /// Buys.
        Customer = 0 "customer",
        /// May buy one day.
        Prospect = 1 "prospect",
        /// Sells to us.
        Supplier = 2 "supplier",
        /// Works with us.
        Partner = 3 "partner",
        /// Sells for us.
        Reseller = 4 "reseller",
    }
}

choice! {
    /// A way to reach somebody.
    pub enum Channel {
        /// By telephone.
        Call = 0 "call",
        /// By e-mail.
        Email = 1 "email",
        /// By text message.
        Message = 2 "message",
        /// By post.
        Letter = 3 "letter",
        /// In person.
        Visit = 4 "visit",
    }
}

part! {
    /// A telephone number.
    pub struct Phone {
        /// Mobile, home, work …
        1 label: String {},
        /// As typed.
        2 number: String { searched: true, personal: true },
        /// In international form, when it could be read; an extension stands behind it (`;ext=12`).
        3 e164: String { searched: true, personal: true, read_only: true },
    }
}

part! {
    /// An e-mail address.
    pub struct Email {
        /// Private, work …
        1 label: String {},
        /// The address.
        2 address: String { searched: true, personal: true },
    }
}

part! {
    /// A postal address.
    pub struct Address {
        /// Billing, delivery …
        1 label: String {},
        /// Street and number; may have several lines.
        2 street: String { searched: true, personal: true },
        /// Town.
        3 city: String { searched: true },
        /// State, region or province.
        4 state: String {},
        /// Postal code.
        5 postal_code: String { searched: true },
        /// Country, as typed.
        6 country: String {},
    }
}

part! {
    /// Permission to use a channel.
    pub struct Consent {
        /// Which channel.
        1 channel: Channel {},
        /// Why we may: consent, contract, legitimate interest …
        2 basis: String {},
        /// Since when.
        3 given_at: Option<NaiveDate> {},
        /// Where it was given: web form, counter, letter …
        4 source: String {},
        /// Withdrawn when.
        5 withdrawn_at: Option<NaiveDate> {},
    }
}

part! {
    /// Somebody else who has to do with a customer.
    pub struct Relation {
        /// Who.
        1 customer_id: Id { ref_kind: Some(crate::entity::Kind::Customer) },
        /// What they are to each other: spouse, treasurer, tax adviser, landlord …
        2 role: String { searched: true },
        /// Whether they belong to it, beside the company they belong to first: a household, an association.
        3 member: bool {},
    }
}

/// What is said of people only: a company has no first name.
const OF_A_PERSON: Option<(&str, &str)> = Some(("kind", "person"));

/// What is said of companies only.
const OF_A_COMPANY: Option<(&str, &str)> = Some(("kind", "company"));

/// What is said of prospects only: nobody else has a lead card.
const OF_A_PROSPECT: Option<(&str, &str)> = Some(("role", "prospect"));

entity! {
    /// A person or company.
    pub struct Customer : Customer = "customer" {
        /// What people see: `C-00042`.
        1 number: String { unique: true, searched: true, section: "identity" },
        /// Person or company.
        2 kind: CustomerKind { section: "identity" },
        /// What it is to the shop.
        3 role: Role { section: "identity", listed: true },
        /// Mr, Ms, Dr …
        4 salutation: String { only_with: OF_A_PERSON, section: "identity" },
        /// Given name.
        5 first_name: String { only_with: OF_A_PERSON, searched: true, personal: true, section: "identity" },
        /// Middle names.
        6 middle_name: String { only_with: OF_A_PERSON, searched: true, personal: true, section: "identity" },
        /// Family name.
        7 last_name: String { only_with: OF_A_PERSON, searched: true, personal: true, section: "identity" },
        /// The company's name; for a person, the company as text.
        8 company_name: String { searched: true, section: "identity" },
        /// The company a person belongs to.
        9 company_id: Option<Id> { only_with: OF_A_PERSON, ref_kind: Some(crate::entity::Kind::Customer), section: "identity", importable: false },
        /// What the person does there.
        10 job_title: String { only_with: OF_A_PERSON, section: "identity" },
        /// Where in the company.
        11 department: String { only_with: OF_A_PERSON, section: "identity" },
        /// Telephone numbers, the preferred one first.
        12 phones: Vec<Phone> { searched: true, personal: true, section: "contact", listed: true },
        /// E-mail addresses, the preferred one first.
        13 emails: Vec<Email> { searched: true, personal: true, section: "contact", listed: true },
        /// Postal addresses.
        14 addresses: Vec<Address> { searched: true, personal: true, section: "contact", listed: true },
        /// Home page.
        15 website: String { format: crate::entity::Format::Link, section: "contact" },
        /// VAT or tax number.
        16 tax_id: String { searched: true, section: "business" },
        /// Line of business.
        17 industry: String { section: "business" },
        /// Day of birth; the year may be missing.
        18 birthday: String { only_with: OF_A_PERSON, ty: FieldType::PartialDate, personal: true, section: "about" },
        /// Language to write in, as a tag such as `de`.
        19 language: String { section: "about" },
        /// How they like to be reached.
        20 preferred_channel: Option<Channel> { section: "contact" },
        /// How they must not be reached.
        21 forbidden_channels: Vec<Channel> { section: "contact" },
        /// When they can be reached.
        22 best_time: String { section: "contact" },
        /// Gold, A, VIP …
        23 tier: String { section: "business", listed: true },
        /// Where they came from.
        24 source: String { section: "about" },
        /// Who sent them.
        25 referred_by: Option<Id> { ref_kind: Some(crate::entity::Kind::Customer), section: "about", importable: false },
        /// Sales territory.
        26 territory: String { section: "business" },
        /// Days until an invoice is due.
        27 payment_terms_days: Option<i64> { section: "business" },
        /// Standing discount in percent.
        28 discount: Option<Decimal> { ty: FieldType::Percent, section: "business" },
        /// How much may be open at once.
        29 credit_limit: Option<i64> { ty: FieldType::Money, section: "business" },
        /// Who looks after them.
        30 owner: String { section: "business" },
        /// The customer's account in the bookkeeping program, where each has one.
        50 debtor_account: String { unique: true, section: "business" },
        /// Permissions per channel.
        31 consents: Vec<Consent> { personal: true, section: "consent" },
        /// For a prospect: how far the lead has come.
        40 lead_status: Option<leads::LeadStatus> { only_with: OF_A_PROSPECT, section: "lead" },
        /// How promising.
        41 lead_rating: Option<leads::Rating> { only_with: OF_A_PROSPECT, section: "lead" },
        /// What they may buy for.
        42 lead_amount: Option<i64> { only_with: OF_A_PROSPECT, ty: FieldType::Money, section: "lead" },
        /// What is to be done next.
        43 lead_next_step: String { only_with: OF_A_PROSPECT, section: "lead" },
        /// Why nothing came of it.
        44 lead_lost_reason: String { only_with: OF_A_PROSPECT, section: "lead" },
        /// When it became a deal.
        45 lead_converted_at: Option<chrono::DateTime<chrono::Utc>> { only_with: OF_A_PROSPECT, read_only: true, section: "lead" },
        /// The numbers of customers that were merged into this one.
        32 former_numbers: Vec<String> { searched: true, read_only: true, section: "identity" },
        /// What kind of company it is.
        34 company_form: CompanyForm { only_with: OF_A_COMPANY, section: "identity" },
        /// Who else has to do with them, beside the company they belong to: of a household, an
        /// association, as supplier or partner.
        35 relations: Vec<Relation> { searched: true, personal: true, importable: false, section: "about" },
        /// The customer that this one became.
        33 merged_into: Option<Id> { ref_kind: Some(crate::entity::Kind::Customer), read_only: true, importable: false, section: "identity" },
    }
}

impl Customer {
    /// Everybody they belong to: the company first, then the further households and associations.
    pub(crate) fn groups(&self) -> Vec<Id> {
        let others = self.relations.iter().filter(|one| one.member).map(|one| one.customer_id);
        self.company_id.into_iter().chain(others).collect()
    }
}
