// Why a page was found: the words on it around what was looked for, or the words that it has instead.
import { numbersIn, parted } from "./numbers.js";
import { exactWords, negated } from "./ranking.js";
import { bare, escaped, fold, forms } from "./spelling.js";

const LONGEST = 26;
const SHORTEST = 6;
const BEFORE = 5;
const ANSWER = "answer";
const EXCLUSIONS = "does-not-fit";

/**
 * What was looked for: each word as it was typed, with a pattern for where it stands, and each number. A negation and
 * its word are a phrase besides; the words alone are parts of it.
 */
export function asked(query) {
  const { words, numbers } = parted(query);
  const exact = new Set(exactWords(words));
  const phrases = negated(words);
  const parts = new Set(phrases.flatMap(phrase => phrase.split(" ")));
  const typed = [...new Set(words.split(/\s+/).filter(word => bare(word) !== ""))];
  return [
    ...phrases.map(phrase => ({ typed: phrase, pattern: patternOf(phrase, true) })),
    ...typed.map(word => ({ typed: bare(word), pattern: patternOf(word, exact.has(word)), isPart: parts.has(word) })),
    ...numbers.map(({ word }) => ({ number: word })),
  ];
}

function patternOf(word, exact) {
  const starts = (exact ? [fold(bare(word))] : forms(bare(word))).map(escaped).join("|");
  return new RegExp(`(?<![\\p{L}\\p{N}])(?:${starts})${exact ? "(?![\\p{L}\\p{N}])" : ""}`, "u");
}

/** The words that stand nowhere on the page, each with what the page says in its place. */
export function otherWords({ meta, content }, items) {
  const shown = fold([content, meta.title, meta.summary, meta.study, meta.rating, meta.groups].join(" "));
  const terms = [meta.answers, meta.names, meta.words].flatMap(text => JSON.parse(text || "[]"));
  // One word of several, such as the night of "night sweats", does not say them.
  const isTyped = other => other.split(/\s+/).every(word => items.some(({ pattern }) => pattern?.test(word)));
  return items
    .filter(({ pattern, isPart }) => pattern && !isPart && !pattern.test(shown))
    .flatMap(({ typed, pattern }) => {
      const whole = terms.find(([, ...others]) => others.some(other => fold(other) === fold(typed)));
      const term = whole ?? terms.find(([, ...others]) => others.map(fold).some(other => pattern.test(other) && isTyped(other)));
      return term ? [{ typed, said: term[0] }] : [];
    });
}

/**
 * The words of the page around the most of what was looked for, within one section and without its heading, as
 * pairs of a text and whether it was looked for; none where the page has it in no sentence. Of two sections that have
 * as much, the answer comes first. Whom a scenario does not fit is shown only where nothing else has any of it, and its
 * patients, who are named above the excerpt, are left out.
 */
export function excerpt({ content, meta, anchors = [] }, items) {
  const texts = content.split(/\s+/);
  const hits = hitsIn(content, items);
  let best = { score: -Infinity };
  for (const { id, start: begin, end } of sections(anchors, texts.length)) {
    const start = id === ANSWER ? afterSummary(texts, begin, meta.summary ?? "") : begin;
    if (end - start < SHORTEST) continue;
    const weight = id === ANSWER ? 50 : id === EXCLUSIONS ? -1000 : 0;
    for (let place = start; place < end; place++) {
      if (hits[place] < 0) continue;
      const from = Math.max(start, Math.min(place - BEFORE, end - LONGEST));
      const to = Math.min(end, from + LONGEST);
      const within = hits.slice(from, to).filter(hit => hit >= 0);
      const score = 100 * new Set(within).size + within.length + weight;
      if (score > best.score) best = { score, from, to, start, end, isExclusion: id === EXCLUSIONS };
    }
  }
  if (best.score === -Infinity) return null;
  const pairs = texts.slice(best.from, best.to).map((text, rank) => [text, hits[best.from + rank] >= 0]);
  return { pairs, cutBefore: best.from > best.start, cutAfter: best.to < best.end, isExclusion: best.isExclusion };
}

/** The place after the summary of a page, where the words from a place on begin with it. */
function afterSummary(texts, place, summary) {
  const words = summary.split(/\s+/);
  const isSummary = words.every((word, rank) => bare(word) === bare(texts[place + rank] ?? ""));
  return isSummary ? place + words.length : place;
}

/** For each word of a text which of the items it is; -1 for none. */
function hitsIn(content, items) {
  const words = items.map(({ pattern }) => pattern);
  const hits = fold(content)
    .split(/\s+/)
    .map(text => words.findIndex(pattern => pattern?.test(text)));
  if (items.every(({ number }) => !number)) return hits;
  const placeOf = offset => content.slice(0, offset).match(/\s+/g)?.length ?? 0;
  for (const { start, end, word, bareWord } of numbersIn(content)) {
    const item = items.findIndex(({ number }) => number === word || number === bareWord);
    if (item >= 0) hits.fill(item, placeOf(start), placeOf(end) + 1);
  }
  return hits;
}

/** The parts of a page between its headings, as places of words, with the ids of the headings before them. */
function sections(anchors, length) {
  const headings = anchors
    .filter(({ element }) => /^h\d$/.test(element))
    .map(({ id, location, text }) => ({ id, from: location, to: location + (text.match(/\S+/g) ?? []).length })) // none, where it is hidden
    .sort((one, other) => one.from - other.from);
  const starts = [{ id: "", to: 0 }, ...headings];
  return starts.map(({ id, to }, rank) => ({ id, start: to, end: headings[rank]?.from ?? length }));
}
