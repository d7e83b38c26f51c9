// How long it takes from when a text is saved to when the open page of the live preview shows it: median, 95th percentile
// and the longest of 50 edits, in milliseconds.
//
//     node latency.mjs [SITE POLICY]
//
// SITE is a site of any size, POLICY one of its policies; without them the repository's own site is measured.

import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";

import { launch, WIDE } from "./browser.mjs";
import { desk as newDesk, latencies, spread } from "./desk.mjs";
import { REPOSITORY } from "./sites.mjs";

const [site = REPOSITORY, policy = "privacy"] = process.argv.slice(2);
const text = `content/${policy}/en.md`;
// The beginning of the first long paragraph.
const words = /\n\n([A-Z][^\n]{30})/.exec(readFileSync(join(site, text), "utf8"))[1];
const desk = await newDesk({ from: resolve(site) });
const browser = await launch();
try {
  const page = await browser.newPage({ viewport: WIDE });
  await page.goto(`${desk.origin}/en/${policy}/draft/`, { waitUntil: "load" });
  await page.waitForFunction(() => document.documentElement.dataset.promulgateState);
  // Whoever has just begun the preview needs a moment to type.
  await page.waitForTimeout(3000);
  console.log(spread(await latencies(page, desk, text, words, 50)));
} finally {
  await browser.close();
  await desk.close();
}
