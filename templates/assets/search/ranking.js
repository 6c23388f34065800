// What of the index's hits counts, and in which order. The build asks the index in the same way (search/order.py).

const SHORT = 3;
const ANSWERS_FIRST = 3;
const ROUNDING = 1e-5; // as a share of a score
export const NEGATIONS = new Set(["no", "not", "non", "without"]);
const TITLES = ["title", "called"];
const NAMES = [...TITLES, "names", "question"];
const SUBJECTS = [...NAMES, "answers", "summary", "groups"];
/** Words that make no page fit better. */
export const SMALL = new Set("a an and are at for how in is of on or the to what which with".split(" "));
/** Words for what somebody wants to know or to do; a page may be meant that has none of them. */
const WEAK = new Set([
  ...SMALL,
  ...("any be begin best can could do does from get give given giving has have i if it make may me my must need needed " +
    "needs our please shall should start started starting that then there this use used using want was we were when " +
    "where who why will would you your").split(" "),
]);
const DROPPED = /[\p{Pd}\p{Pe}\p{Pf}\p{Pi}\p{Po}\p{Ps}]/gu;

/**
 * Results of the index from the best first. It adds up its scores in an order that changes from search to search, so
 * the same page may have another last digit. Of pages whose scores are the same but for that, those come first whose title
 * has the words or means them; then they stand in the order of the index, in which each has its place.
 */
export function settled(results, places) {
  let rank = 0;
  const ranks = new Map();
  for (const [place, { id, score }] of results.entries()) {
    if (place > 0 && results[place - 1].score - score > score * ROUNDING) rank++;
    ranks.set(id, rank);
  }
  const untitled = result => (has(result, ...TITLES) ? 0 : 1);
  const place = ({ id }) => places.get(id) ?? 0; // the list of places may be of another generation than the index
  return [...results].sort((one, other) => ranks.get(one.id) - ranks.get(other.id) || untitled(one) - untitled(other) || place(one) - place(other));
}

/** The words of a query that are looked for as they stand: in capitals, with a digit, of three signs, or `with`. */
export function exactWords(query) {
  const text = query.trim();
  if (isQuoted(text)) return [];
  return text.split(/\s+/).filter(word => {
    const bare = word.replace(DROPPED, "");
    const signs = [...bare].length;
    const capitals = word === word.toUpperCase() && word !== word.toLowerCase();
    return signs > 0 && (capitals || /\d/.test(word) || signs <= SHORT || bare.toLowerCase() === "with");
  });
}

/** The words of a query that are negated, each with its negation: `no contrast`. */
export function negated(query) {
  const text = query.trim();
  if (isQuoted(text)) return [];
  const words = text.split(/\s+/);
  return words.slice(0, -1).flatMap((word, place) => (NEGATIONS.has(word.toLowerCase()) ? [`${word} ${words[place + 1]}`] : []));
}

function isQuoted(text) {
  return text.length >= 3 && text.startsWith('"') && text.endsWith('"');
}

/**
 * Results in the order in which they are shown. Where a study is asked for, hundreds of scenarios may have it as
 * their answer. The study's own page and its protocol then stand behind the first three of them.
 */
export function arranged(results) {
  const found = [...results];
  if (found.length === 0 || !isAnswer(found[0])) return found;
  const called = found.filter(result => isCalled(result) && !isAnswer(result)).slice(0, 2);
  for (const [rank, result] of called.entries()) {
    const place = found.indexOf(result);
    if (place > ANSWERS_FIRST + rank) found.splice(ANSWERS_FIRST + rank, 0, ...found.splice(place, 1));
  }
  return found;
}

/** The words of a query by which pages are compared; none where one word or a phrase decides alone. */
export function wordsOfSubject(query) {
  const text = query.trim();
  if (isQuoted(text) || negated(text).length > 0) return [];
  const words = text.split(/\s+/).filter(word => !SMALL.has(word.toLowerCase()));
  return words.length > 1 ? words : [];
}

/** Results from the best first; before that, those that are about more of the words, whose pages `having` gives. */
export function bySubject(results, having) {
  const about = id => having.filter(pages => pages.has(id) && has(pages.get(id), ...SUBJECTS)).length;
  const counts = new Map(results.map(({ id }) => [id, about(id)]));
  return [...results].sort((one, other) => counts.get(other.id) - counts.get(one.id));
}

/** A query without its weak words; a word in capitals or behind a negation stays. */
export function withoutWeak(query) {
  const text = query.trim();
  if (isQuoted(text)) return "";
  const isCapital = word => word.length > 1 && word === word.toUpperCase() && word !== word.toLowerCase();
  return text
    .split(/\s+/)
    .filter((word, place, all) => !WEAK.has(word.toLowerCase()) || isCapital(word) || NEGATIONS.has(all[place - 1]?.toLowerCase()))
    .join(" ");
}

/** Results from the best first; where it only mentions what is asked for, the emergencies stand before it. */
export function urgentFirst(results) {
  if (results.length === 0 || isAbout(results[0]) || isUrgent(results[0])) return results;
  return [...results.filter(isUrgent), ...results.filter(result => !isUrgent(result))];
}

/** Whether the words stand in a page's title, in its question or in another name for it. */
export function isCalled(result) {
  return has(result, ...NAMES);
}

/** Whether the words stand in a page's title, in another name for it or in the answer of a scenario. */
export function isAbout(result) {
  return isCalled(result) || isAnswer(result);
}

/** Whether the words stand in the emergencies of a scenario, or mean what stands there. */
function isUrgent(result) {
  return has(result, "emergencies") || has(result, "warned");
}

function isAnswer(result) {
  return has(result, "answers");
}

function has({ matchedMetaFields: fields }, ...names) {
  return names.some(name => fields?.includes(name));
}
