//! Leads that turn out to be customers of the book.

use super::*;
use crate::book::Unwatched;
use crate::customers::Email;

#[test]
fn a_lead_who_is_in_the_book_already_does_not_become_a_second_customer() {
    let shop = Shop::new();
    let anna = |role: Role, email: &str| Customer {
        first_name: "Anna".into(),
        last_name: "Berg".into(),
        emails: vec![Email { address: email.into(), ..Email::default() }],
        role,
        ..Customer::default()
    };
    let known = shop.save(&mut anna(Role::Customer, "anna@berg.example")).unwrap();
    let mut lead = anna(Role::Prospect, "shop@berg.example");
    (lead.source, lead.lead_amount) = ("Fair".into(), Some(90_000));
    lead.meta.notes = "Wants oak.".into();
    let lead = shop.save(&mut lead).unwrap();
    let into =
        |lead: Id, into: Id| shop.book.transact(&by(), "Convert", |tx| convert(tx, lead, "", "", Some(into)));
    let made = into(lead, known).unwrap();
    assert_eq!((made.value.customer, made.value.contact), (known, None));
    let facts = shop.book.facts();
    let (gone, one): (Customer, Customer) = (facts.get(lead).unwrap(), facts.get(known).unwrap());
    assert_eq!(gone.merged_into, Some(known));
    assert_eq!((one.emails.len(), one.meta.notes.as_str()), (2, "Wants oak."), "what the lead said is kept");
    assert_eq!((one.role, one.lead_status), (Role::Customer, Some(LeadStatus::Converted)));
    assert!(one.lead_converted_at.is_some());
    let deal: Deal = facts.get(made.value.deal).unwrap();
    assert_eq!((deal.customer_id, deal.amount, deal.source.as_str()), (known, 90_000, "Fair"));
    drop(facts);
    shop.book.undo(&by(), None, &Unwatched).unwrap();
    let facts = shop.book.facts();
    let back: Customer = facts.get(lead).unwrap();
    assert_eq!((back.merged_into, back.role), (None, Role::Prospect), "one step takes all of it back");
    assert_eq!(facts.get::<Customer>(known).unwrap().emails.len(), 1);
    assert!(facts.table(Kind::Deal).present(made.value.deal).is_none());
    drop(facts);

    let twin = shop.save(&mut anna(Role::Prospect, "twin@berg.example")).unwrap();
    into(lead, twin).unwrap();
    let twin: Customer = shop.book.facts().get(twin).unwrap();
    assert_eq!(
        (twin.role, twin.lead_status),
        (Role::Customer, Some(LeadStatus::Converted)),
        "two leads that are one become one customer"
    );

    let mut company =
        Customer { kind: CustomerKind::Company, company_name: "Berg".into(), ..Customer::default() };
    let company = shop.save(&mut company).unwrap();
    let lead = shop.save(&mut anna(Role::Prospect, "office@berg.example")).unwrap();
    let done = into(lead, company).unwrap().value;
    assert_eq!(
        (done.customer, done.contact),
        (company, Some(lead)),
        "nobody is merged into a company they work for"
    );

    let gone = shop.save(&mut anna(Role::Customer, "gone@berg.example")).unwrap();
    shop.book.transact(&by(), "Trash", |tx| tx.trash(Kind::Customer, gone)).unwrap();
    let lead = shop.save(&mut anna(Role::Prospect, "last@berg.example")).unwrap();
    assert!(into(lead, gone).unwrap_err().to_string().contains("in the trash"));
    assert!(into(lead, lead).is_err(), "nobody becomes themselves");
}
