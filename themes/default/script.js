// What pages do besides where scripts run. Nothing on them needs it.

"use strict";

const said = document.querySelector(".said");
let silence;

/** Says something for a while, also by ear. */
function say(words) {
  said.textContent = words;
  clearTimeout(silence);
  silence = setTimeout(() => (said.textContent = ""), 4000);
}

/** A click on the link of a section goes there, and takes its address along. */
async function copyLink(event) {
  const link = event.target.closest("a.anchor");
  if (!link || event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey) return;
  try {
    await navigator.clipboard.writeText(link.href);
    say(said.dataset.linkCopied);
  } catch {
    // Without leave to write there, it is a link like any other.
  }
}

/** Marks in a table of contents where the reader is, and folds it where it would stand before the text. */
function follow(contents) {
  const links = [...contents.querySelectorAll("a")];
  const details = contents.querySelector("details");
  const wide = matchMedia("(min-width: 62em)");
  const fold = () => (details.open = wide.matches);
  wide.addEventListener("change", fold);
  fold();
  // Above the text it is in the way as soon as it was used.
  const away = ({ target, relatedTarget }) => {
    if (!wide.matches && (target.closest("a") || relatedTarget) && !contents.contains(relatedTarget)) details.open = false;
  };
  contents.addEventListener("click", away);
  contents.addEventListener("focusout", away);
  contents.classList.add("follows");
  const headings = links.map((link) => document.getElementById(decodeURIComponent(link.hash.slice(1))));
  let current;
  const mark = () => {
    const line = Math.min(100, window.innerHeight / 4);
    let now;
    headings.forEach((heading, at) => {
      if (heading && heading.getBoundingClientRect().top <= line) now = links[at];
    });
    // What stands at the end may be too short to come up so far.
    if (window.innerHeight + window.scrollY >= document.documentElement.scrollHeight - 1) now = links[links.length - 1];
    if (now === current) return;
    if (current) current.removeAttribute("aria-current");
    current = now;
    if (!current) return;
    current.setAttribute("aria-current", "location");
    // Only within itself: the page stays where it is.
    const { top, bottom } = current.getBoundingClientRect();
    const box = contents.getBoundingClientRect();
    if (top < box.top || bottom > box.bottom) contents.scrollTop += top - box.top - box.height / 2;
  };
  let waits = false;
  const soon = () => {
    if (waits) return;
    waits = true;
    requestAnimationFrame(() => {
      waits = false;
      mark();
    });
  };
  addEventListener("scroll", soon, { passive: true });
  addEventListener("resize", soon, { passive: true });
  soon();
}

/** Asks for a day, and says which version applied on it. */
function answer(form) {
  const releases = [...document.querySelectorAll(".release[data-from]")];
  const reply = form.querySelector(".on-day-answer");
  const days = new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: "long", timeZone: "UTC" });
  form.hidden = false;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const day = form.querySelector("input").value;
    // Days as they are written compare as days do.
    const applied = releases.find(({ dataset: { from, until } }) => from <= day && (!until || day < until));
    const words = (applied ? form.dataset.applied : form.dataset.nothing).replace("{day}", days.format(new Date(day)));
    const [before, behind] = words.split("{version}");
    reply.replaceChildren(before);
    if (!applied) return;
    const link = applied.querySelector("h2 a").cloneNode();
    link.textContent = label(applied);
    reply.append(link, behind);
  });
}

/** The label of a version in the list. */
const label = (release) => release.querySelector("h2").id.slice(2);

/** The redlines that the list of versions leads to, each from an earlier version to a later one. */
function redlines(releases) {
  const inForce = releases.find((release) => release.querySelector(".status-in-force"));
  return [...document.querySelectorAll(".release .redline-link a")].flatMap((link) => {
    const [, from, to] = link.pathname.match(/\/compare\/([^/]+)\/(?:([^/]+)\/)?$/) ?? [];
    // Without a second version it is the redline to the one in force.
    const end = to ?? (inForce && label(inForce));
    return from && end ? [{ from, to: end, href: link.href, lang: link.hreflang }] : [];
  });
}

/** The fewest redlines that together lead from one version to another; nothing if none do. */
function steps(all, from, to) {
  const ways = new Map([[from, []]]);
  for (const [at, way] of ways) {
    if (at === to) return way;
    for (const one of all) {
      if (one.from === at && !ways.has(one.to)) ways.set(one.to, [...way, one]);
    }
  }
  return null;
}

/** Leads from any version to any other: to the redline of the two, or to those that together lead there. */
function compareAny(form) {
  const releases = [...document.querySelectorAll(".release")];
  const labels = releases.map(label);
  const all = redlines(releases);
  const [from, to] = form.querySelectorAll("select");
  const reply = form.querySelector(".compare-any-answer");
  const list = form.querySelector(".compare-any-steps");
  const said = (words, old, now) => words.replace("{old}", old).replace("{new}", now);
  for (const select of [from, to]) select.append(...labels.map((one) => new Option(one)));
  from.selectedIndex = releases.length - 1;
  form.hidden = false;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    // The list has the newest first; a redline leads from the older one to the newer.
    const [now, old] = [from.selectedIndex, to.selectedIndex].sort((a, b) => a - b).map((at) => labels[at]);
    const way = old === now ? [] : steps(all, old, now);
    if (way?.length === 1) {
      location.assign(way[0].href);
      return;
    }
    const { same, steps: several, none, step, stepOther } = form.dataset;
    reply.textContent = said(old === now ? same : way ? several : none, old, now);
    const items = (way ?? []).map((one) => {
      const link = document.createElement("a");
      link.href = one.href;
      link.hreflang = one.lang;
      link.textContent = said(one.lang === document.documentElement.lang ? step : stepOther, one.from, one.to);
      const item = document.createElement("li");
      item.append(link);
      return item;
    });
    list.replaceChildren(...items);
    list.hidden = !items.length;
  });
}

/** Offers to print, beside the other links of a text. */
function offerPrint(list) {
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = list.dataset.print;
  button.addEventListener("click", () => print());
  const item = document.createElement("li");
  item.append(button);
  list.append(item);
}

document.addEventListener("click", copyLink);
document.querySelectorAll(".policy-links").forEach(offerPrint);
document.querySelectorAll(".contents").forEach(follow);
document.querySelectorAll(".on-day").forEach(answer);
document.querySelectorAll(".compare-any").forEach(compareAny);
