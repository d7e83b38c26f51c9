// The browser: the system's own Chromium, or the one that CHROMIUM names, or its shell without windows, which draws the same
// and starts in a quarter of the time. It can reach nothing but this machine.

import { existsSync } from "node:fs";

import { chromium } from "playwright-core";

const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  // A page that asks for another host is found by its request; nobody out there needs to get it.
  "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1",
];

export const WIDE = { width: 1280, height: 900 };
export const NARROW = { width: 320, height: 640 };

/** The program of the browser. */
const PROGRAM =
  process.env.CHROMIUM || ["/usr/bin/chromium-headless-shell", "/usr/bin/chromium"].find((path) => existsSync(path));

/** Starts it; `flags` are those that only some tests need. */
export function launch(...flags) {
  return chromium.launch({ executablePath: PROGRAM, args: [...FLAGS, ...flags] });
}

/** Gives every item to whichever worker is free, and returns what comes of it, in the items' order. */
export async function each(items, workers) {
  const results = new Array(items.length);
  let next = 0;
  const keepBusy = async (worker) => {
    while (next < items.length) {
      const at = next++;
      results[at] = await worker(items[at]);
    }
  };
  await Promise.all(workers.map(keepBusy));
  return results;
}
