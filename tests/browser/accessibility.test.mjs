// Every kind of page meets WCAG 2.2 AA, as far as a program can tell: in every language, light and dark, in colours that the
// reader's system chooses, on a wide screen and on a narrow one, and written from right to left.

import { describe, test } from "node:test";

import axe from "axe-core";

import { each, launch, NARROW, WIDE } from "./browser.mjs";
import { none } from "./faults.mjs";
import { serve } from "./server.mjs";
import { onePerKind, pageAddresses, redlines, sites, temporaryFolder } from "./sites.mjs";

const OPTIONS = {
  runOnly: { type: "tag", values: ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"] },
  // Off unless asked for by name.
  rules: { "target-size": { enabled: true } },
  resultTypes: ["violations"],
  // The policy of the server forbids what preloading would fetch, and no rule in use needs it.
  preload: false,
};

// Colours do not depend on the width, nor places on the colours: each look is there, not each pair of looks.
const LOOKS = [
  { name: "wide, light", viewport: WIDE, colorScheme: "light" },
  { name: "narrow, dark", viewport: NARROW, colorScheme: "dark" },
  { name: "wide, forced colours", viewport: WIDE, colorScheme: "dark", forcedColors: "active" },
  { name: "narrow, from right to left", viewport: NARROW, colorScheme: "light", dir: "rtl" },
];

const folders = sites();

describe("no barrier that axe knows", { concurrency: false }, () => {
  const all = Object.entries(folders).map(([name, folder]) => [name, folder, pageAddresses(folder)]);
  for (const [name, folder, addresses] of all) {
    // Of the site with drafts only what the others do not have.
    const chosen = onePerKind(addresses.filter((address) => name !== "drafts" || /\/(draft|working)\//.test(address)));
    for (const { name: look, dir, ...options } of LOOKS) {
      test(`${name}, ${look}`, async () => {
        const server = await serve(folder);
        const browser = await launch();
        try {
          const context = await browser.newContext(options);
          const pages = [await context.newPage(), await context.newPage()];
          const found = await each(chosen, pages.map((page) => (address) => violations(page, server.origin, address, dir)));
          none(found.flat());
        } finally {
          await browser.close();
          await server.close();
        }
      });
    }
  }
});

test("no barrier that axe knows in redlines that stand alone", async () => {
  const browser = await launch();
  try {
    const paths = redlines(temporaryFolder()).filter((path) => !/-zh-CN/.test(path));
    const found = await each(paths, [await browser.newPage()].map((page) => (path) => violations(page, "file://", path)));
    none(found.flat());
  } finally {
    await browser.close();
  }
});

/** What axe finds on a page; written in another direction than its own, if one is named, and then also that it is too wide. */
async function violations(page, origin, address, dir) {
  await page.goto(origin + address, { waitUntil: "load" });
  const faults = [];
  if (dir) {
    const width = await page.evaluate((dir) => {
      document.querySelectorAll("[dir]").forEach((element) => (element.dir = dir));
      return document.scrollingElement.scrollWidth - document.scrollingElement.clientWidth;
    }, dir);
    if (width > 0) faults.push(`${address}  is ${width} pixels too wide`);
  }
  await page.evaluate(axe.source);
  const { violations, passes } = await page.evaluate((options) => window.axe.run(document, options), OPTIONS);
  if (passes.length === 0) return [`${address}  nothing was examined`];
  const found = violations.flatMap(({ id, help, nodes }) =>
    nodes.map((node) => `${address}  ${help} (${id}) at ${node.target.join(" ")}: ${reason(node)}`),
  );
  return [...faults, ...found];
}

function reason(node) {
  return [...node.any, ...node.all, ...node.none].map(({ message }) => message).join("; ");
}
