// Which pages to look at, so that everything that is on any page is looked at.
//
// A page takes a browser a second; there are a thousand of them, made by a dozen templates. What such a look can find depends on
// what is drawn: a link, a mark in a redline, a notice, each with its class and its state and in what it stands. So of many pages
// a few are chosen on which each of these constructs is at least once. tests/long looks at all pages.

import { readFileSync } from "node:fs";
import { join } from "node:path";

import { fileOf, pagesOf } from "./sites.mjs";

const VOID = new Set("area base br col embed hr img input link meta source track wbr".split(" "));
const TAG = /<(\/?)([a-z][a-z0-9]*)([^>]*)>/g;
/** Attributes that styles and assistive technology tell constructs by. */
const STATE = /\b(data-change|data-state|data-drift|open|hidden|role|type|scope|tabindex|aria-current)(?:="([^"]*)")?/g;
/** What a page costs besides its own size, in characters. */
const BASE = 3000;

/** Whether every page is asked for, and not a choice. */
const ALL_PAGES = process.env.PROMULGATE_PAGES === "all";

/**
 * Pages of all the sites that hold every construct there is: under each theme, for its styles draw them in its own way. Of those of
 * one language, if `lang` names it; with every construct that the keyboard comes to, if only those matter.
 */
export function chosenPages(folders, { lang, focusable = false } = {}) {
  const { plain, ...others } = Object.fromEntries(Object.keys(folders).map((name) => [name, pagesOf(folders, name, lang)]));
  const wanted = focusable ? FOCUSABLE : ANY;
  return [Object.values(others).flat(), plain].flatMap((pages) => onePerConstruct(pages, wanted));
}

/** What the keyboard comes to. */
const FOCUSABLE = /^(a|button|input|select|summary|textarea)\.|tabindex=/;
const ANY = /^/;

/** The constructs in a page: each element of those wanted in the one that holds it, both with their classes and states. */
function constructs(html, wanted) {
  const found = new Set();
  const open = [];
  for (const [, end, tag, attributes] of html.matchAll(TAG)) {
    if (end) {
      while (open.length > 0 && open.pop().tag !== tag);
      continue;
    }
    const classes = (/\bclass="([^"]*)"/.exec(attributes)?.[1] ?? "").trim().split(/\s+/).sort().join(".");
    const states = [...attributes.matchAll(STATE)].map(([, name, value]) => `${name}=${value ?? ""}`).join(" ");
    const name = `${tag}.${classes}[${states}]`;
    if (wanted.test(name)) found.add(`${open.at(-1)?.name} > ${name}`);
    if (!VOID.has(tag)) open.push({ tag, name });
  }
  return found;
}

/**
 * Of the pages, each `{ folder, address }` and more, as few and as short ones as hold all constructs of all of them. The
 * greedy way: always the page that adds most for its size (Chvátal, "A greedy heuristic for the set-covering problem", 1979).
 */
function onePerConstruct(pages, wanted) {
  if (ALL_PAGES) return pages;
  const left = new Set();
  const rest = pages.map((page) => {
    const html = readFileSync(join(page.folder, fileOf(page.address)), "utf8");
    const found = constructs(html, wanted);
    found.forEach((construct) => left.add(construct));
    return { page, found, cost: html.length + BASE };
  });
  const chosen = [];
  while (left.size > 0) {
    const worth = ({ found, cost }) => [...found].filter((construct) => left.has(construct)).length / cost;
    const best = rest.map((one) => ({ one, worth: worth(one) })).reduce((a, b) => (b.worth > a.worth ? b : a)).one;
    best.found.forEach((construct) => left.delete(construct));
    chosen.push(best.page);
  }
  return chosen;
}
