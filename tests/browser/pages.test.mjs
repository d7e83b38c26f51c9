// What holds of the HTML of every page of every site. What is seen of pages in a window is in windows.test.mjs.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";

import { launch } from "./browser.mjs";
import { readersForm } from "./dates.mjs";
import { none } from "./faults.mjs";
import { serve } from "./server.mjs";
import { BASE_URL, CONTROLLING, fileOf, files, LANGUAGES, pageAddresses, SITES, sites } from "./sites.mjs";
import { walk } from "./walk.mjs";

const folders = sites();

// Those of the plain theme have the HTML of the default one: see the end.
for (const name of SITES.filter((name) => name !== "plain")) {
  describe(`every page of the ${name}`, () => {
    const folder = folders[name];
    let server;
    let pages;
    let statuses;

    before(async () => {
      server = await serve(folder);
      const browser = await launch();
      try {
        ({ pages, statuses } = await walk(browser, server.origin, pageAddresses(folder)));
      } finally {
        await browser.close();
      }
    });

    after(() => server.close());

    /** Fails with every fault that `find` names on any page. */
    function nowhere(find) {
      none([...pages.values()].flatMap((page) => find(page).map((fault) => `${page.address}  ${fault}`)));
    }

    test("is reached by following links from /", () => {
      // Whoever asks for what is not there sees it; nobody links to it.
      nowhere((page) => (page.reached || isNotFound(page.address) ? [] : ["no link leads here"]));
      assert.deepEqual([...pages.keys()].sort(), pageAddresses(folder));
    });

    test("answers with status 200", () => {
      nowhere((page) => (page.status === 200 ? [] : [`status ${page.status}`]));
    });

    test("has links and fragments that lead somewhere", () => {
      nowhere((page) =>
        page.links.filter((link) => link.local).flatMap((link) => {
          if (statuses.get(link.path) !== 200) return [`${link.name}: ${link.path} is not there`];
          const target = pages.get(link.path);
          if (!link.fragment || !target || target.ids.includes(link.fragment)) return [];
          return [`${link.name}: ${link.path} has nothing with the id ${link.fragment}`];
        }),
      );
    });

    test("links elsewhere only by schemes that are allowed", () => {
      const allowed = ["https:", "http:", "mailto:", "tel:"];
      nowhere((page) =>
        page.links.filter((link) => !allowed.includes(link.protocol)).map((link) => link.name),
      );
    });

    test("has ids that are there once", () => {
      nowhere((page) => page.ids.filter((id, at) => page.ids.indexOf(id) !== at));
    });

    test("says its language", () => {
      nowhere((page) => {
        const expected = languageOf(page.address);
        return page.lang === expected ? [] : [`html[lang] is ${page.lang}, not ${expected}`];
      });
    });

    test("has texts in the language that they are said to be in", () => {
      nowhere((page) =>
        page.articles.flatMap((article) => {
          const isFallback = article.notices.some((notice) => notice.kind === "fallback");
          const expected = isFallback ? CONTROLLING : languageOf(page.address);
          const faults = [];
          if (article.lang !== expected) faults.push(`article[lang] is ${article.lang}, not ${expected}`);
          if (article.dataLang !== article.lang) faults.push(`article[data-lang] is ${article.dataLang}`);
          const spoken = spokenLanguage(article.words);
          if (spoken !== expected) faults.push(`the words of ${article.policy} are ${spoken}, not ${expected}`);
          return faults;
        }),
      );
    });

    test("has redlines that can be followed from change to change", () => {
      nowhere((page) =>
        page.redlines.flatMap((redline) => {
          const expected = languageOf(page.address);
          const faults = [...redline.unsaid, ...redline.unmarked, ...redline.folded];
          if (redline.lang !== expected) faults.push(`article[lang] is ${redline.lang}, not ${expected}`);
          if (redline.dataLang !== redline.lang) faults.push(`article[data-lang] is ${redline.dataLang}`);
          const spoken = spokenLanguage(redline.words);
          if (spoken !== expected) faults.push(`its words are ${spoken}, not ${expected}`);
          const places = redline.numbers.map(({ id }) => `#${id}`);
          if (!same(redline.listed, places)) faults.push("the list names other changes than the text");
          const next = [...places.slice(1), "#redline.changes"];
          if (places.length > 0 && !same(redline.numbers.map(({ href }) => href), next)) {
            faults.push("a number does not lead to the next change");
          }
          if (!redline.numbers.every(({ label }, at) => label?.includes(String(at + 1)))) {
            faults.push("a number is not said");
          }
          return faults;
        }),
      );
    });

    test("has a title, one main heading for each text, and its own address", () => {
      const titles = new Map();
      nowhere((page) => {
        const faults = [];
        if (!page.title.trim()) faults.push("no title");
        const headings = Math.max(1, page.articles.length);
        if (page.headings !== headings) faults.push(`${page.headings} elements h1, not ${headings}`);
        if (isNotFound(page.address)) {
          // It is shown at any address, and has none.
          return page.canonical === null ? faults : [...faults, "has a canonical address"];
        }
        if (!isCanonical(page)) faults.push(`its canonical address is ${page.canonical}`);
        // The same title on two pages of one language would make them one in a list of results.
        const key = `${page.lang} ${page.title}`;
        if (titles.has(key)) faults.push(`has the title of ${titles.get(key)}, “${page.title}”`);
        titles.set(key, page.address);
        return faults;
      });
    });

    test("has no inline script, style or handler", () => {
      nowhere((page) => page.inline);
      nowhere((page) => page.data.filter((data) => !isJson(data)).map(() => "its JSON-LD is no JSON"));
    });

    test("gives every day in the reader's form", () => {
      nowhere((page) =>
        page.times.flatMap(({ datetime, text, lang }) => {
          const expected = readersForm(datetime, languageOf(page.address));
          const faults = text === expected ? [] : [`${datetime} is “${text}”, not “${expected}”`];
          if (lang !== languageOf(page.address)) faults.push(`“${text}” stands in a passage in ${lang}`);
          return faults;
        }),
      );
    });

    test("offers itself in every language", () => {
      nowhere((page) => {
        const lang = languageOf(page.address);
        const there = (other) => {
          const own = page.address === "/" ? `/${other}/` : inLanguage(page.address, other);
          // Texts that were not both translated cannot be compared: there is the list of versions instead.
          return pages.has(own) ? own : own.replace(/bilingual\/$/, "").replace(/compare\/.*$/, "history/");
        };
        const expected = LANGUAGES.map((other) => ({
          path: there(other),
          lang: other,
          hreflang: other,
          current: other === lang ? "true" : null,
        }));
        const faults = [];
        // The page at / is the choice itself. The one for what is not there has no page to offer.
        const isChosen = page.address !== "/" && page.address.endsWith("/") && page.address !== "/status/";
        if (isChosen && !same(page.switcher, expected)) {
          faults.push(`switches to ${JSON.stringify(page.switcher)}`);
        }
        // Programs are told of the languages in which the text is there, and only on pages that search engines may have.
        const isText = (address) => pages.has(address) && !isFallback(pages.get(address));
        const isListed = !isKept(page) && isText(page.address) && !/\/(upcoming|r\/\d+)\/$/.test(page.address);
        const alternates = expected.filter(({ path }) => isText(path)).map(({ hreflang, path }) => [hreflang, path]);
        const isOfSite = LANGUAGES.some((lang) => page.address === `/${lang}/`) || page.address === "/";
        alternates.push(["x-default", isOfSite ? "/" : inLanguage(page.address, CONTROLLING)]);
        if (!same(page.alternates, isListed ? alternates : [])) {
          faults.push(`says that its translations are ${JSON.stringify(page.alternates)}`);
        }
        return faults;
      });
    });

    test("has a table of contents that lists the sections of its text", () => {
      nowhere((page) =>
        page.articles.flatMap((article) => {
          const sections = article.headings.filter(({ level }) => level <= 3);
          const expected = sections.map(({ id, words }) => ({ href: `#${id}`, words }));
          return same(article.contents, expected) ? [] : [`of ${article.policy} in another way`];
        }),
      );
    });

    test("leads from a translation to the text that controls, section by section", () => {
      nowhere((page) =>
        page.articles.flatMap((article) => {
          if (article.lang === CONTROLLING) {
            const links = article.headings.flatMap(({ links }) => links);
            return links.filter(({ hreflang }) => hreflang).map(({ label }) => `“${label}” leads to itself`);
          }
          const there = inLanguage(page.address, CONTROLLING);
          const notice = article.notices.find(({ kind }) => ["translation", "earlier", "partly"].includes(kind));
          const faults = [];
          if (!notice?.links.includes(there)) faults.push(`${article.policy}: no notice with a link to ${there}`);
          for (const heading of article.headings) {
            const link = heading.links.find(({ hreflang }) => hreflang === CONTROLLING);
            const target = pages.get(there)?.articles
              .find(({ policy }) => policy === article.policy)
              ?.headings.find(({ block }) => block === heading.block);
            // A section that only this language has on purpose has no counterpart.
            if (!target) continue;
            if (!link) faults.push(`#${heading.id} has no link to its section in ${there}`);
            else if (link.path !== there || link.fragment !== target.id) {
              faults.push(`#${heading.id} leads to ${link.path}#${link.fragment}, not to ${there}#${target.id}`);
            }
          }
          return faults;
        }),
      );
    });

    test("is kept from search engines if it is a preview, and only then", () => {
      nowhere((page) => {
        const faults = [];
        const isPreview = name === "drafts";
        if (page.preview !== isPreview) faults.push(isPreview ? "is not marked as a preview" : "is marked as a preview");
        if (isPreview && !isKept(page)) faults.push(`is not kept from search engines: ${page.robots}`);
        // A search must not find what was taken out of a text.
        // Nor does it help anybody to find a text a second time, a list of all of them, or how a translation stands.
        const isForReaders =
          !isNotFound(page.address) && !isRedline(page.address) && !/\/(bilingual|search|status)\/$/.test(page.address);
        if (!isPreview && isKept(page) && isForReaders) faults.push("is kept from search engines");
        if (isRedline(page.address) && !isKept(page)) faults.push("is a redline, and not kept from search engines");
        return faults;
      });
    });

    test("is a working text only in the site with drafts", () => {
      const drafts = [...pages.keys()].filter((address) => address.endsWith("/draft/"));
      if (name !== "drafts") {
        assert.deepEqual(drafts, []);
        return;
      }
      assert.ok(drafts.length >= LANGUAGES.length);
      nowhere((page) => {
        const isDraft = page.address.endsWith("/draft/");
        const faults = page.articles
          .filter(({ notices }) => notices.some(({ kind }) => kind === "draft") !== isDraft)
          .map(({ policy }) => `${policy} ${isDraft ? "is not said" : "is said"} to be a working text`);
        if (isDraft && page.articles.length === 0) faults.push("has no text");
        return faults;
      });
    });
  });
}

test("the plain theme has the same pages as the default one, but for what they load of it and the search", () => {
  assert.deepEqual(pageAddresses(folders.plain), pageAddresses(folders.site));
  const html = (name, address) => readFileSync(join(folders[name], fileOf(address)), "utf8").replace(OF_THE_THEME, "");
  const others = pageAddresses(folders.site).filter((address) => html("plain", address) !== html("site", address));
  assert.deepEqual(others, LANGUAGES.map((lang) => `/${lang}/search/`).sort());
});

test("a published site holds no trace of a draft", () => {
  assert.deepEqual(files(folders.site).filter((path) => path.includes("draft")), []);
});

/** What a page loads of its theme. */
const OF_THE_THEME = /^ *<(link|script)[^>]*\/theme\/[^>]*>(<\/script>)?\n/gm;

function languageOf(address) {
  return LANGUAGES.find((lang) => address.startsWith(`/${lang}/`)) ?? CONTROLLING;
}

/** True for what a host shows where nothing is. */
function isNotFound(address) {
  return /\/404\.html$/.test(address);
}

/** True for a page that search engines are asked to leave out. */
function isKept({ robots }) {
  return (robots ?? "").split(/\s*,\s*/).includes("noindex");
}

/** True for a page with a text that is not translated. */
function isFallback({ articles }) {
  return articles.some(({ notices }) => notices.some(({ kind }) => kind === "fallback"));
}

/** True for the page of a redline. */
function isRedline(address) {
  return /\/compare\//.test(address);
}

/** The same page in another language. Only a translation has revisions; the others have the version. */
function inLanguage(address, lang) {
  if (languageOf(address) === lang) return address;
  return address.replace(/^\/[^/]+\//, `/${lang}/`).replace(/r\/\d+\/$/, "");
}

/** What is announced is known by its permanent address, every other page by its own. */
function isCanonical({ address, canonical }) {
  const own = BASE_URL + address;
  return address.endsWith("/upcoming/") ? canonical.startsWith(own.replace(/upcoming\/$/, "v/")) : canonical === own;
}

/** Which of the site's languages the words are in, by their script and their commonest words. */
function spokenLanguage(words) {
  const letters = words.match(/\p{L}/gu)?.length ?? 0;
  const han = words.match(/\p{Script=Han}/gu)?.length ?? 0;
  if (han > letters / 2) return "zh-CN";
  const count = (pattern) => words.match(pattern)?.length ?? 0;
  return count(/\b(yang|dan|atau|kami|anda)\b/gi) > count(/\b(the|and|or|we|you)\b/gi) ? "ms" : "en";
}

function same(one, other) {
  return JSON.stringify(one) === JSON.stringify(other);
}

function isJson(text) {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
