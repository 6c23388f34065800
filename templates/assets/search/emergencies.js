// Emergencies of a scenario that somebody's words speak of. They are said in the result, so that nobody who reads no
// further misses them.
import { escaped, fold, forms } from "./spelling.js";

const MOST = 2;
const SMALL = new Set(
  ("a after an and any are as at be before but by can for from has have in into is it its may no not of on or over " +
    "since than that the then there this to under until up was what when where which while who why will with without").split(" "),
);

/**
 * The emergencies of a page that have the most of what was looked for, behind the first one of the page: `items` as words or numbers, and `others` with
 * what the page says in their place. Words that the page's title, names and patients have are no reason to warn. Of an
 * emergency there is its first sentence, which says who is meant, those that were looked for, and the call at its end.
 */
export function emergencies({ meta }, items, others) {
  if (!meta.emergencies) return [];
  const subject = fold([meta.title, meta.summary, meta.names, meta.answers].join(" "));
  const words = items.filter(({ typed, pattern }) => pattern && !SMALL.has(fold(typed)) && !pattern.test(subject));
  const patterns = words.map(({ typed }) => wholeWord(typed));
  const said = others.map(other => fold(other.said)).filter(text => !subject.includes(text));
  const manyIn = text => {
    const folded = fold(text);
    return patterns.filter(pattern => pattern.test(folded)).length + said.filter(other => folded.includes(other)).length;
  };
  const rated = JSON.parse(meta.emergencies).map(text => ({ text, many: manyIn(text) }));
  const most = Math.max(...rated.map(({ many }) => many));
  if (most === 0) return [];
  const matching = rated.filter(({ many }) => many === most).slice(0, MOST);
  // Who is told of one is told of the page's first one, which may be the more urgent.
  const told = matching.includes(rated[0]) ? matching : [rated[0], ...matching];
  return told.map(({ text }) => inShort(text, sentence => manyIn(sentence) > 0));
}

/** A pattern for a word with any of its endings, and for no longer word: `head` is no headache. */
function wholeWord(typed) {
  return new RegExp(`(?<![\\p{L}\\p{N}])(?:${forms(typed).map(escaped).join("|")})(?:s|es|ed|ing|ly)?(?![\\p{L}\\p{N}])`, "u");
}

/** A text without the sentences between its first and its last that are not wanted; what is left out is shown. */
function inShort(text, isWanted) {
  const sentences = text.split(/(?<=[.!?])\s+(?=\p{Lu})/u);
  const kept = sentences.map((sentence, place) => (place === 0 || place === sentences.length - 1 || isWanted(sentence) ? sentence : "…"));
  return kept.filter((sentence, place) => sentence !== "…" || kept[place - 1] !== "…").join(" ");
}
