// Opens pages as readers do, with scripts and without, in a wide window and in a narrow one, and notes what is seen.

import { each, NARROW, WIDE } from "./browser.mjs";

/** How far a page may reach beyond the window before it counts: less than a pixel is rounding. */
const ROUNDING = 0.5;

/**
 * Visits the pages of `origin` at `addresses`, two at a time. Of each: what the browser had to `say` of it and what it asked for in
 * vain or elsewhere, its text with scripts and without, and its layout in a narrow window without scripts.
 */
export async function visit(browser, origin, addresses) {
  const visitors = await Promise.all([visitor(browser, origin), visitor(browser, origin)]);
  const found = await each(addresses, visitors.map(({ look }) => look));
  await Promise.all(visitors.map(({ close }) => close()));
  return found;
}

async function visitor(browser, origin) {
  const scripted = await reader(browser, origin, true);
  const plain = await reader(browser, origin, false);
  return {
    look: async (address) => {
      const { text, ...seen } = await scripted.read(address);
      const without = await plain.read(address);
      await plain.page.setViewportSize(NARROW);
      const layout = await plain.page.evaluate(measure, ROUNDING);
      await plain.page.setViewportSize(WIDE);
      const of = (key) => [...seen[key], ...without[key].map((words) => `${words} (without scripts)`)];
      return { address, said: of("said"), failed: of("failed"), foreign: of("foreign"), text, textWithout: without.text, layout };
    },
    close: () => Promise.all([scripted.close(), plain.close()]),
  };
}

/** A page in a context of its own, which notes what the browser has to say of what it reads. */
async function reader(browser, origin, javaScriptEnabled) {
  const context = await browser.newContext({ viewport: WIDE, javaScriptEnabled });
  const page = await context.newPage();
  let seen;
  page.on("console", (message) => seen.said.push(`${message.type()}: ${message.text()}`));
  page.on("pageerror", (error) => seen.said.push(String(error)));
  page.on("requestfailed", (request) => {
    // The icon is fetched when the page has loaded; going on to the next one may cut that off, which is no fault.
    if (request.failure()?.errorText !== "net::ERR_ABORTED") seen.failed.push(request.url());
  });
  page.on("request", (request) => {
    if (!request.url().startsWith(`${origin}/`)) seen.foreign.push(request.url());
  });
  page.on("response", (response) => {
    if (response.status() !== 200) seen.failed.push(`${response.status()} ${response.url()}`);
  });
  // What the tools for developers list beside the console.
  const tools = await context.newCDPSession(page);
  tools.on("Audits.issueAdded", ({ issue }) => seen.said.push(`${issue.code}: ${JSON.stringify(issue.details)}`));
  await tools.send("Audits.enable");
  await page.addInitScript(() => {
    window.forbidden = [];
    addEventListener("securitypolicyviolation", (event) => window.forbidden.push(event.violatedDirective), true);
  });
  return {
    page,
    read: async (address) => {
      seen = { said: [], failed: [], foreign: [] };
      await page.goto(origin + address, { waitUntil: "load" });
      const { forbidden, text } = await page.evaluate(readText);
      seen.said.push(...forbidden);
      return { ...seen, text };
    },
    close: () => context.close(),
  };
}

/** Runs in the page: its text, as far as no script is needed for it, and which of its parts the policy for content stopped. */
function readText() {
  // What asks for something or prints needs a script; what it answers is on the page as well. One page says that there is none.
  const others = [...document.querySelectorAll("form, li:has(> button), noscript")].filter((element) => !element.hidden);
  others.forEach((element) => (element.hidden = true));
  const text = document.querySelector("main").innerText;
  others.forEach((element) => (element.hidden = false));
  return { forbidden: window.forbidden ?? [], text };
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
