// What the default theme's search is made with: two libraries of others in one file, of the versions that package.json names.
// Called as a program this file writes it anew.

import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { build } from "esbuild";

import { REPOSITORY } from "./sites.mjs";

const LIBRARIES = ["minisearch", "stemmer"];

export const PATH = join(REPOSITORY, "themes/default/search-library.js");

/** The file as it must be. */
export async function library() {
  const folder = fileURLToPath(new URL(".", import.meta.url));
  const licence = (name) => {
    const { version } = JSON.parse(readFileSync(join(folder, "node_modules", name, "package.json"), "utf8"));
    const file = { minisearch: "LICENSE.txt", stemmer: "license" }[name];
    return `${name} ${version}\n\n${readFileSync(join(folder, "node_modules", name, file), "utf8").trim()}`;
  };
  const contents = 'export { default as MiniSearch } from "minisearch"; export { stemmer } from "stemmer";';
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: folder },
    bundle: true,
    minify: true,
    write: false,
    format: "iife",
    globalName: "searchLibrary",
    // For modules, which have no names in common.
    footer: { js: "globalThis.searchLibrary = searchLibrary;" },
    target: "es2020",
    charset: "utf8",
    legalComments: "none",
    banner: { js: `/*! Made by tests/browser/library.mjs.\n\n${LIBRARIES.map(licence).join("\n\n")}\n*/` },
  });
  return outputFiles[0].text;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(PATH, await library());
