# .gitlab/code-quality.jq: from what `promulgate check --format json` or `promulgate drift --format sarif` prints to what GitLab
# shows in a merge request (Code Quality). `--arg prefix policies/` says what stands before the site's paths in the repository.
# A fingerprint says which finding it is, not where it stands, so that it stays the same one when lines are added above it.
def severity: if . == "error" then "critical" elif . == "warning" then "major" else "info" end;

def findings:
  if has("findings") then
    .findings[] | { code, severity, path, message, description: "\(.message). \(.help)", range: [.range.start.line, .range.end.line] }
  else
    .runs[].results[] | .locations[0].physicalLocation as $place |
    {
      code: .ruleId, severity: .level, path: $place.artifactLocation.uri, message: .message.text, description: .message.text,
      range: [$place.region.startLine, $place.region.endLine]
    }
  end;

[ findings |
  {
    description,
    check_name: .code,
    severity: (.severity | severity),
    location: {
      path: (($ARGS.named.prefix // "") + .path),
      # A finding about a whole file is shown at its first line.
      lines: { begin: (.range[0] // 1), end: (.range[1] // .range[0] // 1) }
    },
    text: ([.code, .path, .message] | join("\n"))
  }
]
# Of several that say the same in one file, each gets its number.
| group_by(.text)
| map(to_entries[] | .key as $nth | .value | .fingerprint = (.text + "\n\($nth)" | @base64) | del(.text))
| sort_by(.location.path, .location.lines.begin)
