// Asks the index, which is a folder of files. All is worked out here: no request carries what is looked for.
import { ROOT } from "./make.js";
import { arranged, exactWords } from "./ranking.js";
import { doubtful, missing, offers, vocabulary } from "./spelling.js";

/** How many pages are looked up at once; what the index says of the others waits until it is asked for. */
export const AT_ONCE = 5;

const INDEX = new URL("pagefind/", ROOT);
const { fetch } = window;

let index;
let words;
let broken = false;

// The index's own program goes on without a part that does not come, as if the words in it stood nowhere.
// Nobody may be told that by mistake, so what it asks for is watched.
window.fetch = async (asked, ...rest) => {
  const watched = new URL(asked, location.href).href.startsWith(INDEX.href);
  try {
    const response = await fetch(asked, ...rest);
    broken ||= watched && !response.ok;
    return response;
  } catch (error) {
    broken ||= watched;
    throw error;
  }
};

/** Load the index's program before it is needed. */
export function warm() {
  index ??= open();
  return index;
}

async function open() {
  const [pagefind, { ranking }] = await Promise.all([
    import(new URL("pagefind.js", INDEX).href),
    json(new URL("assets/search.json", ROOT)),
  ]);
  // Beside a worker the whole program would be loaded a second time.
  await pagefind.options({ ranking, baseUrl: ROOT.pathname, excerptLength: 24, noWorker: true });
  await pagefind.init();
  return pagefind;
}

async function json(address) {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${response.status} for ${address}`);
  return response.json();
}

/**
 * All that the index has for a query, the best first; nothing of it is loaded yet. A short word or one in capitals
 * does not stand for the longer words that begin with it: `US` is no `use`. As somebody may still be typing, it
 * does where no page has it as it stands.
 */
export async function find(query) {
  const results = await search(query);
  let kept = results;
  for (const word of exactWords(query)) {
    const pages = new Set((await search(`"${word}"`)).map(({ id }) => id));
    if (pages.size > 0) kept = kept.filter(({ id }) => pages.has(id));
  }
  return arranged(kept.length > 0 ? kept : results);
}

async function search(query) {
  const pagefind = await warm();
  const { results } = await pagefind.search(query);
  if (broken) throw new Error("A part of the index is not there");
  return results;
}

/** What the index says of some results. */
export async function pages(results) {
  // The index keeps one object for a page and changes it with the next query.
  return Promise.all(results.map(async result => ({ ...(await result.data()) })));
}

/**
 * What a query finds: `results`, with the first of them in `first`. Where words of it stand on no page, in
 * `unknown`, the index has hits that nobody looked for; what is found then is found by `instead`, the first of the
 * queries that may be meant, in `offered`.
 */
export async function ask(query) {
  const found = await begun(query);
  const asked = doubtful(query, found.first);
  if (asked.length === 0) return { ...found, query, unknown: [], offered: [], instead: "" };
  words ??= json(new URL("words.json", INDEX)).then(vocabulary);
  const known = await words;
  const unknown = missing(asked, known);
  if (unknown.length === 0) return { ...found, query, unknown, offered: [], instead: "" };
  const offered = offers(query, unknown, known);
  for (const instead of offered) {
    const meant = await begun(instead);
    if (meant.results.length > 0) return { ...meant, query: instead, unknown, offered, instead };
  }
  return { results: [], first: [], query, unknown, offered: [], instead: "" };
}

async function begun(query) {
  const results = await find(query);
  return { results, first: await pages(results.slice(0, AT_ONCE)) };
}
