// What Google Lighthouse finds: a page of each template gets all points for accessibility and for best practices, on a phone and
// with its scripts.
//
// A dependency of Lighthouse asks for the latest version of its own, which no lock file holds: package.json names the versions.

import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { after, before, test } from "node:test";

import lighthouse from "lighthouse";

import { launch } from "./browser.mjs";
import { none } from "./faults.mjs";
import { serve } from "./server.mjs";
import { sites, sourceFolder, temporaryFolder } from "./sites.mjs";

const OPTIONS = {
  onlyCategories: ["accessibility", "best-practices"],
  disableFullPageScreenshot: true,
  // Otherwise audits are named in the language of whoever runs this.
  locale: "en-US",
  // This one slows nothing down while a page loads. "provided" does not either, but waits for five seconds after each step.
  throttlingMethod: "simulate",
  // How long nothing must happen until a page counts as loaded: it comes from this machine, and nobody measures its speed.
  pauseAfterFcpMs: 200,
  pauseAfterLoadMs: 200,
  networkQuietThresholdMs: 200,
  cpuQuietThresholdMs: 200,
};

// A page takes seconds, and what Lighthouse finds is mostly of the frame and of what is loaded: one page of each template, in one
// language or another, and a short one, since it is read as often. axe looks at every construct there is, in accessibility.test.mjs.
const PAGES = {
  "404.html": "/404.html",
  "bilingual.html": "/ms/cookies/bilingual/",
  "compare.html": "/en/advertising/compare/2020-11-02/2022-06-15/",
  "history.html": "/ms/cookies/history/",
  "policies.html": "/zh-CN/",
  "policy.html": "/zh-CN/advertising/",
  "root.html": "/",
  "search.html": "/en/search/",
  "status.html": "/status/",
};
// What surrounds others, stands alone (accessibility.test.mjs) or leads away at once.
const OTHERS = ["base.html", "diff.html", "moved.html"];

const folders = sites();
let browser;
let port;

before(async () => {
  port = await freePort();
  browser = await launch(`--remote-debugging-port=${port}`);
});

after(() => browser.close());

test("each template has a page that is looked at", () => {
  const templates = sourceFolder("templates").filter((name) => name.endsWith(".html"));
  assert.deepEqual([...Object.keys(PAGES), ...OTHERS].sort(), templates);
});

for (const [template, address] of Object.entries(PAGES)) {
  test(`all points: ${template}`, async () => none(await faults(folders.site, [address])));
}

test("all points: the text of a draft", async () => none(await faults(folders.drafts, ["/en/advertising/draft/"])));

test("a page that loses points is found", async () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, "_headers"), "");
  writeFileSync(
    join(folder, "index.html"),
    `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>T</title>
    <h1>T</h1><img src="none.png"><script>undefined.x</script>`,
  );
  const [accessibility, practices] = await faults(folder, ["/"]);
  assert.match(accessibility, /^\/  Accessibility: \d\d points of 100\n.*\(image-alt\) at <img src="none.png">/);
  assert.match(practices, /^\/  Best Practices: \d\d points of 100\n.*\(errors-in-console\) at .*TypeError/);
});

/** Where pages of a site lose points, one after the other: Lighthouse cannot look at two at once. */
async function faults(folder, addresses) {
  const server = await serve(folder);
  try {
    const found = [];
    for (const address of addresses) {
      const { lhr } = await lighthouse(server.origin + address, { ...OPTIONS, port });
      found.push(...lost(lhr).map((fault) => `${address}  ${fault}`));
    }
    return found;
  } finally {
    await server.close();
  }
}

/** The categories that do not have all points, each with the audits that cost it some, on lines of their own. */
function lost({ categories, audits, runtimeError }) {
  if (runtimeError) return [runtimeError.message];
  const incomplete = Object.values(categories).filter(({ score }) => score !== 1);
  return incomplete.map(({ title, score, auditRefs }) => {
    const failed = auditRefs.filter(({ id, weight }) => weight > 0 && audits[id].score !== 1).map(({ id }) => audits[id]);
    const lines = failed.map((audit) => `\n    ${audit.title} (${audit.id}) at ${places(audit)}`);
    return `${title}: ${Math.round(score * 100)} points of 100${lines.join("")}`;
  });
}

/** Where the first things are that an audit objects to; without any, why it failed. */
function places({ details, errorMessage }) {
  const items = details?.items?.slice(0, 3) ?? [];
  return items.map((item) => item.node?.snippet ?? item.description ?? JSON.stringify(item)).join(", ") || errorMessage;
}

/** A port that nobody uses: Chromium would choose one by itself, but Playwright does not tell which. */
async function freePort() {
  const server = createServer();
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  const { port } = server.address();
  await new Promise((closed) => server.close(closed));
  return port;
}
