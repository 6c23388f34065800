// On the page for what is not there: the pages whose words stand in the address that was asked for.
import { decoded } from "../place.js";
import { ask } from "./asking.js";
import { hit } from "./hits.js";
import { ROOT, make, styled } from "./make.js";
import { bare } from "./spelling.js";

const MOST = 5;
const MOST_WORDS = 6;
const NO_WORDS =
  /^(?:index|html?|php|aspx?|md|www|library|pages?|scenarios?|topics?|protocols?|procedures?|sources?|find|\d+|an?|and|at|by|for|in|no|of|on|or|such|the|to|with)$/;

/** Show in an element the pages that may be meant. */
export async function suggest(element) {
  const { first, query } = await meant(wordsOf(location.pathname));
  if (first.length === 0) return;
  await styled("search.css");
  element.append(make("h2", {}, "You may be looking for"), make("ol", { class: "wb-hits" }, ...first.slice(0, MOST).map(page => hit(page, query))));
}

/** The words of an address, those of its last part first, which says most. */
function wordsOf(path) {
  const below = path.startsWith(ROOT.pathname) ? path.slice(ROOT.pathname.length) : path;
  const parts = below.split("/").reverse().map(part => decoded(part).toLowerCase().split(/[\s\-_.~+,]+/));
  return [...new Set(parts.flat())].filter(word => word && !NO_WORDS.test(word)).slice(0, MOST_WORDS);
}


/** What was found by all of the words, or by ever fewer of them; a mistyped word is taken for its nearest. */
async function meant(words) {
  for (let many = words.length; many > 0; many--) {
    const answer = await ask(words.slice(0, many).join(" "));
    if (answer.first.length > 0) return answer;
    const known = words.filter(word => !answer.unknown.includes(bare(word)));
    if (known.length < words.length) return meant(known);
  }
  return { first: [] };
}
