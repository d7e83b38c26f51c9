// Everything on the pages meets WCAG 2.2 AA, as far as a program can tell: light and dark, in colours that the reader's system
// chooses, on a wide screen and on a narrow one, and written from right to left.

import { readFileSync } from "node:fs";
import { after, before, describe, test } from "node:test";

import { each, launch, NARROW, WIDE } from "./browser.mjs";
import { chosenPages, onePerConstruct, thinner } from "./constructs.mjs";
import { none } from "./faults.mjs";
import { serveAll } from "./server.mjs";
import { redlines, SITES, sites, temporaryFolder } from "./sites.mjs";

// As it is written to be sent to browsers, which is read in half the time.
const AXE = readFileSync(new URL("node_modules/axe-core/axe.min.js", import.meta.url), "utf8");
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

// Colours do not depend on the width, nor places on the colours: each look is there, not each pair of looks. How far what can be
// touched is from other such things is asked of whole pages, the rest of what is left of them (constructs.mjs).
const LOOKS = [
  { name: "narrow, light", viewport: NARROW, colorScheme: "light", rules: PLACES, whole: true },
  { name: "wide, light", viewport: WIDE, colorScheme: "light" },
  { name: "narrow, dark", viewport: NARROW, colorScheme: "dark", rules: COLOURS },
  { name: "wide, forced colours", viewport: WIDE, colorScheme: "dark", forcedColors: "active", rules: COLOURS },
  { name: "narrow, from right to left", viewport: NARROW, colorScheme: "light", dir: "rtl", rules: PLACES },
];

/** The rules for a site in a look. The plain theme has the HTML of the default one (pages.test.mjs), in other colours and places. */
function rulesFor(site, { rules }) {
  if (rules) return only(...rules);
  return site === "plain" ? only(...COLOURS, ...PLACES) : ALL;
}

const folders = sites();
const chosen = chosenPages(folders);

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

  for (const name of SITES) {
    test(name, async () => {
      const addresses = chosen.filter(({ site }) => site === name).map(({ address }) => served.origins[name] + address);
      // In forced colours both themes have those of the system.
      const looks = LOOKS.filter(({ forcedColors }) => name !== "plain" || !forcedColors);
      none(await examined(browser, addresses, looks.map((look) => ({ ...look, rules: rulesFor(name, look) }))));
    });
  }

  test("redlines that stand alone", async () => {
    const folder = temporaryFolder();
    const pages = redlines(folder).map((path) => ({ folder, address: path.slice(folder.length) }));
    const addresses = onePerConstruct(pages).map(({ address }) => `file://${folder}${address}`);
    none(await examined(browser, addresses, [{ name: "wide, light", viewport: WIDE, colorScheme: "light", rules: ALL }]));
  });
});

/** What axe finds on pages in some looks, two pages at a time. */
async function examined(browser, addresses, looks) {
  const thin = thinner();
  const pages = await Promise.all([browser.newPage(), browser.newPage()]);
  const found = await each(addresses, pages.map((page) => (address) => violations(page, address, looks, thin)));
  await Promise.all(pages.map((page) => page.close()));
  return found.flat();
}

/** What axe finds on a page in each look; and that it is too wide in one that is written in another direction. */
async function violations(page, address, looks, thin) {
  await page.goto(address, { waitUntil: "load" });
  const faults = [];
  for (const { name, viewport, dir } of looks.filter(({ dir }) => dir)) {
    await page.setViewportSize(viewport);
    // Of the whole page: a single long word is enough.
    const width = await page.evaluate(excessWidth, dir);
    if (width > 0) faults.push(`${address}  is ${width} pixels too wide (${name})`);
  }
  await page.evaluate(AXE);
  const lookedAt = async (looks) => {
    for (const look of looks) faults.push(...(await violationsIn(page, look)).map((fault) => `${address}  ${fault} (${look.name})`));
  };
  await lookedAt(looks.filter(({ whole }) => whole));
  await thin(page);
  await lookedAt(looks.filter(({ whole }) => !whole));
  return faults;
}

async function violationsIn(page, { viewport, dir, rules, colorScheme, forcedColors = "none" }) {
  await page.setViewportSize(viewport);
  await page.emulateMedia({ colorScheme, forcedColors });
  if (dir) await page.evaluate(write, dir);
  const { violations, passes } = await page.evaluate((options) => window.axe.run(document, options), { ...OPTIONS, ...rules });
  if (rules === ALL && passes.length === 0) return ["nothing was examined"];
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map((node) => `${help} (${id}) at ${node.target.join(" ")}: ${reason(node)}`),
  );
}

/** Runs in the page: by how many pixels it is too wide when it is written in that direction. */
function excessWidth(dir) {
  const elements = [...document.querySelectorAll("[dir]")];
  const own = elements.map((element) => element.dir);
  elements.forEach((element) => (element.dir = dir));
  const width = document.scrollingElement.scrollWidth - document.scrollingElement.clientWidth;
  elements.forEach((element, at) => (element.dir = own[at]));
  return width;
}

/** Runs in the page: writes it in that direction. */
function write(dir) {
  document.querySelectorAll("[dir]").forEach((element) => (element.dir = dir));
}

function reason(node) {
  return [...node.any, ...node.all, ...node.none].map(({ message }) => message).join("; ");
}
