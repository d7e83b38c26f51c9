//! `promulgate build`.

use std::path::{Path, PathBuf};

use clap::Args;
use jiff::civil::Date;
use object::Object as _;

use super::Outcome;
use super::common::{DayArgument, RootArgument};
use super::findings::FormatArgument;
use super::progress::Steps;
use crate::pipeline::Built;
use crate::progress::Progress as _;
use crate::source::fingerprint::{self, Fingerprint};
use crate::source::{Finding, Sources};

/// Build the whole site into a folder
#[derive(Debug, Args)]
pub struct Build {
    #[command(flatten)]
    root: RootArgument,
    #[command(flatten)]
    day: DayArgument,
    /// The folder to build into [default: public in the site's folder]
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// Show the working texts as well, as a preview that is not to be published
    #[arg(long)]
    drafts: bool,
    /// Make everything anew, and take nothing over from the last build
    #[arg(long)]
    fresh: bool,
    #[command(flatten)]
    format: FormatArgument,
}

impl Build {
    /// # Errors
    /// If the build could not run.
    pub fn run(self) -> anyhow::Result<Outcome> {
        let root = self.root.find()?;
        let tree = self.root.read()?;
        let out = self.out.clone().unwrap_or_else(|| root.join("public"));
        let steps = Steps::of_work();
        let options = crate::pipeline::BuildOptions {
            out: &out,
            drafts: self.drafts,
            fresh: self.fresh,
            program: Some(program()),
            progress: &steps,
        };
        // Asked for once: midnight may come.
        let as_of = crate::library::config::read(&tree.value).value.map(|config| self.day.as_of(&config));
        if let Some(as_of) = as_of
            && let Some((findings, files)) = crate::pipeline::unchanged(&tree.value, as_of, &options)?
        {
            self.print_found(&findings, &tree.value.sources);
            self.say_built(files, &out, as_of.day);
            return Ok(Outcome::Done);
        }
        steps.begin("the site is read", 0);
        let opened = crate::pipeline::open_tree(tree, crate::pipeline::Check::ButTexts, |config| {
            as_of.unwrap_or_else(|| self.day.as_of(config))
        });
        steps.end();
        let (opened, mut findings) = (opened.value, opened.findings);
        let Some(library) = &opened.library else {
            self.print_found(&findings, &opened.tree.sources);
            return Ok(Outcome::Failed);
        };
        let day = library.day;
        let built = crate::pipeline::build(&opened, &mut findings, &options);
        self.print_found(&findings, &opened.tree.sources);
        // The process ends here; to give back the memory of a large site piece by piece would only take time.
        std::mem::forget(opened);
        match built? {
            Built::Published(files) => {
                self.say_built(files, &out, day);
                Ok(Outcome::Done)
            }
            Built::Stopped => {
                super::complain("nothing was written\n");
                Ok(Outcome::Gate)
            }
        }
    }

    /// A build without findings says nothing of them, except to a program.
    fn print_found(&self, findings: &[Finding], sources: &Sources) {
        if !findings.is_empty() || self.format.is_for_programs() {
            self.format.print(findings, sources);
        }
    }

    fn say_built(&self, files: usize, out: &Path, day: Date) {
        let line = format!("{files} files in {}, as of {day}", out.display());
        match self.format.is_for_programs() {
            true => super::detail(line),
            false => super::report(line),
        }
    }
}

/// The fingerprint of this program: of the ID that the linker wrote into it, or of its bytes where it wrote none. Not every linker does.
#[expect(clippy::disallowed_methods, reason = "it reads the program itself, no content")]
fn program() -> Fingerprint {
    let path = std::env::current_exe();
    let id = path.as_ref().ok().and_then(|path| build_id(std::fs::File::open(path).ok()?));
    if let Some(id) = id {
        return fingerprint::of_bytes(&id);
    }
    // A program that cannot be read has its version.
    let bytes = path.and_then(std::fs::read);
    fingerprint::of_bytes(&bytes.unwrap_or_else(|_| env!("CARGO_PKG_VERSION").into()))
}

/// What the linker calls a program: another name for each that has other bytes. `None` if it did not say.
fn build_id(program: std::fs::File) -> Option<Vec<u8>> {
    let parts = object::ReadCache::new(program);
    let program = object::File::parse(&parts).ok()?;
    let build_id = program.build_id().ok()?.map(<[u8]>::to_vec);
    build_id.or_else(|| Some(program.mach_uuid().ok()??.to_vec())).filter(|id| !id.is_empty())
}

#[cfg(test)]
mod tests {
    use super::build_id;

    #[test]
    #[cfg(target_os = "linux")]
    #[expect(clippy::disallowed_methods, reason = "it reads programs, no content")]
    fn another_program_has_another_id() {
        let id = |path| build_id(std::fs::File::open(path).expect("a program"));
        let own = id(std::env::current_exe().expect("a program"));
        assert_eq!(own, id(std::env::current_exe().expect("a program")));
        assert_ne!(own, id("/bin/sh".into()));
        let empty = tempfile::tempfile().expect("a file");
        assert_eq!(build_id(empty), None);
    }
}
