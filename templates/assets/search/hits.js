// A page that was found: what it is, what it says, what there is to be warned of, and where the words stand.
import { ending } from "../ending.js";
import { filled } from "./direction.js";
import { emergencies } from "./emergencies.js";
import { groupMeant } from "./groups.js";
import { make } from "./make.js";
import { asked, excerpt, otherWords } from "./why.js";

const MOST_SECTIONS = 3;

/** The list's item for a page that a query found, as of a day written YYYY-MM-DD. */
export function hit(page, query, today = new Date().toISOString().slice(0, 10)) {
  const { meta } = page;
  const kind = make("p", { class: "wb-hit__kind" }, meta.kind, flag(meta, today), without(page));
  const groups = meta.groups ? JSON.parse(meta.groups) : [];
  const group = groupMeant(groups, query);
  const title = make("a", { class: "wb-hit__title", href: group ? `${page.url}#patients=${encodeURIComponent(idOf(group))}` : page.url }, meta.title);
  const summary = meta.summary && make("p", { class: "wb-hit__summary" }, meta.summary);
  return make("li", { class: "wb-hit" }, kind, title, summary, ...answers(meta, group ? [group] : groups), standing(meta), ...why(page, query), sections(page));
}

/** The warning about a page; it grows too old by itself, so the day decides. */
function flag(meta, today) {
  const late = meta.due && meta.due < today;
  const text = late ? meta.late : meta.status;
  const tone = late ? "overdue" : meta.tone;
  return text && make("span", { class: `wb-status__label wb-status__label--${tone} wb-flag` }, text);
}

/** What was looked for and is not on the page. */
function without({ lacking = [] }) {
  return lacking.length > 0 && make("span", { class: "wb-hit__without" }, `without ${lacking.map(word => `“${word}”`).join(", ")}`);
}

/** The facts behind its status; of a page that no longer holds where to go instead. */
function standing(meta) {
  if (meta.ending) return ending(meta.facts, JSON.parse(meta.ending));
  return meta.facts && make("p", { class: "wb-hit__facts" }, meta.facts);
}

/** The id of a group of patients, which stands before its words. */
function idOf(group) {
  return group.at(-2);
}

/** Of a scenario its answer, or one line with the answer for each of some groups of its patients. */
function answers({ study, rating, rating_tone: tone, more }, groups) {
  if (groups.length > 0) return groups.map(([patients, ...said]) => answer(said, `${patients}: `));
  return study ? [answer([study, rating, tone, more])] : [];
}

/** An option with its rating in words, or an answer without one; the colour only repeats the words. */
function answer([study, rating, tone, more], patients) {
  const [symbol, ...words] = (rating ?? "").split(" ");
  const chip = make("span", { class: `wb-chip wb-chip--${tone}` });
  chip.append(make("span", { class: "wb-chip__symbol", "aria-hidden": "true" }, symbol), ` ${words.join(" ")}`);
  const said = make("p", { class: "wb-hit__answer" }, patients && make("b", {}, patients));
  said.append(make("span", { class: "wb-hit__study" }, study));
  if (rating) said.append(" ", chip);
  if (more) said.append(` ${more}`);
  return said;
}

/** What on the page was looked for: emergencies, other words for what was typed, and the sentence with most of it. */
function why(page, query) {
  const items = asked(query);
  const others = otherWords(page, items);
  const warned = emergencies(page, items, others).map(warning);
  const said = [...new Set(others.map(other => other.said))].join(", ");
  const named = said && make("p", { class: "wb-hit__why" }, "Also searched: ", make("b", {}, said));
  const found = excerpt(page, [...items, ...others.flatMap(other => asked(other.said))]);
  const isSaid = found?.isExclusion && warned.length > 0; // by the emergency, which is one of the exclusions
  return [...warned, named, found && !isSaid && quoted(found)];
}

function warning(text) {
  const said = filled(make("span", {}), text.split(/\s+/).map(word => [word, [word]]));
  return make("p", { class: "wb-hit__emergency" }, make("b", {}, "Emergency: "), said);
}

function quoted({ pairs, cutBefore, cutAfter }) {
  const said = filled(
    make("p", { class: "wb-hit__excerpt" }),
    pairs.map(([text, isAsked]) => [text, isAsked ? marked(text) : [text]]),
  );
  if (cutBefore) said.prepend("… ");
  if (cutAfter) said.append(" …");
  return said;
}

/** A word that is marked, without the bracket, full stop or comma that stands at it. */
function marked(text) {
  const signs = [...text];
  const from = signs.findIndex(isOfWord);
  if (from < 0) return [text];
  const to = signs.findLastIndex(isOfWord) + 1;
  const part = (start, end) => signs.slice(start, end).join("");
  return [part(0, from), make("mark", {}, part(from, to)), part(to)];
}

function isOfWord(sign) {
  return /[\p{L}\p{N}]/u.test(sign);
}

/** Links to the sections that have most of what was looked for, in the order of the page. */
function sections({ sub_results: parts }) {
  const within = parts.filter(part => part.anchor && part.anchor.element !== "h1");
  const weight = part => part.weighted_locations.reduce((sum, place) => sum + place.balanced_score, 0);
  const best = [...within].sort((one, other) => weight(other) - weight(one)).slice(0, MOST_SECTIONS);
  if (best.length === 0) return null;
  const items = within.filter(part => best.includes(part)).map(part => make("li", {}, make("a", { href: part.url }, part.title)));
  return make("ul", { class: "wb-hit__sections", "aria-label": "Sections" }, ...items);
}
