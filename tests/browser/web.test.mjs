// What a site says to programs, read by programs that others wrote: feeds, site maps, JSON and its schemas, JSON-LD, time
// maps; and what its headers allow.

import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, test } from "node:test";

import Ajv2020 from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { CspEvaluator } from "csp_evaluator";
import { CspParser } from "csp_evaluator/dist/parser.js";
import { Severity } from "csp_evaluator/dist/finding.js";
import { parseAtomFeed } from "feedsmith";
import LinkHeader from "http-link-header";
import jsonld from "jsonld";

import { launch } from "./browser.mjs";
import { none } from "./faults.mjs";
import { headersFor, readRules } from "./headers.mjs";
import { serve } from "./server.mjs";
import { BASE_URL, files, LANGUAGES, SITES, sites } from "./sites.mjs";

const folders = sites();

for (const name of SITES) {
  describe(`what the ${name} says to programs`, () => {
    const folder = folders[name];
    const paths = files(folder);
    const read = (path) => readFileSync(join(folder, path), "utf8");
    const json = (path) => JSON.parse(read(path));
    const indices = paths.filter((path) => path.endsWith("/index.json"));

    /** True if the site has what is at that address of its host. */
    const isThere = (url) => {
      if (!url.startsWith(`${BASE_URL}/`)) return false;
      const path = url.slice(BASE_URL.length);
      return existsSync(join(folder, path.endsWith("/") ? `${path}index.html` : path));
    };

    test("has feeds that a reader of feeds can read, with every version", () => {
      const faults = [];
      for (const path of indices) {
        const feed = parseAtomFeed(read(path.replace("index.json", "feed.xml")));
        const index = json(path);
        const entries = new Map(feed.entries.map((entry) => [link(entry, "alternate"), entry]));
        for (const version of index.versions) {
          const entry = entries.get(version.url);
          if (!entry) {
            faults.push(`${path}: no entry for ${version.label}`);
            continue;
          }
          const isMaterial = (entry.categories ?? []).some(({ term }) => term === "material");
          if (isMaterial !== version.material) faults.push(`${path}: ${version.label} is material, or not`);
          if (!entry.published.startsWith(version.released)) faults.push(`${path}: ${entry.published}`);
          if (!/^tag:[^,]+,\d{4}-\d\d-\d\d:/.test(entry.id)) faults.push(`${path}: ${entry.id}`);
          const related = link(entry, "related");
          if (related && !isThere(related)) faults.push(`${path}: ${related} is not there`);
        }
        if (entries.size !== index.versions.length) faults.push(`${path}: ${entries.size} entries`);
        if (!same(feed.updated, [...feed.entries].map(({ updated }) => updated).sort().at(-1))) faults.push(`${path}: updated ${feed.updated}`);
        if (!isThere(link(feed, "self")) || !isThere(link(feed, "alternate"))) faults.push(`${path}: its links`);
      }
      none(faults);
    });

    test("has a feed for each language, with no entry twice", () => {
      for (const lang of LANGUAGES) {
        const { entries } = parseAtomFeed(read(`/${lang}/feed.xml`));
        assert.ok(entries.length > 0);
        assert.equal(new Set(entries.map(({ id }) => id)).size, entries.length);
        const days = entries.map(({ updated }) => updated);
        assert.deepEqual(days, [...days].sort().reverse());
        none(entries.map((entry) => link(entry, "alternate")).filter((url) => !isThere(url)));
      }
    });

    test("has JSON that is as its schemas say, and leads to what is there", () => {
      const ajv = new Ajv2020({ strict: true, allErrors: true });
      addFormats(ajv, { mode: "full", formats: ["date", "uri"] });
      for (const format of ["uint", "uint32", "uint64"]) ajv.addFormat(format, { type: "number", validate: (n) => n >= 0 });
      const schemas = new Map();
      for (const path of paths.filter((path) => path.endsWith(".schema.json"))) {
        schemas.set(path, ajv.compile(json(path)));
      }
      const faults = [];
      const all = paths.filter((path) => path.endsWith(".json") && !schemas.has(path));
      assert.ok(all.length > indices.length);
      for (const path of all) {
        const file = json(path);
        const schema = file.$schema?.slice(BASE_URL.length) ?? "/schemas/manifest.schema.json";
        const validate = schemas.get(schema);
        if (!validate) faults.push(`${path}: no schema ${schema}`);
        else if (!validate(file)) faults.push(...validate.errors.map((error) => `${path}${error.instancePath} ${error.message}`));
        for (const url of urls(file)) if (!isThere(url)) faults.push(`${path}: ${url} is not there`);
      }
      none(faults);
    });

    test("has JSON-LD of which every word means something", async () => {
      const faults = [];
      // Without the network: the words of schema.org, as it says of itself.
      const documentLoader = async (url) => {
        if (!/^https?:\/\/schema\.org\/?$/.test(url)) throw new Error(`it asks for ${url}`);
        return { contextUrl: null, documentUrl: url, document: { "@context": { "@vocab": "https://schema.org/" } } };
      };
      let count = 0;
      for (const path of paths.filter((path) => path.endsWith(".html"))) {
        const data = read(path).match(/<script type="application\/ld\+json">(.*?)<\/script>/s)?.[1];
        if (!data) continue;
        count++;
        const expanded = await jsonld.expand(JSON.parse(data), { documentLoader, safe: true });
        for (const document of expanded) {
          if (document["@type"][0] !== "https://schema.org/DigitalDocument") faults.push(`${path}: ${document["@type"]}`);
          const others = ["translationOfWork", "workTranslation"].flatMap((key) => document[`https://schema.org/${key}`] ?? []);
          for (const id of [document["@id"], ...others.map((other) => other["@id"])]) {
            if (!isThere(id)) faults.push(`${path}: ${id} is not there`);
          }
        }
      }
      assert.ok(count > 0);
      none(faults);
    });

    test("has time maps that a reader of links can read, with what ever applied", () => {
      const faults = [];
      for (const path of indices) {
        const { refs } = LinkHeader.parse(read(path.replace("index.json", "timemap.wlnk")).trim());
        const of = (rel) => refs.filter((ref) => ref.rel === rel);
        const applied = json(path).versions.filter(({ status, effective, withdrawn }) => {
          return status === "in-force" || status === "superseded" || (withdrawn && withdrawn > effective);
        });
        const expected = applied.map(({ url }) => url).reverse();
        const mementos = of("memento");
        if (!same(mementos.map(({ uri }) => uri), expected)) faults.push(`${path}: ${JSON.stringify(mementos)}`);
        if (!same(of("first").concat(of("last")).map(({ uri }) => uri), [expected[0], expected.at(-1)])) {
          faults.push(`${path}: first and last`);
        }
        const days = mementos.map(({ datetime }) => new Date(datetime).toISOString().slice(0, 10));
        if (!same(days, applied.map(({ effective }) => effective).reverse())) faults.push(`${path}: ${days}`);
        if (!of("original").every(({ uri }) => isThere(uri))) faults.push(`${path}: the original`);
      }
      none(faults);
    });

    test("has XML that a browser can read", async () => {
      const browser = await launch();
      try {
        const page = await browser.newPage();
        const xml = paths.filter((path) => path.endsWith(".xml"));
        const faults = await page.evaluate(
          (texts) =>
            texts.flatMap(([path, text]) => {
              const parsed = new DOMParser().parseFromString(text, "application/xml");
              const error = parsed.querySelector("parsererror");
              return error ? [`${path}: ${error.textContent}`] : [];
            }),
          xml.map((path) => [path, read(path)]),
        );
        none(faults);
      } finally {
        await browser.close();
      }
    });
  });
}

test("the policy for content has no weakness that an evaluator knows", () => {
  const policy = headersFor(readRules(folders.site), "/en/").get("Content-Security-Policy");
  const findings = new CspEvaluator(new CspParser(policy).csp).evaluate();
  const grave = findings.filter(({ severity }) => severity <= Severity.HIGH_MAYBE && severity !== Severity.STRICT_CSP);
  none(grave.map(({ directive, value, description }) => `${directive} ${value}: ${description}`));
});

test("what is not there is said in every language, at any address, without a fault of its own", async () => {
  const server = await serve(folders.site);
  const browser = await launch();
  try {
    const page = await browser.newPage();
    const messages = [];
    page.on("console", (message) => messages.push(message.text()));
    const response = await page.goto(`${server.origin}/en/no/such/page/`, { waitUntil: "load" });
    assert.equal(response.status(), 404);
    const languages = await page.evaluate(() => [...document.querySelectorAll(".not-found")].map(({ lang }) => lang));
    assert.deepEqual(languages, LANGUAGES);
    const isStyled = await page.evaluate(() => [...document.styleSheets].every((sheet) => sheet.cssRules.length > 0));
    assert.ok(isStyled);
    // That the page is missing the browser says itself.
    none(messages.filter((message) => !message.includes("404")));
  } finally {
    await browser.close();
    await server.close();
  }
});

test("a form on another host can read what is for programs, and nothing else", async () => {
  const [server, other] = await Promise.all([serve(folders.site), serve(folders.plain)]);
  const browser = await launch();
  try {
    const page = await browser.newPage({ bypassCSP: true });
    await page.goto(`${other.origin}/en/`);
    const read = (path) =>
      page.evaluate((url) => fetch(url).then((answer) => answer.ok, () => false), server.origin + path);
    const paths = ["/policies.json", "/en/privacy/index.json", "/en/feed.xml", "/ledgers/privacy.toml"];
    for (const path of [...paths, "/schemas/policy.schema.json", "/en/privacy/v/2021-02-09/policy.md"]) {
      assert.ok(await read(path), path);
    }
    assert.ok(!(await read("/en/privacy/")));
  } finally {
    await browser.close();
    await Promise.all([server.close(), other.close()]);
  }
});

function link({ links }, rel) {
  return links.find((link) => link.rel === rel)?.href;
}

/** Every address in a value. */
function urls(value) {
  if (typeof value === "string") return value.startsWith("https://") ? [value] : [];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(urls) : [];
}

function same(one, other) {
  return JSON.stringify(one) === JSON.stringify(other);
}
