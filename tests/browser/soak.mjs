// The live preview under random edits for a while: its memory must not grow, and the last page must be what a fresh build has.
//
//     node soak.mjs [MINUTES]

import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { launch, WIDE } from "./browser.mjs";
import { desk as newDesk } from "./desk.mjs";
import { DAY, program, temporaryFolder } from "./sites.mjs";

const minutes = Number(process.argv[2] ?? 10);
const TEXTS = ["privacy", "cookies", "advertising"].flatMap((policy) =>
  ["en", "zh-CN", "ms"].map((lang) => `content/${policy}/${lang}.md`),
);
const desk = await newDesk();
const originals = new Map(TEXTS.map((path) => [path, desk.read(path)]));
const browser = await launch();
const page = await browser.newPage({ viewport: WIDE });
await page.goto(`${desk.origin}/en/privacy/draft/`, { waitUntil: "load" });

// A generator of numbers that gives the same ones each time (Park and Miller, 1988).
let seed = 42;
const random = (below) => (seed = (seed * 48271) % 2147483647) % below;
const any = (list) => list[random(list.length)];
const memory = () => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${desk.pid}/status`, "utf8"))[1]) / 1024;

const edits = [
  () => desk.save(any(TEXTS), `${originals.get(any(TEXTS))}\nEdit ${random(1000)}.\n`),
  () => writeFileSync(desk.file(any(TEXTS)), `+++\ntranslates = "working"\n+++\n\n# T\n\n## A {#a}\n\n[](#nowhere${random(9)})\n`),
  () => desk.save("promulgate.toml", `${desk.read("promulgate.toml").split("\n# ")[0]}\n# ${random(1000)}\n`),
  () => {
    renameSync(desk.file("content/cookies"), desk.file("cookies-away"));
    renameSync(desk.file("cookies-away"), desk.file("content/cookies"));
  },
  () => {
    mkdirSync(desk.file("themes/default"), { recursive: true });
    writeFileSync(desk.file("themes/default/own.css"), `/* ${random(1000)} */`);
  },
  () => rmSync(desk.file("themes"), { recursive: true, force: true }),
  () => { for (const [path, text] of originals) desk.save(path, text); },
];

const end = Date.now() + minutes * 60_000;
const samples = [];
let count = 0;
while (Date.now() < end) {
  any(edits)();
  count += 1;
  await new Promise((done) => setTimeout(done, random(80)));
  if (count % 50 === 0) samples.push(memory());
}
for (const [path, text] of originals) desk.save(path, text);
desk.edit("content/privacy/en.md", (text) => `${text}\nThe last edit of all.\n`);
await page.waitForFunction(() => document.body.textContent.includes("The last edit of all."));

const out = join(temporaryFolder(), "fresh");
const built = spawnSync(program(), ["build", "--root", desk.root, "--as-of", DAY, "--drafts", "--out", out], { encoding: "utf8" });
const [, body] = /(<body[^]*)<\/body>/.exec(readFileSync(join(out, "en/privacy/draft/index.html"), "utf8"));
const served = await page.evaluate(async () => (await fetch(location.pathname)).text());
// The bar and the overlay are the preview's own; the rest of the open page must be the built one.
const shown = await page.evaluate((body) => {
  const fresh = new DOMParser().parseFromString(body, "text/html").querySelector("main");
  return document.querySelector("main").textContent === fresh.textContent;
}, body);
await browser.close();
await desk.close();

const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;
const third = Math.max(1, Math.floor(samples.length / 3));
const [early, late] = [mean(samples.slice(third, 2 * third)), mean(samples.slice(-third))];
console.log(`${count} edits in ${minutes} minutes; memory ${early.toFixed(0)} MB in the second third, ${late.toFixed(0)} MB in the last`);
const isSame = built.status === 0 && served.includes(body) && shown;
console.log(`the last page is ${isSame ? "" : "NOT "}what a fresh build has`);
process.exitCode = isSame && late < early * 1.15 ? 0 : 1;
