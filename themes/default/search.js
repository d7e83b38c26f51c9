// The search over the texts in force. Only its own page loads it, and what it reads is fetched when somebody first asks.
// MiniSearch, in search-library.js, keeps the index and ranks; what is here knows words: those of languages that write no
// spaces between them, and those that change their form.

const { MiniSearch, stemmer } = searchLibrary;

const form = document.querySelector("form.search");
const field = form.querySelector("input");
const reply = form.querySelector(".search-answer");
const results = document.querySelector(".search-results");
const everything = document.querySelector(".search-all");

/** How many places of a text are shown at once. */
const PLACES = 4;
/** How long the part of a passage is that is shown, in characters. */
const EXCERPT = 220;

// Words.

const UNSPACED = String.raw`[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]`;
/** A run without spaces, or a word. */
const WORD = new RegExp(String.raw`${UNSPACED}+|(?:(?!${UNSPACED})[\p{L}\p{M}\p{N}])+`, "gu");
const IS_UNSPACED = new RegExp(UNSPACED, "u");

/** Without what does not matter: case, width, the marks on Latin letters. */
const fold = (word) =>
  word.normalize("NFKD").replace(/(\p{Script=Latin})\p{M}+/gu, "$1").normalize("NFC").toLowerCase();

/** The words of a text. Single letters are none: what an apostrophe leaves. */
const words = (text) => (text.match(WORD) ?? []).filter((word) => word.length > 1 || !/\p{Script=Latin}/u.test(word));

/** Every two characters that stand together, and the last one, so that each of them begins a term. */
const pairs = (run) => [...run].map((_, at, all) => all.slice(at, at + 2).join(""));

/** What a word is found by: itself, and, told apart by a sign that no word has, what its other forms share with it. */
function forms(word, lang) {
  const own = fold(word);
  if (IS_UNSPACED.test(own)) return pairs(own);
  const [language] = lang.split("-");
  const shared = language === "ms" || language === "id" ? [...roots(own)] : [];
  // In Malay and Chinese texts foreign words are English ones.
  if (["en", "ms", "zh"].includes(language)) shared.push(stemmer(own));
  return [own, ...new Set(shared.map((form) => `~${form}`))];
}

/**
 * The roots that a Malay word can have, by its affixes (F. Ahmad, M. Yusoff, T. M. T. Sembok: Experiments with a stemming
 * algorithm for Malay words, JASIS 47, 1996), without a dictionary: setuju for persetujuan, menyetujui and bersetuju. Some
 * are no words, and then no text has them.
 */
function roots(word) {
  const found = new Set();
  const add = (root) => root.length >= 4 && found.add(root);
  const stems = [word, word.replace(/(?:nya|lah|kah|ku|mu)$/, "")];
  for (const stem of stems.flatMap((stem) => [stem, stem.replace(/kan$/, ""), stem.replace(/an$/, ""), stem.replace(/i$/, "")])) {
    add(stem);
    for (const inner of withoutPrefix(stem, word !== stem && word.includes("an"))) {
      add(inner);
      withoutPrefix(inner, true).forEach(add);
    }
  }
  return found;
}

/** A word without the prefixes that it can have. The first sound of a root can be lost in them. */
function withoutPrefix(word, hasSuffix) {
  const rest = (prefix) => (prefix.test(word) ? [word.replace(prefix, "")] : []);
  const lost = (prefix, sound) => rest(prefix).map((root) => sound + root);
  return [
    ...lost(/^[mp]eny(?=[aeiou])/, "s"),
    ...lost(/^[mp]eng(?=[aeiou])/, "k"),
    ...lost(/^[mp]em(?=[aeiou])/, "p"),
    ...lost(/^[mp]en(?=[aeiou])/, "t"),
    ...rest(/^[mp]eng(?=[aeioughkqx])/),
    ...rest(/^[mp]em(?=[bfvp])/),
    ...rest(/^[mp]en(?=[dcjzts])/),
    ...rest(/^[mp]e(?=[lmnrwy])/),
    ...rest(/^(?:ber|ter|per|di)/),
    // With a suffix at the other end only.
    ...(hasSuffix ? rest(/^ke/) : []),
  ];
}

// The index.

let loading;

/** The texts and their index, fetched at the first question. */
function load() {
  loading ??= fetch(form.dataset.source)
    .then((response) => (response.ok ? response.json() : Promise.reject(response.status)))
    .then(index);
  // Whoever asks again tries again.
  loading.catch(() => (loading = null));
  return loading;
}

function index({ texts }) {
  const sections = texts.flatMap((text) => text.sections.map((section) => ({ ...section, in: text })));
  const terms = (words_, lang) => words(words_).flatMap((word) => forms(word, lang)).join(" ");
  const found = new MiniSearch({ fields: ["heading", "text"], tokenize: (terms) => terms.split(" "), processTerm: (term) => term });
  found.addAll(
    sections.map(({ heading, text, in: { language } }, id) => ({ id, heading: terms(heading, language), text: terms(text, language) })),
  );
  return { sections, index: found, languages: [...new Set(texts.map(({ language }) => language))] };
}

/** The sections that hold a word in any of its forms, with what they weigh and by which terms they were found. */
function holding(word, { sections, index, languages }) {
  const own = fold(word);
  const boost = { boost: { heading: 3 } };
  if (IS_UNSPACED.test(own) && own.length > 1) {
    // Without the last character alone, which stands in the text for what begins with it.
    const all = index.search({ combineWith: "AND", queries: pairs(own).slice(0, -1) }, boost);
    return all.filter(({ id }) => [sections[id].heading, sections[id].text].some((text) => fold(text).includes(own)));
  }
  const terms = [...new Set(languages.flatMap((lang) => forms(word, lang)))];
  const begins = (term) => term === own && (own.length > 2 || IS_UNSPACED.test(own));
  const exact = index.search({ queries: terms }, { ...boost, prefix: begins });
  // Where nothing is written so, what is written much like it.
  return exact.length || own.length < 5 ? exact : index.search({ queries: terms }, { ...boost, fuzzy: own.length > 6 ? 2 : 1 });
}

/** The texts that hold all words, or some if none holds all, the best first, each with its sections. */
function search(query, all) {
  const asked = [...new Set(words(query))];
  const found = new Map();
  asked.forEach((word) => {
    for (const { id, score, match } of holding(word, all)) {
      const section = all.sections[id];
      const text = found.get(section.in) ?? { text: section.in, words: new Set(), places: new Map(), score: 0 };
      const place = text.places.get(section) ?? { section, words: 0, score: 0, terms: new Set() };
      Object.keys(match).forEach((term) => place.terms.add(term));
      text.places.set(section, { ...place, words: place.words + 1, score: place.score + score });
      found.set(section.in, { ...text, words: text.words.add(word), score: text.score + score });
    }
  });
  const best = (one, other) => other.words - one.words || other.score - one.score;
  const texts = [...found.values()].map((text) => ({
    ...text,
    words: text.words.size,
    places: [...text.places.values()].sort(best),
  }));
  const whole = texts.filter((text) => text.words === asked.length);
  return { asked, isWhole: whole.length > 0, texts: (whole.length ? whole : texts).sort(best) };
}

// What is shown.

/** An element in the language of a text. */
function element(name, text, ...content) {
  const made = document.createElement(name);
  if (text) Object.assign(made, { lang: text.language, dir: text.direction });
  made.append(...content);
  return made;
}

function link(text, address, ...words) {
  const made = element("a", text, ...words);
  made.href = address;
  return made;
}

/** Where in a passage the words are that were found. */
function marks(passage, { section, terms }, runs) {
  const found = [];
  for (const { 0: word, index } of passage.matchAll(WORD)) {
    const own = fold(word);
    if (IS_UNSPACED.test(own)) {
      for (const run of runs) {
        for (let at = own.indexOf(run); at >= 0; at = own.indexOf(run, at + run.length)) found.push([index + at, run.length]);
      }
    } else if (forms(word, section.in.language).some((form) => terms.has(form))) {
      found.push([index, word.length]);
    }
  }
  return found.sort(([one], [other]) => one - other);
}

/** The passage of a section in which most words were found, cut where it is long, with the words marked. */
function excerpt(place, runs) {
  const passages = place.section.text.split("\n").map((text) => ({ text, found: marks(text, place, runs) }));
  const { text, found } = passages.reduce((best, one) => (one.found.length > best.found.length ? one : best));
  const [start, end] = cut(text, found.length ? found[0][0] : 0);
  const content = marked(text.slice(start, end), found.map(([at, length]) => [at - start, length]));
  return element("p", place.section.in, start > 0 ? "…" : "", ...content, end < text.length ? "…" : "");
}

/** From where to where a long passage is shown in which the first word found is at a place: between words, if it has any. */
function cut(text, first) {
  if (text.length <= EXCERPT) return [0, text.length];
  const early = Math.max(0, first - EXCERPT / 3);
  const start = early > 0 ? Math.min(first, text.indexOf(" ", early) + 1 || first) : 0;
  if (start + EXCERPT >= text.length) return [start, text.length];
  const space = text.lastIndexOf(" ", start + EXCERPT);
  return [start, space > start + EXCERPT / 2 ? space : start + EXCERPT];
}

/** Words with some of them marked. */
function marked(text, found) {
  const content = [];
  let done = 0;
  for (const [at, length] of found) {
    if (at < done || at + length > text.length) continue;
    content.push(text.slice(done, at), element("mark", null, text.slice(at, at + length)));
    done = at + length;
  }
  return [...content, text.slice(done)];
}

/** A text that was found, with its best places first and the others folded. */
function shown({ text, places }, runs) {
  const item = (place) => {
    const { id, heading } = place.section;
    const address = id ? `${text.address}#${encodeURIComponent(id)}` : text.address;
    const words = heading || text.title;
    return element("li", null, link(text, address, ...marked(words, marks(words, place, runs))), excerpt(place, runs));
  };
  const list = (some) => element("ul", null, ...some.map(item));
  const parts = [element("h2", null, link(text, text.address, text.title)), list(places.slice(0, PLACES))];
  const others = places.slice(PLACES);
  if (others.length) {
    const summary = element("summary", null, form.dataset.more.replace("{count}", others.length));
    parts.push(element("details", null, summary, list(others)));
  }
  return element("li", null, ...parts);
}

/** Answers what stands in the field. */
async function answer() {
  const query = field.value.trim();
  const isEmpty = words(query).length === 0;
  everything.hidden = !isEmpty;
  results.hidden = isEmpty;
  if (isEmpty) {
    results.replaceChildren();
    reply.textContent = "";
    return;
  }
  try {
    const { asked, isWhole, texts } = search(query, await load());
    // Somebody may have gone on writing.
    if (field.value.trim() !== query) return;
    const runs = asked.map(fold).filter((word) => IS_UNSPACED.test(word));
    const words = texts.length === 0 ? form.dataset.none : isWhole ? form.dataset.found : form.dataset.some;
    reply.textContent = words.replace("{count}", texts.length);
    results.replaceChildren(...texts.map((text) => shown(text, runs)));
  } catch {
    results.hidden = true;
    everything.hidden = false;
    reply.textContent = form.dataset.failed;
  }
}

/** Answers, and keeps the question in the address, so that it can be shared and come back to. */
function ask() {
  const url = new URL(location.href);
  url.search = field.value.trim() ? new URLSearchParams({ q: field.value.trim() }) : "";
  history.replaceState(null, "", url);
  return answer();
}

let soon;
field.addEventListener("input", () => {
  clearTimeout(soon);
  soon = setTimeout(ask, 150);
});
form.addEventListener("submit", (event) => {
  event.preventDefault();
  clearTimeout(soon);
  ask();
});
form.hidden = false;
field.value = new URLSearchParams(location.search).get("q") ?? "";
if (field.value) answer();
