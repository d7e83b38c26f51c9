//! Before a built folder is published, the site is made anew from its sources, and compared: a folder that was changed together with
//! all that says what should be in it is not published.

use std::collections::BTreeSet;
use std::path::Path;

use anyhow::{bail, ensure};
use jiff::civil::Date;

use super::findings::print_found;
use super::progress::Steps;
use crate::library::AsOf;
use crate::output::manifest::Manifest;
use crate::pipeline::Check;
use crate::publish::folder;
use crate::source::{Checked, Tree};

/// Whether the tree in `folder` is one that these sources make as of its own day; without sources, whether it is of no day to come.
/// False if the sources have errors, which are then printed.
///
/// # Errors
/// If it is not.
pub fn may_be_published(folder: &Path, sources: Option<Checked<Tree>>, as_of: AsOf) -> anyhow::Result<bool> {
    let built = folder::manifest(folder)?;
    let day = built.day.unwrap_or(as_of.day);
    refuse_ahead(folder, day, as_of.day)?;
    // A preview is refused for what it is.
    let Some(tree) = sources.filter(|_| !built.preview) else { return Ok(true) };
    let Checked { value: opened, mut findings } =
        crate::pipeline::open_tree(tree, Check::All, |_| AsOf { day, ..as_of });
    let Some(made) = crate::pipeline::manifest(&opened, &mut findings, &Steps::of_work()) else {
        print_found(&findings, &opened);
        super::complain(
            "nothing was published: the sources have errors, so the site cannot be made anew and compared\n",
        );
        return Ok(false);
    };
    refuse_other(folder, &built, &made)?;
    Ok(true)
}

/// Refuses a folder that shows what is still to come, unless that day was asked for.
fn refuse_ahead(folder: &Path, built: Date, today: Date) -> anyhow::Result<()> {
    ensure!(
        built <= today,
        "{} is as of {built}, which is still to come; build it again, or say --as-of {built} if that is meant",
        folder.display()
    );
    Ok(())
}

/// How many paths a message names.
const FEW: usize = 3;

/// Refuses a folder whose manifest is not what the sources make.
fn refuse_other(folder: &Path, built: &Manifest, made: &Manifest) -> anyhow::Result<()> {
    if built == made {
        return Ok(());
    }
    let paths: BTreeSet<&String> = built.files.keys().chain(made.files.keys()).collect();
    let other = paths.into_iter().filter(|path| built.files.get(*path) != made.files.get(*path));
    let mut other: Vec<&str> = other.map(String::as_str).collect();
    if other.is_empty() {
        other.push(if built.day == made.day { "its redirects" } else { "the day that it is of" });
    }
    let more = other.len().saturating_sub(FEW);
    let named = other.iter().take(FEW).copied().collect::<Vec<_>>().join(", ");
    let named = if more > 0 { format!("{named} and {more} more") } else { named };
    let day = made.day.map(|day| format!(" as of {day}")).unwrap_or_default();
    bail!(
        "{} is not what these sources make{day} (other: {named}): something was changed since, or another version of promulgate \
         built it. Build it again, with --fresh; where the sources are not there, --as-built publishes the folder as it is",
        folder.display()
    )
}
