// That everybody reaches all of it: by keyboard, with larger text, with the right voice for each language. What a single page does
// is in reading.test.mjs; what axe finds by itself is in accessibility.test.mjs; that scripts are not needed, in pages.test.mjs.

import assert from "node:assert/strict";
import { before, describe, test } from "node:test";

import { each, NARROW, WIDE } from "./browser.mjs";
import { chosenPages, thinner } from "./constructs.mjs";
import { none } from "./faults.mjs";
import { withSites } from "./opened.mjs";
import { hasOwnHtml, LANGUAGES, pageAddresses, SITES, sites } from "./sites.mjs";

const folders = sites();
let browser;
let origins;
withSites(folders, (opened) => ({ browser, origins } = opened));

const addressesOf = (pages, name) => pages.filter(({ site }) => site === name).map(({ address }) => address);

/** What is found on each page, two at a time. `prepare` is given a page of the browser, and returns what looks at an address. */
async function visit(addresses, options, prepare) {
  const contexts = await Promise.all([browser.newContext(options), browser.newContext(options)]);
  const workers = contexts.map(async (context) => {
    const page = await context.newPage();
    const look = await prepare(page, await context.newCDPSession(page));
    return async (address) => (await look(address)).map((fault) => ({ address, fault }));
  });
  const found = await each(addresses, await Promise.all(workers));
  await Promise.all(contexts.map((context) => context.close()));
  return found.flat();
}

/** Fails with each fault once, and where it is: what a template says is on hundreds of pages. */
function nowhere(found) {
  const places = new Map();
  for (const { address, fault } of found) places.set(fault, [...(places.get(fault) ?? []), address]);
  none([...places].map(([fault, [first, ...more]]) => `${first}${more.length ? ` and ${more.length} more` : ""}  ${fault}`));
}

// The keyboard.

// The short window is how high a wide one is at 400 %: a page is laid out in it as in a high one, and what stays covers more of it.
const FOCUS = [
  { look: "narrow, dark", viewport: NARROW, colorScheme: "dark" },
  { look: "short, light", viewport: { width: 1280, height: 300 }, colorScheme: "light" },
];
const withStops = chosenPages(folders, { focusable: true });

describe("the keyboard", () => {
  for (const name of SITES) {
    for (const { look, ...options } of FOCUS) {
      test(`reaches everything on the ${name}, and what it is at is seen (${look})`, async () => {
        const thin = thinner();
        const found = await visit(addressesOf(withStops, name), options, (page, cdp) => async (address) => {
          await page.goto(origins[name] + address, { waitUntil: "load" });
          await thin(page);
          const count = await page.evaluate(watchFocus);
          const faults = [];
          for (const modifiers of [0, 8]) {
            // All keys are sent at once, which is much quicker; those after the last stop are let go.
            const keys = Array.from({ length: count }, () => ["rawKeyDown", "keyUp"]).flat();
            const tab = { key: "Tab", code: "Tab", windowsVirtualKeyCode: 9, modifiers };
            await Promise.all(keys.map((type) => cdp.send("Input.dispatchKeyEvent", { type, ...tab })));
            faults.push(...(await page.evaluate(() => window.endOfRound())));
          }
          faults.push(...(await page.evaluate(followFragments)));
          return faults;
        });
        nowhere(found);
      });
    }
  }
});

/**
 * Runs in the page: looks at whatever gets the focus, until it leaves the page. Returns how often to press a key.
 * `endOfRound` tells what was wrong, and lets the next round begin.
 */
function watchFocus() {
  const name = (element) => {
    const words = element.textContent.trim().replace(/\s+/g, " ").slice(0, 30);
    return `${element.localName}${element.className ? `.${element.className}` : ""} “${words}”`;
  };
  const focusable = "a[href], button, input, select, textarea, summary, [tabindex]:not([tabindex^='-'])";
  const expected = [...document.querySelectorAll(focusable)].filter(
    (element) => !element.disabled && element.checkVisibility({ visibilityProperty: true }),
  );
  const look = (element) => {
    const { outlineStyle, outlineWidth, boxShadow, borderColor, borderWidth } = getComputedStyle(element);
    return { outline: outlineStyle === "none" ? 0 : parseFloat(outlineWidth), other: boxShadow + borderColor + borderWidth };
  };
  const atRest = new Map(expected.map((element) => [element, look(element)]));
  const channels = (color) => color.match(/[\d.]+/g).map(Number);
  const luminance = (color) => {
    const [red, green, blue] = channels(color).map((value) => {
      const part = value / 255;
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const contrast = (one, other) => {
    const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b);
    return (light + 0.05) / (dark + 0.05);
  };
  const behind = (element) => {
    for (let outer = element.parentElement; outer; outer = outer.parentElement) {
      const color = getComputedStyle(outer).backgroundColor;
      if ((channels(color)[3] ?? 1) > 0) return color;
    }
    return "rgb(255, 255, 255)";
  };
  /** The part of the window in which the element can be seen at all. */
  const opening = (element) => {
    const box = { left: 0, top: 0, right: innerWidth, bottom: innerHeight };
    for (let outer = element.parentElement; outer && outer !== document.body; outer = outer.parentElement) {
      if (getComputedStyle(outer).overflowX === "visible") continue;
      const { left, top, right, bottom } = outer.getBoundingClientRect();
      box.left = Math.max(box.left, left);
      box.top = Math.max(box.top, top);
      box.right = Math.min(box.right, right);
      box.bottom = Math.min(box.bottom, bottom);
    }
    return box;
  };
  const examine = (element) => {
    const faults = [];
    const open = opening(element);
    const box = element.getBoundingClientRect();
    // What is larger than the window, or than what is left of it below a part that stays, cannot be in it as a whole. How far a
    // wide table is scrolled to a link in it, the browser decides; that some of it is seen is tested below.
    const kept = parseFloat(getComputedStyle(document.documentElement).scrollPaddingTop) || 0;
    const fits = box.height <= open.bottom - open.top - kept;
    if (fits && (box.top < open.top - 1 || box.bottom > open.bottom + 1)) faults.push("is not in the window as a whole");
    let looked = 0;
    for (const line of element.getClientRects()) {
      const [left, right] = [Math.max(line.left, open.left), Math.min(line.right, open.right)];
      const [top, bottom] = [Math.max(line.top, open.top), Math.min(line.bottom, open.bottom)];
      if (right - left < 1 || bottom - top < 1) continue;
      // Not at the edges: where lines are close, their boxes overlap there.
      for (const [across, down] of [[0.5, 0.5], [0.1, 0.3], [0.9, 0.7]]) {
        const [x, y] = [left + (right - left) * across, top + (bottom - top) * down];
        looked++;
        const hit = document.elementFromPoint(x, y);
        const isIt = hit && (element.contains(hit) || [...(element.labels ?? [])].some((label) => label.contains(hit)));
        if (!isIt) faults.push(`is covered by ${hit ? name(hit) : "nothing that can be seen"}`);
      }
    }
    if (looked === 0) faults.push("cannot be seen");
    const style = getComputedStyle(element);
    const [before, now] = [atRest.get(element), look(element)];
    const isOutlined = now.outline >= 2 && now.outline > (before?.outline ?? 0);
    // Of a field for a day the browser has its own parts, and marks them itself.
    const isWhole = element.matches(":focus");
    if (isWhole && !isOutlined && now.other === before?.other) faults.push("does not show that it has the focus");
    if (isOutlined) {
      const ratio = contrast(style.outlineColor, behind(element));
      if (ratio < 3) faults.push(`has an outline with a contrast of ${ratio.toFixed(2)}`);
      // The line itself may be cut off where a part of the page scrolls or ends, but not on more than two sides.
      const away = parseFloat(style.outlineOffset) + now.outline / 2;
      const sides = [
        box.left - away >= open.left,
        box.top - away >= open.top,
        box.right + away <= open.right,
        box.bottom + away <= open.bottom,
      ];
      if (sides.filter(Boolean).length < 2) faults.push("has an outline that is cut off");
    }
    return faults.map((fault) => `${name(element)} ${fault}`);
  };
  let stops = [];
  let faults = new Set();
  let isOut = false;
  let way = [];
  addEventListener("keydown", (event) => isOut && event.preventDefault(), true);
  // By then the page has been scrolled to it; when it gets the focus, it has not.
  addEventListener("keyup", () => {
    const element = document.activeElement;
    if (isOut || element === stops.at(-1)) return;
    // Out of the page; or in it again already, for this window has nothing else.
    isOut = stops.length > 0 && (element === document.body || element === stops[0]);
    if (isOut || element === document.body) return;
    stops.push(element);
    examine(element).forEach((fault) => faults.add(fault));
  });
  window.endOfRound = () => {
    if (!isOut) faults.add(`the focus does not leave the page: it is at ${name(document.activeElement)}`);
    for (const element of expected.filter((element) => !stops.includes(element))) faults.add(`${name(element)} is never reached`);
    // The way back is the same way.
    if (way.length > 0) {
      stops.reverse();
      if (stops.some((element, at) => element !== way[at])) faults.add("the way back is another one");
    }
    way = stops;
    if (!way[0]?.matches("a.skip")) faults.add(`the first stop is ${way[0] ? name(way[0]) : "nothing"}`);
    const isBehind = (one, other) => one.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_PRECEDING;
    way.slice(1).forEach((element, at) => isBehind(way[at], element) && faults.add(`${name(element)} comes too late`));
    const found = [...faults];
    [stops, faults, isOut] = [[], new Set(), false];
    return found;
  };
  // A field for a day has four stops, and what scrolls may be one. One key more leaves the page, and another one may be needed to
  // come into it.
  return expected.length + 3 * document.querySelectorAll("input[type=date]").length + 8;
}

/** Runs in the page: follows each link within it, and looks whether the beginning of what it leads to is seen. */
function followFragments() {
  const faults = [];
  for (const hash of new Set([...document.querySelectorAll("a[href^='#']")].map((link) => link.hash))) {
    location.hash = hash;
    const target = document.getElementById(decodeURIComponent(hash.slice(1)));
    // That it is there is tested in pages.test.mjs.
    if (!target) continue;
    const range = document.createRange();
    range.selectNodeContents(target);
    const box = [...range.getClientRects()].find(({ width, height }) => width > 0 && height > 0) ?? target.getBoundingClientRect();
    const [x, y] = [box.left + Math.min(8, box.width / 2), box.top + Math.min(12, box.height / 2)];
    const hit = document.elementFromPoint(x, y);
    if (!hit) faults.push(`${hash} is not in the window when one has gone there`);
    else if (!target.contains(hit)) faults.push(`${hash} is covered by ${hit.localName}.${hit.className} when one has gone there`);
  }
  return faults;
}

// Languages, links, landmarks and tables: what the HTML itself says, on every page.

// The commonest words that are words of one of the two languages only.
const COMMON = {
  en: "the of and you your we our to in is are or for that with this by on not it be from which has have was",
  ms: "yang dan anda kami untuk dengan ini itu atau dalam tidak pada oleh adalah kepada daripada akan boleh di ke bagi ialah",
};

for (const name of SITES) {
  describe(`the HTML of the ${name}`, () => {
    let found;
    before(async () => {
      // Any page of the site may read the others; that is quicker than going to each.
      const page = await browser.newPage();
      await page.goto(`${origins[name]}/404.html`);
      const addresses = pageAddresses(folders[name]).filter((address) => hasOwnHtml({ site: name, address }));
      found = await page.evaluate(readHtml, { addresses, COMMON, LANGUAGES });
      await page.close();
      assert.ok(found.texts > 20 * addresses.length, `${found.texts} texts were read`);
    });

    test("says of every passage in which language it is", () => nowhere(found.languages));

    test("says what is read aloud in the language of its place", () => nowhere(found.attributes));

    test("says which links lead to another language", () => nowhere(found.links));

    test("has one main part, and no two landmarks with the same name", () => nowhere(found.landmarks));

    test("has tables with headers, and registers with captions", () => nowhere(found.tables));

    test("never waits for a script, and comes with a policy for content that is strict", () => nowhere(found.loading));
  });
}

/** Runs in a page: reads the others as HTML, without showing them. */
async function readHtml({ addresses, COMMON, LANGUAGES }) {
  const found = { texts: 0, languages: [], attributes: [], links: [], landmarks: [], tables: [], loading: [] };
  const languageAt = (element) => element.closest("[lang]")?.lang ?? "";
  const languageOf = (path) => LANGUAGES.find((lang) => path.startsWith(`/${lang}/`));
  const common = Object.fromEntries(Object.entries(COMMON).map(([lang, words]) => [lang, new Set(words.split(" "))]));

  /** English or Malay, if the words are clearly one of them. */
  const spoken = (text) => {
    const words = text.toLowerCase().match(/\p{Script=Latin}+/gu) ?? [];
    const [en, ms] = ["en", "ms"].map((lang) => words.filter((word) => common[lang].has(word)).length);
    if (en >= 2 && en > 2 * ms) return "en";
    return ms >= 2 && ms > 2 * en ? "ms" : null;
  };
  /** What is wrong with text that is said to be in the language. */
  const misread = (lang, text) => {
    const isChinese = /^zh\b/.test(lang);
    // A single character may be a sign; two are a word.
    if (!isChinese && /\p{Script=Han}{2}/u.test(text)) return "Chinese";
    // Names and addresses stay in Latin letters in a Chinese text; sentences do not.
    const parts = isChinese ? text.split(/\p{Script=Han}+/u) : [text];
    return parts.map(spoken).find((other) => other && other !== lang.split("-")[0]) ?? null;
  };

  const BLOCKS = "p, li, h1, h2, h3, h4, h5, h6, td, th, dt, dd, caption, summary, label, legend, button, option, title, div, body";
  const SPOKEN = ["aria-label", "aria-description", "aria-roledescription", "title", "alt", "placeholder", "data-label", "data-said"];
  const LANDMARKS = "nav, section[aria-label], section[aria-labelledby], form[aria-label], [role=navigation], [role=region]";
  const languagesOf = new Map();

  for (const address of addresses) {
    const response = await fetch(address);
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    const fault = (kind, text) => found[kind].push({ address, fault: text });
    const all = (selector, within = page) => [...within.querySelectorAll(selector)];
    const shown = (text) => `“${text.trim().replace(/\s+/g, " ").slice(0, 80)}”`;
    const html = page.documentElement;

    if (html.dir !== "ltr") fault("languages", `html[dir] is “${html.dir}”`);

    // Passages: of each block the words in each language that it has.
    const passages = new Map();
    const walker = page.createTreeWalker(html, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const element = node.parentElement;
      if (!node.data.trim() || element.closest("script, style, code, pre, address")) continue;
      const block = element.closest(BLOCKS) ?? html;
      if (!passages.has(block)) passages.set(block, new Map());
      const lang = languageAt(element);
      passages.get(block).set(lang, `${passages.get(block).get(lang) ?? ""}${node.data}`);
    }
    for (const [block, texts] of passages) {
      for (const [lang, text] of texts) {
        found.texts++;
        if (!lang) fault("languages", `${block.localName} ${shown(text)} is in no language`);
        const other = misread(lang, text);
        if (other) fault("languages", `${block.localName} ${shown(text)} is said to be ${lang}, and is ${other}`);
      }
    }

    for (const attribute of SPOKEN) {
      for (const element of all(`[${attribute}]`)) {
        const lang = languageAt(element);
        const text = element.getAttribute(attribute);
        // A name in quotation marks may be in another language; nothing can say so in an attribute.
        const own = text.replace(/“[^”]*”/g, "“”");
        const other = misread(lang, own);
        const at = `${element.localName}[${attribute}=“${text}”]`;
        if (other) fault("attributes", `${at} stands in ${lang}, and is ${other}`);
        // Too short for that are most; but the same words are hardly of two languages. Numbers and columns may be.
        if (attribute === "data-label" || !/\p{L}/u.test(own)) continue;
        const key = own.replace(/\d+/g, "9");
        if (!languagesOf.has(key)) languagesOf.set(key, new Map());
        languagesOf.get(key).set(lang, [...(languagesOf.get(key).get(lang) ?? []), { address, at }]);
      }
    }

    for (const link of all("a[href]")) {
      const { origin, pathname } = new URL(link.getAttribute("href"), location.origin + address);
      const lang = origin === location.origin ? languageOf(pathname) : null;
      // What is written in the language that it leads to says so already.
      const isExpected = link.hreflang ? lang === link.hreflang : [html.lang, languageAt(link)].includes(lang);
      if (!lang || isExpected) continue;
      const at = link.outerHTML.replace(/\/[^/]+(\/in\/[^/]+)?\/v\/[^/]+\//, "/POLICY/v/LABEL/");
      fault("links", `${at} leads to ${lang}`);
    }

    const name = (element) => {
      const ids = element.getAttribute("aria-labelledby")?.split(/\s+/) ?? [];
      const words = element.getAttribute("aria-label") ?? ids.map((id) => page.getElementById(id)?.textContent ?? "").join(" ");
      return words.trim().replace(/\s+/g, " ");
    };
    const number = (selector) => all(selector).length;
    if (number("main") !== 1) fault("landmarks", `${number("main")} elements main`);
    if (number("body > header") !== 1) fault("landmarks", `${number("body > header")} headers`);
    // The choice of a language, and what says in every language that nothing is there, have none.
    const footers = ["/", "/404.html"].includes(address) ? 0 : 1;
    if (number("body > footer") !== footers) fault("landmarks", `${number("body > footer")} footers`);
    const roles = { nav: "navigation", section: "region", form: "form" };
    const names = new Set();
    for (const landmark of all(LANDMARKS)) {
      const key = `${landmark.getAttribute("role") ?? roles[landmark.localName]} “${name(landmark)}”`;
      const at = `${landmark.localName}.${landmark.className}, ${key},`;
      if (!name(landmark)) fault("landmarks", `${at} has no name`);
      if (names.has(key)) fault("landmarks", `${at} has the name of another one`);
      names.add(key);
    }

    for (const table of all("table")) {
      const headers = all("th", table);
      const at = `the table ${shown(table.textContent)}`;
      if (!table.tHead || headers.length === 0) fault("tables", `${at} has no headers`);
      if (headers.some((header) => !header.scope)) fault("tables", `${at} has a header that does not say of what`);
      // Markdown has no captions; what the program itself sets out can have them.
      if (table.closest(".register") && !table.caption?.textContent.trim()) fault("tables", `${at} has no caption`);
    }

    for (const script of all("script:not([type='application/ld+json'])")) {
      if (!script.hasAttribute("src")) fault("loading", "a script is part of the page");
      if (!script.defer && script.type !== "module") fault("loading", `the page waits for ${script.getAttribute("src")}`);
    }
    const policy = response.headers.get("Content-Security-Policy");
    if (!policy) fault("loading", "has no policy for content");
    else if (/unsafe-|\*|data:|https?:/.test(policy)) fault("loading", `its policy for content is ${policy}`);
  }

  for (const languages of languagesOf.values()) {
    if (languages.size === 1) continue;
    const [rarest] = [...languages.values()].sort((one, other) => one.length - other.length);
    const all = [...languages.keys()].join(" and in ");
    rarest.forEach(({ address, at }) => found.attributes.push({ address, fault: `${at} stands in ${all}` }));
  }
  return found;
}

// Larger text, and text set wider.

// What WCAG 1.4.12 lets readers set.
const SPACED = `
  * { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
  p { margin-block-end: 2em !important; }`;
const DOUBLED = ":root { font-size: 200% !important; }";
// What fits when it is both twice as large and set wider, fits when it is only one of them. The browser's own setting makes a window
// count as narrower as well.
const TEXTS = [
  { look: "twice as large and set wider", viewport: WIDE, css: SPACED + DOUBLED },
  { look: "twice as large by the browser's own setting, and set wider", viewport: WIDE, css: SPACED, size: 32 },
  { look: "set wider on a narrow screen", viewport: NARROW, css: SPACED },
];

describe("text that a reader changes", () => {
  // Malay has the longest words, and Chinese breaks lines between any two characters.
  const chosen = ["ms", "zh-CN"].map((lang) => chosenPages(folders, { lang }));
  for (const name of SITES) {
    test(`is whole on the ${name}`, async () => {
      const addresses = addressesOf(chosen[name === "life" ? 1 : 0], name);
      const found = await visit(addresses, { viewport: WIDE }, (page, cdp) => async (address) => {
        await page.goto(origins[name] + address, { waitUntil: "load" });
        const faults = [];
        for (const { look, viewport, css, size = 16 } of TEXTS) {
          await page.setViewportSize(viewport);
          await cdp.send("Page.setFontSizes", { fontSizes: { standard: size, fixed: (size * 13) / 16 } });
          faults.push(...(await page.evaluate(misplaced, css)).map((fault) => `${fault}, ${look}`));
        }
        return faults;
      });
      nowhere(found);
    });
  }
});

/** Runs in the page: what is cut off, covered or out of reach with these styles. */
function misplaced(css) {
  // The page's policy forbids styles in the page, but not those that a reader's own tools set so.
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  document.adoptedStyleSheets = [sheet];
  const faults = new Set();
  const page = document.scrollingElement;
  if (page.scrollWidth > page.clientWidth) faults.add(`the page is ${page.scrollWidth - page.clientWidth} pixels too wide`);

  const name = (element) => `${element.localName}${element.className ? `.${element.className}` : ""}`;
  // What is there for the ear only.
  const isUnseen = (element) => element.closest(".skip") || /inset\(50%\)/.test(getComputedStyle(element).clipPath);
  const openings = new Map([[document.body, null], [document.documentElement, null]]);
  /** The box in which an element's text is seen, if some part of the page scrolls or ends; `false` if it is not to be seen. */
  const opening = (element) => {
    if (openings.has(element)) return openings.get(element);
    let box = opening(element.parentElement);
    const { overflowX, overflowY } = getComputedStyle(element);
    if (box === false || isUnseen(element) || !element.checkVisibility()) box = false;
    else if (overflowX !== "visible" || overflowY !== "visible") {
      const cuts = (value) => /hidden|clip/.test(value);
      const [across, down] = [element.scrollWidth - element.clientWidth, element.scrollHeight - element.clientHeight];
      if ((cuts(overflowX) && across > 1) || (cuts(overflowY) && down > 1)) faults.add(`${name(element)} cuts off what is in it`);
      const own = element.getBoundingClientRect();
      box = {
        left: Math.max(own.left, box?.left ?? -Infinity),
        right: Math.min(own.right, box?.right ?? Infinity),
        top: Math.max(own.top, box?.top ?? -Infinity),
        bottom: Math.min(own.bottom, box?.bottom ?? Infinity),
      };
    }
    openings.set(element, box);
    return box;
  };

  const lines = [];
  const range = document.createRange();
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const element = node.parentElement;
    if (!node.data.trim() || element.closest("option")) continue;
    const open = opening(element);
    if (open === false) continue;
    range.selectNodeContents(node);
    for (const { left, right, top, bottom, width, height } of range.getClientRects()) {
      if (width < 2 || height < 2) continue;
      const words = `${name(element)} “${node.data.trim().slice(0, 30)}”`;
      if (!open && (left < -1 || right > innerWidth + 1)) faults.add(`${words} reaches out of the window`);
      // Not the edges of the line: where lines are close, their boxes overlap, but not their letters.
      const line = {
        left: Math.max(left + 1, open?.left ?? left),
        right: Math.min(right - 1, open?.right ?? right),
        top: Math.max(top + height * 0.2, open?.top ?? top),
        bottom: Math.min(bottom - height * 0.2, open?.bottom ?? bottom),
        words,
      };
      if (line.left < line.right && line.top < line.bottom) lines.push(line);
    }
  }
  lines.sort((one, other) => one.top - other.top);
  lines.forEach((line, at) => {
    for (let next = at + 1; next < lines.length && lines[next].top < line.bottom; next++) {
      const other = lines[next];
      if (other.left < line.right && other.right > line.left) faults.add(`${line.words} and ${other.words} lie one on the other`);
    }
  });
  return [...faults];
}
