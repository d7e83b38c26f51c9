use crate::library::Library;
use crate::locale::Lang;
use crate::source::{Finding, Findings, Span};

crate::source::codes! {
    /// A version has no summary in a language.
    ///
    /// The summary is the one line that tells readers what is new. For example, on a site that also has Malay:
    ///
    /// ```toml
    /// [summary]
    /// en = "Says how long we keep log data."
    /// zh-CN = "说明日志数据的保留期限。"
    /// ```
    ///
    /// Way out: add the line under `[summary]` in `version.toml`.
    SUMMARY_MISSING = "summary-missing", Note;
}

pub fn check(library: &Library, findings: &mut Findings) {
    // What is sealed nobody can mend; `release` says it before.
    let versions = library.policies.iter().flat_map(|policy| policy.versions());
    for version in versions.filter(|version| version.entered.is_none()) {
        let missing: Vec<&str> = library
            .config
            .languages
            .iter()
            .filter(|lang| !version.summary.contains_key(*lang))
            .map(Lang::as_str)
            .collect();
        if !missing.is_empty() {
            findings.push(Finding::new(
                &SUMMARY_MISSING,
                Span::start_of(version.file),
                format!("version `{}` has no summary in {}", version.label, missing.join(", ")),
                "add one line for readers under [summary], before the version is adopted",
            ));
        }
    }
}
