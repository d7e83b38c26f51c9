//! For whom an addendum is, and from which register a text lists cookies: tables, and random sites against a second
//! opinion.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use jiff::civil::date;
use promulgate::check;
use promulgate::library::{Address, Jurisdiction, Page as PageOf, Policy};
use promulgate::pipeline::{Check, Opened};
use promulgate::seal::{self, Given, ReleaseRequest};
use promulgate::site::{self, Content};
use promulgate::source::{Checked, Findings, Severity, Tree, human};

use crate::random_edits::Random;
use crate::support::{self, DAY, assert_code, printed, promulgate as run};

const CONFIG: &str =
    "title = \"Policies\"\nbase_url = \"https://policies.example.com\"\nlanguages = [\"en\"]\n";
const NOTICE: &str = "kind = \"notice\"\n";
const COOKIE_NOTICE: &str = "kind = \"cookie-notice\"\n";
const LISTS_COOKIES: &str = "# Title\n\n```{cookies}\n```\n";

/// A site of these files that lies on no disk.
fn in_memory(root: &Path, files: &BTreeMap<String, String>) -> Checked<Opened> {
    let mut tree = Tree { root: root.to_path_buf(), ..Tree::default() };
    for (path, text) in files {
        tree.sources.add(path.as_str().into(), text.as_str().into());
    }
    let mut opened = promulgate::pipeline::read_texts(Checked::new(tree, Findings::new()), |_| DAY);
    if let Opened { tree, library: Some(library), locales, .. } = &opened.value {
        let of_texts = check::texts(library, tree, locales, |_| true);
        opened.findings.extend(of_texts.into_values().flat_map(|found| found.findings));
    }
    opened
}

fn register(holder: &str) -> String {
    let cookie = format!("sid-{}", holder.replace('/', "-"));
    format!(
        "[[category]]\nid = \"a\"\nname = \"A\"\n\n[[cookie]]\nname = \"{cookie}\"\ncategory = \"a\"\nprovider = \"P\"\n\
         purpose = \"P\"\nkind = \"K\"\nduration = \"D\"\n"
    )
}

fn strings<'a>(files: impl IntoIterator<Item = (&'a str, &'a str)>) -> BTreeMap<String, String> {
    files.into_iter().map(|(path, text)| (path.to_owned(), text.to_owned())).collect()
}

#[test]
fn an_addendum_is_for_what_it_names_and_for_the_parts_of_it() {
    let groups =
        "[jurisdictions]\nNORTH = [\"US\", \"CA\"]\nWEST = [\"US-CA\", \"BR\"]\nUS-EAST = [\"US-NY\"]\n";
    let config = format!("{CONFIG}{groups}");
    let all = ["US", "US-CA", "US-NY", "CA", "CA-QC", "BR", "NORTH", "WEST", "US-EAST"];
    let table: [(&str, &[&str]); 9] = [
        ("US", &["US", "US-CA", "US-NY"]),
        ("US-CA", &["US-CA"]),
        ("US-NY", &["US-NY"]),
        ("CA", &["CA", "CA-QC"]),
        ("CA-QC", &["CA-QC"]),
        ("BR", &["BR"]),
        // A country in a group brings its parts along; a part never brings its country.
        ("NORTH", &["US", "US-CA", "US-NY", "CA", "CA-QC", "NORTH"]),
        ("WEST", &["US-CA", "BR", "WEST"]),
        // Its name alone makes a group no part of a country.
        ("US-EAST", &["US-NY", "US-EAST"]),
    ];
    let code = |code: &str| Jurisdiction::iso(code).or_else(|| Jurisdiction::group(code)).expect("a code");
    for (named, covered) in table {
        let folder = format!("content/terms/addenda/{}", named.to_lowercase());
        let policy = format!("kind = \"addendum\"\njurisdictions = [\"{named}\"]\n");
        let files = strings([
            ("promulgate.toml", config.as_str()),
            ("content/terms/policy.toml", NOTICE),
            ("content/terms/en.md", "# Terms\n"),
            (&format!("{folder}/policy.toml"), &policy),
            (&format!("{folder}/en.md"), "# Addendum\n"),
        ]);
        let opened = in_memory(Path::new("/nowhere"), &files).value;
        let library = opened.library.expect("a library");
        let addendum = library.policies.iter().find(|policy| policy.is_addendum()).expect("an addendum");
        for asked in all {
            let expected = covered.contains(&asked);
            assert_eq!(library.applies_in(addendum, &code(asked)), expected, "{named} for {asked}");
        }
    }
}

/// Which register the texts of `folder` draw on, by the folder that has it; or the notices of which none is meant.
fn drawn(opened: &Opened, folder: &str) -> Result<Option<String>, Vec<String>> {
    let library = opened.library.as_ref().expect("a library");
    let policy = library.policies.iter().find(|policy| &*policy.folder == folder).expect("a policy");
    let holder = |path: &str| path["content/".len()..path.len() - "/cookies.toml".len()].to_owned();
    match library.cookie_register(policy) {
        Ok(register) => Ok(register.map(|register| holder(&opened.tree.sources.get(register.file).path))),
        Err(notices) => Err(notices.iter().map(|notice| notice.folder.to_string()).collect()),
    }
}

#[test]
fn a_text_lists_its_own_cookies_or_its_policys_or_those_of_the_only_notice() {
    // Two cookie notices and another policy, each with an addendum.
    let mains = [("ads", NOTICE), ("app", COOKIE_NOTICE), ("web", COOKIE_NOTICE)];
    type Drawn = Result<Option<&'static str>, &'static [&'static str]>;
    let own: Drawn = Ok(Some("ads/addenda/br"));
    let several: Drawn = Err(&["app", "web"]);
    // What has a register; what the policy `ads`, the addendum to it and the one to `app` draw on.
    let table: [(&[&str], Drawn, Drawn, Drawn); 9] = [
        (&[], Ok(None), Ok(None), Ok(None)),
        (&["ads"], Ok(Some("ads")), Ok(Some("ads")), Ok(None)),
        (&["ads/addenda/br"], Ok(None), own, Ok(None)),
        (&["ads", "ads/addenda/br"], Ok(Some("ads")), own, Ok(None)),
        (&["app"], Ok(Some("app")), Ok(Some("app")), Ok(Some("app"))),
        // The only notice with a register, although there is another notice.
        (&["web"], Ok(Some("web")), Ok(Some("web")), Ok(Some("web"))),
        (&["app", "web"], several, several, Ok(Some("app"))),
        (&["ads", "app", "web"], Ok(Some("ads")), Ok(Some("ads")), Ok(Some("app"))),
        (&["app", "web", "ads/addenda/br"], several, own, Ok(Some("app"))),
    ];
    for (with_register, ads, to_ads, to_app) in table {
        let mut files = strings([("promulgate.toml", CONFIG)]);
        for (main, kind) in mains {
            for (folder, policy) in [
                (main.to_owned(), kind),
                (format!("{main}/addenda/br"), "kind = \"addendum\"\njurisdictions = [\"BR\"]\n"),
            ] {
                files.insert(format!("content/{folder}/policy.toml"), policy.to_owned());
                files.insert(format!("content/{folder}/en.md"), LISTS_COOKIES.to_owned());
            }
        }
        for folder in with_register {
            files.insert(format!("content/{folder}/cookies.toml"), register(folder));
        }
        let opened = in_memory(Path::new("/nowhere"), &files).value;
        let owned = |drawn: Drawn| match drawn {
            Ok(holder) => Ok(holder.map(str::to_owned)),
            Err(notices) => Err(notices.iter().map(|notice| (*notice).to_owned()).collect()),
        };
        for (folder, expected) in [("ads", ads), ("ads/addenda/br", to_ads), ("app/addenda/br", to_app)] {
            assert_eq!(drawn(&opened, folder), owned(expected), "{folder}, with {with_register:?}");
        }
    }
}

#[test]
fn where_several_registers_could_be_meant_nothing_is_listed_and_nothing_sealed() {
    let (app, web) = (register("app"), register("web"));
    let folder = support::site(&[
        ("promulgate.toml", CONFIG),
        ("content/ads/policy.toml", NOTICE),
        ("content/ads/en.md", LISTS_COOKIES),
        // Sealed without a register of its own.
        ("content/old/policy.toml", NOTICE),
        ("content/old/en.md", "# Title\n"),
        (
            "content/old/versions/1/version.toml",
            "label = \"1\"\nreleased = 2020-01-01\neffective = 2020-01-01\n",
        ),
        ("content/old/versions/1/en.md", LISTS_COOKIES),
        ("content/app/policy.toml", COOKIE_NOTICE),
        ("content/app/en.md", LISTS_COOKIES),
        ("content/app/cookies.toml", &app),
        ("content/web/policy.toml", COOKIE_NOTICE),
        ("content/web/en.md", LISTS_COOKIES),
        ("content/web/cookies.toml", &web),
    ]);
    let root = folder.path();
    let said = printed(&run(root, &["check", "--as-of", "2026-11-23"]));
    let message = "there are cookie registers in `app` and in `web`: which one is meant?";
    assert!(said.contains(&format!("error[unfilled-directive]: {message}")), "{said}");
    assert!(said.contains(&format!("note[unfilled-directive]: {message}")), "{said}");
    assert!(said.contains("put the one that is meant beside this text, as cookies.toml"), "{said}");
    assert!(said.contains("1 error,"), "{said}");
    let release = ["release", "ads", "--yes", "--as-of", "2026-11-23"];
    let refused = run(root, &release);
    assert_eq!(refused.status.code(), Some(1), "{}", printed(&refused));
    assert!(!root.join("content/ads/versions").exists());
    // Asked for as others may, without what was found: refused as well.
    let opened = promulgate::pipeline::open(root, Check::All, |_| DAY).expect("a readable folder").value;
    let library = opened.library.as_ref().expect("a library");
    let given = Given { library, tree: &opened.tree, findings: &[] };
    let request = ReleaseRequest { policy: "ads".to_owned(), ..ReleaseRequest::default() };
    let refusal = seal::plan_release(&given, &request).expect_err("a refusal").to_string();
    assert!(
        refusal.contains("put the one that is meant beside the text, as content/ads/cookies.toml"),
        "{refusal}"
    );
    // What is wrong with a notice may be why the other one seems to be the only one.
    std::fs::write(root.join("content/web/policy.toml"), "kind = \"cookie-notise\"\n").expect("a file");
    let refused = run(root, &release);
    assert_eq!(refused.status.code(), Some(1), "{}", printed(&refused));
    assert!(printed(&refused).contains("content/web/policy.toml"), "{}", printed(&refused));
    std::fs::write(root.join("content/web/policy.toml"), COOKIE_NOTICE).expect("a file");
    // The way out.
    std::fs::copy(root.join("content/web/cookies.toml"), root.join("content/ads/cookies.toml"))
        .expect("a copy");
    assert_code(&run(root, &release), 0);
    let sealed = root.join("content/ads/versions/2026-11-23/cookies.toml");
    assert_eq!(std::fs::read_to_string(sealed).expect("a register"), web);
}

/// Some of them, at most so many.
fn some<'a>(random: &mut Random, of: &[&'a str], at_most: usize) -> Vec<&'a str> {
    let count = 1 + random.below(at_most);
    let picked: BTreeSet<&str> = (0..count).map(|_| random.one(of)).collect();
    picked.into_iter().collect()
}

const CODES: [&str; 8] = ["US", "US-CA", "US-NY", "CA", "CA-QC", "BR", "DE", "DE-BY"];
const GROUPS: [&str; 4] = ["NORTH", "WEST", "US-EAST", "EU"];

/// How a policy stands on the day.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Stands {
    Draft,
    Announced,
    InForce,
    Ended,
}

#[derive(Debug)]
struct RandomPolicy {
    folder: String,
    kind: &'static str,
    named: Vec<&'static str>,
    stands: Stands,
    has_register: bool,
}

/// A site, as it is described to the oracle.
#[derive(Debug)]
struct RandomSite {
    groups: BTreeMap<&'static str, Vec<&'static str>>,
    policies: Vec<RandomPolicy>,
}

impl RandomSite {
    fn new(random: &mut Random) -> Self {
        let groups = GROUPS.iter().map(|name| (*name, some(random, &CODES, 3))).collect();
        let mut policies = Vec::new();
        for (main, kind) in [("ads", "notice"), ("app", "cookie-notice"), ("web", "cookie-notice")] {
            let stands = random.one(&[Stands::InForce, Stands::InForce, Stands::Draft]);
            let has_register = random.chance(40);
            policies.push(RandomPolicy {
                folder: main.to_owned(),
                kind,
                named: Vec::new(),
                stands,
                has_register,
            });
            let named = [&CODES[..], &GROUPS[..]].concat();
            for code in some(random, &named, 5) {
                let mut codes = vec![code];
                codes.extend(some(random, &named, 2).into_iter().filter(|other| *other != code));
                let all = [Stands::InForce, Stands::InForce, Stands::Draft, Stands::Announced, Stands::Ended];
                policies.push(RandomPolicy {
                    folder: format!("{main}/addenda/{}", code.to_lowercase()),
                    kind: "addendum",
                    named: codes,
                    stands: random.one(&all),
                    has_register: random.chance(25),
                });
            }
        }
        RandomSite { groups, policies }
    }

    fn files(&self) -> BTreeMap<String, String> {
        let mut config = format!("{CONFIG}[jurisdictions]\n");
        for (name, members) in &self.groups {
            config += &format!("{name} = {members:?}\n");
        }
        let mut files = strings([("promulgate.toml", config.as_str())]);
        for policy in &self.policies {
            let mut put = |path: &str, text: String| {
                files.insert(format!("content/{}/{path}", policy.folder), text);
            };
            let named = match policy.named.is_empty() {
                true => String::new(),
                false => format!("jurisdictions = {:?}\n", policy.named),
            };
            put("policy.toml", format!("kind = \"{}\"\n{named}", policy.kind));
            put("en.md", LISTS_COOKIES.to_owned());
            if policy.has_register {
                put("cookies.toml", register(&policy.folder));
            }
            let effective = match policy.stands {
                Stands::Draft => continue,
                Stands::Announced => date(2027, 1, 1),
                Stands::InForce | Stands::Ended => date(2020, 1, 1),
            };
            put(
                "versions/1/version.toml",
                format!("label = \"1\"\nreleased = 2020-01-01\neffective = {effective}\n"),
            );
            put("versions/1/en.md", "# Title\n".to_owned());
            if policy.stands == Stands::Ended {
                let day = "2021-01-01";
                let text = format!("released = {day}\neffective = {day}\nreason = \"No more.\"\n");
                put("versions/1/withdrawn.toml", text);
            }
        }
        files
    }

    fn addenda<'s>(&'s self, main: &'s str) -> impl Iterator<Item = &'s RandomPolicy> {
        self.policies.iter().filter(move |policy| policy.folder.starts_with(&format!("{main}/")))
    }

    /// For which jurisdictions a policy has pages, and which addenda are on them: the second opinion.
    fn pages(&self, main: &RandomPolicy) -> BTreeMap<String, BTreeSet<String>> {
        let shown =
            |stands| matches!(stands, Stands::InForce | Stands::Ended) && main.stands == Stands::InForce;
        let codes = self.addenda(&main.folder).filter(|it| shown(it.stands)).flat_map(|it| &it.named);
        let is_covered = |code: &str, named: &str| {
            let within = self.groups.get(named).cloned().unwrap_or_else(|| vec![named]);
            let country = if self.groups.contains_key(code) { code } else { &code[..2] };
            named == code || within.contains(&code) || within.contains(&country)
        };
        let in_force = || self.addenda(&main.folder).filter(|it| it.stands == Stands::InForce);
        let on = |code: &str| -> BTreeSet<String> {
            let covering = in_force().filter(|it| it.named.iter().any(|named| is_covered(code, named)));
            covering.map(|it| it.folder.clone()).collect()
        };
        codes.map(|code| (code.to_lowercase(), on(code))).collect()
    }

    /// From which folder a policy's list of cookies is, or that several could be meant: the second opinion.
    fn register(&self, policy: &RandomPolicy) -> Result<Option<&str>, ()> {
        let main = policy.folder.split('/').next();
        let with = || self.policies.iter().filter(|it| it.has_register).map(|it| it.folder.as_str());
        let notices: Vec<&str> = with().filter(|it| ["app", "web"].contains(it)).collect();
        let own = with().find(|it| *it == policy.folder).or_else(|| with().find(|it| Some(*it) == main));
        if own.is_none() && notices.len() > 1 { Err(()) } else { Ok(own.or(notices.first().copied())) }
    }
}

#[test]
fn random_sites_show_and_seal_what_a_second_opinion_says() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let mut random = Random(26);
    for _ in 0..400 {
        let site = RandomSite::new(&mut random);
        let Checked { value: opened, findings } = in_memory(folder.path(), &site.files());
        let library = opened.library.as_ref().expect("a library");
        let plan = site::plan(library, &opened.tree.sources, false);
        for main in site.policies.iter().filter(|policy| policy.named.is_empty()) {
            let mut shown = BTreeMap::new();
            for page in &plan.pages {
                let Address::Jurisdiction { policy, code, page: PageOf::InForce, .. } = &page.address else {
                    continue;
                };
                let Content::Texts { articles, .. } = &page.content else { continue };
                if **policy == *main.folder {
                    let folders = articles.iter().skip(1);
                    let folders = folders.map(|article| library.policy(article.policy).folder.to_string());
                    shown.insert(code.to_string(), folders.collect::<BTreeSet<_>>());
                }
            }
            assert_eq!(shown, site.pages(main), "{} of {site:#?}", main.folder);
        }
        for policy in &site.policies {
            assert_lists(&site, policy, &opened, &findings);
        }
    }
}

/// Asserts that a policy's working text lists the cookies that it should, and that they are what a release seals.
fn assert_lists(site: &RandomSite, described: &RandomPolicy, opened: &Opened, findings: &Findings) {
    let library = opened.library.as_ref().expect("a library");
    let policy: &Policy = library.require_policy(&described.folder).expect("a policy");
    let document = &policy.working().values().next().expect("a text").document;
    let listed: Vec<String> =
        document.blocks.iter().skip(1).map(|block| format!("{:?}", block.inlines)).collect();
    let is_error = findings.iter().any(|finding| {
        let path = finding.path(&opened.tree.sources);
        finding.severity == Severity::Error && path == format!("content/{}/en.md", described.folder)
    });
    let holder = site.register(described);
    let name = holder.ok().flatten().map(|holder| format!("sid-{}\"", holder.replace('/', "-")));
    assert_eq!(listed.len(), usize::from(name.is_some()), "{} of {site:#?}", described.folder);
    assert!(listed.iter().all(|row| name.as_ref().is_some_and(|name| row.contains(name))), "{listed:?}");
    assert_eq!(is_error, name.is_none(), "{}", human::print(findings, &opened.tree.sources, false));
    // What is in no ledger could not be released.
    if described.stands != Stands::Draft {
        return;
    }
    let given = Given { library, tree: &opened.tree, findings };
    let request = ReleaseRequest { policy: described.folder.clone(), ..ReleaseRequest::default() };
    let sealed = seal::plan_release(&given, &request).ok().map(|plan| {
        let registers = plan.sealing.files.into_iter().filter(|file| file.path == "cookies.toml");
        registers.map(|file| file.text).collect::<Vec<_>>()
    });
    let expected = holder.ok().flatten().map(|holder| vec![register(holder)]);
    assert_eq!(sealed, expected, "{} of {site:#?}", described.folder);
}
