// The sites that the tests look at, all built from the repository's own content as of one day: `site` as published,
// `drafts` with previews of the working texts, `plain` in the other theme, `life` with what can become of versions: one
// announced, one taken back, an addendum that ended, a translation revised.
//
// `SITES` names the folder that holds them. Without it they are built into a temporary one. Called as a program
// (`node sites.mjs DIR`) this file builds them into DIR.

import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

export const DAY = "2026-11-24";
export const LANGUAGES = ["en", "zh-CN", "ms"];
export const CONTROLLING = "en";
export const BASE_URL = "https://policies.example.com";
export const SITES = ["site", "drafts", "plain", "life"];

/** Whether every page is asked for, and not a choice. */
export const ALL_PAGES = process.env.PROMULGATE_PAGES === "all";

export const REPOSITORY = resolve(fileURLToPath(new URL("../..", import.meta.url)));

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
    folder = temporaryFolder();
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

/** The file of a page, below the folder of its site. */
export function fileOf(address) {
  return address.replace(/\/$/, "/index.html");
}

/**
 * The pages of a site that differ from those of the published one by more than what surrounds a text: of the plain theme, and of
 * the published site itself, all. Each is `{ site, folder, address }`; `lang` leaves out those in other languages.
 */
export function pagesOf(folders, name, lang) {
  const folder = folders[name];
  const html = (folder, address) => readFileSync(join(folder, fileOf(address)), "utf8");
  // What says that a preview is one is on each of its pages; one of them has it too.
  const published = name === "drafts" ? new Set(pageAddresses(folders.site)) : new Set();
  const isOwn = (address) => !published.has(address) && (name !== "life" || isChanged(address));
  const isChanged = (address) =>
    !existsSync(join(folders.site, fileOf(address))) || html(folder, address) !== html(folders.site, address);
  const isWanted = (address) => !lang || !LANGUAGES.some((other) => other !== lang && address.startsWith(`/${other}/`));
  const addresses = pageAddresses(folder).filter((address) => isWanted(address) && isOwn(address));
  return addresses.map((address) => ({ site: name, folder, address }));
}

/** False for a page of the plain theme that has the HTML of the default one; which those are is tested in pages.test.mjs. */
export function hasOwnHtml({ site, address }) {
  return site !== "plain" || address.endsWith("/search/");
}

export function program() {
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
  inCopy((copy) => {
    retheme(copy, "plain");
    build(copy, join(folder, "plain"));
  });
  inCopy((copy) => {
    live(copy);
    build(copy, join(folder, "life"));
  });
}

/** Builds the site as it is when its privacy notice has had another name, into `folder`. */
export function buildMoved(folder) {
  inCopy((copy) => {
    const path = join(copy, "content/privacy/policy.toml");
    // Above the tables of the file.
    writeFileSync(path, `formerly = ["privacy-notice"]\n${readFileSync(path, "utf8")}`);
    build(copy, folder);
  });
}

/**
 * The hand-made redlines, as files that stand alone: `tests/redlines/NAME.old.md` and `NAME.new.md`, each in one language or
 * another. Returns their paths.
 */
export function redlines(folder) {
  const names = sourceFolder("tests/redlines").filter((name) => name.endsWith(".old.md"));
  return names.flatMap((name, at) =>
    (ALL_PAGES ? LANGUAGES : [LANGUAGES[at % LANGUAGES.length]]).map((lang) => {
      const texts = [name, name.replace(/old\.md$/, "new.md")].map((name) => join(REPOSITORY, "tests/redlines", name));
      const out = join(folder, `${name.replace(/\.old\.md$/, "")}-${lang}.html`);
      // It ends with 1, for the texts differ.
      const { status, stdout } = spawnSync(program(), ["diff", ...texts, "--format", "html", "--lang", lang]);
      if (status !== 1) throw new Error(`diff of ${name} ended with ${status}`);
      writeFileSync(out, stdout);
      return out;
    }),
  );
}

/** A temporary folder, for as long as the tests run. */
export function temporaryFolder() {
  const folder = mkdtempSync(join(tmpdir(), "promulgate-"));
  process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Does something in a copy of the repository's site, which is then thrown away. */
function inCopy(use) {
  const copy = mkdtempSync(join(tmpdir(), "promulgate-copy-"));
  try {
    for (const name of ["content", "locales", "templates", "themes", "promulgate.toml"]) {
      cpSync(join(REPOSITORY, name), join(copy, name), { recursive: true });
    }
    use(copy);
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}

/** Releases, revises and withdraws in the site `root`, as people would have done before the day of the tests. */
function live(root) {
  const run = (day, command, ...more) =>
    execFileSync(program(), [command, "--root", root, "--as-of", day, "--ahead", "--yes", ...more], {
      stdio: ["ignore", "ignore", "inherit"],
    });
  const edit = (path, change) => {
    const file = join(root, "content", path);
    const text = readFileSync(file, "utf8");
    const changed = change(text);
    if (changed === text) throw new Error(`${path} is not what the tests change`);
    writeFileSync(file, changed);
  };
  edit("privacy/zh-CN.md", (text) => `${text}\n译者补记。\n`);
  run(DAY, "release", "privacy", "--lang", "zh-CN");
  edit("cookies/en.md", (text) => `${text}\nA paragraph that was a mistake.\n`);
  run("2026-10-01", "release", "cookies", "--effective", "2027-01-01");
  run("2026-10-02", "withdraw", "cookies", "2027-01-01", "--reason", "It was released by mistake.");
  edit("privacy/addenda/my/en.md", (text) => `${text}\nA paragraph that was added.\n`);
  run("2026-10-01", "release", "privacy/addenda/my", "--effective", "2027-01-01", "--summary", "ms=Satu perenggan baharu.");
  run("2026-11-01", "withdraw", "privacy/addenda/br", "2021-08-01", "--reason", "The notice says it all.");
}

/** Gives a copy of the site another theme. */
function retheme(copy, theme) {
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
