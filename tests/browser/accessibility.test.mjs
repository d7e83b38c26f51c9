// Everything on the pages meets WCAG 2.2 AA, as far as a program can tell: light and dark, in colours that the reader's system
// chooses, on a wide screen and on a narrow one, and written from right to left.

import { after, before, describe, test } from "node:test";

import axe from "axe-core";

import { each, launch, NARROW, WIDE } from "./browser.mjs";
import { chosenPages } from "./constructs.mjs";
import { none } from "./faults.mjs";
import { serveAll } from "./server.mjs";
import { redlines, SITES, sites, temporaryFolder } from "./sites.mjs";

const OPTIONS = {
  resultTypes: ["violations"],
  // The policy of the server forbids what preloading would fetch, and no rule in use needs it.
  preload: false,
};
/** Everything that WCAG asks for; `target-size` is off unless asked for by name. */
const ALL = {
  runOnly: { type: "tag", values: ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"] },
  rules: { "target-size": { enabled: true } },
};
const COLOURS = ["color-contrast", "link-in-text-block"];
const PLACES = ["target-size", "scrollable-region-focusable", "css-orientation-lock"];
const only = (...rules) => ({ runOnly: { type: "rule", values: rules } });

// Colours do not depend on the width, nor places on the colours: each look is there, not each pair of looks; nor does either depend
// on the language, of which each look has one. The first has all of them. A narrow window shows other parts than a wide one; the two
// last looks change nothing but colours, and places.
const LOOKS = [
  { name: "wide, light", viewport: WIDE, colorScheme: "light" },
  { name: "narrow, dark", lang: "ms", viewport: NARROW, colorScheme: "dark" },
  { name: "wide, forced colours", lang: "zh-CN", viewport: WIDE, colorScheme: "dark", forcedColors: "active", rules: COLOURS },
  { name: "narrow, from right to left", lang: "en", viewport: NARROW, colorScheme: "light", dir: "rtl", rules: PLACES },
];

/** The rules for a site in a look. The plain theme has the HTML of the default one (pages.test.mjs), in other colours and places. */
function rulesFor(site, { rules }) {
  if (rules) return only(...rules);
  return site === "plain" ? only(...COLOURS, ...PLACES) : ALL;
}

const folders = sites();

describe("no barrier that axe knows", { concurrency: false }, () => {
  let browser;
  let served;

  before(async () => {
    browser = await launch();
    served = await serveAll(folders);
  });

  after(async () => {
    await browser.close();
    await served.close();
  });

  for (const look of LOOKS) {
    const { name: lookName, lang, dir, rules: _, ...options } = look;
    const chosen = chosenPages(folders, { lang });
    for (const name of SITES) {
      const addresses = chosen.filter(({ site }) => site === name).map(({ address }) => address);
      // All that it has in this language the others have as well.
      if (addresses.length === 0) continue;
      test(`${name}, ${lookName}`, async () => {
        const context = await browser.newContext(options);
        const pages = [await context.newPage(), await context.newPage()];
        const looksAt = (page) => (address) => violations(page, served.origins[name] + address, { dir, rules: rulesFor(name, look) });
        const found = await each(addresses, pages.map(looksAt));
        await context.close();
        none(found.flat());
      });
    }
  }
});

test("no barrier that axe knows in redlines that stand alone", async () => {
  const browser = await launch();
  try {
    const paths = redlines(temporaryFolder()).filter((path) => !/-zh-CN/.test(path));
    const pages = [await browser.newPage(), await browser.newPage()];
    const found = await each(paths, pages.map((page) => (path) => violations(page, `file://${path}`)));
    none(found.flat());
  } finally {
    await browser.close();
  }
});

/**
 * What axe finds on a page by `rules`; written in another direction than its own, if `dir` names one, and then also that it is too
 * wide.
 */
async function violations(page, address, { dir, rules = ALL } = {}) {
  await page.goto(address, { waitUntil: "load" });
  const faults = [];
  if (dir) {
    const width = await page.evaluate((dir) => {
      document.querySelectorAll("[dir]").forEach((element) => (element.dir = dir));
      return document.scrollingElement.scrollWidth - document.scrollingElement.clientWidth;
    }, dir);
    if (width > 0) faults.push(`${address}  is ${width} pixels too wide`);
  }
  await page.evaluate(axe.source);
  const { violations, passes } = await page.evaluate((options) => window.axe.run(document, options), { ...OPTIONS, ...rules });
  if (rules === ALL && passes.length === 0) return [`${address}  nothing was examined`];
  const found = violations.flatMap(({ id, help, nodes }) =>
    nodes.map((node) => `${address}  ${help} (${id}) at ${node.target.join(" ")}: ${reason(node)}`),
  );
  return [...faults, ...found];
}

function reason(node) {
  return [...node.any, ...node.all, ...node.none].map(({ message }) => message).join("; ");
}
