// Emergencies of a scenario that somebody's words speak of. They are said in the result, so that nobody who reads no
// further misses them.
import { fold } from "./spelling.js";

const MOST = 2;
const BETWEEN = " ‖ ";
const SMALL = new Set(
  ("a after an and any are as at be before but by can for from has have in into is it its may no not of on or over " +
    "since than that the then there this to under until up was what when where which while who why will with without").split(" "),
);

/**
 * The emergencies of a page that have the most of what was looked for: `items` as words or numbers, and `others` with
 * what the page says in their place. Words that the page's title, names and patients have are no reason to warn.
 */
export function emergencies({ meta }, items, others) {
  if (!meta.emergencies) return [];
  const subject = fold([meta.title, meta.summary, meta.names, meta.answers].join(" "));
  const patterns = items.filter(({ typed, pattern }) => pattern && !SMALL.has(fold(typed)) && !pattern.test(subject)).map(({ pattern }) => pattern);
  const said = others.map(other => fold(other.said)).filter(text => !subject.includes(text));
  const rated = meta.emergencies.split(BETWEEN).map(text => {
    const words = fold(text);
    const many = patterns.filter(pattern => pattern.test(words)).length + said.filter(other => words.includes(other)).length;
    return { text, many };
  });
  const most = Math.max(...rated.map(({ many }) => many));
  return most === 0 ? [] : rated.filter(({ many }) => many === most).slice(0, MOST).map(({ text }) => text);
}
