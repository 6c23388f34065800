// On the page for what is not there: the pages whose words stand in the address that was asked for.
import { ask } from "./asking.js";
import { hit } from "./hits.js";
import { ROOT, make, styled } from "./make.js";

const MOST = 5;
const MOST_WORDS = 6;
const NO_WORDS = /^(?:index|html?|php|aspx?|md|www|library|scenarios?|topics?|protocols?|procedures?|sources?|find)$/;

/** Show in an element the pages that may be meant. */
export async function suggest(element) {
  const found = await meant(wordsOf(location.pathname));
  if (found.length === 0) return;
  await styled("search.css");
  element.append(make("h2", {}, "You may be looking for"), make("ol", { class: "wb-hits" }, ...found.slice(0, MOST).map(page => hit(page))));
}

/** The words of an address, those of its last part first, which says most. */
function wordsOf(path) {
  const below = path.startsWith(ROOT.pathname) ? path.slice(ROOT.pathname.length) : path;
  const parts = below.split("/").reverse().map(part => decoded(part).toLowerCase().split(/[\s\-_.~+,]+/));
  return [...new Set(parts.flat())].filter(word => word && !NO_WORDS.test(word)).slice(0, MOST_WORDS);
}

function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** The pages with all of the words, or with ever fewer of them; a mistyped word is taken for its nearest. */
async function meant(words) {
  for (let many = words.length; many > 0; many--) {
    const query = words.slice(0, many).join(" ");
    const answer = await ask(query);
    if (answer.first.length > 0) return answer.first;
    if (answer.unknown.length > 0) {
      const [offered] = answer.offered;
      const rest = offered?.split(" ") ?? words.filter(word => !answer.unknown.includes(word));
      if (rest.join(" ") !== query) return meant(rest);
    }
  }
  return [];
}
