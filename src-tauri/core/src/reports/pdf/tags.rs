//! What the things on the pages are, for those who hear a document instead of seeing it
//! (tagged PDF, ISO 32000-1, 14.8; PDF/UA-1, ISO 14289-1). Layout opens and closes nodes
//! while it draws; the writer marks what belongs to them and the finish writes the tree.

/// What a node is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// The whole.
    Document,
    /// The title.
    Title,
    /// The heading of a part.
    Heading,
    /// Words.
    Paragraph,
    /// A table.
    Table,
    /// A row of a table.
    Row,
    /// A cell that is the heading of its column.
    Head,
    /// Any other cell.
    Cell,
    /// A picture.
    Figure,
}

impl Role {
    /// Its name in the file.
    pub fn name(self) -> &'static str {
        match self {
            Self::Document => "Document",
            Self::Title => "H1",
            Self::Heading => "H2",
            Self::Paragraph => "P",
            Self::Table => "Table",
            Self::Row => "TR",
            Self::Head => "TH",
            Self::Cell => "TD",
            Self::Figure => "Figure",
        }
    }

    /// Whether it has words or pictures in it, and not only other nodes.
    fn holds_items(self) -> bool {
        !matches!(self, Self::Document | Self::Table | Self::Row)
    }
}

/// A node of the tree.
#[derive(Clone, Debug)]
pub(super) struct Node {
    /// What it is.
    pub role: Role,
    /// The node it is in; the first one is in itself.
    pub parent: u32,
    /// What a picture shows, in words.
    pub alternative: Option<String>,
    /// Where a picture stands: left, top, right and bottom.
    pub bounds: Option<[f32; 4]>,
}

/// All nodes in the order in which they are read.
#[derive(Clone, Debug)]
pub(super) struct Tree {
    /// The nodes; the first is the whole document.
    pub nodes: Vec<Node>,
    open: Vec<u32>,
}

impl Tree {
    /// A document with nothing in it.
    pub fn new() -> Self {
        let whole = Node { role: Role::Document, parent: 0, alternative: None, bounds: None };
        Self { nodes: vec![whole], open: vec![0] }
    }

    /// Begins a node inside the present one.
    pub fn open(&mut self, role: Role) {
        let parent = self.open.last().copied().unwrap_or_default();
        self.open.push(self.nodes.len() as u32);
        self.nodes.push(Node { role, parent, alternative: None, bounds: None });
    }

    /// Ends the present node; the whole stays open.
    pub fn close(&mut self) {
        if self.open.len() > 1 {
            self.open.pop();
        }
    }

    /// Says what the picture shows that is being drawn, and where it stands.
    pub fn describe(&mut self, alternative: &str, bounds: [f32; 4]) {
        let present = self.open.last().copied().unwrap_or_default() as usize;
        if let Some(node) = self.nodes.get_mut(present) {
            (node.alternative, node.bounds) = (Some(alternative.to_owned()), Some(bounds));
        }
    }

    /// The node that an item belongs to that is drawn now.
    pub fn current(&self) -> Option<u32> {
        self.open.last().copied().filter(|node| self.nodes[*node as usize].role.holds_items())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn items_belong_to_the_innermost_node_that_can_hold_them() {
        let mut tree = Tree::new();
        assert_eq!(tree.current(), None, "what is outside of all nodes is ornament");
        tree.open(Role::Table);
        tree.open(Role::Row);
        assert_eq!(tree.current(), None, "a rule between cells is no part of a cell");
        tree.open(Role::Cell);
        assert_eq!(tree.current(), Some(3));
        (0..9).for_each(|_| tree.close());
        tree.open(Role::Title);
        assert_eq!(tree.nodes[4].parent, 0, "the whole is never closed");
    }
}
