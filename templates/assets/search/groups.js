// The group of a scenario's patients that a query names, so that its answer is shown and not those for the others.
import { NEGATIONS, SMALL } from "./ranking.js";
import { fold, forms } from "./spelling.js";

const SHORTEST = 4; // of what stands for the longer words that begin with it

/**
 * The only group that has each word of the query by which the groups differ; none where no word tells them apart, and
 * where several groups are meant. A group is what the page's metadata says of it, its words last.
 */
export function groupMeant(groups, query) {
  let left = groups;
  for (const word of termsOf(query)) {
    const having = groups.filter(group => termsOf(group.at(-1)).some(term => isMeant(word, term)));
    if (having.length > 0 && having.length < groups.length) left = left.filter(group => having.includes(group));
  }
  return left.length === 1 && groups.length > 1 ? left[0] : null;
}

/** The words of a text; one that is negated is another word with its negation. */
function termsOf(text) {
  const words = fold(text).match(/[\p{L}\p{N}]+/gu) ?? [];
  return words
    .map((word, place) => (NEGATIONS.has(words[place - 1]) ? `not ${word}` : word))
    .filter(word => !NEGATIONS.has(word) && !SMALL.has(word));
}

function isMeant(word, term) {
  return forms(word).some(form => forms(term).includes(form) || (form.length >= SHORTEST && term.startsWith(form)));
}
