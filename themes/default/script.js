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
  const headings = links.map((link) => document.getElementById(decodeURIComponent(link.hash.slice(1))));
  let current;
  const mark = () => {
    const line = Math.min(100, window.innerHeight / 4);
    let now;
    headings.forEach((heading, at) => {
      if (heading && heading.getBoundingClientRect().top <= line) now = links[at];
    });
    // What stands at the end may be too short to come up so far.
    if (window.innerHeight + window.scrollY >= document.documentElement.scrollHeight - 1) now = links.at(-1);
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
    link.textContent = applied.querySelector("h2").id.slice(2);
    reply.append(link, behind);
  });
}

document.addEventListener("click", copyLink);
document.querySelectorAll(".contents").forEach(follow);
document.querySelectorAll(".on-day").forEach(answer);
