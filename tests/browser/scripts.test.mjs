// What pages do besides where scripts run: mark the current section, fold the contents, copy a section's link, say what
// applied on a day. And that nothing is missing without.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";

import { launch, NARROW, WIDE } from "./browser.mjs";
import { serve } from "./server.mjs";
import { sites } from "./sites.mjs";

const folders = sites();
let server;
let life;
let browser;
before(async () => {
  server = await serve(folders.site);
  life = await serve(folders.life);
  browser = await launch();
});
after(async () => {
  await browser.close();
  await server.close();
  await life.close();
});

/** Opens a page in a browser of its own, and fails if it says anything on the console. */
async function open(origin, address, options = {}) {
  const context = await browser.newContext({ viewport: WIDE, ...options });
  await context.grantPermissions(["clipboard-read", "clipboard-write"], { origin });
  const page = await context.newPage();
  const said = [];
  page.on("console", (message) => said.push(message.text()));
  page.on("pageerror", (error) => said.push(String(error)));
  await page.goto(origin + address, { waitUntil: "load" });
  return { page, said };
}

const current = (page) => page.locator(".contents [aria-current]").evaluateAll((links) => links.map((link) => link.hash));
const shown = (page) => page.locator(".contents ul").first().isVisible();

describe("with scripts", () => {
  test("the contents mark the section that is read, and show the mark", async () => {
    const { page, said } = await open(server.origin, "/en/privacy/");
    assert.deepEqual(await current(page), []);
    const ids = await page.locator(".contents a").evaluateAll((links) => links.map((link) => link.hash.slice(1)));
    // The last one again, which cannot come up to where the others are marked.
    for (const id of [ids[1], ids[Math.floor(ids.length / 2)], ids.at(-1), ids[0]]) {
      const heading = page.locator(`.policy-text [id="${id}"]`);
      await heading.evaluate((element) => element.scrollIntoView());
      if (id === ids.at(-1)) await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
      await page.waitForFunction((hash) => document.querySelector(".contents [aria-current]")?.hash === hash, `#${id}`);
      const inside = await page.locator(".contents").evaluate((contents) => {
        const box = contents.getBoundingClientRect();
        const { top, bottom } = contents.querySelector("[aria-current]").getBoundingClientRect();
        return top >= box.top - 1 && bottom <= box.bottom + 1;
      });
      assert.ok(inside, id);
    }
    assert.equal((await current(page)).length, 1);
    assert.deepEqual(said, []);
  });

  test("the contents are folded on a narrow screen, and open beside the text on a wide one", async () => {
    const { page } = await open(server.origin, "/en/privacy/", { viewport: NARROW });
    assert.equal(await shown(page), false);
    await page.locator(".contents summary").click();
    assert.equal(await shown(page), true);
    await page.setViewportSize(WIDE);
    await page.waitForFunction(() => document.querySelector(".contents details").open);
  });

  test("a section's link is copied", async () => {
    const { page, said } = await open(server.origin, "/ms/privacy/");
    const link = page.locator("a.anchor").nth(1);
    await link.click();
    await page.waitForFunction(() => document.querySelector(".said").textContent === "Pautan disalin");
    assert.equal(await page.evaluate(() => navigator.clipboard.readText()), await link.evaluate((element) => element.href));
    assert.equal(new URL(page.url()).hash, await link.evaluate((element) => element.hash));
    assert.deepEqual(said, []);
  });

  test("a day is answered by the version that applied on it", async () => {
    for (const [lang, day, words, label] of [
      ["en", "2020-08-14", "On August 14, 2020: version 2020-08-14.", "2020-08-14"],
      ["en", "2021-02-08", "On February 8, 2021: version 2020-08-14.", "2020-08-14"],
      ["zh-CN", "2021-02-09", "2021年2月9日：版本2021-02-09。", "2021-02-09"],
      ["ms", "2001-01-01", "Pada 1 Januari 2001: tiada versi.", null],
    ]) {
      const { page, said } = await open(server.origin, `/${lang}/privacy/history/`);
      await page.locator(".on-day input").fill(day);
      await page.locator(".on-day button").click();
      const answer = page.locator(".on-day-answer");
      assert.equal(await answer.textContent(), words);
      const links = await answer.locator("a").evaluateAll((all) => all.map((link) => new URL(link.href).pathname));
      assert.deepEqual(links, label ? [`/${lang}/privacy/v/${label}/`] : []);
      assert.deepEqual(said, []);
    }
  });

  test("nothing applied after an addendum ended, and a version that was taken back never did", async () => {
    const answered = async (address, day) => {
      const { page } = await open(life.origin, address);
      await page.locator(".on-day input").fill(day);
      await page.locator(".on-day button").click();
      return page.locator(".on-day-answer").textContent();
    };
    const withdrawn = await answered("/en/cookies/history/", "2027-01-01");
    assert.ok(!withdrawn.includes("version 2027-01-01"), withdrawn);
    assert.equal(await answered("/en/privacy/in/br/history/", "2040-01-01"), "On January 1, 2040: no version.");
  });
});

describe("without scripts", () => {
  test("the contents can be unfolded, and there is no form that does nothing", async () => {
    const { page } = await open(server.origin, "/en/privacy/", { viewport: NARROW, javaScriptEnabled: false });
    assert.equal(await shown(page), false);
    await page.locator(".contents summary").click();
    assert.equal(await shown(page), true);
    await page.goto(`${server.origin}/en/privacy/history/`);
    assert.equal(await page.locator(".on-day").isVisible(), false);
    // The same is said in words.
    assert.match(await page.locator(".release").nth(2).textContent(), /Effective\s+August 14, 2020\s+Replaced\s+February 9, 2021/);
  });

  test("the contents stand open beside the text on a wide screen", async () => {
    const { page } = await open(server.origin, "/en/privacy/", { javaScriptEnabled: false });
    assert.equal(await shown(page), true);
  });
});
