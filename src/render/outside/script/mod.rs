//! The addresses of other hosts that a script names where it loads or sends something. What it puts together at run time is not to be
//! seen by reading; of that only what is plain is followed: words joined by `+`, and names that stand for words.

mod tokens;

use std::collections::BTreeMap;
use std::ops::Range;

use super::address::Leads;
use super::scan::{Scan, What};
use super::tag::Passage;
use tokens::{Kind, Token};

/// Functions that load what their first argument names, or send to it.
const CALLS: [&str; 18] = [
    "fetch",
    "import",
    "importScripts",
    "sendBeacon",
    "WebSocket",
    "EventSource",
    "WebTransport",
    "Worker",
    "SharedWorker",
    "Request",
    "Audio",
    "addModule",
    "open",
    "register",
    "ajax",
    "axios",
    "getJSON",
    "getScript",
];

/// Those of which the second argument may be the address as well.
const SECOND_TOO: [&str; 2] = ["open", "importScripts"];

/// What a page is sent to.
const GOING: [&str; 2] = ["assign", "replace"];

/// Properties of elements that load what they are set to.
const LOADING: [&str; 3] = ["src", "srcset", "poster"];

/// Those that send there.
const SENDING: [&str; 3] = ["action", "formAction", "ping"];

/// As many tokens of an argument are looked at.
const MOST: usize = 256;

type Used = fn(String) -> What;

/// Finds what a script loads from other hosts.
pub fn scan(scan: &mut Scan<'_>, text: &str) {
    let tokens = tokens::tokens(text);
    let mut script = Script { tokens: &tokens, known: BTreeMap::new(), scan };
    script.learn();
    for at in 0..tokens.len() {
        script.look(at);
    }
    for token in &tokens {
        script.words(token, text);
    }
}

/// Finds what a file of JSON has browsers load: the pictures and the first page of an app's manifest, modules, pages loaded ahead.
pub fn scan_json(scan: &mut Scan<'_>, text: &str) {
    const KEYS: [&str; 8] =
        ["src", "start_url", "action", "imports", "scopes", "urls", "icons", "screenshots"];
    let tokens = tokens::tokens(text);
    let mut script = Script { tokens: &tokens, known: BTreeMap::new(), scan };
    // Of each bracket that is open, whether what is in it is loaded.
    let mut open = vec![false];
    let mut key = None;
    for (at, token) in tokens.iter().enumerate() {
        let inherits = open.last().copied().unwrap_or_default();
        let loads = inherits || key.is_some_and(|key| KEYS.contains(&key));
        match &token.kind {
            Kind::Sign(b'{' | b'[') => open.push(loads),
            Kind::Sign(b'}' | b']') => drop(open.pop()),
            Kind::Sign(b',') => key = None,
            Kind::Text(words) if tokens.get(at + 1).is_some_and(|next| next.is_sign(b':')) => {
                key = Some(words.as_str());
            }
            Kind::Text(words) if loads => script.judge(words, token.range.clone(), What::Load),
            _ => {}
        }
    }
}

struct Script<'s, 'o, 'a> {
    tokens: &'s [Token],
    /// The names that stand for addresses of other hosts, and where those are written.
    known: BTreeMap<&'s str, Vec<Range<usize>>>,
    scan: &'o mut Scan<'a>,
}

impl<'s> Script<'s, '_, '_> {
    fn is_sign(&self, at: usize, sign: u8) -> bool {
        self.tokens.get(at).is_some_and(|token| token.is_sign(sign))
    }

    fn name(&self, at: Option<usize>) -> &'s str {
        at.and_then(|at| self.tokens.get(at)).and_then(Token::name).unwrap_or_default()
    }

    /// True where `=` sets something, and compares nothing.
    fn is_set(&self, at: usize) -> bool {
        self.is_sign(at, b'=') && !self.is_sign(at + 1, b'=') && !self.is_sign(at + 1, b'>')
    }

    fn judge(&mut self, address: &str, place: Range<usize>, used: Used) {
        if let Some(Leads::Elsewhere(host)) = self.scan.own.judge(address) {
            self.scan.push(place, used(host));
        }
    }

    /// Takes note of the names that stand for addresses of other hosts.
    fn learn(&mut self) {
        for (at, token) in self.tokens.iter().enumerate() {
            let Some(name) = token.name().filter(|_| self.is_set(at + 1)) else { continue };
            if at > 0 && self.is_sign(at - 1, b'.') {
                continue;
            }
            let mut value = at + 2;
            if self.name(Some(value)) == "new" && self.name(Some(value + 1)) == "URL" {
                value += 3;
            }
            let Some((words, place, _)) = self.joined(value) else { continue };
            if matches!(self.scan.own.judge(&words), Some(Leads::Elsewhere(_))) {
                self.known.entry(name).or_default().push(place);
            }
        }
    }

    /// The string at a place, with those that are joined to it, and what is behind them.
    fn joined(&self, at: usize) -> Option<(String, Range<usize>, usize)> {
        let first = self.tokens.get(at)?;
        let (mut words, mut place, mut next) = (first.text()?.to_owned(), first.range.clone(), at + 1);
        loop {
            let mut ahead = next;
            while self.is_sign(ahead, b')') && ahead < next + 2 {
                ahead += 1;
            }
            if !self.is_sign(ahead, b'+') {
                break;
            }
            ahead += 1;
            while self.is_sign(ahead, b'(') && ahead < next + 4 {
                ahead += 1;
            }
            let Some(token) = self.tokens.get(ahead) else { break };
            let Some(more) = token.text() else { break };
            words.push_str(more);
            // Behind the host nothing changes where it leads.
            if !more.is_empty() && place.len() < MOST {
                place.end = token.range.end;
            }
            next = ahead + 1;
        }
        Some((words, place, next))
    }

    /// Judges every address with which the expression at `from` might begin, as far as a comma. Returns where that is.
    fn expression(&mut self, from: usize, used: Used) -> usize {
        let mut depth = 0_usize;
        let mut at = from;
        let tokens = self.tokens;
        while let Some(token) = tokens.get(at).filter(|_| at < from + MOST) {
            match &token.kind {
                Kind::Sign(b',' | b';') if depth == 0 => break,
                Kind::Sign(b'(' | b'[' | b'{') => depth += 1,
                Kind::Sign(b')' | b']' | b'}') if depth == 0 => break,
                Kind::Sign(b')' | b']' | b'}') => depth -= 1,
                Kind::Text(_) if self.may_begin(at, from) => {
                    if let Some((words, place, behind)) = self.joined(at) {
                        if words.trim().is_empty() {
                            self.stands_for(behind + usize::from(self.is_sign(behind, b'+')), used);
                        }
                        self.judge(&words, place, used);
                    }
                }
                Kind::Name(_) if self.may_begin(at, from) => self.stands_for(at, used),
                _ => {}
            }
            at += 1;
        }
        at
    }

    /// True where a value begins, not the rest of one.
    fn may_begin(&self, at: usize, from: usize) -> bool {
        if at == from {
            return true;
        }
        match self.tokens.get(at - 1).map(|before| &before.kind) {
            Some(Kind::Sign(b'(')) => !(at >= 2 && self.is_sign(at - 2, b'+')),
            Some(Kind::Sign(sign)) => b",[?:=|&{".contains(sign),
            Some(Kind::Name(name)) => ["return", "await", "new"].contains(&name.as_str()),
            _ => false,
        }
    }

    /// Judges the name at a place, if it stands for an address.
    fn stands_for(&mut self, at: usize, used: Used) {
        let at = if self.is_sign(at, b'(') { at + 1 } else { at };
        let places = self.known.get(self.name(Some(at))).cloned().unwrap_or_default();
        for place in places.into_iter().take(16) {
            if let Some((words, _, _)) = self.token_at(&place).and_then(|at| self.joined(at)) {
                self.judge(&words, place, used);
            }
        }
    }

    fn token_at(&self, place: &Range<usize>) -> Option<usize> {
        let found = self.tokens.binary_search_by(|token| token.range.start.cmp(&place.start));
        found.ok().filter(|at| self.tokens.get(*at).is_some_and(|token| token.text().is_some()))
    }

    /// Looks at what is called or set at a place.
    fn look(&mut self, at: usize) {
        let tokens = self.tokens;
        let Some(token) = tokens.get(at) else { return };
        let is_bracketed = at > 0 && self.is_sign(at - 1, b'[') && self.is_sign(at + 1, b']');
        let name = match &token.kind {
            Kind::Name(name) => name.as_str(),
            Kind::Text(name) if is_bracketed => name.as_str(),
            _ => return,
        };
        let is_of = is_bracketed || (at > 0 && self.is_sign(at - 1, b'.'));
        let owner = self.name(at.checked_sub(2));
        let mut behind = at + 1 + usize::from(is_bracketed);
        if matches!(name, "import" | "from") && tokens.get(behind).is_some_and(|token| token.text().is_some())
        {
            self.expression(behind, What::Load);
        }
        if self.is_set(behind) {
            let is_declared = matches!(self.name(at.checked_sub(1)), "const" | "let" | "var");
            let is_location =
                name == "location" && !is_declared || name == "href" && is_of && owner == "location";
            if is_of && SENDING.contains(&name) {
                self.expression(behind + 1, What::Send);
            } else if is_location || is_of && LOADING.contains(&name) {
                self.expression(behind + 1, What::Load);
            }
        }
        if self.is_sign(behind, b'?') && self.is_sign(behind + 1, b'.') {
            behind += 2;
        }
        if self.is_sign(behind, b'(') {
            self.call(name, owner, behind + 1);
        }
    }

    fn call(&mut self, name: &str, owner: &str, first: usize) {
        let goes = GOING.contains(&name) && owner == "location";
        if CALLS.contains(&name) || goes {
            let used = if name == "sendBeacon" { What::Send } else { What::Load };
            let mut end = self.expression(first, used);
            if SECOND_TOO.contains(&name) && self.is_sign(end, b',') {
                end = self.expression(end + 1, used);
            }
            while name == "importScripts" && self.is_sign(end, b',') && end < first + MOST {
                end = self.expression(end + 1, used);
            }
        }
        if matches!(name, "setAttribute" | "setAttributeNS") {
            let of = |at: usize| self.tokens.get(at).and_then(Token::text).unwrap_or_default();
            let comma = (first..first + 4).find(|at| self.is_sign(*at, b',') && is_attribute(of(at - 1)));
            if let Some(comma) = comma {
                let is_sent = SENDING.contains(&of(comma - 1));
                self.expression(comma + 1, if is_sent { What::Send } else { What::Load });
            }
        }
    }

    /// Words that are HTML, or a style.
    fn words(&mut self, token: &Token, text: &str) {
        let Some(words) = token.text() else { return };
        let is_html = words.as_bytes().windows(2).any(|two| two[0] == b'<' && two[1].is_ascii_alphabetic());
        if is_html {
            self.scan.inner_page(&Passage::new(words, token.range.clone(), text), false);
        } else if words.contains(['(', '@']) {
            self.scan.style(&Passage::new(words, token.range.clone(), text));
        }
    }
}

/// True for attributes that load or send when they are set.
fn is_attribute(name: &str) -> bool {
    LOADING.contains(&name) || SENDING.contains(&name) || matches!(name, "data" | "formaction" | "xlink:href")
}
