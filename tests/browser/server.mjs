// Serves a built site as a host would that reads its `_headers`: the pages must bear what the site itself demands.

import { createReadStream } from "node:fs";
import { readFile, stat } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, resolve, sep } from "node:path";

import { headersFor, readRules } from "./headers.mjs";

const TYPES = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".md": "text/markdown; charset=utf-8",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".toml": "application/toml",
  ".txt": "text/plain; charset=utf-8",
  ".woff2": "font/woff2",
  ".xml": "application/xml",
};

/** Serves `folder`; resolves to its origin and a function that ends it. */
export async function serve(folder) {
  const rules = readRules(folder);
  const server = createServer((request, response) => {
    answer(resolve(folder), rules, request, response).catch(() => response.destroy());
  });
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  const close = () =>
    new Promise((closed) => {
      server.close(closed);
      server.closeAllConnections();
    });
  return { origin: `http://127.0.0.1:${server.address().port}`, close };
}

/** Serves each of the built sites: where each is, by its name, and how to close them all. */
export async function serveAll(folders) {
  const served = await Promise.all(Object.entries(folders).map(async ([name, folder]) => [name, await serve(folder)]));
  return {
    origins: Object.fromEntries(served.map(([name, { origin }]) => [name, origin])),
    close: () => Promise.all(served.map(([, server]) => server.close())),
  };
}

async function answer(folder, rules, request, response) {
  const { pathname } = new URL(request.url, "http://localhost");
  const path = await find(folder, request.url);
  if (!path && request.url === "/favicon.ico") {
    // Browsers ask for it by themselves, whether or not a page has one. That is no fault of the page.
    response.writeHead(204).end();
    return;
  }
  if (!path) {
    const body = await readFile(join(folder, "404.html")).catch(() => "not found");
    for (const [name, value] of headersFor(rules, "/404.html")) response.setHeader(name, value);
    response.writeHead(404, { "Content-Type": TYPES[".html"] }).end(body);
    return;
  }
  response.setHeader("Content-Type", TYPES[extname(path)] ?? "application/octet-stream");
  for (const [name, value] of headersFor(rules, pathname)) response.setHeader(name, value);
  response.writeHead(200);
  if (request.method === "HEAD") response.end();
  else createReadStream(path).pipe(response);
}

/** The file behind an address; in a folder its `index.html`. */
async function find(folder, address) {
  const { pathname } = new URL(address, "http://localhost");
  let path;
  try {
    path = join(folder, decodeURIComponent(pathname));
  } catch {
    return null;
  }
  if (path !== folder && !path.startsWith(folder + sep)) return null;
  if (pathname.endsWith("/")) path = join(path, "index.html");
  const found = await stat(path).catch(() => null);
  return found?.isFile() ? path : null;
}
