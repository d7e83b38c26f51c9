// Pictures for people to look at: `node screenshots.mjs OUT`. Each kind of page in each language, as `NAME-LANG-LOOK.png` from
// its top to its end and as `NAME-LANG-LOOK-top.png` as a reader meets it; some also on paper, with the PDF beside the picture.

import { mkdirSync } from "node:fs";
import { join, resolve } from "node:path";

import { each, launch, NARROW, WIDE } from "./browser.mjs";
import { serve } from "./server.mjs";
import { CONTROLLING, LANGUAGES, sites } from "./sites.mjs";

const out = process.argv[2];
if (!out) {
  console.error("usage: node screenshots.mjs OUT");
  process.exit(2);
}
const folder = resolve(out);
mkdirSync(folder, { recursive: true });

const LOOKS = [
  { name: "wide", viewport: WIDE, colorScheme: "light" },
  { name: "narrow", viewport: NARROW, colorScheme: "light" },
  { name: "narrow-dark", viewport: NARROW, colorScheme: "dark" },
];
const DARK = { name: "wide-dark", viewport: WIDE, colorScheme: "dark" };
const FORCED = { name: "forced", viewport: WIDE, colorScheme: "dark", forcedColors: "active" };
// As wide as an A4 sheet between its margins.
const PRINT = { name: "print", viewport: { width: 627, height: 971 }, colorScheme: "light", media: "print" };

const TRANSLATIONS = LANGUAGES.filter((lang) => lang !== CONTROLLING);

const toMark = (page) => page.locator("details.drift > summary").first().click();
const toCompared = async (page) => {
  await page.click(".compare-any button");
  await page.locator(".compare-any-steps:not([hidden])").scrollIntoViewIfNeeded();
};
const toDay = async (page) => {
  await page.fill(".on-day input", "2020-12-01");
  await page.click(".on-day button");
};
const toFound = async (page) => {
  await page.fill(".search input", { en: "consent", "zh-CN": "撤回同意", ms: "setuju" }[await page.locator("html").getAttribute("lang")]);
  await page.locator(".search-results li").first().waitFor();
};
const toContents = (page) => page.locator(".contents summary").click();
const toMiddle = (page) => page.locator(".policy-text h2[id]").nth(4).scrollIntoViewIfNeeded();
const toTable = (page) => page.locator(".policy-text .table").first().scrollIntoViewIfNeeded();

/** Name, site, address with `LANG` for each language (or for each of `langs`); what to do there before; looks besides `LOOKS`. */
const PAGES = [
  { name: "root", site: "site", address: "/", also: [FORCED] },
  { name: "home", site: "site", address: "/LANG/" },
  { name: "search", site: "site", address: "/LANG/search/" },
  { name: "search-found", site: "site", address: "/LANG/search/", before: toFound, also: [FORCED] },
  { name: "home-life", site: "life", address: "/LANG/" },
  { name: "policy", site: "site", address: "/LANG/privacy/", also: [DARK, FORCED, PRINT] },
  { name: "policy-middle", site: "site", address: "/LANG/privacy/", before: toMiddle, also: [DARK] },
  { name: "policy-contents", site: "site", address: "/LANG/privacy/", before: toContents, looks: LOOKS.slice(1) },
  { name: "policy-table", site: "site", address: "/LANG/cookies/", before: toTable, also: [PRINT] },
  { name: "plain", site: "plain", address: "/LANG/privacy/" },
  { name: "drifted", site: "life", address: "/zh-CN/privacy/", before: toMark, also: [FORCED, PRINT] },
  { name: "upcoming", site: "site", address: "/LANG/privacy/upcoming/" },
  { name: "replaced", site: "site", address: "/LANG/privacy/v/2020-08-14/", also: [PRINT] },
  { name: "revised", site: "life", address: "/zh-CN/privacy/v/2021-02-09/" },
  { name: "revision", site: "life", address: "/zh-CN/privacy/v/2021-02-09/r/2/" },
  { name: "withdrawn", site: "life", address: "/LANG/cookies/v/2027-01-01/" },
  { name: "history", site: "life", address: "/LANG/privacy/history/", before: toDay, also: [FORCED] },
  { name: "withdrawn-history", site: "life", address: "/LANG/cookies/history/" },
  { name: "compare-any", site: "life", address: "/LANG/privacy/history/", before: toCompared },
  { name: "redline", site: "site", address: "/LANG/privacy/compare/2020-08-14/2021-02-09/", also: [FORCED, PRINT] },
  { name: "redline-short", site: "life", address: "/en/privacy/in/my/compare/2022-03-01/2027-01-01/" },
  { name: "bilingual", site: "site", address: "/LANG/privacy/bilingual/", langs: TRANSLATIONS },
  { name: "bilingual-drifted", site: "life", address: "/zh-CN/privacy/bilingual/" },
  { name: "addendum", site: "site", address: "/LANG/privacy/in/br/", also: [PRINT] },
  { name: "announced", site: "life", address: "/LANG/privacy/in/my/" },
  { name: "ended", site: "life", address: "/LANG/privacy/in/br/" },
  { name: "ended-version", site: "life", address: "/LANG/privacy/in/br/v/2021-08-01/" },
  { name: "status", site: "drafts", address: "/status/" },
  { name: "not-found", site: "site", address: "/nowhere" },
  { name: "not-found", site: "site", address: "/LANG/404.html" },
  { name: "draft", site: "drafts", address: "/LANG/privacy/draft/" },
];

const shots = PAGES.flatMap(({ looks = LOOKS, also = [], langs = LANGUAGES, ...page }) =>
  (page.address.includes("LANG") ? langs : [""]).flatMap((lang) =>
    [...looks, ...also].map((look) => ({ ...page, lang, look })),
  ),
);

const folders = sites();
const servers = {};
const browser = await launch();
let written = 0;
try {
  for (const [site, built] of Object.entries(folders)) servers[site] = await serve(built);
  await each(shots, Array(4).fill(take));
} finally {
  await browser.close();
  await Promise.all(Object.values(servers).map((server) => server.close()));
}
console.log(`${written} pictures in ${out}`);

async function take({ name, site, address, before, lang, look: { name: look, media, ...options } }) {
  const page = await browser.newPage(options);
  if (media) await page.emulateMedia({ media });
  await page.goto(servers[site].origin + address.replace("LANG", lang), { waitUntil: "load" });
  if (before && !media) await before(page);
  const path = (end) => join(folder, [name, lang, look].filter(Boolean).join("-") + end);
  await page.screenshot({ path: path("-top.png") });
  await page.screenshot({ path: path(".png"), fullPage: true });
  if (media === "print") await page.pdf({ path: path(".pdf"), preferCSSPageSize: true, format: "A4" });
  written += 2;
  await page.close();
}
