// Every page is valid HTML, by two validators: one that reads each page in the language that controls, and that of the W3C, which
// takes longer to begin. Both read pages on which every construct is, of which most are translations.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

import { HtmlValidate, StaticConfigLoader } from "html-validate";

import { chosenPages } from "./constructs.mjs";
import { none } from "./faults.mjs";
import { buildMoved, CONTROLLING, fileOf, files, hasOwnHtml, pagesOf, redlines, SITES, sites, temporaryFolder } from "./sites.mjs";

const RULES = {
  extends: ["html-validate:standard", "html-validate:document"],
  rules: {
    // A hash guards against what another host might send. The site's own files come from the host of the page itself.
    "require-sri": ["error", { target: "crossorigin" }],
    // A page for one jurisdiction holds several whole texts, each with its own title; that there is one title for
    // each text, and no other, is tested in pages.test.mjs.
    "heading-level": ["error", { allowMultipleH1: true }],
  },
};

const folders = sites();
const pathOf = ({ folder, address }) => join(folder, fileOf(address));
const chosen = chosenPages(folders);

for (const name of SITES) {
  test(`every page of the ${name} is valid HTML`, async () => {
    const pages = [...pagesOf(folders, name, CONTROLLING), ...chosen.filter(({ site }) => site === name)];
    await valid(new Set(pages.filter(hasOwnHtml).map(pathOf)));
  });
}

test("every redline that stands alone is valid HTML", async () => {
  await valid(redlines(temporaryFolder()));
});

test("the validator of the W3C finds no error", () => {
  // At the former name of a policy there is what leads to its present one.
  const moved = temporaryFolder();
  buildMoved(moved);
  const former = files(moved).filter((path) => /\/privacy-notice\/.*\.html$/.test(path));
  assert.notEqual(former.length, 0);
  const paths = [...chosen.filter(hasOwnHtml).map(pathOf), ...former.map((path) => join(moved, path))];
  none(faultsByW3c(paths));
  const bad = join(temporaryFolder(), "bad.html");
  writeFileSync(bad, '<!doctype html><html lang="en"><title>T</title><ul><p>Not an item.</p></ul>');
  assert.match(faultsByW3c([bad]).join(), /not allowed as child of element/);
});

/** What the validator of the W3C says of these files. */
function faultsByW3c(paths) {
  const program = join(dirname(fileURLToPath(import.meta.url)), "node_modules/vnu-jar/build/dist/vnu.jar");
  // To compile its code well would take Java longer than the pages take. What does so hastily needs a deeper stack.
  const hastily = ["-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xss4m"];
  const { status, stderr } = spawnSync("java", [...hastily, "-jar", program, "--errors-only", ...paths], { encoding: "utf8" });
  if (status === null) throw new Error("java cannot be run");
  const lines = stderr.split("\n").filter(Boolean);
  return lines.length === 0 && status !== 0 ? [`it ended with ${status}`] : lines;
}

async function valid(paths) {
  const validator = new HtmlValidate(new StaticConfigLoader({ root: true, ...RULES }));
  const faults = [];
  for (const path of paths) {
    const report = await validator.validateString(readFileSync(path, "utf8"), path);
    for (const { messages } of report.results) {
      for (const { line, column, ruleId, message, selector } of messages) {
        faults.push(`${path}:${line}:${column}  ${message} (${ruleId}) at ${selector}`);
      }
    }
  }
  none(faults);
}
