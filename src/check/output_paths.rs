use crate::library::outputs::{self, Owner, PathFault};
use crate::library::{Library, Version};
use crate::source::tree::CONFIG_FILE;
use crate::source::{Code, Finding, Findings, Place, Severity, Span};

crate::source::codes! {
    /// Two files of the built site would have one path, on every system or on some.
    ///
    /// Some file systems do not tell apart `Rev` and `rev`, nor the two ways in which Unicode can write é, and Windows takes a full
    /// stop off the end of a name. There one of the two files would be lost, or a folder would be where a file must be. For example,
    /// two versions of one policy:
    ///
    /// ```text
    /// content/privacy/versions/Rev-1/
    /// content/privacy/versions/rev-1/
    /// ```
    ///
    /// It is an error where nothing was sealed yet, or where no system can have both. What is sealed has a note: it stays.
    ///
    /// Way out: give one of the two another name. If both are sealed, build and publish on Linux, where they are told apart, and copy the
    /// site nowhere by hand.
    PATH_TAKEN = "path-taken", Error;

    /// A name would become part of the built site's paths that not every system or program takes.
    ///
    /// Windows has no file that is called `con`, `nul.txt` or `aux`, and takes no name with a full stop at its end. No file system
    /// holds a name of more than 255 bytes, and a path below the output folder of more than 200 does not fit everywhere: Windows takes 260
    /// signs with the folders above. Where a version is named, some words mean something else: `in-force`, `upcoming`, `working`,
    /// `draft`, `signatures`, and a name that ends with `.md` is a file. For example:
    ///
    /// ```text
    /// content/privacy/versions/in-force/
    /// ```
    ///
    /// It is an error where nothing was sealed yet, or where no system takes it. What is sealed has a note: it stays. The names of policies
    /// that have versions, earlier names, languages and files of themes have a warning.
    ///
    /// Way out: give it another name.
    PATH_NOT_PORTABLE = "path-not-portable", Error;
}

/// What a fault is called.
fn code<T>(fault: &PathFault<T>) -> &'static Code {
    match fault {
        PathFault::Taken { .. } => &PATH_TAKEN,
        _ => &PATH_NOT_PORTABLE,
    }
}

pub fn check(library: &Library, findings: &mut Findings) {
    findings.extend(outputs::faults(library).iter().map(|fault| finding(library, fault)));
}

fn finding(library: &Library, fault: &PathFault<Owner>) -> Finding {
    let (severity, help) = match *fault.owner() {
        Owner::Version(id, at) => of_version(library.policy(id).versions().get(at), fault),
        Owner::Policy(id) | Owner::Jurisdictions(id) if library.policy(id).versions().is_empty() => {
            (Severity::Error, "rename the folder")
        }
        Owner::Policy(_) => {
            (Severity::Warning, "rename the folder, and build and publish on Linux until then")
        }
        Owner::Jurisdictions(_) => (Severity::Warning, "build and publish on Linux, where such names can be"),
        Owner::Former(..) => (Severity::Warning, "take the name out of `formerly`"),
        Owner::Program | Owner::Language(_) | Owner::New => {
            (Severity::Warning, "take the language out of promulgate.toml, or build and publish on Linux")
        }
    };
    // A sealed version is built in any case, if need be without a redline to it (`Page::can_be`).
    let is_impossible = fault.is_everywhere() && !matches!(fault.owner(), Owner::Version(..));
    let severity = if is_impossible { Severity::Error } else { severity };
    let finding = Finding::new(code(fault), place(library, fault.owner()), fault.to_string(), help);
    let finding = Finding { severity, ..finding };
    match fault {
        PathFault::Taken { first, .. } if first != fault.owner() => match place(library, first) {
            Place::Passage(span) => finding.label(span, "the path is taken here"),
            Place::Path(_) => finding,
        },
        _ => finding,
    }
}

fn of_version(version: Option<&Version>, fault: &PathFault<Owner>) -> (Severity, &'static str) {
    match fault {
        _ if version.is_none_or(|version| version.entered.is_none()) => {
            (Severity::Error, "rename the folder, and its `label`, before it is adopted")
        }
        PathFault::Word { .. } => {
            (Severity::Note, "it is sealed and stays; its page and its address are as they should be")
        }
        _ if fault.is_everywhere() => (
            Severity::Note,
            "it is sealed and stays; the site is built without the redline that would be there",
        ),
        _ => (Severity::Note, "it is sealed and stays; build and publish on Linux, where such names can be"),
    }
}

/// Where a name is given.
fn place(library: &Library, owner: &Owner) -> Place {
    match *owner {
        Owner::Version(id, at) => {
            let version = library.policy(id).versions().get(at);
            version.map_or(Place::Path(CONFIG_FILE.into()), |version| Span::start_of(version.file).into())
        }
        Owner::Policy(id) | Owner::Jurisdictions(id) => Span::start_of(library.policy(id).file).into(),
        Owner::Former(id, at) => {
            let policy = library.policy(id);
            policy.formerly.get(at).map_or(Span::start_of(policy.file), |(_, span)| *span).into()
        }
        Owner::Program | Owner::Language(_) | Owner::New => Place::Path(CONFIG_FILE.into()),
    }
}

/// What is wrong with the paths of a theme's files, by the names under which they are published. `place` says where a file is.
pub fn theme_paths<'p>(
    published: impl Iterator<Item = &'p str>,
    place: impl Fn(&str) -> Place,
) -> impl Iterator<Item = Finding> {
    outputs::of_theme(published).into_iter().map(move |fault| {
        let finding = Finding::new(code(&fault), place(fault.owner()), fault.to_string(), "rename the file");
        // `publish` and `verify` take no such path from a manifest.
        let is_refused = fault.owner().contains([':', '\\']);
        let severity = if is_refused || fault.is_everywhere() { Severity::Error } else { Severity::Warning };
        Finding { severity, ..finding }
    })
}
