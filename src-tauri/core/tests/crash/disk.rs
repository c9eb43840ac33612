//! A disk after a power cut: what was synced is there; of the rest, any part may
//! be. Built from the log that `shim.c` writes.

use crate::Dice;
use std::collections::{BTreeMap, HashMap};
use std::path::Path;

/// Pages are what a disk writes as a whole.
const PAGE: usize = 4096;

/// One recorded call.
pub struct Event {
    pub kind: u8,
    inode: u64,
    offset: u64,
    pub bytes: Vec<u8>,
}

/// Reads a whole log; a last event cut short is left out.
pub fn read_log(path: &Path) -> Vec<Event> {
    let log = std::fs::read(path).unwrap();
    let number = |at: usize| u64::from_le_bytes(log[at..at + 8].try_into().unwrap());
    let mut events = Vec::new();
    let mut at = 0;
    while at + 25 <= log.len() {
        let len = number(at + 17) as usize;
        let Some(bytes) = log.get(at + 25..at + 25 + len) else { break };
        events.push(Event {
            kind: log[at],
            inode: number(at + 1),
            offset: number(at + 9),
            bytes: bytes.to_vec(),
        });
        at += 25 + len;
    }
    events
}

#[derive(Clone)]
enum Change {
    Write(usize, Vec<u8>),
    Resize(usize),
}

impl Change {
    fn apply(&self, data: &mut Vec<u8>) {
        match self {
            Self::Write(at, bytes) => {
                data.resize(data.len().max(at + bytes.len()), 0);
                data[*at..at + bytes.len()].copy_from_slice(bytes);
            }
            Self::Resize(len) => data.resize(*len, 0),
        }
    }
}

#[derive(Clone, Default)]
struct Node {
    is_dir: bool,
    /// What is surely on the disk.
    data: Vec<u8>,
    /// What was written since the last sync.
    pending: Vec<Change>,
}

type Place = (usize, String);

#[derive(Clone)]
enum Naming {
    Link(Place, usize),
    Unlink(Place),
    Rename(Place, Place),
}

impl Naming {
    fn apply(&self, names: &mut BTreeMap<Place, usize>) {
        match self {
            Self::Link(place, node) => {
                names.insert(place.clone(), *node);
            }
            Self::Unlink(place) => {
                names.remove(place);
            }
            Self::Rename(from, to) => {
                if let Some(node) = names.remove(from) {
                    names.insert(to.clone(), node);
                }
            }
        }
    }

    fn is_in(&self, dir: usize) -> bool {
        match self {
            Self::Link((at, _), _) | Self::Unlink((at, _)) => *at == dir,
            Self::Rename((from, _), (to, _)) => *from == dir || *to == dir,
        }
    }
}

/// The disk at one moment, with everything that is not certain.
pub struct Disk {
    root: String,
    nodes: Vec<Node>,
    inodes: HashMap<u64, usize>,
    /// The names the program sees.
    live: BTreeMap<Place, usize>,
    /// The names that are surely on the disk.
    durable: BTreeMap<Place, usize>,
    pending: Vec<Naming>,
}

impl Disk {
    /// An empty folder.
    pub fn new(root: &Path) -> Self {
        use std::os::unix::fs::MetadataExt;
        let inode = std::fs::metadata(root).unwrap().ino();
        Self {
            root: root.to_str().unwrap().to_owned(),
            nodes: vec![Node { is_dir: true, ..Node::default() }],
            inodes: HashMap::from([(inode, 0)]),
            live: BTreeMap::new(),
            durable: BTreeMap::new(),
            pending: Vec::new(),
        }
    }

    fn place(&self, path: &[u8]) -> Option<Place> {
        let path = std::str::from_utf8(path).ok()?.strip_prefix(&self.root)?;
        let mut parts: Vec<&str> = path.split('/').filter(|part| !part.is_empty()).collect();
        let name = parts.pop()?.to_owned();
        let mut dir = 0;
        for part in parts {
            dir = *self.live.get(&(dir, part.to_owned()))?;
        }
        Some((dir, name))
    }

    fn name(&mut self, naming: Naming) {
        naming.apply(&mut self.live);
        self.pending.push(naming);
    }

    /// Takes one recorded call into account.
    pub fn apply(&mut self, event: &Event) {
        let node = self.inodes.get(&event.inode).copied();
        match event.kind {
            b'C' | b'D' => {
                let Some(place) = self.place(&event.bytes) else { return };
                let node = self.nodes.len();
                self.nodes.push(Node { is_dir: event.kind == b'D', ..Node::default() });
                self.inodes.insert(event.inode, node);
                self.name(Naming::Link(place, node));
            }
            b'U' => {
                if let Some(place) = self.place(&event.bytes) {
                    self.name(Naming::Unlink(place));
                }
            }
            b'R' => {
                let mut paths = event.bytes.split(|byte| *byte == 0);
                let from = paths.next().and_then(|path| self.place(path));
                let to = paths.next().and_then(|path| self.place(path));
                if let (Some(from), Some(to)) = (from, to) {
                    self.name(Naming::Rename(from, to));
                }
            }
            b'W' | b'T' => {
                let change = match event.kind {
                    b'W' => Change::Write(event.offset as usize, event.bytes.clone()),
                    _ => Change::Resize(event.offset as usize),
                };
                if let Some(node) = node {
                    self.nodes[node].pending.push(change);
                }
            }
            b'S' => {
                if let Some(node) = node {
                    self.sync(node);
                }
            }
            _ => {}
        }
    }

    fn sync(&mut self, node: usize) {
        if self.nodes[node].is_dir {
            let (done, rest) = self.pending.drain(..).partition(|naming| naming.is_in(node));
            self.pending = rest;
            let done: Vec<Naming> = done;
            done.iter().for_each(|naming| naming.apply(&mut self.durable));
            return;
        }
        let Node { data, pending, .. } = &mut self.nodes[node];
        pending.drain(..).for_each(|change| change.apply(data));
    }

    /// Writes one of the disks that a power cut now may leave into `target`.
    pub fn cut(&self, dice: &mut Dice, target: &Path) {
        let mut names = self.durable.clone();
        let kept = dice.below(self.pending.len() as u64 + 1) as usize;
        self.pending[..kept].iter().for_each(|naming| naming.apply(&mut names));
        self.write_dir(0, &names, dice, target);
    }

    fn write_dir(&self, dir: usize, names: &BTreeMap<Place, usize>, dice: &mut Dice, target: &Path) {
        std::fs::create_dir_all(target).unwrap();
        for ((_, name), node) in names.range((dir, String::new())..(dir + 1, String::new())) {
            let path = target.join(name);
            if self.nodes[*node].is_dir {
                self.write_dir(*node, names, dice, &path);
            } else {
                std::fs::write(path, self.nodes[*node].survivor(dice)).unwrap();
            }
        }
    }
}

impl Node {
    /// One of the contents the file may have: what was not synced is lost, kept,
    /// kept up to some write, or kept page by page.
    fn survivor(&self, dice: &mut Dice) -> Vec<u8> {
        let mut data = self.data.clone();
        let way = dice.below(4);
        let until = dice.below(self.pending.len() as u64 + 1) as usize;
        for (index, change) in self.pending.iter().enumerate() {
            match (way, change) {
                (0, _) => {}
                (1, change) => change.apply(&mut data),
                (2, change) if index < until => change.apply(&mut data),
                (3, Change::Write(at, bytes)) => {
                    let mut offset = 0;
                    while offset < bytes.len() {
                        // Up to the end of the page this byte lies in.
                        let len = (PAGE - (at + offset) % PAGE).min(bytes.len() - offset);
                        if dice.below(2) == 0 {
                            let part = bytes[offset..offset + len].to_vec();
                            Change::Write(at + offset, part).apply(&mut data);
                        }
                        offset += len;
                    }
                }
                (3, change) if dice.below(2) == 0 => change.apply(&mut data),
                _ => {}
            }
        }
        data
    }
}
