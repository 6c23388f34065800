// Why a page was found: the words on it around what was looked for, or the words that it has instead.
import { exactWords } from "./ranking.js";
import { bare, fold, forms } from "./spelling.js";

const LONGEST = 26;
const SHORTEST = 6;
const BEFORE = 5;

/** What was looked for: each word as it was typed, and a pattern for where it stands. */
export function asked(query) {
  const exact = new Set(exactWords(query));
  const words = [...new Set(query.split(/\s+/).filter(word => bare(word) !== ""))];
  return words.map(word => ({ typed: bare(word), pattern: patternOf(word, exact.has(word)) }));
}

function patternOf(word, exact) {
  const starts = (exact ? [fold(bare(word))] : forms(bare(word))).map(escaped).join("|");
  return new RegExp(`(?<![\\p{L}\\p{N}])(?:${starts})${exact ? "(?![\\p{L}\\p{N}])" : ""}`, "u");
}

/** A text as a pattern that means nothing but itself. */
function escaped(text) {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
}

/** The words that stand nowhere on the page, each with what the page says in its place. */
export function otherWords({ meta, content }, words) {
  const shown = fold([content, meta.title, meta.summary, meta.study, meta.rating].join(" "));
  const terms = [meta.answers, meta.names, meta.words].flatMap(text => (text ?? "").split(" · ")).map(text => text.split(" = "));
  return words
    .filter(({ pattern }) => !pattern.test(shown))
    .flatMap(({ typed, pattern }) => {
      const whole = terms.find(([, others]) => others?.split(", ").some(other => fold(other) === fold(typed)));
      const term = whole ?? terms.find(([, others]) => others && pattern.test(fold(others)));
      return term ? [{ typed, said: term[0] }] : [];
    });
}

/**
 * The words of the page around the most of what was looked for, within one section and without its heading, as
 * pairs of a text and whether it was looked for; none where the page has it in no sentence.
 */
export function excerpt({ content, anchors = [] }, words) {
  const texts = content.split(/\s+/);
  const patterns = words.map(({ pattern }) => pattern);
  const hits = fold(content)
    .split(/\s+/)
    .map(text => patterns.findIndex(pattern => pattern.test(text)));
  const bounds = sections(anchors, texts.length);
  let best = { score: 0 };
  for (const { start, end } of bounds.filter(({ start, end }) => end - start >= SHORTEST)) {
    for (let place = start; place < end; place++) {
      if (hits[place] < 0) continue;
      const from = Math.max(start, Math.min(place - BEFORE, end - LONGEST));
      const to = Math.min(end, from + LONGEST);
      const within = hits.slice(from, to).filter(hit => hit >= 0);
      const score = 100 * new Set(within).size + within.length;
      if (score > best.score) best = { score, from, to, start, end };
    }
  }
  if (best.score === 0) return null;
  const pairs = texts.slice(best.from, best.to).map((text, rank) => [text, hits[best.from + rank] >= 0]);
  return { pairs, cutBefore: best.from > best.start, cutAfter: best.to < best.end };
}

/** The parts of a page between its headings, as places of words. */
function sections(anchors, length) {
  const headings = anchors
    .filter(({ element }) => /^h\d$/.test(element))
    .map(({ location, text }) => ({ from: location, to: location + text.trim().split(/\s+/).length }))
    .sort((one, other) => one.from - other.from);
  const starts = [0, ...headings.map(({ to }) => to)];
  return starts.map((start, rank) => ({ start, end: headings[rank]?.from ?? length }));
}
