// From the address that a reader asks for to the object in the bucket. A CloudFront function (cloudfront-js-2.0) for the
// event viewer-request; that runtime lacks some of today's JavaScript, so loops count.
//
// What `_redirects` says, as [from, to, status]: fill.mjs writes it here if that is wanted.
const REDIRECTS = [];

// What the last part of an address ends in if it is a file. A version's label may have a full stop, `v/2027-07-01.2`, so
// that alone says nothing.
const FILE = /\.(?:html|json|xml|toml|md|wlnk|txt|css|js|mjs|svg|png|jpg|jpeg|webp|avif|gif|ico|woff2|wasm|webmanifest|br|gz)$/;

function redirect(to, status) {
  return {
    statusCode: status,
    statusDescription: status === 302 ? "Found" : "Moved Permanently",
    headers: {
      location: { value: to },
      "cache-control": { value: "public, max-age=300" },
    },
  };
}

// Where `path` leads by a rule, or nothing. `:name` stands for one part of a path, `*` at the end for all that follows.
function led(rule, path) {
  const from = rule[0].split("/");
  const parts = path.split("/");
  const found = {};
  for (let i = 0; i < from.length; i += 1) {
    if (from[i] === "*") {
      found[":splat"] = parts.slice(i).join("/");
      break;
    }
    const isName = from[i].charAt(0) === ":";
    if (i >= parts.length || (isName ? parts[i] === "" : parts[i] !== from[i])) {
      return undefined;
    }
    if (isName) {
      found[from[i]] = parts[i];
    }
    if (i === from.length - 1 && parts.length > from.length) {
      return undefined;
    }
  }
  return rule[1].split("/").map((part) => (found[part] === undefined ? part : found[part])).join("/");
}

function handler(event) {
  const request = event.request;
  // `//host/` and `/\host/` would lead a browser to another host if they came back in a redirect.
  const path = request.uri.replace(/^[/\\]+/, "/");
  for (let i = 0; i < REDIRECTS.length; i += 1) {
    const to = led(REDIRECTS[i], path);
    if (to !== undefined) {
      return redirect(to, REDIRECTS[i][2]);
    }
  }
  if (path.endsWith("/")) {
    request.uri = path + "index.html";
  } else if (FILE.test(path)) {
    request.uri = path;
  } else {
    // One address for each page.
    return redirect(path + "/", 301);
  }
  return request;
}
