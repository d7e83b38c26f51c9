// Brings every saved change into the open page, and shows what has to be mended. Nothing here is part of the published site.
"use strict";

(() => {
  const root = "/.promulgate/";
  // The number of the state that the page shows.
  let shown = Number(document.currentScript.dataset.number);

  const element = (name, attributes, ...children) => {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    made.append(...children);
    return made;
  };

  // The findings, which come as data: nothing of a writer's file becomes markup here.

  const place = ({ path, range }) => path + (range ? `:${range.start.line}:${range.start.column}` : "");

  const findingItem = (finding) => {
    const item = element("li", { "data-severity": finding.severity, "data-code": finding.code });
    item.append(element("p", { class: "promulgate-message" }, `${finding.severity}: ${finding.message}`));
    item.append(element("p", { class: "promulgate-place" }, place(finding)));
    if (finding.excerpt) item.append(element("pre", {}, element("code", {}, finding.excerpt)));
    item.append(element("p", {}, finding.help));
    item.append(element("p", { class: "promulgate-code" }, finding.code));
    return item;
  };

  const showOverlay = (findings) => {
    document.getElementById("promulgate.overlay")?.remove();
    if (findings.length === 0) return;
    const list = element("ul", {}, ...findings.slice(0, 20).map(findingItem));
    const many = findings.length === 1 ? "One mistake has" : `${findings.length} mistakes have`;
    const overlay = element("section", {
      id: "promulgate.overlay", class: "promulgate-overlay", role: "alert", lang: "en", dir: "ltr", tabindex: "-1",
    });
    overlay.append(element("h1", {}, `${many} to be mended; behind this is the page as it was last`), list);
    document.body.append(overlay);
  };

  const showList = (findings) => {
    const details = document.querySelector(".promulgate-findings");
    if (!details) return;
    const counts = ["error", "warning", "note"].map((severity) => {
      const count = findings.filter((finding) => finding.severity === severity).length;
      return count && `${count} ${severity}${count === 1 ? "" : "s"}`;
    });
    const summary = details.querySelector("summary");
    details.hidden = findings.length === 0;
    summary.lang = "en";
    summary.textContent = counts.filter(Boolean).join(", ") || details.dataset.none;
    details.querySelector("ul").replaceChildren(...findings.slice(0, 100).map(findingItem));
  };

  // The page. What is the same stays as it is, so that nothing jumps, closes or loses its place.

  const isOwn = (node) => node.nodeType === 1 && (node.id ?? "").startsWith("promulgate.");

  const sameKind = (one, other) => one.nodeType === other.nodeType && one.nodeName === other.nodeName;

  const morph = (from, to) => {
    if (from.isEqualNode(to)) return;
    if (from.nodeType !== 1) {
      from.nodeValue = to.nodeValue;
      return;
    }
    for (const { name } of [...from.attributes]) {
      if (!to.hasAttribute(name) && name !== "open") from.removeAttribute(name);
    }
    for (const { name, value } of to.attributes) if (from.getAttribute(name) !== value) from.setAttribute(name, value);
    if (from.hasAttribute("data-block")) flash(from);
    morphChildren(from, to);
  };

  const morphChildren = (from, to) => {
    const before = [...from.childNodes].filter((node) => !isOverlay(node));
    const after = [...to.childNodes];
    let start = 0;
    while (start < before.length && start < after.length && before[start].isEqualNode(after[start])) start += 1;
    let end = 0;
    const rest = Math.min(before.length, after.length) - start;
    while (end < rest && before[before.length - 1 - end].isEqualNode(after[after.length - 1 - end])) end += 1;
    const old = before.slice(start, before.length - end);
    const fresh = after.slice(start, after.length - end);
    const behind = before[before.length - end] ?? null;
    for (const [at, node] of fresh.entries()) {
      const there = old[at];
      if (there && sameKind(there, node)) morph(there, node);
      else if (there) there.replaceWith(node);
      else from.insertBefore(node, behind);
    }
    old.slice(fresh.length).forEach((node) => node.remove());
  };

  const isOverlay = (node) => isOwn(node) && node.id === "promulgate.overlay";

  const flash = (block) => {
    block.classList.add("promulgate-changed");
    setTimeout(() => {
      block.classList.remove("promulgate-changed");
      if (block.classList.length === 0) block.removeAttribute("class");
    }, 1500);
  };

  // The first passage that can be seen, and how far it is from the top.
  const anchor = () => {
    for (const block of document.querySelectorAll("[data-block]")) {
      const { top, bottom } = block.getBoundingClientRect();
      if (bottom > 0) return { address: block.dataset.block, top };
    }
    return null;
  };

  const returnTo = (seen) => {
    if (!seen || window.scrollY === 0) return;
    const block = document.querySelector(`[data-block="${CSS.escape(seen.address)}"]`);
    if (block) window.scrollBy({ top: block.getBoundingClientRect().top - seen.top, behavior: "instant" });
  };

  const takeHead = async (head) => {
    document.title = head.querySelector("title")?.textContent ?? "";
    const sheets = (of) => [...of.querySelectorAll('link[rel="stylesheet"]')];
    const names = (of) => sheets(of).map((sheet) => sheet.getAttribute("href")).join(" ");
    if (names(head) === names(document.head)) return;
    const old = sheets(document.head);
    const loads = sheets(head).map((sheet) => new Promise((done) => {
      const copy = sheet.cloneNode();
      copy.onload = copy.onerror = done;
      document.head.append(copy);
    }));
    await Promise.all(loads);
    old.forEach((sheet) => sheet.remove());
  };

  const refresh = async () => {
    const answer = await fetch(location.pathname, { cache: "no-store" });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    await takeHead(page.head);
    const seen = anchor();
    for (const { name, value } of page.documentElement.attributes) document.documentElement.setAttribute(name, value);
    morph(document.body, document.adoptNode(page.body));
    returnTo(seen);
  };

  const take = async (state) => {
    const errors = state.findings.filter((finding) => finding.severity === "error");
    if (errors.length === 0 && shown !== state.number) {
      await refresh();
      shown = state.number;
    }
    showOverlay(errors);
    showList(state.findings);
    document.documentElement.dataset.promulgateState = state.number;
  };

  // One state after the other, and of those that came meanwhile only the last.
  let waiting = null;
  let busy = false;
  const next = async (state) => {
    waiting = state;
    if (busy) return;
    busy = true;
    while (waiting) {
      const now = waiting;
      waiting = null;
      await take(now).catch(() => { shown = null; });
    }
    busy = false;
  };

  new EventSource(`${root}events`).onmessage = (event) => next(JSON.parse(event.data));
})();
