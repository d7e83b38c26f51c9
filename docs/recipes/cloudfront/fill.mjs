// Fills template.json with what the built site says to hosts: the headers of `_headers`, and if wanted the redirects of
// `_redirects`.
//
//     node docs/recipes/cloudfront/fill.mjs public >cloudfront.json
//     node docs/recipes/cloudfront/fill.mjs --redirects public >cloudfront.json
//
// Do it again, and deploy, when one of these files changes: after a new version of the program, or a new `formerly`.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

const MOST_CODE = 10240;
const MOST_BEHAVIOURS = 25;

const wantsRedirects = process.argv[2] === "--redirects";
const site = process.argv[wantsRedirects ? 3 : 2];
if (site === undefined) fail("name the built site: node fill.mjs [--redirects] public");
const rules = headerRules(read("_headers"));
const redirects = wantsRedirects && existsSync(join(site, "_redirects")) ? redirectRules(read("_redirects")) : [];
const template = JSON.parse(readFileSync(new URL("template.json", import.meta.url), "utf8"));
const resources = template.Resources;

const every = rules.find((rule) => rule.pattern === "/*");
if (every === undefined) fail("_headers has no rule for /*");
for (const policy of [resources.HeadersForPages, resources.HeadersForPrograms]) {
  Object.assign(policy.Properties.ResponseHeadersPolicyConfig, responseHeaders(every.headers));
}

// What programs may read from anywhere. Type and Cache-Control are kept with each object by `promulgate publish`.
const open = rules.filter((rule) => rule.headers.some(([name]) => name === "access-control-allow-origin"));
const patterns = [...new Set(open.map((rule) => pathPattern(rule.pattern)))];
const distribution = resources.Distribution.Properties.DistributionConfig;
distribution.CacheBehaviors = patterns.map((pattern) => ({
  ...distribution.DefaultCacheBehavior,
  PathPattern: pattern,
  ResponseHeadersPolicyId: { Ref: "HeadersForPrograms" },
}));
if (patterns.length > MOST_BEHAVIOURS) fail(`${patterns.length} patterns are more than CloudFront takes`);

const code = readFileSync(new URL("viewer-request.js", import.meta.url), "utf8")
  .replace("const REDIRECTS = [];", () => `const REDIRECTS = ${JSON.stringify(redirects)};`);
if (Buffer.byteLength(code) > MOST_CODE) {
  fail("the function with all redirects is larger than CloudFront takes: fill it without --redirects");
}
resources.Addresses.Properties.FunctionCode = code;
process.stdout.write(`${JSON.stringify(template, null, 2)}\n`);

function fail(message) {
  process.stderr.write(`fill.mjs: ${message}\n`);
  process.exit(2);
}

function read(name) {
  try {
    return readFileSync(join(site, name), "utf8");
  } catch (error) {
    return fail(`cannot read ${name} of the built site: ${error.message}`);
  }
}

// A pattern at the beginning of a line, its headers indented below it.
function headerRules(text) {
  const rules = [];
  for (const line of text.split("\n").filter((line) => line.trim() !== "" && !line.startsWith("#"))) {
    if (!/^\s/.test(line)) {
      rules.push({ pattern: line.trim(), headers: [] });
      continue;
    }
    const colon = line.indexOf(":");
    rules.at(-1).headers.push([line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim()]);
  }
  return rules;
}

function redirectRules(text) {
  const lines = text.split("\n").map((line) => line.trim()).filter((line) => line !== "" && !line.startsWith("#"));
  return lines.map((line) => {
    const [from, to, status] = line.split(/\s+/);
    if (!["301", "302"].includes(status)) fail(`_redirects: a rule of another kind: ${line}`);
    return [from, to, Number(status)];
  });
}

// CloudFront has no names in patterns; its star goes across slashes. What comes after the names says enough.
function pathPattern(pattern) {
  if (!pattern.includes(":")) return pattern;
  const parts = pattern.split("/");
  return `*/${parts.slice(parts.findLastIndex((part) => part.startsWith(":")) + 1).join("/")}`;
}

// The headers for which CloudFront has a place of their own, and the others.
function responseHeaders(headers) {
  const security = {};
  const custom = [];
  for (const [name, value] of headers) {
    if (name === "content-security-policy") {
      security.ContentSecurityPolicy = { ContentSecurityPolicy: value, Override: true };
    } else if (name === "referrer-policy") {
      security.ReferrerPolicy = { ReferrerPolicy: value, Override: true };
    } else if (name === "x-content-type-options") {
      security.ContentTypeOptions = { Override: true };
    } else if (name === "strict-transport-security") {
      security.StrictTransportSecurity = {
        AccessControlMaxAgeSec: Number(/max-age=(\d+)/.exec(value)[1]),
        IncludeSubdomains: /includeSubDomains/i.test(value),
        Preload: /preload/i.test(value),
        Override: true,
      };
    } else {
      custom.push({ Header: name, Value: value, Override: true });
    }
  }
  return { SecurityHeadersConfig: security, CustomHeadersConfig: { Items: custom } };
}
