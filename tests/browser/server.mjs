// Serves a built site as any plain host of static files would, with the strictest policy that its pages must bear.

import { createReadStream } from "node:fs";
import { readFile, stat } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, resolve, sep } from "node:path";

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

/** Nothing but the site's own styles, images and fonts; no script at all. */
const POLICY = [
  "default-src 'none'",
  "style-src 'self'",
  "img-src 'self'",
  "font-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join("; ");

/** Serves `folder`; resolves to its origin and a function that ends it. */
export async function serve(folder) {
  const server = createServer((request, response) => {
    answer(resolve(folder), request, response).catch(() => response.destroy());
  });
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  const close = () =>
    new Promise((closed) => {
      server.close(closed);
      server.closeAllConnections();
    });
  return { origin: `http://127.0.0.1:${server.address().port}`, close };
}

async function answer(folder, request, response) {
  response.setHeader("Content-Security-Policy", POLICY);
  response.setHeader("X-Content-Type-Options", "nosniff");
  response.setHeader("Cache-Control", "no-store");
  const path = await find(folder, request.url);
  if (!path && request.url === "/favicon.ico") {
    // Browsers ask for it by themselves, whether or not a page has one. That is no fault of the page.
    response.writeHead(204).end();
    return;
  }
  if (!path) {
    const body = await readFile(join(folder, "404.html")).catch(() => "not found");
    response.writeHead(404, { "Content-Type": TYPES[".html"] }).end(body);
    return;
  }
  response.writeHead(200, { "Content-Type": TYPES[extname(path)] ?? "application/octet-stream" });
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
