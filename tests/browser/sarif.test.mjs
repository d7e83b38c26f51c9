// What `check --format sarif` prints of sites with faults, by the schema of SARIF 2.1.0 and by the validator that its authors
// publish.

import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { chmodSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after, test } from "node:test";
import { fileURLToPath } from "node:url";
import Ajv from "ajv/dist/2020.js";
import addFormats from "ajv-formats";

const here = dirname(fileURLToPath(import.meta.url));
const broken = join(here, "../broken");
const platform = { linux: "linux", darwin: "darwin", win32: "win32" }[process.platform];
const tool = join(here, `node_modules/@microsoft/sarif-multitool-${platform}`);
const logs = mkdtempSync(join(tmpdir(), "sarif-"));
after(() => rmSync(logs, { recursive: true }));

/** The log of each broken site that can be checked at all, by the site's name. */
function check() {
  const logs = new Map();
  for (const site of readdirSync(broken)) {
    const run = spawnSync(process.env.PROMULGATE,
      ["check", "--root", join(broken, site), "--as-of", "2026-11-24", "--format", "sarif"], { encoding: "utf8" });
    if (run.status !== 2) logs.set(site, run.stdout);
  }
  return logs;
}

const found = check();

/** Everything that is wrong with a log by the schema. */
function faults(validate, log) {
  validate(log);
  return validate.errors ?? [];
}

test("logs are as the schema says", () => {
  const ajv = new Ajv({ strict: false, allErrors: true });
  addFormats(ajv);
  const validate = ajv.compile(JSON.parse(readFileSync(join(tool, "sarif-2.1.0.json"), "utf8")));
  assert.ok(found.size > 100, `${found.size} sites`);
  let fixes = 0;
  for (const [site, text] of found) {
    const log = JSON.parse(text);
    assert.deepEqual(faults(validate, log), [], site);
    fixes += log.runs[0].results.filter((result) => result.fixes).length;
  }
  assert.ok(fixes > 0, "some can be mended");
  const bad = JSON.parse(found.get("raw-html"));
  bad.runs[0].results[0].locations[0].physicalLocation.region.startLine = "one";
  assert.notDeepEqual(faults(validate, bad), [], "the schema is at work");
});

test("the validator of the standard finds no error", () => {
  // One log of many runs: each log by itself would take the validator half a second.
  const all = [...found.values()].map((text) => JSON.parse(text));
  const together = { ...all[0], runs: all.flatMap(({ runs }) => runs) };
  assert.equal(together.runs.length, found.size);
  writeFileSync(join(logs, "all.sarif"), JSON.stringify(together));
  writeFileSync(join(logs, "bad.sarif"), found.get("raw-html").replaceAll('"ruleIndex": 0', '"ruleIndex": 7'));
  const program = join(tool, `Sarif.Multitool${platform === "win32" ? ".exe" : ""}`);
  chmodSync(program, 0o755);
  const env = { ...process.env, DOTNET_SYSTEM_GLOBALIZATION_INVARIANT: "1" };
  const said = execFileSync(program, ["validate", join(logs, "*.sarif")], { encoding: "utf8", env });
  const errors = said.split("\n").filter((line) => line.includes(": error "));
  assert.ok(errors.some((line) => line.includes("bad.sarif")), "the validator is at work");
  assert.deepEqual(errors.filter((line) => !line.includes("bad.sarif")), []);
});
