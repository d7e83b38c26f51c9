// What most tests need: a browser, and each of the built sites on a server of its own, as long as a file's tests run.

import { after, before } from "node:test";

import { launch, WIDE } from "./browser.mjs";
import { serveAll } from "./server.mjs";

/** Hands `{ browser, origins, open }` to `take` before the tests of a file, and closes all of it after them. */
export function withSites(folders, take) {
  let browser;
  let served;
  before(async () => {
    browser = await launch();
    served = await serveAll(folders);
    take({ browser, origins: served.origins, open });
  });
  after(async () => {
    await browser.close();
    await served.close();
  });

  /** Opens a page of the published site, or of `site`, and closes it after `use`. */
  async function open(address, use, { site = "site", ...options } = {}) {
    const page = await browser.newPage({ viewport: WIDE, ...options });
    try {
      await page.goto(served.origins[site] + address, { waitUntil: "load" });
      return await use(page);
    } finally {
      await page.close();
    }
  }
}
