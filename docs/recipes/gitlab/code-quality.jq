# .gitlab/code-quality.jq: from SARIF, as `promulgate drift --format sarif` prints it, to what GitLab shows in a merge
# request (Code Quality). A fingerprint says which passage it is, not where it stands, so that a finding stays the same one
# when lines are added above it.
def severity: if . == "error" then "critical" elif . == "warning" then "major" else "info" end;

[ .runs[] | .results[] |
  . as $result | .locations[0].physicalLocation as $place |
  {
    description: .message.text,
    check_name: .ruleId,
    severity: (.level | severity),
    location: {
      path: $place.artifactLocation.uri,
      lines: { begin: ($place.region.startLine // 1), end: ($place.region.endLine // $place.region.startLine // 1) }
    },
    text: ([.ruleId, $place.artifactLocation.uri, .message.text] | join("\n"))
  }
]
# Of several that say the same in one file, each gets its number.
| group_by(.text)
| map(to_entries[] | .key as $nth | .value | .fingerprint = (.text + "\n\($nth)" | @base64) | del(.text))
| sort_by(.location.path, .location.lines.begin)
