//! `promulgate check --fix`: shows as a difference of lines what would be mended, asks, and writes it.

use std::collections::BTreeMap;
use std::path::Path;

use anstyle::{AnsiColor, Style};
use anyhow::anyhow;
use similar::{ChangeTag, TextDiff};

use super::common::{DayArgument, RootArgument, count};
use super::verbosity::wants_colour;
use super::write_session::WriteSession;
use crate::pipeline::Check;
use crate::seal::{Mended, one_each, plan_mending};
use crate::source::{Checked, one_line, with_causes};

/// What is mended may show another thing that can be: that is looked for so often at most.
const ROUNDS: usize = 5;
/// How many lines around a change are shown.
const CONTEXT: usize = 1;

/// Mends what can be mended in the working texts.
///
/// # Errors
/// If nobody says yes, or a file cannot be written.
pub fn fix(root: &RootArgument, day: &DayArgument, yes: bool) -> anyhow::Result<()> {
    let mut session = WriteSession::open(root, day, yes)?;
    let files = mend(&mut session, day);
    let files = one_each(&session.opened.tree.root, files)?;
    if files.is_empty() {
        super::report("there is nothing that can be mended without a person");
        return Ok(());
    }
    let colour = wants_colour(&std::io::stdout());
    files.iter().for_each(|file| super::print_for_people(&difference(file, colour)));
    session.confirm(&format!("Mend {}?", count(files.len(), "file", "files")))?;
    write(&session.opened.tree.root, &files)?;
    super::report(format_args!("mended: {}", count(files.len(), "file", "files")));
    Ok(())
}

/// Mends the texts in memory until nothing more can be, and returns those that differ then.
fn mend(session: &mut WriteSession, day: &DayArgument) -> Vec<Mended> {
    let mut all: BTreeMap<String, Mended> = BTreeMap::new();
    for _ in 0..ROUNDS {
        let files = session.given().map(|given| plan_mending(&given)).unwrap_or_default();
        if files.is_empty() {
            break;
        }
        let mut tree = std::mem::take(&mut session.opened.tree);
        for file in files {
            tree.sources.replace(file.file, file.after.as_str().into());
            let before = all.remove(&file.path).map_or(file.before.clone(), |earlier| earlier.before);
            all.insert(file.path.clone(), Mended { before, ..file });
        }
        let again = crate::pipeline::open_tree(Checked::new(tree, Vec::new()), Check::All, |config| {
            day.as_of(config)
        });
        (session.opened, session.findings) = (again.value, again.findings);
    }
    all.into_values().collect()
}

fn write(folder: &Path, files: &[Mended]) -> anyhow::Result<()> {
    for (number, file) in files.iter().enumerate() {
        let so_far = || match number {
            0 => "nothing was written".to_owned(),
            number => format!("{} written before", count(number, "file was", "files were")),
        };
        file.write(folder).map_err(|refusal| anyhow!("{}; {}", with_causes(&refusal), so_far()))?;
    }
    Ok(())
}

/// A file before and after, in the form of a unified diff (POSIX, `diff -u`).
fn difference(file: &Mended, colour: bool) -> String {
    let paint = |color: Option<AnsiColor>, line: String| match color.filter(|_| colour) {
        Some(color) => {
            let style = Style::new().fg_color(Some(color.into()));
            format!("{style}{line}{style:#}\n")
        }
        None => line + "\n",
    };
    let diff = TextDiff::from_lines(file.before.as_str(), file.after.as_str());
    let mut out = paint(None, format!("--- {}", one_line(&file.path)))
        + &paint(None, format!("+++ {}", one_line(&file.path)));
    for hunk in diff.unified_diff().context_radius(CONTEXT).iter_hunks() {
        out += &paint(Some(AnsiColor::Cyan), hunk.header().to_string());
        for change in hunk.iter_changes() {
            let (sign, color) = match change.tag() {
                ChangeTag::Equal => (' ', None),
                ChangeTag::Delete => ('-', Some(AnsiColor::Red)),
                ChangeTag::Insert => ('+', Some(AnsiColor::Green)),
            };
            let line = change.value().trim_end_matches(['\n', '\r']);
            out += &paint(color, format!("{sign}{line}"));
        }
    }
    out
}
