// Words that stand on no page of the site, and the words that may be meant.
import { exactWords } from "./ranking.js";

const JUDGED = /^(?:\p{L}{2,}|(?=.*\p{L})(?=.*\d)[\p{L}\d]{2,})$/u; // words, and codes such as NG51
const LETTERS = /^\p{L}{4,}$/u;
const AROUND = /^[^\p{L}\d]+|[^\p{L}\d]+$/gu;
const ENDING = /(?:ies|es|s|ed|ing|ly)$/;
const MOST = 3;

/** The text without capitals and without the marks of its letters, as the index compares words. */
export function fold(text) {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}

/** A word of a query without what is around it, as quotes are. */
export const bare = word => word.replace(AROUND, "");

/** A word and what is left of it without its ending, as the index takes `scanned` for `scan`. */
export function forms(word) {
  const whole = fold(word);
  const stem = whole.replace(ENDING, "");
  const single = stem === whole ? stem : stem.replace(/(.)\1$/, "$1");
  return [...new Set([whole, stem, single])].filter(form => form === whole || form.length > 2);
}

/** A text as a pattern that means nothing but itself. */
export function escaped(text) {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
}

/** The words of a query that none of the pages has. */
export function doubtful(query, pages) {
  const exact = new Set(exactWords(query).map(bare));
  const asked = [...new Set(query.split(/\s+/).map(bare))].filter(word => JUDGED.test(word));
  // The index finds both words of `AuthorsNguyen`.
  const parted = text => fold(text.replace(/(\p{Ll})(\p{Lu})/gu, "$1 $2"));
  const texts = pages.map(page => parted([page.content, ...Object.values(page.meta)].join(" ")));
  return asked.filter(word => {
    const has = new RegExp(exact.has(word) ? `(?<!\\p{L})${fold(word)}(?![\\p{L}\\d])` : `(?<!\\p{L})(?:${forms(word).join("|")})`, "u");
    return !texts.some(text => has.test(text));
  });
}

/** The words of the site, from the file beside its index, the usual ones first. */
export function vocabulary({ words, often }) {
  return words
    .map((word, place) => ({ word, folded: fold(word), often: Number(often[place]) }))
    .sort((one, other) => other.often - one.often);
}

/** Whether a word of the site begins with a word. */
export function begins(word, known) {
  return forms(word).some(form => known.some(({ folded }) => folded.startsWith(form)));
}

/** Queries with words of the site in the place of those that it has not; none if a word is near to no other. */
export function offers(query, unknown, known) {
  if (!unknown.every(word => LETTERS.test(word))) return []; // numbers, codes and abbreviations have no near ones
  const near = new Map(unknown.map(word => [word, nearest(word, known)]));
  const most = Math.min(MOST, Math.max(...[...near.values()].map(words => words.length)));
  if ([...near.values()].some(words => words.length === 0)) return [];
  const offered = Array.from({ length: most }, (_, rank) =>
    query.replace(/\S+/g, typed => {
      const words = near.get(bare(typed));
      return words ? typed.replace(bare(typed), () => words[Math.min(rank, words.length - 1)]) : typed;
    }),
  );
  return [...new Set(offered)];
}

function nearest(word, known) {
  for (const form of forms(word)) {
    const found = known.filter(({ folded }) => isOneAway(folded, form)).map(entry => entry.word);
    if (found.length > 0) return found;
  }
  return [];
}

/** Whether one letter more, less or other makes one word of the other, or two neighbours that change places. */
function isOneAway(one, other) {
  const [short, long] = one.length < other.length ? [one, other] : [other, one];
  if (long.length - short.length > 1) return false;
  let at = 0;
  while (at < short.length && short[at] === long[at]) at++;
  if (short.length < long.length) return short.slice(at) === long.slice(at + 1);
  const swapped = short[at] === long[at + 1] && short[at + 1] === long[at];
  return short.slice(at + 1) === long.slice(at + 1) || (swapped && short.slice(at + 2) === long.slice(at + 2));
}
