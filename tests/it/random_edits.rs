//! A small site, and people who edit it at random: the same edits in every run. The tests of rebuilds and of the preview share
//! this file.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// Numbers that look like chance, the same in every run.
pub struct Random(pub u64);

impl Random {
    pub fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        usize::try_from((mixed ^ (mixed >> 31)) % bound as u64).expect("a small number")
    }

    pub fn chance(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    pub fn one<T: Clone>(&mut self, of: &[T]) -> T {
        of[self.below(of.len())].clone()
    }
}

/// The files of the site. Its policies refer to each other in every way in which one can, also in vain.
pub const SITE: &[(&str, &str)] = &[
    (
        "promulgate.toml",
        "title = \"Policies\"\nbase_url = \"https://policies.example.com\"\nlanguages = [\"en\", \"ms\"]\n\n\
         [jurisdictions]\nWEST = [\"US-CA\", \"BR\"]\n",
    ),
    (
        "content/contacts.toml",
        "[[controller]]\nid = \"my\"\nregion = \"Asia\"\nname = \"Example\"\naddress = [\"1 Jalan\", \"Malaysia\"]\n\
         email = \"a@example.com\"\n",
    ),
    (
        "content/glossary.toml",
        "[[term]]\nid = \"account\"\n[term.renderings]\nen = [\"account\"]\nms = [\"akaun\"]\n[term.definition]\n\
         en = \"What you sign in to.\"\nms = \"Tempat anda log masuk.\"\n",
    ),
    ("content/privacy/policy.toml", "kind = \"notice\"\norder = 1\n"),
    (
        "content/privacy/en.md",
        "# Privacy\n\nYour account. See [](policy:cookies#list), [ads](../ads/en.md#who) and [fees](/en/terms/#fees).\n\n\
         ## Contact {#contact}\n\n```{contacts}\n```\n\n## For you {#for-you}\n\n```{addenda}\n```\n",
    ),
    (
        "content/privacy/ms.md",
        "+++\ntranslates = \"working\"\n+++\n\n# Privasi\n\nAkaun anda. Lihat [](policy:cookies#list), \
         [iklan](../ads/en.md#who) dan [yuran](/en/terms/#fees).\n\n## Hubungi {#contact}\n\n```{contacts}\n```\n\n\
         ## Untuk anda {#for-you}\n\n```{addenda}\n```\n",
    ),
    ("content/privacy/versions/2020-01-01/version.toml", "released = 2020-01-01\neffective = 2020-01-01\n"),
    (
        "content/privacy/versions/2020-01-01/en.md",
        "# Privacy\n\nYour account. [](policy:cookies#list) [a](gone.md) [b](policy:gone) [c](policy:ads#gone) \
         [d](../terms/en.md#fees) [e](/en/ads/#who) [f](../extra/en.md) [g](policy:extra#new) [h](/en/extra/)\n\n\
         ```{addenda}\n```\n\n```{contacts}\n```\n",
    ),
    ("content/privacy/addenda/br/policy.toml", "kind = \"addendum\"\njurisdictions = [\"BR\"]\n"),
    ("content/privacy/addenda/br/en.md", "# Brazil\n\n## Cookies {#cookies}\n\n```{cookies}\n```\n"),
    (
        "content/privacy/addenda/br/versions/2020-02-01/version.toml",
        "released = 2020-02-01\neffective = 2020-02-01\n",
    ),
    ("content/privacy/addenda/br/versions/2020-02-01/en.md", "# Brazil\n\n[](policy:terms#fees)\n"),
    ("content/privacy/addenda/us-ca/policy.toml", "kind = \"addendum\"\njurisdictions = [\"US-CA\"]\n"),
    (
        "content/privacy/addenda/us-ca/en.md",
        "# California\n\n[](policy:privacy#contact)\n\n```{addenda}\n```\n",
    ),
    ("content/cookies/policy.toml", "kind = \"cookie-notice\"\norder = 2\n"),
    ("content/cookies/en.md", "# Cookies\n\n## List {#list}\n\n```{cookies}\n```\n"),
    (
        "content/cookies/ms.md",
        "+++\ntranslates = \"working\"\n+++\n\n# Kuki\n\n## Senarai {#list}\n\n```{cookies}\n```\n",
    ),
    ("content/cookies/cookies.toml", COOKIES),
    ("content/cookies/versions/2020-01-01/version.toml", "released = 2020-01-01\neffective = 2020-01-01\n"),
    ("content/cookies/versions/2020-01-01/en.md", "# Cookies\n\n## List {#list}\n\n```{cookies}\n```\n"),
    ("content/cookies/versions/2020-01-01/cookies.toml", COOKIES),
    ("content/ads/policy.toml", "kind = \"notice\"\norder = 5\n"),
    ("content/ads/en.md", "# Ads\n\n## Who {#who}\n\nWe do, in 30 days.\n\n```{cookies} category=n\n```\n"),
    ("content/ads/versions/2020-03-01/version.toml", "released = 2020-03-01\neffective = 2020-03-01\n"),
    // Sealed without a register.
    ("content/ads/versions/2020-03-01/en.md", "# Ads\n\n## Who {#who}\n\n```{cookies}\n```\n"),
    ("content/terms/policy.toml", "kind = \"privacy-notice\"\norder = 3\nformerly = [\"conditions\"]\n"),
    ("content/terms/en.md", "# Terms\n\n## Fees {#fees}\n\nTen. See [](policy:privacy/in/br#cookies).\n"),
    (
        "content/terms/ms.md",
        "+++\ntranslates = \"2020-01-01\"\n+++\n\n# Terma\n\n## Yuran {#fees}\n\nSepuluh.\n",
    ),
    ("content/terms/versions/2020-01-01/version.toml", "released = 2020-01-01\neffective = 2020-01-01\n"),
    ("content/terms/versions/2020-01-01/en.md", "# Terms\n\n## Fees {#fees}\n\nNine.\n"),
    ("content/terms/versions/2027-01-01/version.toml", "released = 2021-01-01\neffective = 2027-01-01\n"),
    ("content/terms/versions/2027-01-01/en.md", "# Terms\n\n## Fees {#fees}\n\nTen.\n"),
    // In folders that are no policies, one of which is called like a policy.
    ("content/legal/imprint/policy.toml", "kind = \"notice\"\norder = 6\n"),
    ("content/legal/imprint/en.md", "# Imprint\n\nSee [](policy:rules#main) and [rules](/en/rules/#main).\n"),
    ("content/imprint/rules/policy.toml", "kind = \"notice\"\norder = 7\n"),
    ("content/imprint/rules/en.md", "# Rules\n\n## Main {#main}\n\nTwo. See [](policy:imprint).\n"),
];

const COOKIES: &str = "[[category]]\nid = \"n\"\nname = \"N\"\n\n[[cookie]]\nname = \"sid\"\ncategory = \"n\"\n\
                       provider = \"P\"\npurpose = \"P\"\nkind = \"K\"\nduration = \"D\"\n";

/// Passages that somebody adds to a text.
const PASSAGES: &[&str] = &[
    "It is new in 60 days.",
    "Your account is is yours.",
    "See [](policy:cookies#list).",
    "See [](policy:terms#fees) and [](policy:conditions).",
    "See [](policy:extra#new).",
    "See [it](../extra/en.md#new).",
    "See [it](/en/extra/).",
    "See [it](/ms/privacy/in/us-ca/).",
    "See [](policy:privacy/in/us-ca).",
    "See [](policy:ads#who).",
    "```{cookies}\n```",
    "```{cookies} category=n\n```",
    "```{addenda}\n```",
    "```{contacts}\n```",
    "## More {#more}\n\nWords.",
];

const FOLDERS: &[&str] =
    &["privacy", "privacy/addenda/br", "privacy/addenda/us-ca", "cookies", "ads", "terms", "extra"];

/// What somebody does.
#[derive(Debug)]
pub enum Step {
    /// The files were edited, as these words say.
    #[allow(dead_code, reason = "it is printed when a test fails")]
    Edited(String),
    /// A policy is to be released, by the test itself.
    Release(&'static str),
}

/// Somebody who edits the site in `root`.
pub struct Writer {
    pub random: Random,
    root: PathBuf,
    /// The files as they were when nothing was wrong.
    good: BTreeMap<String, String>,
}

impl Writer {
    pub fn new(root: &Path, seed: u64) -> Self {
        let mut writer = Writer { random: Random(seed), root: root.to_path_buf(), good: BTreeMap::new() };
        writer.keep();
        writer
    }

    /// Takes the files for good as they are now.
    pub fn keep(&mut self) {
        self.good = self.files();
    }

    /// The files of the site.
    pub fn files(&self) -> BTreeMap<String, String> {
        let below =
            |folder: &str| walkdir::WalkDir::new(self.root.join(folder)).into_iter().filter_map(Result::ok);
        let entries = below("content").chain(below("promulgate.toml"));
        let files = entries.filter(|entry| entry.file_type().is_file()).map(walkdir::DirEntry::into_path);
        files.map(|path| (self.name(&path), fs::read_to_string(&path).expect("a text"))).collect()
    }

    fn name(&self, path: &Path) -> String {
        path.strip_prefix(&self.root).expect("a path of the site").to_string_lossy().into_owned()
    }

    fn write(&self, path: &str, text: &str) -> String {
        let target = self.root.join(path);
        fs::create_dir_all(target.parent().expect("a folder")).expect("a folder");
        fs::write(target, text).expect("a file");
        format!("{path} becomes {text:?}")
    }

    fn remove(&self, path: &str) -> String {
        let target = self.root.join(path);
        if target.is_dir() {
            fs::remove_dir_all(target).expect("a folder");
        } else if target.exists() {
            fs::remove_file(target).expect("a file");
        }
        format!("{path} goes")
    }

    /// Puts everything back as it was when nothing was wrong.
    pub fn undo(&mut self) -> Step {
        let now = self.files();
        for path in now.keys().filter(|path| !self.good.contains_key(*path)) {
            self.remove(path);
        }
        for (path, text) in self.good.iter().filter(|(path, text)| now.get(*path) != Some(text)) {
            self.write(path, text);
        }
        Step::Edited("what was good comes back".to_owned())
    }

    /// Does something.
    pub fn step(&mut self) -> Step {
        let edited = match self.random.below(100) {
            0..28 => self.edit_text(),
            28..42 => self.edit_policy(),
            42..52 => self.edit_register(),
            52..60 => self.edit_shared(),
            60..72 => self.add(),
            72..78 => self.take_away(),
            78..81 => self.move_folder(),
            81..84 => self.lose_line(),
            _ => return Step::Release(self.random.one(FOLDERS)),
        };
        Step::Edited(edited)
    }

    /// The paths of the files that `is_wanted`.
    fn paths(&self, is_wanted: impl Fn(&str) -> bool) -> Vec<String> {
        self.files().into_keys().filter(|path| is_wanted(path)).collect()
    }

    fn edit_text(&mut self) -> String {
        let working = self.paths(|path| path.ends_with(".md") && !path.contains("/versions/"));
        let path = self.random.one(&working);
        let text = fs::read_to_string(self.root.join(&path)).expect("a text");
        let new = match self.random.below(6) {
            0 => text.replacen("\n# ", "\n# New ", 1).replacen("# ", "# The ", 1),
            1 => text.replacen("{#", "{#x", 1),
            2 => text.replace("{#x", "{#"),
            3 => text.replacen("30", "60", 1),
            _ => format!("{text}\n{}\n", self.random.one(PASSAGES)),
        };
        self.write(&path, &new)
    }

    fn edit_policy(&mut self) -> String {
        let path = self.random.one(&self.paths(|path| path.ends_with("/policy.toml")));
        let text = if path.contains("/addenda/") {
            let named = [
                "[\"BR\"]",
                "[\"US-CA\"]",
                "[\"BR\", \"US\"]",
                "[\"US-CA\", \"WEST\"]",
                "[\"WEST\", \"BR\"]",
            ];
            format!("kind = \"addendum\"\njurisdictions = {}\n", self.random.one(&named))
        } else {
            let kind = self.random.one(&["notice", "cookie-notice", "privacy-notice"]);
            let order = self.random.below(6);
            let more =
                ["", "notice_days = 7\n", "noindex_superseded = true\n", "formerly = [\"conditions\"]\n"];
            format!("kind = \"{kind}\"\norder = {order}\n{}", self.random.one(&more))
        };
        self.write(&path, &text)
    }

    fn edit_register(&mut self) -> String {
        let path = format!("content/{}/cookies.toml", self.random.one(FOLDERS));
        if self.random.chance(40) {
            return self.remove(&path);
        }
        let name = format!("sid{}", self.random.below(9));
        self.write(&path, &COOKIES.replace("sid", &name))
    }

    fn edit_shared(&mut self) -> String {
        let edits = [
            ("promulgate.toml", "Policies", "Our policies"),
            ("promulgate.toml", "\"BR\"]", "\"BR\", \"US\"]"),
            ("promulgate.toml", "\"ms\"]", "\"ms\"]\nzone = \"Asia/Tokyo\""),
            ("content/contacts.toml", "a@", "b@"),
            ("content/contacts.toml", "Asia", "Europe"),
            ("content/glossary.toml", "\"account\"]", "\"account\", \"fees\"]"),
            ("content/glossary.toml", "sign in", "log in"),
        ];
        let (path, from, to) = self.random.one(&edits);
        let text = fs::read_to_string(self.root.join(path)).unwrap_or_default();
        let new = if text.contains(to) { text.replace(to, from) } else { text.replace(from, to) };
        self.write(path, &new)
    }

    fn add(&mut self) -> String {
        let extra = "# Extra\n\n## New {#new}\n\n[](policy:terms#fees)\n";
        let files = [
            ("content/extra/policy.toml", "kind = \"notice\"\norder = 4\n"),
            ("content/extra/en.md", extra),
            (
                "content/ads/ms.md",
                "+++\ntranslates = \"working\"\n+++\n\n# Iklan\n\n## Siapa {#who}\n\nKami.\n",
            ),
            (
                "content/privacy/addenda/jp/policy.toml",
                "kind = \"addendum\"\njurisdictions = [\"JP\", \"BR\"]\n",
            ),
            ("content/privacy/addenda/jp/en.md", "# Japan\n\n```{cookies}\n```\n"),
            ("content/terms/addenda/us/policy.toml", "kind = \"addendum\"\njurisdictions = [\"US\"]\n"),
            ("content/terms/addenda/us/en.md", "# America\n"),
            ("content/gone/policy.toml", "kind = \"cookie-notice\"\n"),
            ("content/gone/en.md", "# Gone\n\n[](policy:extra)\n"),
            ("content/privacy/gone.md", "# Gone\n"),
        ];
        // A policy comes with its text.
        let (path, _) = self.random.one(&files);
        let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
        let is_new = |(other, _): &&(&str, &str)| {
            *other == path || (other.starts_with(folder) && !self.root.join(folder).exists())
        };
        let added: Vec<&(&str, &str)> = files.iter().filter(is_new).collect();
        added.into_iter().map(|(path, text)| self.write(path, text)).collect::<Vec<_>>().join("; ")
    }

    fn take_away(&mut self) -> String {
        let folder = self.random.one(&["content/extra", "content/gone", "content/privacy/addenda/jp"]);
        if self.root.join(folder).exists() {
            return self.remove(folder);
        }
        let paths = self.paths(|path| path.starts_with("content/") && !path.contains("/versions/"));
        let path = self.random.one(&paths);
        self.remove(&path)
    }

    fn move_folder(&mut self) -> String {
        let (ads, adverts) = (self.root.join("content/ads"), self.root.join("content/adverts"));
        let (from, to) = if ads.exists() { (ads, adverts) } else { (adverts, ads) };
        if from.exists() && !to.exists() {
            fs::rename(&from, &to).expect("a folder");
        }
        format!("{} is called {}", self.name(&from), self.name(&to))
    }

    /// Takes a line out of any file, also of a sealed one.
    fn lose_line(&mut self) -> String {
        let path = self.random.one(&self.paths(|_| true));
        let text = fs::read_to_string(self.root.join(&path)).expect("a text");
        let mut lines: Vec<&str> = text.lines().collect();
        if !lines.is_empty() {
            lines.remove(self.random.below(lines.len()));
        }
        self.write(&path, &(lines.join("\n") + "\n"))
    }
}

/// How many steps a test takes: as many as the environment says, in `PROMULGATE_STEPS`, or `usual`.
pub fn steps(usual: usize) -> usize {
    let asked = std::env::var("PROMULGATE_STEPS").ok().and_then(|steps| steps.parse().ok());
    asked.unwrap_or(usual)
}
