// Runs the CloudFront function of a filled template over addresses: node cloudfront.mjs TEMPLATE SITE [redirects]
// SITE is the built site, in which `privacy-policy` is a former name of `privacy`; with redirects from there or not.
import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import vm from "node:vm";

const [templateFile, site, mode] = process.argv.slice(2);
const redirects = mode === "redirects";
const template = JSON.parse(readFileSync(templateFile, "utf8"));
const code = template.Resources.Addresses.Properties.FunctionCode;
assert.doesNotMatch(code, /\bfor\s*\([^;)]*\bof\b|\?\.|\?\?|\bimport\b|\brequire\b|\bprocess\b|\bfetch\b/, "what the runtime lacks");
const handler = vm.runInNewContext(`${code}\nhandler`, Object.create(null));
const ask = (uri) => {
  const answer = handler({
    version: "1.0",
    context: { eventType: "viewer-request" },
    viewer: { ip: "192.0.2.1" },
    request: { method: "GET", uri, querystring: {}, headers: { host: { value: "policies.example.com" } }, cookies: {} },
  });
  return answer.statusCode === undefined ? answer.uri : `${answer.statusCode} ${answer.headers.location.value}`;
};

const formerly = [
  ["/en/privacy-policy/", "301 /en/privacy/"],
  ["/ms/privacy-policy/v/2021-02-09/policy.md", "301 /ms/privacy/v/2021-02-09/policy.md"],
  ["/ledgers/privacy-policy.toml", "301 /ledgers/privacy.toml"],
  ["/ledgers/privacy-policy/in/br.toml", "301 /ledgers/privacy/in/br.toml"],
];
for (const [uri, wanted] of [
  ["/", "/index.html"],
  ["/en/", "/en/index.html"],
  ["/en", "301 /en/"],
  ["/en/privacy", "301 /en/privacy/"],
  ["/en/privacy/", "/en/privacy/index.html"],
  ["/en/privacy/index.html", "/en/privacy/index.html"],
  // A label with a full stop is no file.
  ["/en/privacy/v/2027-07-01.2", "301 /en/privacy/v/2027-07-01.2/"],
  ["/en/privacy/v/2027-07-01.2/", "/en/privacy/v/2027-07-01.2/index.html"],
  ["/en/privacy/v/2027-07-01.2/policy.md", "/en/privacy/v/2027-07-01.2/policy.md"],
  ["/zh-CN/privacy/feed.xml", "/zh-CN/privacy/feed.xml"],
  ["/ledgers/privacy.toml", "/ledgers/privacy.toml"],
  ["/robots.txt", "/robots.txt"],
  // Never to another host.
  ["//evil.example", "301 /evil.example/"],
  ["/\\evil.example", "301 /evil.example/"],
  ["//evil.example/", "/evil.example/index.html"],
  ["//privacy-policy/x", "301 /privacy-policy/x/"],
  ...(redirects ? formerly : []),
  ["/en/privacy-policy-2/", "/en/privacy-policy-2/index.html"],
  ["/en/x/privacy-policy/", "/en/x/privacy-policy/index.html"],
]) {
  assert.equal(ask(uri), wanted, uri);
}

// Every file and every page of the site is reached; those at a former name too, unless they are redirected.
const reached = (path) => {
  const moved = path.replace(/^(\/[^/]+\/)privacy-policy(?=[/.])/, "$1privacy");
  return redirects && moved !== path ? `301 ${moved}` : path;
};
let files = 0;
for (const entry of readdirSync(site, { recursive: true, withFileTypes: true })) {
  if (!entry.isFile() || entry.name.startsWith("_")) continue;
  const path = join(entry.parentPath ?? entry.path, entry.name).slice(site.length);
  assert.equal(ask(path), reached(path));
  if (entry.name === "index.html") {
    const page = path.slice(0, -"index.html".length);
    assert.equal(ask(page), reached(page) === page ? path : reached(page));
  }
  files += 1;
}
assert.ok(files > 100, `${files} files`);

// What `_headers` says for every address, the template says as well, with or without names of its own.
const said = JSON.stringify(template.Resources.HeadersForPages);
const every = /^\/\*\n((?: .*\n)+)/m.exec(readFileSync(join(site, "_headers"), "utf8"))[1].trim().split("\n");
for (const line of every) {
  const [, name, value] = /^\s*([^:]+): (.*)$/.exec(line);
  const shown = {
    "X-Content-Type-Options": "ContentTypeOptions",
    "Strict-Transport-Security": `"AccessControlMaxAgeSec":${/\d+/.exec(value)}`,
  }[name] ?? JSON.stringify(value).slice(1, -1);
  assert.ok(said.includes(shown), line);
}
// CloudFront takes those that it has a place for nowhere else.
for (const { Header } of template.Resources.HeadersForPages.Properties.ResponseHeadersPolicyConfig.CustomHeadersConfig.Items) {
  assert.doesNotMatch(Header, /^(?:content-security-policy|referrer-policy|x-content-type-options|strict-transport-security|x-frame-options|x-xss-protection)$/i);
}
console.log(`${files} files`);
