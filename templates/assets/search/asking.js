// Asks the index, which is a folder of files. All is worked out here: no request carries what is looked for.
import { ROOT } from "./make.js";
import { inDigits, parted } from "./numbers.js";
import { matching, namesOne } from "./publications.js";
import { arranged, bySubject, exactWords, isAbout, isCalled, negated, settled, urgentFirst, withoutWeak, wordsOfSubject } from "./ranking.js";
import { bare, begins, doubtful, offers, vocabulary } from "./spelling.js";

/** How many pages are looked up at once; what the index says of the others waits until it is asked for. */
export const AT_ONCE = 5;

const INDEX = new URL("pagefind/", ROOT);
const DIGIT = /\d/;
const BARE = /^n\d+(?:d\d+)?$/; // a number without a unit
const FEW = 5;
const MOST_PARTS = 8;
const MOST_OFFERED = 3;
const RECORDS = new Set(["Scenario", "Topic"]);
const { fetch } = window;

let opened;
let others = {};
let starts = 0;
let failures = 0;

// The index's own program goes on without a part that does not come, as if the words in it stood nowhere.
// Nobody may be told that by mistake, so what it asks for is watched. What an index asked for that is forgotten by now
// says nothing of the new one.
window.fetch = async (asked, ...rest) => {
  const index = starts;
  const isWatched = () => index === starts && new URL(asked, location.href).href.startsWith(INDEX.href);
  try {
    const response = await fetch(asked, ...rest);
    if (!response.ok && isWatched()) failures++;
    return response;
  } catch (error) {
    if (isWatched()) failures++;
    throw error;
  }
};

/** Load the index's program before it is needed. */
export function warm() {
  opened ??= open();
  return opened;
}

/** The index as it is now; it is `whole` as long as no part of it has failed to come. */
async function open() {
  const before = failures;
  const program = new URL("pagefind.js", INDEX);
  if (starts > 0) program.search = String(starts); // a program that has been loaded would keep its index
  const [pagefind, { ranking }, order] = await Promise.all([
    import(program.href),
    json(new URL("assets/search.json", ROOT)),
    json(new URL("order.json", INDEX)), // the program would load all of the index to tell the order of its pages
  ]);
  // Beside a worker the whole program would be loaded a second time.
  await pagefind.options({ ranking, baseUrl: ROOT.pathname, excerptLength: 24, noWorker: true });
  await pagefind.init();
  return { pagefind, places: new Map(order.map((id, place) => [id, place])), whole: () => failures === before };
}

/** Forget the index: the site may have been published meanwhile, and parts of the old index are gone. */
function startAnew() {
  starts++;
  opened = undefined;
  others = {};
}

async function json(address) {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${response.status} for ${address}`);
  return response.json();
}

/** A file beside the index, which is loaded once. */
function beside(path) {
  others[path] ??= json(new URL(path, ROOT));
  return others[path];
}

/**
 * All that the index has for a query, the best first; nothing of it is loaded yet. Where few pages have all of it, those
 * follow that lack weak words or numbers without a unit; each of them says what in `lacking`.
 */
export async function find(query, index) {
  index ??= await warm();
  const { words, numbers } = parted(query);
  const results = await havingAll(words, numbers, index);
  const core = withoutWeak(words);
  const withUnit = numbers.filter(({ word }) => !BARE.test(word));
  const isSame = core === words && withUnit.length === numbers.length;
  if (isSame || core === "" || results.length === 0 || results.length >= FEW) return results;
  const known = new Set(results.map(({ id }) => id));
  const others = (await havingAll(core, withUnit, index)).filter(({ id }) => !known.has(id));
  const weak = words.split(/\s+/).filter(word => !core.split(" ").includes(word));
  const dropped = await Promise.all([
    ...weak.map(async typed => ({ typed, pages: await pagesWithWord(typed, index) })),
    ...numbers.filter(number => !withUnit.includes(number)).map(async ({ typed, word }) => ({ typed, pages: await pagesWith(word, index) })),
  ]);
  return [...results, ...others.map(result => ({ ...result, lacking: lackingIn(result, dropped) }))];
}

/** What of a query a page lacks, out of what it need not have. */
function lackingIn({ id }, dropped) {
  return dropped.filter(({ pages }) => !pages.has(id)).map(({ typed }) => typed);
}

/**
 * The pages that have all words and numbers. A short word, one in capitals or with a digit does not stand for the longer
 * words that begin with it: `US` is no `use`. As somebody may still be typing, it does where no page has it as it stands.
 * A number never does. A word that is negated is looked for with its negation, and pages that are called so come first.
 * Words of which none is so short speak of emergencies. Of several words, pages come first that are about most of them.
 */
async function havingAll(words, numbers, index) {
  const results = await search(words || (numbers.length > 0 ? `"${numbers[0].word}"` : ""), index);
  let kept = results;
  for (const word of exactWords(words)) {
    const pages = await pagesWith(word, index);
    if (pages.size > 0) kept = kept.filter(({ id }) => pages.has(id));
  }
  if (kept.length === 0) kept = results;
  for (const phrase of negated(words)) {
    const pages = await pagesWith(phrase, index);
    const having = kept.filter(({ id }) => pages.has(id));
    const rank = ({ id }) => (isAbout(pages.get(id)) ? 0 : 1);
    if (having.length > 0) kept = having.sort((one, other) => rank(one) - rank(other));
  }
  for (const { word } of numbers) {
    const pages = await pagesWith(word, index);
    kept = kept.filter(({ id }) => pages.has(id));
  }
  if (exactWords(words).length === 0) kept = urgentFirst(kept);
  return arranged(bySubject(kept, await Promise.all(wordsOfSubject(words).map(word => pagesWithWord(word, index)))));
}

/** The pages that have a word, as far as it goes in longer ones, with all places: of a phrase there is one only. */
async function pagesWithWord(word, index) {
  const pages = new Map((await search(word, index)).map(result => [result.id, result]));
  const exact = exactWords(word).length > 0 ? await pagesWith(word, index) : new Map();
  const having = new Map([...pages].filter(([id]) => exact.has(id)));
  return having.size > 0 ? having : pages;
}

/** The pages that have a word or a phrase as it stands, by their ids. */
async function pagesWith(phrase, index) {
  return new Map((await search(`"${phrase}"`, index)).map(result => [result.id, result]));
}

async function search(query, { pagefind, places, whole }) {
  const { results } = await pagefind.search(query);
  if (!whole()) throw new Error("A part of the index is not there");
  return settled(results, places);
}

/** What the index says of some results. */
export async function pages(results) {
  // The index keeps one object for a page and changes it with the next query.
  return Promise.all(results.map(async result => ({ ...(await result.data()), lacking: result.lacking ?? [] })));
}

/**
 * What a query finds: `results`, with the first of them in `first`, and `publications`. What of it stands on no page is
 * in `unknown`. Then, and where no page has all of it, what is found is found by `instead`, the first of the queries
 * that may be meant, in `offered`. `meanings` are those of its abbreviations that have several, as far as pages have them.
 */
export async function ask(query) {
  try {
    return await answer(query, await warm());
  } catch {
    startAnew();
    return answer(query, await warm());
  }
}

/** The answer of one index from its beginning to its end: what two say must not be mixed. */
async function answer(query, index) {
  const [meanings, found] = await Promise.all([meaningsIn(query, index), begun(query, index)]);
  const unknown = await unknownIn(query, found.first, meanings, index);
  const isFound = unknown.length === 0 && found.results.length > 0;
  const publications = isFound && !namesOne(query) ? [] : matching(query, await beside("find/publications.json"));
  const told = { query, unknown, publications, meanings, offered: [], instead: "" };
  if (isFound) return { ...told, ...found };
  const offered = publications.length > 0 ? [] : await meant(query, unknown, index);
  for (const [place, instead] of offered.entries()) {
    const other = await begun(instead, index);
    if (other.results.length > 0) return { ...told, ...other, query: instead, offered: offered.slice(place), instead };
  }
  return { ...told, results: [], first: [] };
}

async function begun(query, index) {
  const results = await find(query, index);
  return { results, first: await pages(results.slice(0, AT_ONCE)) };
}

/** The abbreviations of a query that mean several things, each as it was typed. */
async function meaningsIn(query, index) {
  const all = new Map(Object.entries(await beside("find/meanings.json")).map(([form, several]) => [form.toLowerCase(), several]));
  const typed = [...new Set(query.split(/\s+/).map(bare))].filter(word => all.has(word.toLowerCase()));
  return Promise.all(typed.map(word => meaningsOf(word, all.get(word.toLowerCase()), index)));
}

/**
 * What an abbreviation can mean, `several` that pages have and `missing` that none has. The first of all is what the
 * library means by it: where pages have that and no other, nothing is to be said.
 */
async function meaningsOf(typed, all, index) {
  const having = await Promise.all(all.map(text => pagesWith(text, index)));
  const several = all.filter((_, place) => having[place].size > 0);
  if (having[0].size === 0) return { typed, several, missing: all.filter(text => !several.includes(text)) };
  return { typed, several: several.length > 1 ? several : [], missing: [] };
}

/** The words and numbers of a query that no page has, where some pages are the first that it finds. */
async function unknownIn(query, first, meanings, index) {
  const { words, numbers } = parted(query);
  const unknown = [];
  for (const { typed, word } of numbers) if ((await pagesWith(word, index)).size === 0) unknown.push(typed);
  const asked = doubtful(words, first);
  if (asked.length === 0) return unknown;
  const known = await vocabularyOfSite();
  const whole = new Set([...meanings.map(({ typed }) => typed), ...asked.filter(word => DIGIT.test(word))]);
  const exact = new Set(exactWords(words).map(bare));
  for (const word of asked) {
    if (!whole.has(word) && begins(word, known)) continue;
    if (!exact.has(word) || (await pagesWith(word, index)).size === 0) unknown.push(word);
  }
  return unknown;
}

/** What is to be said to those who search; empty where nothing is, and where it cannot be had. */
export async function noteOfSite() {
  const { note } = await beside("find/note.json").catch(() => ({ note: "" }));
  return note;
}

async function vocabularyOfSite() {
  others.vocabulary ??= beside("pagefind/words.json").then(vocabulary);
  return others.vocabulary;
}

/** The queries that may be meant by one that finds nothing: with the nearest words, or without what no page has. */
async function meant(query, unknown, index) {
  const digits = inDigits(query);
  if (unknown.length === 0 && digits !== query) return [digits, ...(await shorter(digits, index))];
  if (unknown.length === 0) return shorter(query, index);
  const near = offers(query, unknown, await vocabularyOfSite());
  const found = await Promise.all(near.map(text => find(text, index)));
  if (found.some(results => results.length > 0)) return near.filter((_, place) => found[place].length > 0);
  const rest = parts(query).filter(part => !unknown.includes(part) && !unknown.includes(bare(part)));
  return rest.length > 0 ? [rest.join(" "), ...(await shorter(rest.join(" "), index))] : [];
}

/**
 * A query without one of its parts in turn: first what finds a page that is called so, and without what was typed last
 * before what was typed first. Each is asked for, so of a long query there are the parts that some page has together. So
 * there are where all that is found lacks the name of a scenario or a topic, such as a disease, but some page has it with
 * all parts but two.
 */
async function shorter(query, index) {
  const all = parts(query);
  if (all.length < 2) return [];
  if (all.length > MOST_PARTS) return mostOf(all, index);
  const named = await namesIn(all, index);
  const left = all.map((_, place) => all.filter((_, other) => other !== place)).reverse();
  const found = await Promise.all(left.map(async kept => ({ kept, best: (await find(kept.join(" "), index))[0] })));
  const rank = ({ kept, best }) => (named.length > 0 && !kept.some(part => named.includes(part)) ? 2 : isCalled(best) ? 0 : 1);
  const offered = found.filter(({ best }) => best).sort((one, other) => rank(one) - rank(other));
  const most = offered.length === 0 || rank(offered[0]) === 2 ? await mostOf(all, index, named) : [];
  return [...new Set([...most, ...offered.map(({ kept }) => kept.join(" "))])].slice(0, MOST_OFFERED);
}

/** The parts of a query that are names of a scenario or a topic, or stand in one. */
async function namesIn(all, index) {
  const named = await Promise.all(
    all.filter(part => withoutWeak(part) !== "").map(async part => {
      const called = [...(await pagesWithPart(part, index)).values()].filter(isCalled).slice(0, AT_ONCE);
      return (await pages(called)).some(({ meta }) => RECORDS.has(meta.kind)) ? part : "";
    }),
  );
  return named.filter(part => part !== "");
}

/** The parts that some page has together, as many as any page has, or one fewer where `named` are among them. */
async function mostOf(all, index, named = []) {
  const core = all.filter(part => withoutWeak(part) !== "");
  const having = await Promise.all(core.map(part => pagesWithPart(part, index)));
  const ids = new Set(having.flatMap(pages => [...pages.keys()]));
  const isNamed = id => having.some((pages, place) => named.includes(core[place]) && pages.has(id));
  const manyIn = id => having.filter(pages => pages.has(id)).length + (isNamed(id) ? 1.5 : 0);
  const about = id => having.filter(pages => isAbout(pages.get(id) ?? {})).length;
  const [best] = [...ids].sort((one, other) => manyIn(other) - manyIn(one) || about(other) - about(one) || index.places.get(one) - index.places.get(other));
  return best === undefined ? [] : [core.filter((_, place) => having[place].has(best)).join(" ")];
}

/** The pages that have a word or a number of a query. */
async function pagesWithPart(part, index) {
  const { words, numbers } = parted(part);
  return words === "" ? pagesWith(numbers[0].word, index) : pagesWithWord(words, index);
}

/** The words and numbers of a query; a phrase in quotes has no parts. */
function parts(query) {
  if (query.includes('"')) return [query];
  const { words, numbers } = parted(query);
  const all = [...words.split(/\s+/).filter(word => word !== ""), ...numbers.map(({ typed }) => typed)];
  return all.sort((one, other) => query.indexOf(one) - query.indexOf(other)); // as they were typed
}
