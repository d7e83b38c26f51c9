// The search: that it finds every text in force that holds the words, in languages that write no spaces and in those that
// change their words; that it is loaded only when used; and that without scripts every section is listed.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, test } from "node:test";

import { NARROW, WIDE } from "./browser.mjs";
import { library, PATH } from "./library.mjs";
import { withSites } from "./opened.mjs";
import { ALL_PAGES, LANGUAGES, pageAddresses, sites } from "./sites.mjs";

const folders = sites();
let browser;
let origins;
withSites(folders, (opened) => ({ browser, origins } = opened));

/** Opens an address, and notes what is fetched and said on the console. */
async function open(address, options = {}) {
  const context = await browser.newContext({ viewport: WIDE, ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(10_000);
  const [said, fetched] = [[], []];
  page.on("console", (message) => said.push(message.text()));
  page.on("pageerror", (error) => said.push(String(error)));
  page.on("request", (request) => fetched.push(request.url()));
  await page.goto(origins.site + address, { waitUntil: "load" });
  return { page, said, fetched };
}

const inForce = new Map();

/** The texts in force in a language, by their pages, as a reader sees them: a list of passages each. They are read once. */
function textsInForce(lang) {
  if (!inForce.has(lang)) inForce.set(lang, readTexts(lang));
  return inForce.get(lang);
}

async function readTexts(lang) {
  const addresses = pageAddresses(folders.site).filter((address) => new RegExp(`^/${lang}/[^/]+/(in/[^/]+/)?$`).test(address));
  const { page } = await open("/404.html");
  // Any page of the site may read the others; that is much quicker than to go to each.
  return new Map(await page.evaluate(readPassages, addresses.filter((address) => !address.endsWith("/search/"))));
}

/** Runs in a page: what stands in the blocks of each text, without what is only beside it. */
function readPassages(addresses) {
  const parts = (block) => (block.matches("tr") ? [...block.cells] : [block]);
  const read = async (address) => {
    const html = await (await fetch(address)).text();
    const article = [...new DOMParser().parseFromString(html, "text/html").querySelectorAll("article.policy")].at(-1);
    article.querySelectorAll(".anchor, .controlling, .footnote-ref, .drift-mark").forEach((part) => part.remove());
    return [address, [...article.querySelectorAll("[data-block]")].flatMap(parts).map((part) => part.textContent.trim())];
  };
  return Promise.all(addresses.map(read));
}

/** The pages of the texts that a question finds, in order. All of it happens in the page: a hundred questions are asked there. */
function find(page, query) {
  return page.evaluate(async (query) => {
    const answer = document.querySelector(".search-answer");
    // What was answered before stands there until there is another answer.
    answer.textContent = "";
    document.querySelector(".search input").value = query;
    document.querySelector(".search button").click();
    while (!answer.textContent) await new Promise((done) => setTimeout(done));
    if (new URL(location.href).searchParams.get("q") !== query) throw new Error(`the address does not ask for ${query}`);
    return [...document.querySelectorAll(".search-results h2 a")].map((link) => link.pathname);
  }, query);
}

/** A text of sections as it stands in `search.json`. */
function text(name, ...sections) {
  return {
    title: name,
    language: "ms",
    direction: "ltr",
    address: `/ms/${name}/`,
    sections: sections.map((text, at) => ({ id: `s${at}`, heading: "", text })),
  };
}

/** Opens a search over other texts than those of the site. */
async function openOver(address, texts) {
  const { page } = await open(address);
  await page.route("**/search.json", (route) => route.fulfill({ json: { texts } }));
  return page;
}

/** How many questions are asked: more where every page is looked at. */
const times = (count) => (ALL_PAGES ? 10 * count : count);

/** Numbers that are always the same, and look like chance (a linear congruential generator). */
function* chance(seed = 1) {
  for (;;) {
    seed = (seed * 1103515245 + 12345) % 2 ** 31;
    yield seed;
  }
}

describe("the search", () => {
  test("finds every text that holds some Chinese characters, and no other", async () => {
    const texts = await textsInForce("zh-CN");
    const runs = [...texts.values()].flat().flatMap((passage) => passage.match(/\p{Script=Han}{2,}/gu) ?? []);
    const { page, said } = await open("/zh-CN/search/");
    const dice = chance();
    const next = (below) => dice.next().value % below;
    let most = 0;
    for (let count = 0; count < times(60); count++) {
      const run = runs[next(runs.length)];
      const length = Math.min(run.length, 1 + next(5));
      const query = run.substr(next(run.length - length + 1), length);
      const holding = [...texts].filter(([, passages]) => passages.some((passage) => passage.includes(query)));
      assert.deepEqual((await find(page, query)).sort(), holding.map(([address]) => address).sort(), query);
      most = Math.max(most, holding.length);
    }
    assert.ok(most > 5, `${most} texts at most`);
    assert.deepEqual(said, []);
  });

  for (const lang of ["en", "ms"]) {
    test(`finds every text that holds a word, in ${lang}`, async () => {
      const texts = await textsInForce(lang);
      const words = [...new Set([...texts.values()].flat().flatMap((passage) => passage.match(/\p{L}{3,}/gu) ?? []))];
      const { page, said } = await open(`/${lang}/search/`);
      const dice = chance();
      for (let count = 0; count < times(30); count++) {
        const query = words[dice.next().value % words.length];
        const whole = new RegExp(`(?<![\\p{L}\\p{N}])${query}(?![\\p{L}\\p{N}])`, "iu");
        const holding = [...texts].filter(([, passages]) => passages.some((passage) => whole.test(passage)));
        const found = await find(page, query);
        assert.deepEqual(holding.map(([address]) => address).filter((address) => !found.includes(address)), [], query);
      }
      assert.deepEqual(said, []);
    });
  }

  test("finds Malay words by their root, by each other, and by forms that no text has", async () => {
    const texts = await textsInForce("ms");
    const { page } = await open("/ms/search/");
    for (const [forms, root] of [
      [["setuju", "persetujuan", "bersetuju", "menyetujui", "dipersetujui", "persetujuannya"], /setuju/i],
      [["kumpul", "mengumpul", "mengumpulkan", "pengumpulan", "dikumpulkan"], /kumpul/i],
      [["simpan", "menyimpan", "penyimpanan", "disimpan"], /[sy]impan/i],
      [["guna", "menggunakan", "penggunaan", "digunakan", "pengguna"], /guna/i],
      [["proses", "memproses", "pemprosesan", "diproses"], /proses/i],
      [["terima", "menerima", "penerimaan", "diterima"], /[tn]erima/i],
      [["maklum", "memaklumkan", "pemakluman", "dimaklumkan"], /maklum(?!at)/i],
    ]) {
      const holding = [...texts].filter(([, passages]) => passages.some((passage) => root.test(passage))).map(([address]) => address);
      assert.ok(holding.length > 0, forms[0]);
      for (const form of forms) {
        const found = await find(page, form);
        assert.deepEqual(holding.filter((address) => !found.includes(address)), [], form);
      }
    }
    // The word itself before its relatives, and nothing that only looks like it.
    await find(page, "tujuan");
    const marked = await page.locator(".search-results mark").evaluateAll((all) => all.map((mark) => mark.textContent.toLowerCase()));
    assert.ok(marked.length > 0 && marked.every((word) => /[tn]uju(?!h)/.test(word) && !word.includes("setuju")), marked.join(" "));
  });

  test("puts the word as it was asked before its relatives, and the sections with all words first", async () => {
    const texts = [
      text("keterlibatan", "Keterlibatan dan persetujuan, persetujuan, persetujuan."),
      text("setuju", "Mereka setuju.", "Lain: kuki kuki kuki.", `Kuki ini libat juga. ${"Banyak perkataan lain di sini. ".repeat(100)}`),
    ];
    // One word in a heading weighs much, and still less than both.
    texts[1].sections[1].heading = "Kuki";
    const page = await openOver("/ms/search/", texts);
    assert.deepEqual(await find(page, "setuju"), ["/ms/setuju/", "/ms/keterlibatan/"]);
    assert.deepEqual(await find(page, "persetujuan"), ["/ms/keterlibatan/", "/ms/setuju/"]);
    // Through two prefixes.
    assert.deepEqual((await find(page, "libat")).sort(), ["/ms/keterlibatan/", "/ms/setuju/"]);
    assert.deepEqual(await find(page, "kuki libat"), ["/ms/setuju/"]);
    const places = await page.locator(".search-results li li a").evaluateAll((links) => links.map((link) => link.hash));
    assert.deepEqual(places, ["#s2", "#s1"]);
  });

  test("shows every place of a text, the others folded, and marks each word in it", async () => {
    const page = await openOver("/ms/search/", [
      text("notis", ...Array.from({ length: 6 }, (_, at) => `Résumé ${at} Ｒｅｓｕｍｅ, 同意或不同意撤回同意.`)),
    ]);
    // Whatever the case, the width and the marks on letters.
    assert.deepEqual(await find(page, "RESUME"), ["/ms/notis/"]);
    assert.equal(await page.locator(".search-results li li").count(), 6);
    assert.equal(await page.locator(".search-results summary").textContent(), "Tempat lain dalam dasar ini: 2");
    const marks = () => page.locator(".search-results li li").first().locator("p mark").allTextContents();
    assert.deepEqual(await marks(), ["Résumé", "Ｒｅｓｕｍｅ"]);
    await find(page, "同意");
    assert.deepEqual(await marks(), ["同意", "同意", "同意"]);
  });

  test("finds English words by their other forms, and what is mistyped", async () => {
    const { page } = await open("/en/search/");
    const addresses = await find(page, "consent");
    assert.ok(addresses.length > 0);
    for (const query of ["consents", "consenting", "CONSENT", "consnet"]) assert.deepEqual((await find(page, query)).sort(), [...addresses].sort(), query);
  });

  test("all words go before some, wherever in a text they stand", async () => {
    const texts = await textsInForce("en");
    const { page } = await open("/en/search/");
    const holding = (word) => [...texts].filter(([, passages]) => passages.some((one) => new RegExp(`\\b${word}`, "i").test(one)));
    const both = holding("Brazil").filter((one) => holding("cookie").some(([address]) => address === one[0]));
    assert.deepEqual((await find(page, "Brazil cookies")).sort(), both.map(([address]) => address).sort());
    assert.match(await page.locator(".search-answer").textContent(), /^Policies found: \d+$/);
    assert.ok((await find(page, "Brazil zzzzzzzz")).length > 0);
    assert.match(await page.locator(".search-answer").textContent(), /^No policy has all of these words/);
    assert.deepEqual(await find(page, "zzzzzzzz"), []);
    assert.equal(await page.locator(".search-answer").textContent(), "No policy in force has these words.");
  });

  test("leads to the section, shows its words marked, and can be shared", async () => {
    for (const [lang, query] of [
      ["en", "retention"],
      ["zh-CN", "撤回同意"],
      ["ms", "persetujuan"],
    ]) {
      const { page, said } = await open(`/${lang}/search/?q=${encodeURIComponent(query)}`, { viewport: NARROW });
      const place = page.locator(".search-results li li").first();
      await place.waitFor();
      assert.ok((await place.locator("mark").count()) > 0, query);
      const [hash, heading] = await place.locator("a").evaluate((link) => [decodeURIComponent(link.hash.slice(1)), link.textContent]);
      const wide = await page.evaluate(() => document.scrollingElement.scrollWidth - document.scrollingElement.clientWidth);
      assert.equal(wide, 0, `${query}: ${wide} pixels too wide`);
      await place.locator("a").click();
      const there = page.locator(`[id="${hash}"]`);
      assert.ok((await there.textContent()).startsWith(heading), hash);
      assert.deepEqual(said, []);
    }
  });

  test("every place that is shown is there", async () => {
    const { page } = await open("/ms/search/");
    await find(page, "data");
    const targets = await page.locator(".search-results a").evaluateAll((links) => links.map((link) => [link.pathname, decodeURIComponent(link.hash.slice(1))]));
    assert.ok(targets.length > 20, `${targets.length} places`);
    const html = (address) => readFileSync(join(folders.site, address, "index.html"), "utf8");
    assert.deepEqual(targets.filter(([address, id]) => id && !html(address).includes(` id="${id}"`)), []);
  });

  test("fetches what it reads only when it is asked", async () => {
    const { page, fetched } = await open("/en/search/");
    assert.deepEqual(fetched.filter((url) => url.endsWith(".json")), []);
    await find(page, "cookies");
    await find(page, "privacy");
    assert.deepEqual(fetched.filter((url) => url.endsWith(".json")), [`${origins.site}/en/search.json`]);
    const other = await open("/en/privacy/");
    assert.deepEqual(other.fetched.filter((url) => url.includes("search")), []);
  });

  test("answers what is being written, and nothing that was taken back meanwhile", async () => {
    const page = await openOver("/ms/search/", [text("notis", "Kuki.")]);
    await page.locator(".search input").fill("kuki");
    await page.locator(".search-results mark").waitFor();
    const other = await openOver("/ms/search/", [text("notis", "Kuki.")]);
    let deliver;
    await other.route("**/search.json", async (route) => {
      await new Promise((go) => (deliver = go));
      await route.fallback();
    });
    const asked = other.waitForRequest("**/search.json");
    const answered = other.waitForResponse("**/search.json");
    await other.locator(".search input").fill("kuki");
    await other.locator(".search button").click();
    await asked;
    await other.locator(".search input").fill("");
    await other.locator(".search button").click();
    deliver();
    await answered;
    await other.evaluate(() => new Promise((done) => setTimeout(done, 200)));
    assert.equal(await other.locator(".search-results li").count(), 0);
    assert.equal(await other.locator(".search-answer").textContent(), "");
  });

  test("says so where it cannot be loaded, and then tries again", async () => {
    const { page } = await open("/en/search/");
    await page.route("**/search.json", (route) => route.abort());
    assert.deepEqual(await find(page, "cookies"), []);
    assert.match(await page.locator(".search-answer").textContent(), /could not be loaded/);
    assert.ok(await page.locator(".search-all").isVisible());
    await page.unroute("**/search.json");
    await page.locator(".search button").click();
    await page.locator(".search-results mark").first().waitFor();
    assert.equal(await page.locator(".search-all").isVisible(), false);
  });

  test("without scripts every section of every text in force is listed", async () => {
    for (const lang of LANGUAGES) {
      const { page, said } = await open(`/${lang}/search/`, { javaScriptEnabled: false });
      assert.equal(await page.locator("form.search").isVisible(), false);
      assert.ok(await page.locator("noscript p").isVisible());
      const listed = await page.locator(".search-all a").evaluateAll((links) => links.map((link) => link.pathname + decodeURIComponent(link.hash)));
      const texts = await textsInForce(lang);
      assert.ok(texts.size > 5, `${texts.size} texts`);
      assert.deepEqual([...texts.keys()].filter((address) => !listed.includes(address)), []);
      const html = readFileSync(join(folders.site, lang, "privacy/index.html"), "utf8");
      const ids = [...html.matchAll(/<h2 id="([^"]+)"[^>]* data-block/g)].map(([, id]) => id);
      assert.ok(ids.length > 5, `${ids.length} sections`);
      assert.deepEqual(ids.filter((id) => !listed.includes(`/${lang}/privacy/#${id}`)), []);
      assert.deepEqual(said, []);
    }
  });
});

test("the libraries are those that package.json names, as they are", async () => {
  assert.equal(readFileSync(PATH, "utf8"), await library());
});
