// Walks a whole site as a visitor would, from `/` along the links, and notes what is on every page.

import { each, launch, NARROW, WIDE } from "./browser.mjs";

/** How far a page may reach beyond the window before it counts: less than a pixel is rounding. */
const ROUNDING = 0.5;

/**
 * Visits every page that can be reached from `/` of `origin`, and each of `others` besides. Returns the facts about
 * every page by its address, and the status of everything else that pages link to.
 */
export async function walk(origin, others = []) {
  const browser = await launch();
  const pages = new Map();
  const statuses = new Map();
  try {
    const visitors = await Promise.all([visitor(browser, origin), visitor(browser, origin)]);
    const waves = [{ reached: true, addresses: ["/"] }, { reached: false, addresses: others }];
    for (const { reached, addresses } of waves) {
      let wave = addresses.filter((address) => !pages.has(address));
      while (wave.length > 0) {
        for (const address of wave) pages.set(address, null);
        const visited = await each(wave, visitors);
        for (const facts of visited) pages.set(facts.address, { ...facts, reached });
        const targets = visited.flatMap((facts) => facts.links).filter((link) => link.local);
        wave = [...new Set(targets.filter(isPage).map((link) => link.path))].filter((path) => !pages.has(path));
        const rest = new Set(targets.filter((link) => !isPage(link)).map((link) => link.path));
        for (const path of rest) {
          if (!statuses.has(path)) statuses.set(path, (await fetch(origin + path)).status);
        }
      }
    }
  } finally {
    await browser.close();
  }
  for (const [address, { status }] of pages) statuses.set(address, status);
  return { pages, statuses };
}

/** True for what a visitor would click on to read, as far as the address shows. */
function isPage(link) {
  return link.tag === "a" && /(\/|\.html)$/.test(link.path);
}

/** A function that visits one page after another, each in a wide window and in a narrow one. */
async function visitor(browser, origin) {
  const wide = await browser.newPage({ viewport: WIDE });
  // No scripts in the narrow one: what is measured there is what everybody gets.
  const narrow = await browser.newPage({ viewport: NARROW, javaScriptEnabled: false });
  let seen;
  wide.on("console", (message) => seen.messages.push(`${message.type()}: ${message.text()}`));
  wide.on("pageerror", (error) => seen.messages.push(String(error)));
  wide.on("requestfailed", (request) => {
    // The icon is fetched when the page has loaded; going on to the next one may cut that off, which is no fault.
    if (request.failure()?.errorText !== "net::ERR_ABORTED") seen.failed.push(request.url());
  });
  wide.on("request", (request) => {
    if (!request.url().startsWith(`${origin}/`)) seen.foreign.push(request.url());
  });
  wide.on("response", (response) => {
    if (response.status() !== 200) seen.failed.push(`${response.status()} ${response.url()}`);
  });
  return async (address) => {
    seen = { messages: [], foreign: [], failed: [] };
    const response = await wide.goto(origin + address, { waitUntil: "load" });
    const facts = await wide.evaluate(look, origin);
    await narrow.goto(origin + address, { waitUntil: "load" });
    const layout = await narrow.evaluate(measure, ROUNDING);
    return { address, status: response.status(), ...seen, ...facts, layout };
  };
}

/** Runs in the page: everything that the tests ask about it. */
function look(origin) {
  const name = (element) => {
    const words = element.textContent.trim().replace(/\s+/g, " ").slice(0, 40);
    const own = [...element.attributes].slice(0, 4).map(({ name, value }) => `[${name}="${value.slice(0, 60)}"]`);
    return `${element.localName}${own.join("")} “${words}”`;
  };
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const link = (element, attribute) => {
    const raw = element.getAttribute(attribute);
    const url = new URL(raw, location.href);
    return {
      tag: element.localName,
      rel: element.rel ?? "",
      raw,
      name: name(element),
      local: url.origin === origin,
      path: url.pathname,
      fragment: decodeURIComponent(url.hash.slice(1)),
      protocol: url.protocol,
    };
  };
  const links = [
    ...all("a[href], area[href], link[href]").map((element) => link(element, "href")),
    ...all("img[src], script[src], source[src], iframe[src], object[data], embed[src]").map((element) =>
      link(element, element.localName === "object" ? "data" : "src"),
    ),
  ];
  const inline = all("*").flatMap((element) => {
    const handlers = [...element.attributes].filter(({ name }) => name === "style" || name.startsWith("on"));
    const isStyle = element.localName === "style";
    const isScript = element.localName === "script" && element.type !== "application/ld+json" && !element.src;
    return isStyle || isScript || handlers.length > 0 ? [name(element)] : [];
  });
  // Without what a translation lacks, which stands there in the language that controls.
  const ownWords = (article) => {
    const copy = article.cloneNode(true);
    for (const other of copy.querySelectorAll("[lang]")) if (other.lang !== article.lang) other.remove();
    return copy.textContent;
  };
  const heading = (element) => {
    // The words of the heading itself, without the links beside it.
    const copy = element.cloneNode(true);
    for (const beside of copy.querySelectorAll("a.anchor, a.controlling")) beside.remove();
    return {
      id: element.id,
      block: element.dataset.block,
      level: Number(element.localName[1]),
      words: copy.textContent.trim().replace(/\s+/g, " "),
      links: all("a[href]", element).map((element) => ({
        path: new URL(element.href).pathname,
        fragment: decodeURIComponent(new URL(element.href).hash.slice(1)),
        hreflang: element.hreflang,
        label: element.getAttribute("aria-label") ?? element.textContent,
      })),
    };
  };
  const articles = all("article:not(.redline)").map((article) => ({
    lang: article.getAttribute("lang"),
    dataLang: article.dataset.lang,
    policy: article.dataset.policy,
    version: article.dataset.version,
    words: article.querySelector(".policy-text")?.innerText ?? article.innerText,
    notices: all(".notice", article).map((notice) => ({
      kind: notice.className.replace(/\bnotice\b(?!-)|notice-/g, "").trim(),
      links: all("a[href]", notice).map((element) => new URL(element.href).pathname),
    })),
    times: all(".policy-header time", article).map((time) => [time.dateTime, time.textContent]),
    headings: all("h2[data-block], h3[data-block], h4[data-block], h5[data-block], h6[data-block]", article).map(heading),
    contents: all(".contents a[href]", article).map((element) => ({
      href: element.getAttribute("href"),
      words: element.textContent.trim().replace(/\s+/g, " "),
    })),
  }));
  const redlines = all("article.redline").map((article) => ({
    lang: article.getAttribute("lang"),
    dataLang: article.dataset.lang,
    words: ownWords(article),
    listed: all(".changes ol > li > a[href]").map((element) => element.getAttribute("href")),
    numbers: all("a.change", article).map((element) => ({
      id: element.id,
      href: element.getAttribute("href"),
      label: element.getAttribute("aria-label"),
    })),
    unsaid: all("ins, del", article)
      .filter((mark) => mark.textContent.trim() && !mark.dataset.said?.trim())
      .map(name),
    unmarked: all("[data-change=inserted], [data-change=deleted]", article)
      .filter((block) => block.textContent.trim() && !block.querySelector("ins, del"))
      .map(name),
    folded: all("details:not([open]) [data-change], details:not([open]) .departure", article).map(name),
  }));
  return {
    lang: document.documentElement.getAttribute("lang"),
    title: document.title,
    headings: all("h1").length,
    canonical: document.querySelector("link[rel=canonical]")?.getAttribute("href") ?? null,
    robots: document.querySelector("meta[name=robots]")?.content ?? null,
    preview: all(".preview").some((element) => element.checkVisibility()),
    ids: all("[id]").map((element) => element.id),
    links,
    inline,
    articles,
    redlines,
    times: all("time").map((time) => ({
      datetime: time.getAttribute("datetime"),
      text: time.textContent,
      lang: time.closest("[lang]").lang,
    })),
    switcher: all(".languages a[href]").map((element) => ({
      path: new URL(element.href).pathname,
      lang: element.lang,
      hreflang: element.hreflang,
      current: element.getAttribute("aria-current"),
    })),
    alternates: all("link[rel=alternate][hreflang]").map((element) => [
      element.hreflang,
      new URL(element.href).pathname,
    ]),
    data: all('script[type="application/ld+json"]').map((element) => element.textContent),
  };
}

/** Runs in the page: what is seen of it on a narrow screen. */
function measure(rounding) {
  const all = (selector) => [...document.querySelectorAll(selector)];
  const scrolls = (element) => {
    for (let outer = element; outer && outer !== document.body; outer = outer.parentElement) {
      if (/auto|scroll/.test(getComputedStyle(outer).overflowX)) return true;
    }
    return false;
  };
  const name = (element) => `${element.localName}[data-block="${element.dataset.block}"]`;
  // What did not change is folded in a redline.
  const blocks = all("[data-block]").filter((element) => !element.closest(".redline details:not([open])"));
  const seen = (element) => {
    const box = element.getBoundingClientRect();
    const shown = element.checkVisibility({ opacityProperty: true, visibilityProperty: true });
    return shown && box.width > 0 && box.height > 0;
  };
  const clipped = [document.documentElement, document.body].some((element) =>
    /hidden|clip/.test(getComputedStyle(element).overflowX),
  );
  return {
    scrollWidth: document.scrollingElement.scrollWidth,
    clipped,
    words: document.querySelector("main")?.innerText.trim().length ?? 0,
    hidden: blocks.filter((element) => !seen(element)).map(name),
    // What a wide table needs it may have inside a region of its own.
    outside: blocks
      .filter((element) => !scrolls(element))
      .filter((element) => {
        const box = element.getBoundingClientRect();
        return box.right > innerWidth + rounding || box.left < -rounding;
      })
      .map(name),
  };
}
