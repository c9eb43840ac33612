//! Fields of the owner's own that lead to another record.

use super::*;
use crate::entity::{FieldDef, FieldType};
use crate::exchange::import::ImportResult;
use crate::form_templates::{FormTemplate, presets};
use crate::products::Product;
use crate::sales::{Line, Sale};
use std::path::Path;

/// A book whose customers have a favourite product, with two products and two customers.
struct Shop {
    book: Book,
    home: tempfile::TempDir,
    favourite: Id,
    table: Id,
    chair: Id,
    anna: Id,
    bert: Id,
}

fn relation(label: &str, of: &str, to: &str) -> CustomField {
    CustomField { record_kind: of.into(), refers_to: to.into(), ..field(label, CustomType::Relation, &[]) }
}

fn product(name: &str, sku: &str) -> Product {
    Product { name: name.into(), sku: sku.into(), ..Product::default() }
}

fn shop() -> Shop {
    let home = tempfile::tempdir().unwrap();
    let book = book(&home.path().join("shop"));
    let favourite = save(&book, relation("Favourite", "customer", "product")).unwrap();
    let table = save(&book, product("Oak table", "T-1")).unwrap();
    let chair = save(&book, product("Chair", "C-1")).unwrap();
    let anna = save(&book, Customer { last_name: "Anna".into(), ..Customer::default() }).unwrap();
    let bert = save(&book, Customer { last_name: "Bert".into(), ..Customer::default() }).unwrap();
    lead(&book, Kind::Customer, anna, "Favourite", Some(table)).unwrap();
    Shop { book, home, favourite, table, chair, anna, bert }
}

fn own(facts: &Facts, kind: Kind, label: &str) -> &'static FieldDef {
    facts.custom.of(kind).iter().copied().find(|field| field.label == label).unwrap()
}

fn lead(book: &Book, kind: Kind, id: Id, label: &str, to: Option<Id>) -> Result<()> {
    let field = own(&book.facts(), kind, label);
    let done = book.transact(&by(), "Lead", |tx| {
        let mut record = tx.get_any(kind, id)?;
        record.set_value(field, to.map_or(Value::Null, Value::Id)).unwrap();
        tx.save_any(&mut *record)
    });
    done.map(|_| ())
}

fn leads_to(book: &Book, id: Id) -> Value {
    let facts = book.facts();
    let customer: Customer = facts.get(id).unwrap();
    (&customer as &dyn AnyRecord).value(own(&facts, Kind::Customer, "Favourite"))
}

fn bring_in(book: &Book, path: &Path) -> ImportResult {
    let plan = inspect(path, None, book).unwrap();
    let options = ImportOptions {
        on_duplicate: OnDuplicate::Update,
        date_order: plan.date_order,
        ..ImportOptions::default()
    };
    import::run(book, &by(), path, plan.kind, &plan.mapping(), &options, false, &Unwatched).unwrap()
}

#[test]
fn a_relation_is_a_reference_like_those_of_the_program() {
    let Shop { book, table, anna, bert, home: _home, .. } = shop();
    let field = own(&book.facts(), Kind::Customer, "Favourite");
    assert_eq!((field.ty, field.ref_kind), (FieldType::Ref, Some(Kind::Product)));
    for condition in [
        "favourite = 'oak table'".to_owned(),
        "custom_favourite contains oak".to_owned(),
        format!("favourite = {table}"),
        "favourite is not empty".to_owned(),
    ] {
        assert_eq!(found(&book, &condition), [anna], "{condition}");
    }
    assert_eq!(found(&book, "favourite is empty"), [bert]);
    let nobody = Id::from_parts(7, [7; 10]);
    let refused = lead(&book, Kind::Customer, bert, "Favourite", Some(nobody)).unwrap_err().to_string();
    assert!(refused.contains("not in the book"), "nothing leads to nothing: {refused}");
    let refused = lead(&book, Kind::Customer, bert, "Favourite", Some(anna)).unwrap_err().to_string();
    assert!(refused.contains("product"), "a customer is no product: {refused}");
    save(&book, relation("Brother", "customer", "customer")).unwrap();
    assert!(lead(&book, Kind::Customer, anna, "Brother", Some(anna)).is_err(), "nobody is their own brother");
    let history = book.history(Kind::Customer, anna).unwrap();
    let change = history[0].fields.iter().find(|change| change.field.label == "Favourite").unwrap();
    assert_eq!(change.after, Value::Id(table), "the history tells it too");
}

#[test]
fn it_says_where_it_leads_and_keeps_to_it_while_records_have_one() {
    let Shop { book, favourite, anna, home: _home, .. } = shop();
    for nowhere in ["", "receipt", "nonsense"] {
        let refused = save(&book, relation("Other", "customer", nowhere)).unwrap_err();
        assert!(matches!(refused, Error::Invalid { field, .. } if field == "refers_to"), "“{nowhere}”");
    }
    let text = save(&book, CustomField { refers_to: "deal".into(), ..field("A", CustomType::Text, &[]) });
    assert_eq!(book.facts().get::<CustomField>(text.unwrap()).unwrap().refers_to, "", "a text leads nowhere");
    let several = save(&book, relation("Deal", "customer", "deals")).unwrap();
    assert_eq!(book.facts().get::<CustomField>(several).unwrap().refers_to, "deal");
    let mut turned: CustomField = book.facts().get(favourite).unwrap();
    turned.refers_to = "sale".into();
    let refused = save(&book, turned.clone()).unwrap_err().to_string();
    assert!(refused.contains("records with one: 1"), "{refused}");
    lead(&book, Kind::Customer, anna, "Favourite", None).unwrap();
    save(&book, turned).expect("nothing is lost where there is nothing");
    assert_eq!(own(&book.facts(), Kind::Customer, "Favourite").ref_kind, Some(Kind::Sale));
}

#[test]
fn it_may_lead_to_a_row_further_down_in_the_same_file() {
    let Shop { book, home, .. } = shop();
    save(&book, relation("Brother", "customer", "customer")).unwrap();
    save(&book, relation("Replaced by", "product", "product")).unwrap();
    let path = home.path().join("people.csv");
    let rows = "Last name,Brother\nZeno,Yves\nYves,Zeno\nXaver,Nobody\nWilli,Willi\nVera,Anna\n";
    std::fs::write(&path, rows).unwrap();
    let result = bring_in(&book, &path);
    let brother = |name: &str| {
        let facts = book.facts();
        let table = facts.table(Kind::Customer);
        let row = table.present_rows().find(|row| facts.title(Kind::Customer, *row) == name).unwrap();
        let customer: Customer = facts.get(table.id(row)).unwrap();
        let id = match (&customer as &dyn AnyRecord).value(own(&facts, Kind::Customer, "Brother")) {
            Value::Id(id) => facts.title_of(Kind::Customer, id).unwrap(),
            _ => String::new(),
        };
        (id, customer.meta.notes)
    };
    let led = |to: &str| (to.to_owned(), String::new());
    assert_eq!((brother("Zeno"), brother("Yves"), brother("Vera")), (led("Yves"), led("Zeno"), led("Anna")));
    assert_eq!((result.created, result.failed), (5, 0));
    let told: Vec<(u64, &str, bool)> =
        result.errors.iter().map(|e| (e.line, e.value.as_str(), e.kept)).collect();
    assert_eq!(
        told,
        [(4, "Nobody", true), (5, "Willi", true)],
        "what leads to nobody, or to oneself, is told"
    );
    assert_eq!(brother("Xaver"), (String::new(), "Brother: Nobody".to_owned()), "and kept in the note");
    let again = bring_in(&book, &path);
    assert_eq!((again.created, again.skipped), (0, 3), "those are in the book by now, and as the file says");
    book.undo(&by(), None, &Unwatched).unwrap();
    book.undo(&by(), None, &Unwatched).unwrap();
    assert_eq!(found(&book, "brother is not empty"), [], "rows and relations are one step of undo");

    let path = home.path().join("products.csv");
    std::fs::write(
        &path,
        "Product name,SKU,Replaced by\nLamp,L-1,L-2\nLamp II,L-2,Lamp III\nLamp III,L-3,\n",
    )
    .unwrap();
    let result = bring_in(&book, &path);
    assert_eq!((result.created, result.errors), (3, vec![]));
    let facts = book.facts();
    let table = facts.table(Kind::Product);
    let field = own(&facts, Kind::Product, "Replaced by");
    let replaced = table.present_rows().filter(|row| !table.value(*row, field).is_empty()).count();
    assert_eq!(replaced, 2, "by its code or by its name");
}

#[test]
fn what_it_leads_to_is_not_removed_for_good() {
    let Shop { book, favourite, table, chair, anna, home: _home, .. } = shop();
    let purge = |id| {
        book.transact(&by(), "Trash", |tx| tx.trash(Kind::Product, id)).unwrap();
        book.transact(&by(), "Purge", |tx| tx.purge(Kind::Product, id))
    };
    assert!(matches!(purge(table), Err(Error::Conflict(_))), "Anna's favourite stays in the trash");
    purge(chair).expect("nobody's favourite goes");
    assert_eq!(leads_to(&book, anna), Value::Id(table), "and she still has it");
    remove(&book, favourite);
    let again = book.transact(&by(), "Purge", |tx| tx.purge(Kind::Product, table));
    assert!(again.is_err(), "a field that comes back must not lead to nothing");
    // What a file of an older program or a lost record left behind holds nobody up.
    book.transact(&by(), "Lost", |tx| {
        tx.remove(Kind::Product, table);
        Ok(())
    })
    .unwrap();
    book.transact(&by(), "Back", |tx| tx.restore(Kind::CustomField, favourite)).unwrap();
    let mut customer: Customer = book.facts().get(anna).unwrap();
    customer.first_name = "A.".into();
    save(&book, customer).expect("the rest of the record can still be changed");
}

#[test]
fn undo_keeps_a_record_to_which_something_leads_since() {
    let Shop { book, bert, home: _home, .. } = shop();
    let mut lamp = product("Lamp", "L-1");
    let made = book.transact(&by(), "Lamp", |tx| tx.save(&mut lamp)).unwrap();
    lead(&book, Kind::Customer, bert, "Favourite", Some(made.value)).unwrap();
    let refused = book.undo(&by(), made.op, &Unwatched);
    assert!(matches!(refused, Err(Error::Conflict(_))), "nobody's favourite vanishes");
    assert_eq!(found(&book, "favourite = Lamp"), [bert]);
}

#[test]
fn lists_are_sorted_by_what_it_leads_to_is_called_now() {
    let Shop { book, table, chair, anna, bert, home: _home, .. } = shop();
    lead(&book, Kind::Customer, bert, "Favourite", Some(chair)).unwrap();
    let names = |descending| {
        let facts = book.facts();
        let query = ListQuery {
            kind: Kind::Customer,
            filter: None,
            search: "",
            sort: Some("custom_favourite"),
            descending,
            then: &[],
            nearest: false,
            state: State::Live,
            offset: 0,
            limit: 10,
        };
        let rows = facts.list(&query).unwrap().rows;
        rows.into_iter().map(|row| facts.table(Kind::Customer).id(row)).collect::<Vec<_>>()
    };
    assert_eq!(names(false), [bert, anna], "a chair comes before an oak table, whichever was made first");
    assert_eq!(names(true), [anna, bert]);
    let mut renamed: Product = book.facts().get(table).unwrap();
    renamed.name = "Ash table".into();
    save(&book, renamed).unwrap();
    assert_eq!(names(false), [anna, bert], "although nobody changed the customers");
}

#[test]
fn files_have_it_by_name_or_number_and_are_read_back() {
    let Shop { book, home, table, chair, anna, bert, .. } = shop();
    save(&book, product("Oak table", "T-2")).unwrap();
    lead(&book, Kind::Customer, bert, "Favourite", Some(chair)).unwrap();
    for profile in [Profile::Spreadsheet, Profile::Exact] {
        let path = home.path().join(format!("{profile:?}.csv"));
        export::export(&book, Kind::Customer, profile, None, &path, &Unwatched).unwrap();
        let text = std::fs::read_to_string(&path).unwrap();
        if profile == Profile::Spreadsheet {
            assert!(text.contains("\"Favourite\"") && text.contains(",Chair\r\n"), "{text}");
            assert!(text.contains(",T-1\r\n"), "one of two with one name is told by its number: {text}");
        }
        for id in [anna, bert] {
            lead(&book, Kind::Customer, id, "Favourite", None).unwrap();
        }
        let result = bring_in(&book, &path);
        assert_eq!((result.failed, result.errors), (0, vec![]), "{profile:?}");
        assert_eq!((leads_to(&book, anna), leads_to(&book, bert)), (Value::Id(table), Value::Id(chair)));
    }
    let path = home.path().join("typed.csv");
    std::fs::write(&path, "Last name,Favourite\nCarl,c-1\nDora,chair\nEmil,Sofa\nFred,Oak table\n").unwrap();
    let result = bring_in(&book, &path);
    assert_eq!(found(&book, "favourite = Chair").len(), 3, "as people write it, by code or name");
    let told = result.errors.iter().map(|error| (error.line, error.column.as_str(), error.kept));
    assert_eq!(told.collect::<Vec<_>>(), [(4, "Favourite", true), (5, "Favourite", true)]);
    assert!(result.errors[0].message.to_string().contains("“Sofa” is not in the book"));
    assert!(
        result.errors[1].message.to_string().contains("any of 2"),
        "nobody chooses between two of one name"
    );
}

#[test]
fn each_kind_it_can_lead_to_is_known_again_by_what_a_file_calls_it() {
    let Shop { book, home, anna, .. } = shop();
    let values = |record: &mut dyn AnyRecord, of: &[(&str, &str)]| {
        for (name, value) in of {
            let field = record.def().field(name).unwrap();
            record.set_value(field, Value::Text((*value).into())).unwrap();
        }
    };
    let customer = anna.to_string();
    let made = [
        (Kind::Customer, "Dora Berg", vec![("first_name", "Dora"), ("last_name", "Berg")]),
        (Kind::Deal, "Kitchen", vec![("title", "Kitchen"), ("customer_id", &customer)]),
        (Kind::Case, "Leg is loose", vec![("subject", "Leg is loose"), ("customer_id", &customer)]),
        (Kind::Campaign, "Spring", vec![("name", "Spring")]),
        (Kind::Staff, "Mara", vec![("name", "Mara")]),
        (Kind::Product, "Stool", vec![("name", "Stool")]),
    ];
    let mut rows = [vec!["Name".to_owned()], vec!["Sofa".to_owned()]];
    let mut wanted = Vec::new();
    for (kind, called, of) in made {
        let label = format!("To {}", kind.name());
        save(&book, relation(&label, "product", kind.name())).unwrap();
        let mut record = (kind.def().blank)(Id::default());
        values(&mut *record, &of);
        let id = book.transact(&by(), "Make", |tx| tx.save_any(&mut *record)).unwrap().value;
        rows[0].push(label.clone());
        rows[1].push(called.to_owned());
        wanted.push((kind, label, id));
    }
    let line =
        Line { description: "Stool".into(), unit_price: 5.into(), quantity: 1.into(), ..Line::default() };
    let sale = Sale { customer_id: Some(anna), date: book.today(), lines: vec![line], ..Sale::default() };
    let sale = save(&book, sale).unwrap();
    save(&book, relation("To sale", "product", "sale")).unwrap();
    rows[0].push("To sale".into());
    rows[1].push(book.facts().get::<Sale>(sale).unwrap().number);
    wanted.push((Kind::Sale, "To sale".into(), sale));
    let path = home.path().join("products.csv");
    std::fs::write(&path, rows.iter().map(|row| row.join(",")).collect::<Vec<_>>().join("\n")).unwrap();
    let result = import::run(
        &book,
        &by(),
        &path,
        ImportKind::Products,
        &inspect(&path, Some(ImportKind::Products), &book).unwrap().mapping(),
        &ImportOptions::default(),
        false,
        &Unwatched,
    )
    .unwrap();
    assert_eq!(result.errors, []);
    let facts = book.facts();
    let products = facts.table(Kind::Product);
    let row = products.present_rows().find(|row| facts.title(Kind::Product, *row) == "Sofa").unwrap();
    for (kind, label, id) in wanted {
        let value = products.value(row, own(&facts, Kind::Product, &label));
        assert_eq!(value, Value::Id(id), "{} by what it is called", kind.name());
    }
}

#[test]
fn the_printed_list_has_the_name_and_a_template_of_a_form_the_record() {
    use crate::reports::catalog::{ReportParams, build};
    use crate::reports::value::Cell;
    let Shop { book, table, anna, home: _home, .. } = shop();
    let report = build(&book.facts(), book.today(), "customer_list", &ReportParams::default()).unwrap();
    let cells: Vec<&Cell> = report.tables[0].rows.iter().map(|row| &row[8]).collect();
    assert_eq!(cells, [&Cell::words("Oak table"), &Cell::Empty]);
    let values = presets(&book.facts(), &book.facts().get::<Customer>(anna).unwrap());
    let template = FormTemplate {
        name: "Oak".into(),
        record_kind: "customer".into(),
        values: values.into_iter().filter(|preset| preset.field == "custom_favourite").collect(),
        ..FormTemplate::default()
    };
    let id = save(&book, template).unwrap();
    let mut begun = Customer::default();
    book.facts().get::<FormTemplate>(id).unwrap().fill(&book.facts(), &mut begun).unwrap();
    let begins = (&begun as &dyn AnyRecord).value(own(&book.facts(), Kind::Customer, "Favourite"));
    assert_eq!(begins, Value::Id(table));
}
