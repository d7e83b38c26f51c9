// What most tests need: a browser, and each of the built sites on a server of its own, as long as a file's tests run.

import { after, before } from "node:test";

import { launch } from "./browser.mjs";
import { serveAll } from "./server.mjs";

/** Hands `{ browser, origins }` to `take` before the tests of a file, and closes all of it after them. */
export function withSites(folders, take) {
  let browser;
  let served;
  before(async () => {
    browser = await launch();
    served = await serveAll(folders);
    take({ browser, origins: served.origins });
  });
  after(async () => {
    await browser.close();
    await served.close();
  });
}
