// What pages do besides where scripts run: mark the current section, fold the contents, copy a section's link, say what
// applied on a day. That nothing is missing without, and what it all weighs.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, test } from "node:test";
import { gzipSync } from "node:zlib";

import { NARROW, WIDE } from "./browser.mjs";
import { withSites } from "./opened.mjs";
import { LANGUAGES, pageAddresses, sites } from "./sites.mjs";

const folders = sites();
let browser;
let origins;
withSites(folders, (opened) => ({ browser, origins } = opened));

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
    const { page, said } = await open(origins.site, "/en/privacy/");
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
    const { page } = await open(origins.site, "/en/privacy/", { viewport: NARROW });
    assert.equal(await shown(page), false);
    await page.locator(".contents summary").click();
    assert.equal(await shown(page), true);
    await page.setViewportSize(WIDE);
    await page.waitForFunction(() => document.querySelector(".contents details").open);
  });

  test("the last section is marked at the end of the page, however short it is", async () => {
    const { page } = await open(origins.site, "/en/privacy/", { viewport: { ...WIDE, height: 5000 } });
    await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
    const last = await page.locator(".contents a").last().evaluate((link) => link.hash);
    assert.ok((await page.locator(`[id="${last.slice(1)}"]`).evaluate((heading) => heading.getBoundingClientRect().top)) > 100);
    await page.waitForFunction((hash) => document.querySelector(".contents [aria-current]")?.hash === hash, last);
  });

  test("on a narrow screen the contents stay at hand, and fold when they were used", async () => {
    const { page, said } = await open(origins.site, "/zh-CN/privacy/", { viewport: NARROW });
    const contents = page.locator(".contents");
    await page.evaluate(() => scrollTo(0, document.body.scrollHeight / 2));
    assert.equal(await contents.evaluate((element) => element.getBoundingClientRect().top), 0);
    await contents.locator("summary").click();
    const link = contents.locator("a").nth(6);
    const hash = await link.evaluate((element) => element.hash);
    await link.click();
    await page.waitForFunction(() => !document.querySelector(".contents details").open);
    // The heading stands below what stays.
    const top = await page.locator(hash).evaluate((heading) => heading.getBoundingClientRect().top);
    const bottom = await contents.evaluate((element) => element.getBoundingClientRect().bottom);
    assert.ok(top >= bottom, `${top} below ${bottom}`);
    // Also where a click gives a link no focus, as in Safari.
    await contents.locator("summary").click();
    await page.evaluate(() => document.activeElement.blur());
    assert.equal(await shown(page), true);
    await link.evaluate((element) => element.click());
    assert.equal(await shown(page), false);
    // Whoever goes on by keyboard leaves them, too.
    await contents.locator("summary").focus();
    await page.keyboard.press("Enter");
    assert.equal(await shown(page), true);
    await contents.locator("a").last().focus();
    await page.keyboard.press("Tab");
    assert.equal(await shown(page), false);
    assert.deepEqual(said, []);
  });

  test("a text is printed", async () => {
    const { page } = await open(origins.site, "/ms/privacy/");
    await page.evaluate(() => (window.print = () => (window.printed = true)));
    await page.locator(".policy-links").getByRole("button", { name: "Cetak" }).click();
    assert.equal(await page.evaluate(() => window.printed), true);
  });

  test("a section's link is copied", async () => {
    const { page, said } = await open(origins.site, "/ms/privacy/");
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
      ["zh-CN", "2021-02-09", "2021年2月9日适用的是版本2021-02-09。", "2021-02-09"],
      ["ms", "2001-01-01", "Pada 1 Januari 2001: tiada versi.", null],
    ]) {
      const { page, said } = await open(origins.site, `/${lang}/privacy/history/`);
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
      const { page } = await open(origins.life, address);
      await page.locator(".on-day input").fill(day);
      await page.locator(".on-day button").click();
      return page.locator(".on-day-answer").textContent();
    };
    const withdrawn = await answered("/en/cookies/history/", "2027-01-01");
    assert.ok(!withdrawn.includes("version 2027-01-01"), withdrawn);
    assert.equal(await answered("/en/privacy/in/br/history/", "2040-01-01"), "On January 1, 2040: no version.");
  });

  /** Asks on a list of versions what changed from one to another. */
  const compare = async (page, from, to) => {
    await page.locator("[id='compare-any.from']").selectOption(from);
    await page.locator("[id='compare-any.to']").selectOption(to);
    await page.locator(".compare-any button").click();
  };
  /** Where the list leads that is shown then. */
  const led = (page) =>
    page.locator(".compare-any-steps a").evaluateAll((all) => all.map((link) => [new URL(link.href).pathname, link.hreflang]));

  test("from any version pages lead to any other, and each of them is there", async () => {
    for (const lang of LANGUAGES) {
      const { page, said } = await open(origins.site, `/${lang}/privacy/history/`);
      const labels = await page.locator(".release h2").evaluateAll((all) => all.map((heading) => heading.id.slice(2)));
      const [newest, oldest] = [labels[0], labels.at(-1)];
      // By the version in force, which every earlier one is compared with.
      for (const pair of [[oldest, newest], [newest, oldest]]) {
        await compare(page, ...pair);
        assert.deepEqual(await led(page), [
          [`/${lang}/privacy/compare/${oldest}/`, lang],
          [`/${lang}/privacy/compare/${labels[1]}/${newest}/`, lang],
        ]);
        const answer = await page.locator(".compare-any-answer").textContent();
        assert.ok(answer.includes(oldest) && answer.includes(newest), answer);
        assert.ok(answer.indexOf(oldest) < answer.indexOf(newest), answer);
      }
      for (const [address] of await led(page)) {
        assert.equal((await page.request.get(origins.site + address)).status(), 200, address);
      }
      await compare(page, oldest, oldest);
      assert.deepEqual(await led(page), []);
      assert.notEqual(await page.locator(".compare-any-answer").textContent(), "");
      assert.equal(await page.locator(".compare-any-steps").isVisible(), false);
      // Where one page shows it, it is opened.
      await compare(page, labels[2], labels[1]);
      await page.waitForURL(`**/${lang}/privacy/compare/${labels[2]}/${labels[1]}/`);
      assert.deepEqual(said, []);
    }
  });

  test("versions that are not both translated are compared in the language that controls", async () => {
    const { page, said } = await open(origins.life, "/zh-CN/privacy/in/my/history/");
    const labels = await page.locator(".release h2").evaluateAll((all) => all.map((heading) => heading.id.slice(2)));
    // From the oldest to the newest, which was announced in English only.
    await compare(page, labels.at(-1), labels[0]);
    assert.deepEqual(await led(page), [
      [`/zh-CN/privacy/in/my/compare/${labels.at(-1)}/${labels[1]}/`, "zh-CN"],
      [`/en/privacy/in/my/compare/${labels[1]}/${labels[0]}/`, "en"],
    ]);
    assert.match(await page.locator(".compare-any-steps").textContent(), /英文/);
    assert.deepEqual(said, []);
  });
});

describe("without scripts", () => {
  test("the contents can be unfolded, and there is no form that does nothing", async () => {
    const { page } = await open(origins.site, "/en/privacy/", { viewport: NARROW, javaScriptEnabled: false });
    assert.equal(await shown(page), false);
    await page.locator(".contents summary").click();
    assert.equal(await shown(page), true);
    await page.goto(`${origins.site}/en/privacy/history/`);
    assert.equal(await page.locator(".on-day").isVisible(), false);
    assert.equal(await page.locator(".compare-any").isVisible(), false);
    // The same is said in words.
    assert.match(await page.locator(".release").nth(2).textContent(), /Effective\s+August 14, 2020\s+Replaced\s+February 9, 2021/);
  });

  test("the contents stand open beside the text on a wide screen", async () => {
    const { page } = await open(origins.site, "/en/privacy/", { javaScriptEnabled: false });
    assert.equal(await shown(page), true);
  });
});

test("a policy's page weighs at most 30 kB with its styles and script, as servers compress it", () => {
  const weight = (path) => gzipSync(readFileSync(join(folders.site, path))).length;
  const faults = pageAddresses(folders.site)
    .filter((address) => /^\/[^/]+\/[^/]+\/$/.test(address))
    .flatMap((address) => {
      const html = readFileSync(join(folders.site, address, "index.html"), "utf8");
      const loaded = [...html.matchAll(/(?:stylesheet" href|script src)="([^"]+)"/g)].map(([, path]) => path);
      assert.ok(loaded.length >= 5, address);
      const sum = [`${address}index.html`, ...loaded].map(weight).reduce((sum, bytes) => sum + bytes);
      return sum > 30_000 ? [`${address} weighs ${sum} bytes`] : [];
    });
  assert.deepEqual(faults, []);
});
