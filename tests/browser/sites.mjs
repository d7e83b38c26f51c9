// The sites that the tests look at, all built from the repository's own content as of one day: `site` as published,
// `drafts` with previews of the working texts, `plain` in the other theme.
//
// `SITES` names the folder that holds them. Without it they are built into a temporary one. Called as a program
// (`node sites.mjs DIR`) this file builds them into DIR.

import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

export const DAY = "2026-11-23";
export const LANGUAGES = ["en", "zh-CN", "ms"];
export const CONTROLLING = "en";
export const BASE_URL = "https://policies.example.com";
export const SITES = ["site", "drafts", "plain"];

const REPOSITORY = resolve(fileURLToPath(new URL("../..", import.meta.url)));

/** The content of a file of the repository. */
export function source(path) {
  return readFileSync(join(REPOSITORY, path), "utf8");
}

/** The names in a folder of the repository. */
export function sourceFolder(path) {
  return readdirSync(join(REPOSITORY, path)).sort();
}

/** The folders of the built sites, by their names. */
export function sites() {
  let folder = process.env.SITES;
  if (!folder) {
    folder = mkdtempSync(join(tmpdir(), "promulgate-sites-"));
    process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
    buildAll(folder);
  }
  return Object.fromEntries(SITES.map((name) => [name, join(folder, name)]));
}

/** Every file below `folder`, as an address from `/`, in order. */
export function files(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name).slice(folder.length).replaceAll("\\", "/"))
    .sort();
}

/** Every page below `folder`, by its address: `/en/` rather than `/en/index.html`. */
export function pageAddresses(folder) {
  return files(folder)
    .filter((path) => path.endsWith(".html"))
    .map((path) => path.replace(/\/index\.html$/, "/"))
    .sort();
}

function program() {
  const target = process.env.CARGO_TARGET_DIR ?? join(REPOSITORY, "target");
  const program = process.env.PROMULGATE ?? join(target, "release/promulgate");
  if (!existsSync(program)) {
    throw new Error("the program is not built: run `cargo build --release`, or name it in PROMULGATE");
  }
  return program;
}

function build(root, out, ...more) {
  execFileSync(program(), ["build", "--root", root, "--as-of", DAY, "--out", out, ...more], {
    stdio: ["ignore", "pipe", "inherit"],
  });
}

function buildAll(folder) {
  mkdirSync(folder, { recursive: true });
  build(REPOSITORY, join(folder, "site"));
  build(REPOSITORY, join(folder, "drafts"), "--drafts");
  const copy = mkdtempSync(join(tmpdir(), "promulgate-plain-"));
  try {
    copySite(copy, "plain");
    build(copy, join(folder, "plain"));
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}

/** Copies the repository's site into `copy`, with another theme. */
function copySite(copy, theme) {
  for (const name of ["content", "locales", "templates", "themes"]) {
    cpSync(join(REPOSITORY, name), join(copy, name), { recursive: true });
  }
  const config = source("promulgate.toml");
  const changed = config.replace(/^theme = ".*"$/m, `theme = "${theme}"`);
  if (changed === config) throw new Error("promulgate.toml names no theme to be changed");
  writeFileSync(join(copy, "promulgate.toml"), changed);
}

if (process.argv[1] && resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  const folder = process.argv[2];
  if (!folder) {
    console.error("usage: node sites.mjs DIR");
    process.exit(2);
  }
  buildAll(resolve(folder));
}
