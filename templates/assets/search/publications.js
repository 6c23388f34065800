// The publications that a query names by author, year, title or number. The build looks for them in the same way
// (search/publications.py).
import { link, make } from "./make.js";
import { fold } from "./spelling.js";

const PREFIX = /https?:\/\/(?:(?:dx\.)?doi\.org|pubmed\.ncbi\.nlm\.nih\.gov)\/|\b(?:doi|pmid)[:\s]\s*|\bet al\b/giu;
const NAMES_ONE = /\b(?:18|19|20)\d\d\b|\d{5}|\bdoi\b|\b10\.\d{4}|\p{L}\d/iu;

/** Whether a query looks like a publication's year, number or code, such as NG51. */
export function namesOne(query) {
  return NAMES_ONE.test(query);
}

/** Those of the publications that have every word of a query. */
export function matching(query, all) {
  const asked = wordsOf(query.replace(PREFIX, " "));
  if (asked.length === 0) return [];
  return all.filter(([, ...texts]) => {
    const words = new Set(wordsOf(texts.join(" ")));
    return asked.every(word => words.has(word));
  });
}

function wordsOf(text) {
  return fold(text).match(/[\p{L}\p{N}]+/gu) ?? [];
}

/** The list's item for a publication; its page says which pages cite it. */
export function publication([path, title, cited]) {
  const kind = make("p", { class: "wb-hit__kind" }, "Publication");
  const name = link(path.slice(1), title, { class: "wb-hit__title" });
  return make("li", { class: "wb-hit" }, kind, name, make("p", { class: "wb-hit__summary" }, cited));
}
