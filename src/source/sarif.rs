//! Prints findings as SARIF 2.1.0 (OASIS, “Static Analysis Results Interchange Format”), for code scanning.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::code::Code;
use super::files::Sources;
use super::finding::{Edit, Finding, Place};
use super::span::Span;

/// One run with all findings.
pub fn print(findings: &[Finding], sources: &Sources) -> String {
    let codes: BTreeMap<&str, &Code> = findings.iter().map(|f| (f.code.name, f.code)).collect();
    let rules: Vec<Value> = codes.values().map(|code| rule(code)).collect();
    let number = |name: &str| codes.keys().position(|other| *other == name);
    let results: Vec<Value> = findings
        .iter()
        .map(|finding| {
            let mut labels = Vec::new();
            for (id, label) in finding.labels.iter().enumerate() {
                let mut location = passage(label.span, sources);
                location["id"] = json!(id);
                location["message"] = json!({ "text": label.text });
                labels.push(location);
            }
            let mut result = json!({
                "ruleId": finding.code.name,
                "ruleIndex": number(finding.code.name),
                "level": finding.severity.name(),
                "message": { "text": format!("{}. {}", finding.message, finding.help) },
                "locations": [location(finding, sources)],
                "relatedLocations": labels,
            });
            if !finding.edits.is_empty() && !finding.edits.iter().any(|edit| sources.is_hidden(edit.span)) {
                result["fixes"] = json!([fix(finding, sources)]);
            }
            result
        })
        .collect();
    let log = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "promulgate",
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "rules": rules,
            } },
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    });
    serde_json::to_string_pretty(&log).unwrap_or_default() + "\n"
}

fn rule(code: &Code) -> Value {
    let explanation = code.explanation.trim();
    let first = explanation.split("\n\n").next().unwrap_or_default().replace('\n', " ");
    json!({
        "id": code.name,
        "shortDescription": { "text": first.trim() },
        "fullDescription": { "text": explanation },
        "help": { "text": explanation, "markdown": explanation },
        "defaultConfiguration": { "level": code.severity.name() },
    })
}

fn location(finding: &Finding, sources: &Sources) -> Value {
    match finding.place {
        Place::Passage(span) => passage(span, sources),
        Place::Path(_) => {
            json!({ "physicalLocation": { "artifactLocation": artifact(finding.path(sources)) } })
        }
    }
}

fn passage(span: Span, sources: &Sources) -> Value {
    json!({ "physicalLocation": {
        "artifactLocation": artifact(&sources.get(span.file).path),
        "region": region(span, sources),
    } })
}

fn region(span: Span, sources: &Sources) -> Value {
    let (line, column) = sources.line_and_column(span);
    let (end_line, end_column) = sources.line_and_column(span.behind());
    json!({ "startLine": line, "startColumn": column, "endLine": end_line, "endColumn": end_column })
}

/// What mends a finding: all its edits, which are in one file.
fn fix(finding: &Finding, sources: &Sources) -> Value {
    let replacement = |edit: &Edit| json!({ "deletedRegion": region(edit.span, sources), "insertedContent": { "text": edit.text } });
    json!({
        "description": { "text": finding.help },
        "artifactChanges": [{
            "artifactLocation": artifact(finding.path(sources)),
            "replacements": finding.edits.iter().map(replacement).collect::<Vec<_>>(),
        }],
    })
}

/// A file below the site's root, as a relative reference (RFC 3986).
fn artifact(path: &str) -> Value {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~/!$&'()*+,;=@".contains(&byte);
    let uri: String = path
        .bytes()
        .map(|byte| if is_plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") })
        .collect();
    json!({ "uri": uri, "uriBaseId": "%SRCROOT%" })
}
