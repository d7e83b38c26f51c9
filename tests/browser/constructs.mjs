// Which pages to look at, so that everything that is on any page is looked at.
//
// A page takes a browser a second; there are a thousand of them, made by a dozen templates. What such a look can find depends on
// what is drawn: a link, a mark in a redline, a notice, each with its class and its state and in what it stands. So of many pages
// a few are chosen on which each of these constructs is at least once; and of what is a hundred times on one of them, tests that
// look at each element leave a few in it. tests/long looks at all pages, whole.

import { readFileSync } from "node:fs";
import { join } from "node:path";

import { ALL_PAGES, fileOf, pagesOf } from "./sites.mjs";

const VOID = new Set("area base br col embed hr img input link meta source track wbr".split(" "));
const TAG = /<(\/?)([a-z][a-z0-9]*)([^>]*)>/g;
/** Attributes that styles and assistive technology tell constructs by. */
const STATES = "data-change data-state data-drift open hidden role type scope tabindex aria-current".split(" ");
const ATTRIBUTE = /([^\s="]+)(?:="([^"]*)")?/g;
/** What a page costs besides its own size, in characters. */
const BASE = 20000;
/** How many of a kind `thinner` leaves in pages: two neighbours. */
const FEW = 2;

/**
 * Pages of all the sites that hold every construct there is: under each theme, for its styles draw them in its own way. Of those of
 * one language, if `lang` names it; with every construct that the keyboard comes to, if only those matter.
 */
export function chosenPages(folders, { lang, focusable = false } = {}) {
  const { plain, ...others } = Object.fromEntries(Object.keys(folders).map((name) => [name, pagesOf(folders, name, lang)]));
  const wanted = focusable ? FOCUSABLE : ANY;
  return [Object.values(others).flat(), plain].flatMap((pages) => onePerConstruct(pages, wanted));
}

/**
 * Returns what takes out of pages of the browser, one after the other, what was in them before, so often that more of it tells
 * nothing. Two elements are of a kind if styles cannot tell them apart: if they have the same names, classes and states, and so has
 * all that holds them.
 */
export function thinner() {
  let left = "{}";
  return async (page) => {
    if (!ALL_PAGES) left = await page.evaluate(leaveFew, { few: FEW, states: STATES, left });
  };
}

/**
 * Runs in a page: takes out each element of which every part is of a kind that was `left` a `few` times, if it can go as a whole.
 * Returns what is left now: how many of each kind, as JSON.
 */
function leaveFew({ few, states, left }) {
  // Not what names something else, nor the first stop of the keyboard, and some of each table.
  const NAMES = "a *, button *, label *, summary *";
  const WHOLE = "a, blockquote, del, details, div, em, h2, h3, h4, h5, h6, ins, li, ol, p, section, strong, sup, table, tr, ul";
  const removable = `:is(${WHOLE}):not(${NAMES}, .skip, tr:first-child)`;
  const count = JSON.parse(left);
  const kinds = new Map([[document.documentElement, ""]]);
  for (const element of document.querySelectorAll("body, body *")) {
    const state = states.filter((name) => element.hasAttribute(name)).map((name) => `${name}=${element.getAttribute(name)}`);
    const own = [element.localName, ...[...element.classList].sort(), ...state].join(" ");
    kinds.set(element, `${kinds.get(element.parentElement)}>${own}`);
  }
  const isKnown = (element) => [element, ...element.querySelectorAll("*")].every((one) => count[kinds.get(one)] >= few);
  const walk = (element) => {
    for (const child of [...element.children]) {
      if (child.matches(removable) && isKnown(child)) {
        child.remove();
        continue;
      }
      count[kinds.get(child)] = (count[kinds.get(child)] ?? 0) + 1;
      walk(child);
    }
  };
  walk(document.body);
  return JSON.stringify(count);
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
    const values = new Map([...attributes.matchAll(ATTRIBUTE)].map(([, name, value]) => [name, value ?? ""]));
    const classes = (values.get("class") ?? "").trim().split(/\s+/).sort().join(".");
    const states = STATES.filter((name) => values.has(name)).map((name) => `${name}=${values.get(name)}`).join(" ");
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
export function onePerConstruct(pages, wanted = ANY) {
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
