// Asks the index, which is a folder of files. All is worked out here: no request carries what is looked for.
import { ROOT } from "./make.js";
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

/** All that the index has for a query, the best first; nothing of it is loaded yet. */
export async function find(query) {
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
 * What a query finds: `results`, with the first of them in `first`; or the words in it that stand on no
 * page, with queries that may be meant. For such a word the index has hits that nobody looked for.
 */
export async function ask(query) {
  const results = await find(query);
  const first = await pages(results.slice(0, AT_ONCE));
  const asked = doubtful(query, first);
  if (asked.length > 0) {
    words ??= json(new URL("words.json", INDEX)).then(vocabulary);
    const known = await words;
    const unknown = missing(asked, known);
    if (unknown.length > 0) return { results: [], first: [], unknown, offered: offers(query, unknown, known) };
  }
  return { results, first, unknown: [], offered: [] };
}
