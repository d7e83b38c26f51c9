//! The one thread that has the site: it answers for pages, and takes in changes between two answers.

use std::collections::HashMap;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::time::Duration;

use jiff::civil::Date;
use tokio::sync::{oneshot, watch};

use super::answer::{Answer, answer};
use super::state::{PreviewState, views};
use crate::library::{Address, Library, Page as PageOf};
use crate::pipeline::Opened;
use crate::render::{Renderer, preview};
use crate::site::{self, Site};
use crate::source::{self, Findings, any_error, refresh};
use crate::workspace::{Changes, SECOND_LOOK, SiteFindings, Workspace};

/// What the thread is asked.
pub enum Message {
    /// For what is at a path.
    Ask(String, oneshot::Sender<Answer>),
    /// For the page of the text that was edited last.
    AskLast(oneshot::Sender<Answer>),
    /// To take in what may have changed.
    Changed(Changes),
    /// To show the site of another day, or of today.
    TurnTo(Option<Date>, oneshot::Sender<()>),
}

/// How often it is looked whether another day has begun.
const DAY_CHECK: Duration = Duration::from_secs(30);
/// How many pages are remembered as they were when nothing was wrong.
const REMEMBERED: usize = 50;

/// What ends the time in which the site stays the same.
enum Next {
    Changes(Changes),
    /// With what changed before somebody asked for it.
    TurnTo(Changes, Option<Date>, oneshot::Sender<()>),
    /// The rules are through with what was due.
    Checked,
    /// Nobody can ask any more.
    End,
}

/// Answers until nobody can ask any more. `renew` is called when folders may have come or gone.
pub fn run(
    mut workspace: Workspace,
    messages: &Receiver<Message>,
    states: &watch::Sender<PreviewState>,
    renew: impl Fn(),
) {
    let mut pages = Pages { number: u64::from(std::process::id()) * 1_000_000, good: HashMap::new() };
    let mut second_look = false;
    loop {
        let findings = workspace.findings();
        pages.tell(&findings, &workspace.opened, states);
        let asked = workspace.asked;
        let Workspace { opened, found, .. } = &mut workspace;
        let site = plan(opened);
        let shown = Shown { site: site.as_ref(), opened, asked, is_good: !any_error(&findings) };
        let next = shown.answer_until_change(found, &mut pages, messages, second_look);
        drop(site);
        let (changes, turn) = match next {
            Next::Changes(changes) => (changes, None),
            Next::TurnTo(changes, day, done) => (changes, Some((day, done))),
            Next::Checked => continue,
            Next::End => return,
        };
        let taken = workspace.take_in(&changes);
        if taken.has_other_files {
            renew();
        }
        second_look = taken.has_other_files && !second_look;
        pages.number += u64::from(taken.is_new);
        if turn.is_some() || workspace.is_of_yesterday() {
            let (day, done) = turn.unzip();
            workspace.turn_to(day.flatten());
            pages.turn();
            done.map(|done| done.send(()));
        }
    }
}

fn plan(opened: &Opened) -> Option<Site<'_>> {
    opened.theme.as_ref()?;
    opened.library.as_ref().map(|library| site::plan(library, &opened.tree.sources, true))
}

/// The pages that were shown.
struct Pages {
    /// That of the state that they are of.
    number: u64,
    /// As they were when nothing was wrong.
    good: HashMap<String, Vec<u8>>,
}

impl Pages {
    /// Begins with pages of another day.
    fn turn(&mut self) {
        self.number += 1;
        self.good.clear();
    }

    fn remember(&mut self, path: &str, answer: &Answer) {
        if self.good.len() >= REMEMBERED {
            self.good.clear();
        }
        if answer.status == 200 && answer.content_type.starts_with("text/html") {
            self.good.insert(path.to_owned(), answer.body.clone());
        }
    }

    /// Tells the open pages what is found now.
    fn tell(&self, findings: &Findings, opened: &Opened, states: &watch::Sender<PreviewState>) {
        let views = Arc::new(views(findings, &opened.tree.sources));
        states.send_if_modified(|state| {
            let is_new = state.number != self.number || state.findings != views;
            *state = PreviewState { number: self.number, findings: views };
            is_new
        });
    }
}

/// The site between two changes.
struct Shown<'a, 's> {
    /// `None` if the site cannot be planned at all.
    site: Option<&'a Site<'s>>,
    opened: &'a Opened,
    asked: Option<Date>,
    is_good: bool,
}

impl Shown<'_, '_> {
    fn answer_until_change(
        &self,
        found: &mut SiteFindings,
        pages: &mut Pages,
        messages: &Receiver<Message>,
        second_look: bool,
    ) -> Next {
        let mut changes = Changes::default();
        loop {
            // What comes one upon the other is taken in at once; and while nobody asks, the rules go on with what is due.
            let wait = match (changes.is_empty() && found.due.is_empty(), second_look) {
                (false, _) => Duration::ZERO,
                (true, true) => SECOND_LOOK,
                (true, false) => DAY_CHECK,
            };
            match messages.recv_timeout(wait) {
                Ok(Message::Ask(path, reply)) => drop(reply.send(self.answer(&path, pages))),
                Ok(Message::AskLast(reply)) => drop(reply.send(Answer::redirect(self.last_page()))),
                Ok(Message::Changed(more)) => changes.add(more),
                Ok(Message::TurnTo(day, done)) => return Next::TurnTo(changes, day, done),
                Err(RecvTimeoutError::Timeout) if !changes.is_empty() => return Next::Changes(changes),
                Err(RecvTimeoutError::Timeout) if !found.due.is_empty() => {
                    if found.check_one(self.opened) {
                        return Next::Checked;
                    }
                }
                Err(RecvTimeoutError::Timeout) if second_look => return Next::Changes(Changes::anything()),
                Err(RecvTimeoutError::Timeout) => return Next::Changes(changes),
                Err(RecvTimeoutError::Disconnected) => return Next::End,
            }
        }
    }

    /// What is at a path. While something is wrong, what was there last.
    fn answer(&self, path: &str, pages: &mut Pages) -> Answer {
        if let Some(good) = pages.good.get(path).filter(|_| !self.is_good) {
            return Answer::html(200, good.clone());
        }
        let (Some(site), Some(theme)) = (self.site, &self.opened.theme) else {
            return Answer::html(503, preview::failure("", pages.number).into_bytes());
        };
        let Opened { tree, locales, .. } = self.opened;
        let renderer = Renderer { site, tree, locales, theme };
        match answer(&renderer, path, self.asked, pages.number) {
            Ok(answer) if self.is_good => {
                pages.remember(path, &answer);
                answer
            }
            Ok(answer) => answer,
            // A template fails when it is filled: the page says so, since no rule can.
            Err(finding) => {
                let findings = source::human::print(&[finding], &tree.sources, false);
                Answer::html(500, preview::failure(&findings, pages.number).into_bytes())
            }
        }
    }

    /// The page of the draft that was edited last, or that of the policies.
    fn last_page(&self) -> String {
        let last_edited = refresh::last_edited(&self.opened.tree);
        let drafts = last_edited.iter().filter_map(|path| {
            let site = self.site?;
            let (folder, file) = path.strip_prefix("content/")?.rsplit_once('/')?;
            draft(site.library, folder, file.strip_suffix(".md")?).filter(|address| site.has(address))
        });
        drafts.map(|address| address.to_string()).next().unwrap_or_else(|| "/".to_owned())
    }
}

fn draft(library: &Library, folder: &str, tag: &str) -> Option<Address> {
    let lang = library.config.language(tag)?;
    Some(Address::of(library, library.policy(library.find(folder)?), lang, PageOf::Draft))
}
