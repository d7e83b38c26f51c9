// Every page is valid HTML, by two validators: one that reads each page, and that of the W3C, which takes longer to begin and reads
// pages on which every construct is.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

import { HtmlValidate, StaticConfigLoader } from "html-validate";

import { chosenPages } from "./constructs.mjs";
import { none } from "./faults.mjs";
import { buildMoved, fileOf, files, pagesOf, redlines, SITES, sites, temporaryFolder } from "./sites.mjs";

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

for (const name of SITES) {
  test(`every page of the ${name} is valid HTML`, async () => {
    const pages = pagesOf(folders, name).filter(({ site, address }) => site !== "plain" || isOwn(address));
    await valid(pages.map(({ folder, address }) => join(folder, fileOf(address))));
  });
}

/** True for a page of the plain theme that has not the HTML of the default one; which those are is tested in pages.test.mjs. */
function isOwn(address) {
  return address.endsWith("/search/");
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
  const paths = [
    ...chosenPages(folders).map(({ folder, address }) => join(folder, fileOf(address))),
    ...former.map((path) => join(moved, path)),
  ];
  none(faultsByW3c(paths));
  const bad = join(temporaryFolder(), "bad.html");
  writeFileSync(bad, '<!doctype html><html lang="en"><title>T</title><ul><p>Not an item.</p></ul>');
  assert.match(faultsByW3c([bad]).join(), /not allowed as child of element/);
});

/** What the validator of the W3C says of these files. */
function faultsByW3c(paths) {
  const program = join(dirname(fileURLToPath(import.meta.url)), "node_modules/vnu-jar/build/dist/vnu.jar");
  const { status, stderr } = spawnSync("java", ["-jar", program, "--errors-only", ...paths], { encoding: "utf8" });
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
