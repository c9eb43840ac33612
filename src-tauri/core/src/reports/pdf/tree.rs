//! The tree of a tagged file, and the data it carries, as objects of a PDF.

use super::finish::{failed, text};
use super::look::Sheet;
use super::tags::{Role, Tree};
use super::writer::About;
use crate::error::Result;
use crate::reports::value::Data;
use lopdf::{Dictionary, Document, Object, ObjectId, Stream, dictionary};

/// Writes the tree; `marks` are the nodes of each page's marked parts, in order.
pub(super) fn write(document: &mut Document, tree: &Tree, marks: &[Vec<u32>], sheet: Sheet) -> Result<()> {
    let pages: Vec<ObjectId> = document.get_pages().into_values().collect();
    let root = document.new_object_id();
    let ids: Vec<ObjectId> = tree.nodes.iter().map(|_| document.new_object_id()).collect();
    let mut kids: Vec<Vec<Object>> = vec![Vec::new(); ids.len()];
    for (page, marks) in pages.iter().zip(marks) {
        for (number, node) in marks.iter().enumerate() {
            let part = dictionary! { "Type" => "MCR", "Pg" => *page, "MCID" => number as i64 };
            kids[*node as usize].push(Object::Dictionary(part));
        }
    }
    for (node, id) in tree.nodes.iter().zip(&ids).skip(1) {
        kids[node.parent as usize].push(Object::Reference(*id));
    }
    for (index, (node, kids)) in tree.nodes.iter().zip(kids).enumerate() {
        let parent = if index == 0 { root } else { ids[node.parent as usize] };
        let mut element = dictionary! { "Type" => "StructElem", "S" => node.role.name(), "P" => parent };
        if !kids.is_empty() {
            element.set("K", kids);
        }
        if let Some(words) = &node.alternative {
            element.set("Alt", text(words));
        }
        if let Some(attributes) = attributes(node.role, node.bounds, sheet) {
            element.set("A", attributes);
        }
        document.objects.insert(ids[index], Object::Dictionary(element));
    }
    let mut parents = Vec::new();
    for (number, (page, marks)) in pages.iter().zip(marks).enumerate() {
        parents.push(Object::Integer(number as i64));
        parents
            .push(Object::Array(marks.iter().map(|node| Object::Reference(ids[*node as usize])).collect()));
        let page = document.get_object_mut(*page).and_then(Object::as_dict_mut).map_err(|e| failed(&e))?;
        page.set("StructParents", number as i64);
        page.set("Tabs", "S");
    }
    let parents = document.add_object(dictionary! { "Nums" => parents });
    let whole = dictionary! {
        "Type" => "StructTreeRoot",
        "K" => ids[0],
        "ParentTree" => parents,
        "ParentTreeNextKey" => pages.len() as i64,
    };
    document.objects.insert(root, Object::Dictionary(whole));
    let catalog = document.catalog_mut().map_err(|error| failed(&error))?;
    catalog.set("MarkInfo", dictionary! { "Marked" => true });
    catalog.set("StructTreeRoot", root);
    Ok(())
}

/// What readers must know of a node beside what is in it.
fn attributes(role: Role, bounds: Option<[f32; 4]>, sheet: Sheet) -> Option<Dictionary> {
    if role == Role::Head {
        return Some(dictionary! { "O" => "Table", "Scope" => "Column" });
    }
    let [left, top, right, bottom] = bounds?;
    let corners = [left, sheet.height - bottom, right, sheet.height - top];
    let corners: Vec<Object> = corners.into_iter().map(Object::Real).collect();
    Some(dictionary! { "O" => "Layout", "BBox" => corners, "Placement" => "Block" })
}

/// Puts data into the file, as an alternative to what is on the pages (ISO 19005-3, 6.8).
pub(super) fn attach(document: &mut Document, data: &Data, about: &About) -> Result<()> {
    let day = text(&about.created.format("D:%Y%m%d000000Z").to_string());
    let parameters = dictionary! {
        "ModDate" => day.clone(), "CreationDate" => day, "Size" => data.bytes.len() as i64,
    };
    let head = dictionary! { "Type" => "EmbeddedFile", "Subtype" => "text/xml", "Params" => parameters };
    let stream = document.add_object(Stream::new(head, data.bytes.clone()));
    let file = document.add_object(dictionary! {
        "Type" => "Filespec",
        "F" => text(data.name),
        "UF" => text(data.name),
        "Desc" => text(&data.description),
        "AFRelationship" => "Alternative",
        "EF" => dictionary! { "F" => stream, "UF" => stream },
    });
    let names = dictionary! { "Names" => vec![text(data.name), Object::Reference(file)] };
    let catalog = document.catalog_mut().map_err(|error| failed(&error))?;
    catalog.set("AF", vec![Object::Reference(file)]);
    catalog.set("Names", dictionary! { "EmbeddedFiles" => names });
    Ok(())
}
