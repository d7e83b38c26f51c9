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

/** The page that compares two versions already, if there is one. */
function comparison(from, to) {
  const since = to.querySelector(".status-in-force") ? [`/compare/${label(from)}/`] : [];
  const ends = [`/compare/${label(from)}/${label(to)}/`, ...since];
  return [...document.querySelectorAll(".redline-link a")].find(({ pathname }) => ends.some((end) => pathname.endsWith(end)));
}

/** What readers of a version are shown, passage by passage. */
async function fetchText(address) {
  const response = await fetch(address);
  if (!response.ok) throw new Error(String(response.status));
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  const article = page.querySelector("article.policy");
  article.querySelectorAll(".anchor, .controlling").forEach((link) => link.remove());
  const passages = [...article.querySelectorAll("[data-block]")].map((block) => ({
    isHeading: /^H[1-6]$/.test(block.tagName),
    text: block.textContent.trim().replace(/\s+/g, " "),
  }));
  return { lang: article.dataset.lang, dir: article.dir, passages };
}

/** The places in two lists of what is the same in both, in order: a longest common subsequence. */
function common(old, now) {
  const width = now.length + 1;
  const longest = new Uint16Array((old.length + 1) * width);
  for (let a = old.length - 1; a >= 0; a--) {
    for (let b = now.length - 1; b >= 0; b--) {
      const at = a * width + b;
      longest[at] = old[a] === now[b] ? longest[at + width + 1] + 1 : Math.max(longest[at + width], longest[at + 1]);
    }
  }
  const pairs = [];
  for (let a = 0, b = 0; a < old.length && b < now.length; ) {
    if (old[a] === now[b]) pairs.push([a++, b++]);
    else if (longest[(a + 1) * width + b] >= longest[a * width + b + 1]) a++;
    else b++;
  }
  return pairs;
}

/** Everything between what two lists have in common: `kept`, `deleted` and `inserted` runs. */
function runs(old, now) {
  const found = [];
  let [a, b] = [0, 0];
  for (const [x, y] of [...common(old, now), [old.length, now.length]]) {
    found.push({ deleted: old.slice(a, x), inserted: now.slice(b, y), kept: old.slice(x, x + 1), at: [a, b] });
    [a, b] = [x + 1, y + 1];
  }
  return found;
}

/** Words, spaces and signs; Chinese by dictionary, where the browser has one. */
function words(text, lang) {
  if (!Intl.Segmenter) return text.match(/\p{Script=Han}|[\p{L}\p{N}]+|\s+|./gsu) ?? [];
  return [...new Intl.Segmenter(lang, { granularity: "word" }).segment(text)].map(({ segment }) => segment);
}

/** Two passages as one, with their changes marked; nothing if they have too little in common to be the same one. */
function marked(old, now, form, lang) {
  const [before, after] = [words(old, lang), words(now, lang)];
  const pieces = runs(before, after);
  const shared = pieces.reduce((sum, { kept }) => sum + kept.join("").trim().length, 0);
  // Half of what both say together (the coefficient of Dice).
  if (shared * 4 < old.length + now.length) return null;
  return pieces.flatMap(({ deleted, inserted, kept }) => [
    ...mark("del", deleted.join(""), form.dataset.deleted),
    ...mark("ins", inserted.join(""), form.dataset.inserted),
    ...kept,
  ]);
}

/** Words that were added or taken out, with what a screen reader says of them. */
function mark(name, text, word) {
  if (!text) return [];
  const element = document.createElement(name);
  element.dataset.said = word;
  element.textContent = text;
  return [element];
}

/** A paragraph, or a heading, of what changed. */
function passage({ isHeading }, content) {
  const element = document.createElement(isHeading ? "h3" : "p");
  element.append(...content);
  return element;
}

/** What changed from one text to another, under the headings of its sections. */
function changes(old, now, form) {
  const shown = [];
  let heading = null;
  const show = (one, content) => {
    if (heading && !one.isHeading) shown.push(passage(heading, [heading.text]));
    heading = null;
    shown.push(passage(one, content));
  };
  for (const { deleted, inserted, kept, at } of runs(old.passages.map(({ text }) => text), now.passages.map(({ text }) => text))) {
    const gone = deleted.map((_, index) => old.passages[at[0] + index]);
    for (const [index] of inserted.entries()) {
      const one = now.passages[at[1] + index];
      // Of what stood there the first that became this one; what stood before it is gone.
      const same = gone.findIndex(({ isHeading, text }) => isHeading === one.isHeading && marked(text, one.text, form, now.lang));
      gone.splice(0, same).forEach((other) => show(other, mark("del", other.text, form.dataset.deleted)));
      const content = same < 0 ? mark("ins", one.text, form.dataset.inserted) : marked(gone.shift().text, one.text, form, now.lang);
      show(one, content);
      if (one.isHeading) heading = null;
    }
    gone.forEach((other) => show(other, mark("del", other.text, form.dataset.deleted)));
    const next = now.passages[at[1] + inserted.length];
    if (kept.length && next.isHeading) heading = next;
  }
  return shown;
}

/** Offers to compare any two versions: on the page that does already, or worked out here. */
function compareAny(form) {
  const releases = [...document.querySelectorAll(".release")];
  const [from, to] = form.querySelectorAll("select");
  const reply = form.querySelector(".compare-any-answer");
  const result = document.querySelector(".compared-texts");
  for (const select of [from, to]) select.append(...releases.map((release) => new Option(label(release))));
  from.selectedIndex = releases.length - 1;
  form.hidden = false;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const pair = [releases[from.selectedIndex], releases[to.selectedIndex]];
    const page = comparison(...pair);
    if (page) {
      location.assign(page.href);
      return;
    }
    try {
      const addresses = pair.map((release) => release.querySelector("h2 a").href);
      let texts = await Promise.all(addresses.map(fetchText));
      const other = texts.find(({ lang }) => lang !== document.documentElement.lang);
      // Where one of the two is not translated, both are taken in the language that controls.
      if (other) texts = await Promise.all(addresses.map((address) => fetchText(inLanguage(address, other.lang))));
      const found = changes(...texts, form);
      const heading = form.dataset.result.replace("{old}", label(pair[0])).replace("{new}", label(pair[1]));
      reply.textContent = [found.length ? heading : form.dataset.same, other && form.dataset.language].filter(Boolean).join(" · ");
      result.lang = texts[0].lang;
      result.dir = texts[0].dir;
      result.replaceChildren(...found);
      result.hidden = !found.length;
      reply.scrollIntoView({ block: "start" });
    } catch {
      result.hidden = true;
      reply.textContent = form.dataset.failed;
    }
  });
}

/** The same page in another language. */
function inLanguage(address, lang) {
  const url = new URL(address);
  url.pathname = url.pathname.replace(/^\/[^/]+/, `/${lang}`);
  return url.href;
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
