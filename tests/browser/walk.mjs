// Reads every page of a site as HTML, and follows the links from `/` as a visitor would. What is seen of a page in a window,
// visits.mjs looks at.

/**
 * Reads what is at `addresses` of `origin`, in a page of `browser`: the facts about every page by its address, of which `reached`
 * says whether links lead there from `/`, and the status of everything that pages link to.
 */
export async function walk(browser, origin, addresses) {
  const reader = await browser.newPage();
  try {
    // Any page of a site may read the others; that is much quicker than to go to each.
    await reader.goto(`${origin}/404.html`);
    const pages = new Map(JSON.parse(await reader.evaluate(readPages, addresses)).map((facts) => [facts.address, facts]));
    markReached(pages);
    const targets = [...pages.values()].flatMap(({ links }) => links).filter(({ local }) => local);
    const others = [...new Set(targets.map(({ path }) => path))].filter((path) => !pages.has(path));
    const statuses = new Map(await reader.evaluate(readStatuses, others));
    for (const [address, { status }] of pages) statuses.set(address, status);
    return { pages, statuses };
  } finally {
    await reader.close();
  }
}

/** Says of each page whether links lead there from `/`. */
function markReached(pages) {
  const isLink = ({ local, tag }) => local && tag === "a";
  let wave = ["/"];
  while (wave.length > 0) {
    const reached = wave.map((address) => pages.get(address)).filter((page) => page && !page.reached);
    for (const page of reached) page.reached = true;
    wave = reached.flatMap(({ links }) => links.filter(isLink).map(({ path }) => path));
  }
}

/** Runs in a page: the status of each address of its site. */
function readStatuses(addresses) {
  return Promise.all(addresses.map(async (address) => [address, (await fetch(address, { method: "HEAD" })).status]));
}

/**
 * Runs in a page: everything that the tests ask about the HTML of the pages at `addresses` of its site; as JSON, for a long text
 * comes out of the browser much sooner than many small values.
 */
async function readPages(addresses) {
  const look = (page, address) => {
    const at = (href) => new URL(href, location.origin + address);
    const name = (element) => {
      const words = element.textContent.trim().replace(/\s+/g, " ").slice(0, 40);
      const own = [...element.attributes].slice(0, 4).map(({ name, value }) => `[${name}="${value.slice(0, 60)}"]`);
      return `${element.localName}${own.join("")} “${words}”`;
    };
    const all = (selector, within = page) => [...within.querySelectorAll(selector)];
    const link = (element, attribute) => {
      const raw = element.getAttribute(attribute);
      const url = at(raw);
      return {
        tag: element.localName,
        rel: element.rel ?? "",
        raw,
        name: name(element),
        local: url.origin === location.origin,
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
      const isScript = element.localName === "script" && element.type !== "application/ld+json" && !element.hasAttribute("src");
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
          path: at(element.getAttribute("href")).pathname,
          fragment: decodeURIComponent(at(element.getAttribute("href")).hash.slice(1)),
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
      words: (article.querySelector(".policy-text") ?? article).textContent,
      notices: all(".notice", article).map((notice) => ({
        kind: notice.className.replace(/\bnotice\b(?!-)|notice-/g, "").trim(),
        links: all("a[href]", notice).map((element) => at(element.getAttribute("href")).pathname),
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
      lang: page.documentElement.getAttribute("lang"),
      title: page.title,
      headings: all("h1").length,
      canonical: page.querySelector("link[rel=canonical]")?.getAttribute("href") ?? null,
      robots: page.querySelector("meta[name=robots]")?.content ?? null,
      preview: all(".preview").length > 0,
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
        path: at(element.getAttribute("href")).pathname,
        lang: element.lang,
        hreflang: element.hreflang,
        current: element.getAttribute("aria-current"),
      })),
      alternates: all("link[rel=alternate][hreflang]").map((element) => [
        element.hreflang,
        at(element.getAttribute("href")).pathname,
      ]),
      data: all('script[type="application/ld+json"]').map((element) => element.textContent),
    };
  };
  const parser = new DOMParser();
  const found = [];
  for (const address of addresses) {
    const response = await fetch(address);
    const page = parser.parseFromString(await response.text(), "text/html");
    found.push({ address, status: response.status, ...look(page, address) });
  }
  return JSON.stringify(found);
}
