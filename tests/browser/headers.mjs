// `_headers` as Netlify and Cloudflare Pages read it.

import { readFileSync } from "node:fs";
import { join } from "node:path";

/** The rules of a built site: patterns with the headers that each sets. */
export function readRules(folder) {
  const rules = [];
  for (const line of readFileSync(join(folder, "_headers"), "utf8").split("\n")) {
    if (line === "" || line.startsWith("#")) continue;
    if (/^\s/.test(line)) {
      const [, name, value] = line.match(/^\s+([^:]+): (.*)$/);
      rules.at(-1).headers.push([name, value]);
    } else {
      rules.push({ pattern: expression(line), headers: [] });
    }
  }
  return rules;
}

/** The headers for an address, by name. Both hosts join what several rules say; here that is a fault. */
export function headersFor(rules, pathname) {
  const headers = new Map();
  for (const { pattern, headers: more } of rules) {
    if (!pattern.test(pathname)) continue;
    for (const [name, value] of more) {
      if (headers.has(name)) throw new Error(`${pathname} gets ${name} from two rules`);
      headers.set(name, value);
    }
  }
  return headers;
}

/** A placeholder is one part of a path, a star whatever is left of it. */
function expression(pattern) {
  const parts = pattern.split("/").map((part) => {
    if (part === "*") return ".*";
    return part.startsWith(":") ? "[^/]+" : part.replace(/[.+?^${}()|[\]\\]/g, "\\$&");
  });
  return new RegExp(`^${parts.join("/")}$`);
}
