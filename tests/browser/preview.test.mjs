// The live preview: what a writer saves is in the open page, whatever way it is saved; mistakes show and go.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, symlinkSync, truncateSync, writeFileSync } from "node:fs";
import { request } from "node:http";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";

import { launch, WIDE } from "./browser.mjs";
import { desk as newDesk } from "./desk.mjs";
import { DAY, program, temporaryFolder } from "./sites.mjs";

const TEXT = "content/privacy/en.md";
const DRAFT = "/en/privacy/draft/";

let browser;
let desk;

before(async () => {
  browser = await launch();
  desk = await newDesk();
});

after(async () => {
  await browser.close();
  await desk.close();
});

/** Opens a page of the preview, and closes it after `use`; fails for a message of the console. */
async function open(address, use, of = desk) {
  const page = await browser.newPage({ viewport: WIDE });
  const messages = [];
  page.on("console", (message) => messages.push(message.text()));
  page.on("pageerror", (error) => messages.push(String(error)));
  try {
    await page.goto(of.origin + address, { waitUntil: "load" });
    await page.waitForFunction(() => document.documentElement.dataset.promulgateState);
    return await use(page, messages);
  } finally {
    await page.close();
  }
}

const shows = (page, words) => page.waitForFunction((words) => document.body.textContent.includes(words), words);
const lacks = (page, words) => page.waitForFunction((words) => !document.body.textContent.includes(words), words);
const overlay = (page) => page.waitForSelector(".promulgate-overlay");
const noOverlay = (page) => page.waitForSelector(".promulgate-overlay", { state: "detached" });

/** What is at an address, without a browser's own ways. */
function ask(path, { headers = {}, method = "GET", body } = {}) {
  const { hostname, port } = new URL(desk.origin);
  return new Promise((done, failed) => {
    const asked = request({ hostname, port, path, method, headers, setHost: !("host" in headers) }, (answer) => {
      let text = "";
      answer.setEncoding("utf8");
      answer.on("data", (piece) => (text += piece));
      answer.on("end", () => done({ status: answer.statusCode, headers: answer.headers, text }));
    });
    asked.on("error", failed);
    asked.end(body);
  });
}

describe("a saved change", () => {
  const original = () => readFileSync(desk.file(TEXT), "utf8");

  /** Saves with `save`, expects the words in the page, and takes them back. */
  const saved = (save) => open(DRAFT, async (page, messages) => {
    const text = original();
    await save(`${text}\n\nSaved in yet another way.\n`);
    await shows(page, "Saved in yet another way.");
    desk.save(TEXT, text);
    await lacks(page, "Saved in yet another way.");
    assert.deepEqual(messages, []);
  });

  test("by putting another file in the place", () => saved((text) => desk.save(TEXT, text)));

  test("by truncating and writing", () => saved((text) => {
    truncateSync(desk.file(TEXT));
    writeFileSync(desk.file(TEXT), text);
  }));

  test("in pieces", () => saved(async (text) => {
    for (const part of [0.3, 0.6, 1]) {
      writeFileSync(desk.file(TEXT), text.slice(0, text.length * part));
      await new Promise((done) => setTimeout(done, 30));
    }
  }));

  test("with a swap file and a backup, as vim does", () => saved((text) => {
    const folder = desk.file("content/privacy");
    writeFileSync(join(folder, ".en.md.swp"), "b0VIM");
    writeFileSync(join(folder, "4913"), "");
    rmSync(join(folder, "4913"));
    renameSync(desk.file(TEXT), join(folder, "en.md~"));
    writeFileSync(desk.file(TEXT), text);
    rmSync(join(folder, "en.md~"));
    rmSync(join(folder, ".en.md.swp"));
  }));

  test("keeps the place, and what is open", () => open(DRAFT, async (page) => {
    const place = () => page.evaluate(() => {
      const block = [...document.querySelectorAll("[data-block]")].find((block) => block.getBoundingClientRect().top > 0);
      return { address: block.dataset.block, top: Math.round(block.getBoundingClientRect().top) };
    });
    await page.evaluate(() => window.scrollTo(0, document.body.scrollHeight / 2));
    const seen = await place();
    const text = original();
    const [title, ...rest] = text.split("\n");
    desk.save(TEXT, [title, "", "A first paragraph that pushes the others down. ".repeat(20), ...rest].join("\n"));
    await shows(page, "A first paragraph that pushes");
    const [, , ordinal] = /(.*)\/(\d+)/.exec(seen.address);
    const now = await place();
    assert.ok(Math.abs(now.top - seen.top) <= 2, `${JSON.stringify(seen)} became ${JSON.stringify(now)}`);
    assert.equal(now.address.split("/")[0], seen.address.split("/")[0], ordinal);
    desk.save(TEXT, text);
    await lacks(page, "A first paragraph that pushes");
  }));
});

describe("a mistake", () => {
  test("shows with its place, escaped, over the last good page, and goes when it is mended", () =>
    open(DRAFT, async (page, messages) => {
      const text = desk.read(TEXT);
      desk.save(TEXT, `${text}\n\nNew words, and [a link](policy:<img src=x onerror=alert(1)>#nowhere).\n\n[](#nowhere)\n`);
      await overlay(page);
      const line = text.split("\n").length + 4;
      const shown = await page.textContent(".promulgate-overlay");
      assert.match(shown, /this text has no section `nowhere`/);
      assert.match(shown, /content\/privacy\/en\.md:\d+:\d+/);
      assert.ok(Math.abs(Number(/en\.md:(\d+):/.exec(shown)[1]) - line) <= 2, shown);
      assert.equal(await page.$$eval(".promulgate-overlay img", (images) => images.length), 0);
      assert.ok(!(await page.textContent("main")).includes("New words, and"), "the last good page stays");
      // The same finding as `check`.
      const { stdout, stderr } = spawnSync(program(), ["check", "--root", desk.root, "--as-of", DAY], { encoding: "utf8" });
      assert.match(stdout + stderr, /dead-reference/);
      assert.match(shown, /dead-reference/);
      // Also for who comes now.
      await open(DRAFT, async (other) => {
        await overlay(other);
        assert.ok(!(await other.textContent("main")).includes("New words, and"));
      });
      desk.save(TEXT, text);
      await noOverlay(page);
      assert.deepEqual(messages, []);
    }));

  test("in the configuration shows as well", () => open(DRAFT, async (page) => {
    const text = desk.read("promulgate.toml");
    desk.save("promulgate.toml", `${text}\ntitel = "x"\n`);
    await overlay(page);
    assert.match(await page.textContent(".promulgate-overlay"), /promulgate\.toml/);
    desk.save("promulgate.toml", "= nonsense");
    await page.waitForTimeout(100);
    await overlay(page);
    desk.save("promulgate.toml", text);
    await noOverlay(page);
  }));

  test("in a template shows, and a mended template shows its work", () => open(DRAFT, async (page) => {
    mkdirSync(desk.file("templates"));
    const own = readFileSync(new URL("../../templates/base.html", import.meta.url), "utf8");
    writeFileSync(desk.file("templates/base.html"), own.replace("<footer", '<footer data-own="yes"'));
    await page.waitForSelector('footer[data-own="yes"]');
    desk.save("templates/base.html", "{% if %}");
    await overlay(page);
    assert.match(await page.textContent(".promulgate-overlay"), /templates\/base\.html/);
    desk.save("templates/base.html", own.replace("<footer", '<footer data-own="again"'));
    await noOverlay(page);
    await page.waitForSelector('footer[data-own="again"]');
    rmSync(desk.file("templates"), { recursive: true });
    await page.waitForSelector("footer:not([data-own])");
  }));
});

describe("what depends on another policy", () => {
  const COOKIES = "content/cookies/en.md";

  test("a reference that leads nowhere any more shows, and the page follows when it is mended", () =>
    open(DRAFT, async (page) => {
      const text = desk.read(COOKIES);
      const [heading, words, id] = referredTo(text);
      desk.save(COOKIES, text.replace(heading, `## ${words} {#elsewhere}`));
      await overlay(page);
      assert.match(await page.textContent(".promulgate-overlay"), new RegExp(`has no section \`${id}\``));
      // Nothing of the open page's own policy changes; what it shows of the other one does.
      desk.save(COOKIES, text.replace(heading, `## Mended words {#${id}}`));
      await noOverlay(page);
      await page.waitForFunction(() => document.querySelector("main").textContent.includes("Mended words"));
      desk.save(COOKIES, text);
      await lacks(page, "Mended words");
    }));

  /** A heading of the cookie notice whose words the privacy notice shows. */
  const referredTo = (text) => {
    const ids = [...desk.read(TEXT).matchAll(/\[\]\(policy:cookies#([^)]+)\)/g)].map(([, id]) => id);
    for (const id of ids) {
      const match = new RegExp(`^## (.*) \\{#${id}\\}$`, "m").exec(text);
      if (match) return [match[0], match[1], id];
    }
    throw new Error("the privacy notice refers to no section of the cookie notice by its heading");
  };

  test("what all texts draw on changes in all of them", () => open("/en/cookies/draft/", async (page) => {
    const register = desk.read("content/cookies/cookies.toml");
    desk.save("content/cookies/cookies.toml", register.replace("_", "_another_cookie_"));
    await shows(page, "another_cookie");
    desk.save("content/cookies/cookies.toml", register);
    await lacks(page, "another_cookie");
  }));

  test("a change just before another day is asked for is not lost", () => open(DRAFT, async (page) => {
    const form = new URLSearchParams({ day: DAY, back: "/" }).toString();
    const headers = { "content-type": "application/x-www-form-urlencoded", origin: desk.origin };
    for (let number = 0; number < 20; number += 1) {
      desk.edit(TEXT, (text) => `${text.replace(/\nTurn \d+\.\n$/, "")}\nTurn ${number}.\n`);
      await new Promise((done) => setTimeout(done, 5 + number));
      await Promise.all([1, 2, 3].map(() => ask("/.promulgate/day", { method: "POST", body: form, headers })));
      await shows(page, `Turn ${number}.`);
    }
    desk.edit(TEXT, (text) => text.replace(/\nTurn \d+\.\n$/, ""));
  }));
});

describe("files and folders", () => {
  test("a policy is deleted and restored", () => open(DRAFT, async (page) => {
    const away = join(temporaryFolder(), "privacy");
    cpSync(desk.file("content/privacy"), away, { recursive: true });
    rmSync(desk.file("content/privacy"), { recursive: true });
    // Other texts refer to it.
    await overlay(page);
    cpSync(away, desk.file("content/privacy"), { recursive: true });
    await noOverlay(page);
    desk.edit(TEXT, (text) => `${text}\nAfter it was restored.\n`);
    await shows(page, "After it was restored.");
    desk.edit(TEXT, (text) => text.replace("\nAfter it was restored.\n", ""));
    await lacks(page, "After it was restored.");
  }));

  test("all of content/ is moved away and back", () => open(DRAFT, async (page) => {
    renameSync(desk.file("content"), desk.file("away"));
    await overlay(page);
    assert.match(await page.textContent(".promulgate-overlay"), /no-policy/);
    renameSync(desk.file("away"), desk.file("content"));
    await noOverlay(page);
    desk.edit(TEXT, (text) => `${text}\nAfter the way back.\n`);
    await shows(page, "After the way back.");
    desk.edit(TEXT, (text) => text.replace("\nAfter the way back.\n", ""));
  }));

  test("a folder is put in the place of another with the same files", () => open(DRAFT, async (page) => {
    cpSync(desk.file("content"), desk.file("copy"), { recursive: true });
    renameSync(desk.file("content"), desk.file("away"));
    renameSync(desk.file("copy"), desk.file("content"));
    rmSync(desk.file("away"), { recursive: true });
    await page.waitForTimeout(1000);
    desk.edit(TEXT, (text) => `${text}\nIn the other folder.\n`);
    await shows(page, "In the other folder.");
    desk.edit(TEXT, (text) => text.replace("\nIn the other folder.\n", ""));
    await lacks(page, "In the other folder.");
  }));

  test("a theme's stylesheet changes", () => open(DRAFT, async (page) => {
    const style = () => page.evaluate(() => getComputedStyle(document.body).outlineWidth);
    mkdirSync(desk.file("themes/default"), { recursive: true });
    const own = readFileSync(new URL("../../themes/default/style.css", import.meta.url), "utf8");
    writeFileSync(desk.file("themes/default/style.css"), `${own}\nbody { outline: 7px solid red; }\n`);
    await page.waitForFunction(() => getComputedStyle(document.body).outlineWidth === "7px");
    rmSync(desk.file("themes"), { recursive: true });
    await page.waitForFunction(() => getComputedStyle(document.body).outlineWidth !== "7px");
    assert.notEqual(await style(), "7px");
  }));

  test("the page is what a fresh build has", () => open(DRAFT, async (page) => {
    const out = join(temporaryFolder(), "fresh");
    const arguments_ = ["build", "--root", desk.root, "--as-of", DAY, "--drafts", "--out", out];
    assert.equal(spawnSync(program(), arguments_).status, 0);
    const built = readFileSync(join(out, DRAFT, "index.html"), "utf8");
    const served = await page.evaluate(async () => (await fetch(location.pathname)).text());
    const [, main] = /(<body[^]*)<\/body>/.exec(built);
    assert.ok(served.includes(main));
  }));
});

describe("the bar", () => {
  test("leads to the draft, what is in force, the redline, the drift, and another language", () =>
    open(DRAFT, async (page) => {
      const links = () => page.$$eval(".promulgate-bar nav a", (links) => links.map((link) => link.getAttribute("href")));
      assert.deepEqual((await links()).filter((href) => !href.includes("upcoming")), [
        "/en/privacy/draft/", "/en/privacy/compare/2021-02-09/working/", "/en/privacy/",
        "/en/privacy/draft/", "/zh-CN/privacy/draft/", "/ms/privacy/draft/",
      ]);
      for (const href of await links()) assert.equal((await ask(href)).status, 200, href);
      desk.edit(TEXT, (text) => text.replace(/\n\n([A-Z][^\n]{80,})\n/, "\n\n$1 You must pay 77 ringgit.\n"));
      await page.waitForFunction(() =>
        /[1-9]\d* passages? behind/.test(document.querySelector('.promulgate-bar a[hreflang="ms"]').textContent));
      await page.click('.promulgate-bar a[hreflang="ms"]');
      await page.waitForSelector("[data-drift]");
      desk.edit(TEXT, (text) => text.replace(" You must pay 77 ringgit.", ""));
    }));

  test("shows another day", () => open(DRAFT, async (page) => {
    await page.fill('.promulgate-bar input[name="day"]', "2020-06-01");
    await page.click(".promulgate-bar form button");
    await page.waitForFunction(() => document.querySelector('.promulgate-bar input[name="day"]')?.value === "2020-06-01");
    await page.goto(`${desk.origin}/en/privacy/`);
    assert.notEqual(await page.getAttribute("article", "data-version"), "2021-02-09");
    await page.fill('.promulgate-bar input[name="day"]', DAY);
    await page.click(".promulgate-bar form button");
    await page.waitForSelector('article[data-version="2021-02-09"]');
  }));

  test("the preview begins at the text that was edited last", async () => {
    desk.edit("content/cookies/ms.md", (text) => `${text}\n`);
    for (let tries = 0; tries < 50; tries += 1) {
      const { status, headers } = await ask("/.promulgate/last");
      assert.equal(status, 303);
      if (headers.location === "/ms/cookies/draft/") return;
      await new Promise((done) => setTimeout(done, 20));
    }
    assert.fail("it never led there");
  });
});

describe("nobody else", () => {
  const host = () => new URL(desk.origin).host;

  test("gets anything under another name", async () => {
    const { port } = new URL(desk.origin);
    for (const name of ["evil.example", `evil.example:${port}`, "localhost", "127.0.0.1", ""]) {
      assert.ok([400, 403].includes((await ask(DRAFT, { headers: { host: name } })).status), name);
    }
    assert.equal((await ask(DRAFT, { headers: { host: host().replace("127.0.0.1", "localhost") } })).status, 200);
  });

  test("gets anything from a page of another site", async () => {
    for (const path of [DRAFT, "/.promulgate/events", "/.promulgate/preview.js", "/.promulgate/last"]) {
      for (const origin of ["http://evil.example", "null", `https://${host()}`, `http://${host()}.evil.example`]) {
        const { status, headers, text } = await ask(path, { headers: { origin } });
        assert.equal(status, 403, `${path} for ${origin}`);
        assert.equal(text, "");
        assert.equal(headers["access-control-allow-origin"], undefined);
      }
      assert.equal((await ask(path, { headers: { "sec-fetch-site": "cross-site", "sec-fetch-mode": "no-cors" } })).status, 403);
    }
    const day = { method: "POST", body: "day=2020-01-01&back=/", headers: { "content-type": "application/x-www-form-urlencoded" } };
    assert.equal((await ask("/.promulgate/day", { ...day, headers: { ...day.headers, origin: "http://evil.example" } })).status, 403);
  });

  test("is led to another site", async () => {
    for (const back of ["//evil.example/", "https://evil.example/", "/\\evil.example"]) {
      const { status, headers } = await ask("/.promulgate/day", {
        method: "POST",
        body: new URLSearchParams({ day: DAY, back }).toString(),
        headers: { "content-type": "application/x-www-form-urlencoded", origin: desk.origin },
      });
      assert.equal(status, 303);
      assert.equal(headers.location, "/");
    }
  });

  test("reaches a file, however the path is written", async () => {
    writeFileSync(desk.file("secret.txt"), "a secret");
    symlinkSync("/etc/passwd", desk.file("content/privacy/passwd.md"));
    const paths = [
      "/secret.txt", "/../secret.txt", "/en/../../secret.txt", "/%2e%2e/secret.txt", "/..%2fsecret.txt", "/%2e%2e%2fsecret.txt",
      "/theme/../secret.txt", "/theme/%2e%2e/secret.txt", "/..\\secret.txt", "/%5c..%5csecret.txt", "/%252e%252e/secret.txt",
      "/.promulgate/../secret.txt", "/.promulgate/%2e%2e/secret.txt", "/promulgate.toml", "/content/privacy/en.md",
      "/content/privacy/passwd.md", "/en/privacy/passwd.md", "//secret.txt", "/%00", "/en/privacy/draft/..%00/",
    ];
    for (const path of paths) {
      const { status, text } = await ask(path);
      assert.ok(status === 404 || status === 400, `${path}: ${status}`);
      assert.ok(!/a secret|root:|base_url/.test(text), path);
    }
    rmSync(desk.file("content/privacy/passwd.md"));
    assert.equal((await ask(DRAFT, { method: "PUT" })).status, 405);
    assert.ok(readdirSync(desk.root).includes("secret.txt"));
    await open(DRAFT, noOverlay);
  });
});

test("where the system does not tell of changes, the files are looked at", async () => {
  const polled = await newDesk({ more: ["--poll"] });
  try {
    await open(DRAFT, async (page) => {
      polled.edit(TEXT, (text) => `${text}\nSeen by looking.\n`);
      await shows(page, "Seen by looking.");
    }, polled);
  } finally {
    await polled.close();
  }
});
