// A live preview of a site of its own, and the page in the browser that follows it.

import { spawn } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { DAY, program, REPOSITORY } from "./sites.mjs";

/** A copy of the repository's site, or of the one in `from`, with `promulgate serve` running in it. */
export async function desk({ from = REPOSITORY, more = [], parts = ["content", "promulgate.toml"] } = {}) {
  const root = mkdtempSync(join(tmpdir(), "promulgate-desk-"));
  for (const part of parts) cpSync(join(from, part), join(root, part), { recursive: true });
  const server = spawn(program(), ["serve", "--root", root, "--port", "0", "--no-open", "--as-of", DAY, ...more], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const origin = await new Promise((found, lost) => {
    let said = "";
    server.stdout.on("data", (bytes) => {
      said += bytes;
      const match = /http:\/\/[^/\s]+/.exec(said);
      if (match) found(match[0]);
    });
    server.on("exit", (code) => lost(new Error(`serve ended with ${code}`)));
  });
  const file = (path) => join(root, path);
  return {
    root,
    origin,
    pid: server.pid,
    file,
    read: (path) => readFileSync(file(path), "utf8"),
    /** Saves a file as many editors do: another one is written and put in its place. */
    save(path, text) {
      const beside = file(`${path}.tmp`);
      writeFileSync(beside, text);
      renameSync(beside, file(path));
    },
    /** Changes a text with `change`, which must change it. */
    edit(path, change) {
      const text = readFileSync(file(path), "utf8");
      const changed = change(text);
      if (changed === text) throw new Error(`${path} does not change`);
      this.save(path, changed);
    },
    async close() {
      server.removeAllListeners("exit");
      const ended = new Promise((done) => server.on("exit", done));
      server.kill();
      await ended;
      rmSync(root, { recursive: true, force: true });
    },
  };
}

/**
 * How long it takes from when a file is saved to when the open page shows it, in milliseconds, `times` over. The page shows
 * the draft of the text in `path`; each edit adds words to its paragraph that begins with `words`.
 */
export async function latencies(page, desk, path, words, times) {
  const text = desk.read(path);
  if (!text.includes(words)) throw new Error(`${path} does not say "${words}"`);
  const measured = [];
  for (let number = 0; number < times; number += 1) {
    const mark = `Edit ${number} of ${times}.`;
    const seen = page.evaluate((mark) => new Promise((done) => {
      const look = () => document.body.textContent.includes(mark) && (observer.disconnect(), done(Date.now()));
      const observer = new MutationObserver(look);
      observer.observe(document.body, { subtree: true, childList: true, characterData: true });
      look();
    }), mark);
    // The page has to be looking before the file is saved.
    await page.evaluate(() => 0);
    const saved = Date.now();
    desk.save(path, text.replace(words, `${mark} ${words}`));
    measured.push((await seen) - saved);
  }
  desk.save(path, text);
  return measured;
}

/** The median and the 95th percentile. */
export function spread(values) {
  const sorted = [...values].sort((one, other) => one - other);
  const at = (part) => sorted[Math.min(sorted.length - 1, Math.ceil(part * sorted.length) - 1)];
  return { median: at(0.5), p95: at(0.95), max: sorted.at(-1) };
}
