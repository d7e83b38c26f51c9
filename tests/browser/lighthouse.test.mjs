// What Google Lighthouse finds: every kind of page gets all points for accessibility and for best practices, on a phone and
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
import { onePerKind, pageAddresses, sites, temporaryFolder } from "./sites.mjs";

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

// A page takes seconds, and axe looks at all kinds in all languages. So of the translations there is what only they have, and
// what differs from page to page by more than its text; of the other sites what the published one does not have.
const CHOSEN = {
  site: /^(?!\/(zh-CN|ms)\/)|^\/[^/]+\/(cookies\/|privacy\/(bilingual|history)\/)?$/,
  drafts: /^\/en\/privacy\/(draft|compare\/.*\/working)\/$/,
  life: /\/r\//,
};

const folders = sites();
let browser;
let port;

before(async () => {
  port = await freePort();
  browser = await launch(`--remote-debugging-port=${port}`);
});

after(() => browser.close());

for (const [name, pattern] of Object.entries(CHOSEN)) {
  test(`all points: ${name}`, async () => {
    const addresses = onePerKind(pageAddresses(folders[name]).filter((address) => pattern.test(address)));
    assert.notEqual(addresses.length, 0);
    none(await faults(folders[name], addresses));
  });
}

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
