// Reads what `promulgate check` printed as GitHub would with the problem matcher, and prints what it found, a line each:
// node matcher.mjs MATCHER OUTPUT
import { readFileSync } from "node:fs";

const [matcher] = JSON.parse(readFileSync(process.argv[2], "utf8")).problemMatcher;
const lines = readFileSync(process.argv[3], "utf8").split("\n");
lines.forEach((line, at) => {
  const [first, second] = matcher.pattern;
  const head = new RegExp(first.regexp).exec(line);
  const place = head && new RegExp(second.regexp).exec(lines[at + 1] ?? "");
  if (place) {
    console.log([head[first.severity], head[first.code], place[second.file], place[second.line], place[second.column]].join(" "));
  }
});
