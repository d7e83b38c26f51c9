// Every page is valid HTML.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";

import { HtmlValidate, StaticConfigLoader } from "html-validate";

import { none } from "./faults.mjs";
import { files, redlines, SITES, sites, temporaryFolder } from "./sites.mjs";

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
    const pages = files(folders[name]).filter((path) => path.endsWith(".html"));
    await valid(pages.map((path) => join(folders[name], path)));
  });
}

test("every redline that stands alone is valid HTML", async () => {
  await valid(redlines(temporaryFolder()));
});

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
