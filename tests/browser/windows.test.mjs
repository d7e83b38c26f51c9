// What holds in a window, with scripts and without, on pages that hold every construct there is.

import { after, before, describe, test } from "node:test";

import { launch } from "./browser.mjs";
import { chosenPages } from "./constructs.mjs";
import { none } from "./faults.mjs";
import { serve } from "./server.mjs";
import { SITES, sites } from "./sites.mjs";
import { visit } from "./visits.mjs";

const folders = sites();
const chosen = chosenPages(folders);
let browser;

before(async () => (browser = await launch()));
after(() => browser.close());

for (const name of SITES) {
  describe(`a page of the ${name}`, () => {
    let visits;

    before(async () => {
      const server = await serve(folders[name]);
      const addresses = chosen.filter(({ site }) => site === name).map(({ address }) => address);
      visits = await visit(browser, server.origin, addresses);
      await server.close();
    });

    /** Fails with every fault that `find` names on any of the pages. */
    const nowhere = (find) => none(visits.flatMap((page) => find(page).map((fault) => `${page.address}  ${fault}`)));

    test("leaves nothing on the console, and nothing that its policy for content stops", () => {
      nowhere((page) => page.said);
    });

    test("asks no other host for anything, and gets what it asks for", () => {
      nowhere((page) => [...page.foreign, ...page.failed]);
    });

    test("says the same with scripts and without", () => {
      nowhere((page) => {
        if (page.text.trim().length < 20) return ["has no text"];
        return page.text === page.textWithout ? [] : ["has another text without scripts"];
      });
    });

    test("needs no sideways scrolling at 320 pixels", () => {
      nowhere(({ layout }) => {
        const faults = layout.outside.map((block) => `${block} reaches out of the window`);
        if (layout.scrollWidth > 320) faults.push(`is ${layout.scrollWidth} pixels wide`);
        if (layout.clipped) faults.push("hides what reaches out of the window instead of fitting it");
        return faults;
      });
    });

    test("shows its whole text without scripts", () => {
      nowhere(({ layout }) => {
        const faults = layout.hidden.map((block) => `${block} is hidden`);
        if (layout.words < 20) faults.push(`only ${layout.words} characters in the main part`);
        return faults;
      });
    });
  });
}
