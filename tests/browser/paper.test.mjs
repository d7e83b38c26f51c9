// What is printed: the text whole, with nothing that can only be clicked, and on every sheet what it is and where it is found.

import assert from "node:assert/strict";
import { describe, test } from "node:test";

import { getDocument } from "pdfjs-dist/legacy/build/pdf.mjs";

import { withSites } from "./opened.mjs";
import { BASE_URL, LANGUAGES, sites } from "./sites.mjs";

const folders = sites();
let open;
withSites(folders, (opened) => ({ open } = opened));

/** The lines of each sheet of paper, from its top. */
async function sheets(page) {
  const bytes = await page.pdf({ preferCSSPageSize: true, format: "A4" });
  const printed = getDocument({ data: new Uint8Array(bytes), verbosity: 0 });
  const paper = await printed.promise;
  const texts = [];
  for (let at = 1; at <= paper.numPages; at += 1) {
    const { items } = await (await paper.getPage(at)).getTextContent();
    const lines = new Map();
    for (const { str, transform } of items) {
      const height = Math.round(transform[5]);
      // A font may name a character by one that looks alike.
      lines.set(height, (lines.get(height) ?? "") + str.normalize("NFKC"));
    }
    texts.push([...lines].sort(([a], [b]) => b - a).map(([, line]) => line.trim()).filter(Boolean));
  }
  await printed.destroy();
  return texts;
}

for (const site of ["site", "plain"]) {
  test(`the ${site} on paper is the text without what leads about the site`, async () => {
    for (const lang of LANGUAGES) {
      const printed = async (page) => {
        const navigation = page.locator("nav, .skip, .site-footer, .about-policy, .anchor, .controlling");
        assert.ok((await navigation.count()) > 5);
        const before = await navigation.evaluateAll((all) => all.filter((one) => one.checkVisibility()).length);
        assert.ok(before > 5, "there is navigation on the screen");
        await page.emulateMedia({ media: "print" });
        const left = await navigation.evaluateAll((all) =>
          all.filter((one) => one.checkVisibility()).map((one) => `${one.localName}.${one.className}`),
        );
        assert.deepEqual([...new Set(left)], []);
        const hidden = await page.$$eval("article [data-block], article header time", (blocks) =>
          blocks.filter((block) => !block.checkVisibility()).map((block) => block.textContent.slice(0, 60)),
        );
        assert.deepEqual(hidden, []);
      };
      await open(`/${lang}/privacy/in/br/`, printed, { site });
    }
  });
}

describe("every sheet", () => {
  for (const [lang, site, name, title] of [
    ["en", "site", "Example Cloud policies", "Privacy notice"],
    ["zh-CN", "site", "Example Cloud 政策中心", "隐私声明"],
    ["ms", "site", "Dasar Example Cloud", "Notis Privasi"],
    ["en", "plain", "Example Cloud policies", "Privacy notice"],
  ]) {
    test(`of the ${site} says which text it is and where it is found, in ${lang}`, async () => {
      const headed = async (page) => {
        const all = await sheets(page);
        assert.ok(all.length > 5, `${all.length} sheets`);
        for (const lines of all) assert.equal(lines[0].replace(/\s+/g, " "), `${name} ${title} ${BASE_URL}/${lang}/privacy/`);
      };
      await open(`/${lang}/privacy/`, headed, { site });
    });
  }

  test("is numbered, and says how many there are", async () => {
    await open("/en/privacy/", async (page) => {
      const all = await sheets(page);
      all.forEach((lines, at) => assert.equal(lines.at(-1), `${at + 1} / ${all.length}`));
    });
  });

  test("of a draft says that it is one", async () => {
    const labelled = async (page) => {
      const label = await page.locator(".preview strong").textContent();
      for (const lines of await sheets(page)) assert.ok(lines.slice(0, 3).some((line) => line.startsWith(label.trim())), lines[0]);
    };
    await open("/en/privacy/", labelled, { site: "drafts" });
  });
});

test("an addendum begins on a sheet of its own", async () => {
  await open("/en/privacy/in/br/", async (page) => {
    const title = await page.locator("article.policy").nth(1).locator("h1").textContent();
    const begins = (await sheets(page)).map((lines) => lines.indexOf(title.trim())).filter((at) => at >= 0);
    assert.ok(begins.includes(1), `${title}: ${begins}`);
  });
});

test("what asks for something is not printed", async () => {
  await open("/en/privacy/history/", async (page) => {
    const asks = page.locator("main :is(input, select, button)");
    assert.ok(await asks.first().isVisible());
    await page.emulateMedia({ media: "print" });
    assert.deepEqual(await asks.evaluateAll((all) => all.filter((one) => one.checkVisibility()).map((one) => one.localName)), []);
  });
});
