// Words that run from right to left beside words that run from left to right. Left to itself, a line would tear a number
// from its unit where the two meet. Pages keep them apart in the same way (scripts/wardbook/views/text/direction.py).
import { make } from "./make.js";

const LEFTWARD = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;
const LETTER = /\p{L}/u;

/** Words, each with the nodes that show it, as nodes with a space between them; `element` holds them all. */
export function filled(element, words) {
  const own = words.map(([text]) => (LEFTWARD.test(text) ? "rtl" : LETTER.test(text) ? "ltr" : ""));
  const base = own.filter(way => way === "rtl").length > own.filter(way => way === "ltr").length ? "rtl" : "ltr";
  const ways = own.map((way, place) => way || own[place + 1] || own[place - 1] || base); // units follow numbers
  if (base === "rtl") element.dir = "rtl";
  let into = element;
  for (const [place, [, nodes]] of words.entries()) {
    if (place > 0) (ways[place] === ways[place - 1] ? into : element).append(" ");
    if (ways[place] === base) {
      into = element;
    } else if (into === element) {
      into = make("bdi", { dir: ways[place] });
      element.append(into);
    }
    into.append(...nodes);
  }
  return element;
}
