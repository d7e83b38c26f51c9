// Pictures for people to look at: `node screenshots.mjs OUT`.

import { mkdirSync } from "node:fs";
import { join, resolve } from "node:path";

import { each, launch, NARROW, WIDE } from "./browser.mjs";
import { serve } from "./server.mjs";
import { LANGUAGES, sites } from "./sites.mjs";

const out = process.argv[2];
if (!out) {
  console.error("usage: node screenshots.mjs OUT");
  process.exit(2);
}
const folder = resolve(out);
mkdirSync(folder, { recursive: true });

const LOOKS = [WIDE, NARROW].flatMap((viewport) =>
  ["light", "dark"].map((colorScheme) => ({ name: `${viewport.width}-${colorScheme}`, viewport, colorScheme })),
);
const PRINT = { name: "print", viewport: WIDE, colorScheme: "light", media: "print" };

/** Name, site, address, and in which looks. The long texts are also shown from their top, as a reader meets them. */
const PICTURES = [
  { name: "root", site: "site", address: "/" },
  ...LANGUAGES.flatMap((lang) => [
    { name: `policies-${lang}`, site: "site", address: `/${lang}/` },
    { name: `privacy-${lang}`, site: "site", address: `/${lang}/privacy/` },
    { name: `privacy-in-br-${lang}`, site: "site", address: `/${lang}/privacy/in/br/` },
    { name: `draft-${lang}`, site: "drafts", address: `/${lang}/privacy/draft/` },
    { name: `plain-privacy-${lang}`, site: "plain", address: `/${lang}/privacy/` },
  ]),
  { name: "superseded-en", site: "site", address: "/en/privacy/v/2020-08-14/" },
  ...LANGUAGES.flatMap((lang) => [
    { name: `history-${lang}`, site: "life", address: `/${lang}/privacy/history/` },
    { name: `announced-${lang}`, site: "life", address: `/${lang}/privacy/` },
    { name: `upcoming-${lang}`, site: "life", address: `/${lang}/privacy/upcoming/` },
    { name: `ended-${lang}`, site: "life", address: `/${lang}/privacy/in/br/` },
  ]),
  { name: "withdrawn-en", site: "life", address: "/en/cookies/v/2027-01-01/" },
  { name: "withdrawn-history-ms", site: "life", address: "/ms/cookies/history/" },
  { name: "revised-zh-CN", site: "life", address: "/zh-CN/privacy/v/2021-02-09/" },
  { name: "revision-zh-CN", site: "life", address: "/zh-CN/privacy/v/2021-02-09/r/2/" },
  { name: "cookies-en", site: "site", address: "/en/cookies/" },
];

const shots = PICTURES.flatMap((picture) =>
  [...LOOKS, ...(picture.name.startsWith("privacy-") ? [PRINT] : [])].map((look) => ({ picture, look })),
);

const folders = sites();
const servers = {};
const browser = await launch();
let written = 0;
try {
  for (const [site, built] of Object.entries(folders)) servers[site] = await serve(built);
  await each(shots, [take, take]);
} finally {
  await browser.close();
  await Promise.all(Object.values(servers).map((server) => server.close()));
}
console.log(`${written} pictures in ${out}`);

async function take({ picture, look: { name, media, ...options } }) {
  const page = await browser.newPage(options);
  if (media) await page.emulateMedia({ media });
  await page.goto(servers[picture.site].origin + picture.address, { waitUntil: "load" });
  const path = (part) => join(folder, `${picture.name}-${name}${part}.png`);
  await page.screenshot({ path: path("-top") });
  await page.screenshot({ path: path(""), fullPage: true });
  written += 2;
  await page.close();
}
