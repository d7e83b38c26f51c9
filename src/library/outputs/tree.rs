//! Paths as a tree of names, in which what cannot be there side by side is found.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::fmt;
use std::hash::Hash;

use super::portable::{MAX_PART, MAX_PATH, fold, refusal};

/// What is wrong with a path, and whose name it is. `T` says whose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PathFault<T> {
    /// At the path there is another file or folder already.
    Taken { path: String, owner: T, other: String, first: T, how: Meets },
    /// A name that some systems do not take, and why.
    Reserved { name: String, why: &'static str, owner: T },
    /// A name that no file system holds.
    LongName { length: usize, owner: T },
    /// A path that some systems do not take.
    LongPath { length: usize, owner: T },
    /// A label that commands take for something else.
    Word { name: String, owner: T },
}

/// How two paths meet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Meets {
    /// Two files are at one path.
    Twice,
    /// A file is where a folder must be.
    FileAndFolder,
    /// On some systems only: those that do not tell the two names apart.
    Folded,
}

impl<T> PathFault<T> {
    /// Whose name it is.
    pub fn owner(&self) -> &T {
        match self {
            PathFault::Taken { owner, .. }
            | PathFault::Reserved { owner, .. }
            | PathFault::LongName { owner, .. }
            | PathFault::LongPath { owner, .. }
            | PathFault::Word { owner, .. } => owner,
        }
    }

    /// True if no system can have it.
    pub fn is_everywhere(&self) -> bool {
        match self {
            PathFault::Taken { how, .. } => *how != Meets::Folded,
            PathFault::LongName { .. } => true,
            PathFault::Reserved { .. } | PathFault::LongPath { .. } | PathFault::Word { .. } => false,
        }
    }
}

impl<T: PartialEq> PathFault<T> {
    /// True if it is the fault of that name, or would not be without it.
    pub fn is_of(&self, name: &T) -> bool {
        self.owner() == name || matches!(self, PathFault::Taken { first, .. } if first == name)
    }
}

impl<T> fmt::Display for PathFault<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            PathFault::Taken { path, how: Meets::Twice, .. } => {
                write!(f, "two files of the site would be at {path}")
            }
            PathFault::Taken { path, how: Meets::FileAndFolder, .. } => {
                write!(f, "{path} of the site would be a file and a folder")
            }
            PathFault::Taken { path, other, how: Meets::Folded, .. } => {
                write!(
                    f,
                    "{path} and {other} of the site are the same on systems that do not tell such names apart"
                )
            }
            PathFault::Reserved { name, why, .. } => write!(f, "`{name}` {why}"),
            PathFault::LongName { length, .. } => {
                write!(
                    f,
                    "a name in the site's output would have {length} bytes, and no file system holds more than {MAX_PART}"
                )
            }
            PathFault::LongPath { length, .. } => {
                write!(
                    f,
                    "a path in the site's output would have {length} bytes; more than {MAX_PATH} do not fit everywhere"
                )
            }
            PathFault::Word { name, .. } => {
                write!(f, "`{name}` means something else where a version is named")
            }
        }
    }
}

/// A tree of paths, each with whose name it owes that it is there.
#[derive(Debug)]
pub struct Paths<T> {
    /// By the folder above and the name as it is folded.
    nodes: HashMap<(usize, String), Node<T>>,
    faults: Vec<PathFault<T>>,
}

#[derive(Debug)]
struct Node<T> {
    id: usize,
    name: String,
    is_file: bool,
    owner: T,
}

impl<T> Default for Paths<T> {
    fn default() -> Self {
        Paths { nodes: HashMap::new(), faults: Vec::new() }
    }
}

impl<T: Copy + Eq + Hash> Paths<T> {
    /// Adds the path of a file. One may be added again by the same owner.
    pub fn add(&mut self, path: &str, owner: T) {
        let mut folder = 0;
        let mut end = 0;
        for name in path.split('/') {
            end += name.len();
            let is_file = end == path.len();
            let id = self.nodes.len() + 1;
            match self.nodes.entry((folder, fold(name))) {
                Entry::Vacant(vacant) => {
                    vacant.insert(Node { id, name: name.to_owned(), is_file, owner });
                    if name.len() > MAX_PART {
                        self.faults.push(PathFault::LongName { length: name.len(), owner });
                    } else if let Some(why) = refusal(name) {
                        self.faults.push(PathFault::Reserved { name: name.to_owned(), why, owner });
                    }
                    folder = id;
                }
                Entry::Occupied(there) => {
                    let node = there.get();
                    let meets = match (node.name == name, is_file == node.is_file) {
                        (false, _) => Some(Meets::Folded),
                        (true, false) => Some(Meets::FileAndFolder),
                        (true, true) => Some(Meets::Twice).filter(|_| is_file && owner != node.owner),
                    };
                    if let Some(how) = meets {
                        let before = path.get(..end - name.len()).unwrap_or_default();
                        self.faults.push(PathFault::Taken {
                            path: format!("{before}{name}"),
                            owner,
                            other: format!("{before}{}", node.name),
                            first: node.owner,
                            how,
                        });
                    }
                    folder = node.id;
                }
            }
            end += 1;
        }
    }

    /// Asks whether a path of so many bytes fits everywhere. A compressed copy has three more.
    pub fn measure(&mut self, length: usize, owner: T) {
        if length + 3 > MAX_PATH {
            self.faults.push(PathFault::LongPath { length: length + 3, owner });
        }
    }

    /// What is wrong with them: of each kind one for each owner, and the name that it meets.
    pub fn faults(self) -> Vec<PathFault<T>> {
        let mut seen = std::collections::HashSet::new();
        let kind = |fault: &PathFault<T>| match fault {
            PathFault::Taken { owner, first, .. } => (0, *owner, Some(*first)),
            PathFault::Reserved { owner, .. } => (1, *owner, None),
            PathFault::LongName { owner, .. } => (2, *owner, None),
            PathFault::LongPath { owner, .. } => (3, *owner, None),
            PathFault::Word { owner, .. } => (4, *owner, None),
        };
        self.faults.into_iter().filter(|fault| seen.insert(kind(fault))).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::{PathFault, Paths};

    fn faults(paths: &[&str]) -> Vec<String> {
        let mut tree = Paths::default();
        for (owner, path) in paths.iter().enumerate() {
            tree.add(path, owner);
            tree.measure(path.len(), owner);
        }
        tree.faults().iter().map(PathFault::to_string).collect()
    }

    #[test]
    fn what_cannot_be_side_by_side_is_found() {
        assert!(faults(&["a/b/index.html", "a/c/index.html", "a/index.html"]).is_empty());
        let apart = "are the same on systems that do not tell such names apart";
        assert_eq!(faults(&["v/Rev/x", "v/rev/y"]), [format!("v/rev and v/Rev of the site {apart}")]);
        assert_eq!(faults(&["v/2024./x", "v/2024/y"])[1], format!("v/2024 and v/2024. of the site {apart}"));
        assert!(faults(&["a/index.html", "a/index.html/x"])[0].contains("a file and a folder"));
        assert!(faults(&["a/index.html/x", "a/index.html"])[0].contains("a file and a folder"));
        assert_eq!(faults(&["a/x", "a/x"]), ["two files of the site would be at a/x"]);
        assert!(faults(&[&format!("a/{}", "x".repeat(256))])[0].contains("256 bytes"));
        assert!(faults(&["abc/".repeat(60).trim_end_matches('/')])[0].contains("242 bytes"));
        assert_eq!(faults(&["a/nul/x"]), ["`nul` is the name of a device on Windows"]);
    }
}
