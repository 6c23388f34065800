// The search: a dialog over any page. What is looked for stands in the address after #, so that it can be passed
// on and gone back to; that part of an address is never sent to a server. Nothing is stored.
import { decoded, placeAt } from "./place.js";
import { AT_ONCE, ask, noteOfSite, pages, warm } from "./search/asking.js";
import { hit } from "./search/hits.js";
import { OPTION, lists, make, styled } from "./search/make.js";
import { publication } from "./search/publications.js";
import { bare } from "./search/spelling.js";

const SIGN = "#search=";
const PAUSE = 120;
const SLOW = 400;
const LONGEST = 200;
const MOST_PUBLICATIONS = 20;
const FRAMED = ". Enter opens the page in the frame.";

const input = make("input", {
  type: "search",
  class: "wb-search__input",
  placeholder: `Disease, ${OPTION}, rating …`,
  "aria-label": "Search all pages",
  "aria-describedby": "wb-search-count",
  maxlength: LONGEST,
  autocomplete: "off",
  autocapitalize: "off",
  autocorrect: "off",
  spellcheck: "false", // some browsers send what is typed to a server to check it
  enterkeyhint: "go",
  autofocus: "",
});
const shut = make("button", { type: "button", class: "wb-search__close" }, "Close");
const form = make("form", { class: "wb-search__form", role: "search" }, input, shut);
const count = make("p", { class: "wb-search__count", id: "wb-search-count", role: "status" });
const body = make("div", { class: "wb-search__body" });
const note = make("p", { class: "wb-search__note", hidden: "" });
const dialog = make("dialog", { class: "wb-search", "aria-label": "Search" }, form, count, note, body);

let pause;
let turn = 0;
let running = Promise.resolve();
let shown;
let leaving = false;
let place = null;
let corrected = false;

document.body.append(dialog);

/** Open the search, as a place of its own to go back from; it goes on with what was typed into a field of the page. */
export async function open(typed) {
  await styled("search.css");
  const begun = typed?.value.slice(0, LONGEST) ?? "";
  if (!dialog.open) {
    if (said() === null) history.pushState({ wbSearch: true }, "", SIGN + encodeURIComponent(begun.toWellFormed?.() ?? begun));
    show();
  }
  input.focus();
  if (!typed) {
    input.select();
    return;
  }
  typed.value = "";
  input.setSelectionRange(input.value.length, input.value.length);
}

/** Show or close the search as the address says. */
export async function follow() {
  await styled("search.css");
  if (said() !== null) {
    show();
    return;
  }
  if (dialog.open) dialog.close();
  if (leaving) arrive();
  else if (place) scrollTo({ ...place, behavior: "instant" }); // going back, a browser goes to the fragment
  place = null;
}

function show() {
  if (!dialog.open) {
    place = { left: scrollX, top: scrollY };
    dialog.showModal();
    warm().catch(fail);
    noteOfSite().then(said => {
      note.textContent = said;
      note.hidden = said === "";
    });
  }
  if (shown !== said()) {
    input.value = said();
    run();
  }
}

/** What the address looks for; null if it is no search. */
function said() {
  if (!location.hash.startsWith(SIGN)) return null;
  return decoded(location.hash.slice(SIGN.length)).slice(0, LONGEST);
}

/** Look for what was typed, now. */
function run() {
  clearTimeout(pause);
  pause = undefined;
  running = look(input.value);
  return running;
}

async function look(text) {
  const mine = ++turn;
  shown = text;
  history.replaceState(history.state, "", SIGN + encodeURIComponent(text.toWellFormed?.() ?? text));
  const query = text.trim();
  if (query.length < 2) {
    begin();
    return;
  }
  const slow = setTimeout(() => (count.textContent = "Searching …"), SLOW);
  try {
    const answer = await ask(query);
    if (mine === turn) tell(query, answer);
  } catch {
    if (mine === turn) fail();
  } finally {
    clearTimeout(slow);
  }
}

function begin() {
  count.textContent = "";
  body.replaceChildren(
    make(
      "p",
      { class: "wb-search__hint" },
      `Search scenarios, topics, protocols and procedures: by disease, patient, ${OPTION} or rating, in full or by abbreviation. `,
      "Words in “quotes” are looked for as they stand.",
    ),
    make("h2", { class: "wb-search__heading" }, "Or browse the lists"),
    lists(),
  );
}

function tell(typed, answer) {
  body.scrollTop = 0;
  corrected = answer.instead !== "";
  if (answer.results.length === 0) {
    tellNothing(typed, answer);
    return;
  }
  const { results, first, query, publications } = answer;
  count.textContent = corrected ? `Showing results for “${query}”: ${counted(results, "page")}. ${lacking(answer)}` : inAll(results);
  body.replaceChildren(
    ...answer.meanings.flatMap(meant => meanings(typed, meant)),
    ...(corrected ? [otherQueries(typed, answer)] : []),
    make("ol", { class: "wb-hits" }, ...first.map(page => hit(page, query))),
  );
  offerMore(results, first.length, query);
  if (publications.length > 0) body.append(make("h2", { class: "wb-search__heading" }, "Publications"), cited(publications));
}

/** That no page has it; the publications that have it, or the lists. */
function tellNothing(typed, { unknown, publications, meanings: several }) {
  corrected = false;
  const offered = several.flatMap(meant => meanings(typed, meant));
  if (publications.length > 0) {
    count.textContent = `No page has ${unknown.length > 0 ? named(unknown) : "all the words"}. ${counted(publications, "publication")} found.`;
    body.replaceChildren(...offered, cited(publications));
  } else {
    count.textContent = unknown.length > 0 ? `No page or publication has ${named(unknown)}.` : `No results for “${typed}”.`;
    body.replaceChildren(...offered, make("h2", { class: "wb-search__heading" }, "Browse instead"), lists());
  }
}

function counted(found, what) {
  return `${found.length.toLocaleString("en")} ${found.length === 1 ? what : `${what}s`}`;
}

/** How many pages have all that was typed, and how many follow that lack a small part of it. */
function inAll(results) {
  const others = results.filter(({ lacking: parts }) => parts);
  if (others.length === 0) return counted(results, "page");
  return `${counted(results.slice(0, -others.length), "page")}, and ${others.length.toLocaleString("en")} with most of the words`;
}

function lacking({ unknown }) {
  return unknown.length > 0 ? `No page has ${named(unknown)}.` : "No page has all the words.";
}

function cited(publications) {
  return make("ol", { class: "wb-hits" }, ...publications.slice(0, MOST_PUBLICATIONS).map(publication));
}

/** The meanings of an abbreviation, each as a way to look for it, and those that nobody need look for. */
function meanings(query, { typed, several, missing }) {
  if (several.length + missing.length === 0) return [];
  const replaced = text => query.replace(/\S+/g, word => (bare(word) === typed ? text : word));
  const ways = several.map(text => offer([text], () => change(replaced(text))));
  const lost = missing.length > 0 && make("span", {}, `${ways.length > 0 ? "or " : ""}${missing.join(" or ")}, which no page has`);
  return [make("div", { class: "wb-search__meanings" }, make("span", {}, `“${typed}” can mean`), ...ways, lost)];
}

function named(words) {
  return words.map(word => `“${word}”`).join(" or ");
}

/** The ways on from a query that was taken for another: to more that may be meant, and back to what was typed. */
function otherQueries(typed, answer) {
  const { offered, instead } = answer;
  const others = offered.filter(text => text !== instead);
  return make(
    "div",
    { class: "wb-search__offers" },
    ...others.map(text => offer(wayTo(text, typed), () => change(text))),
    offer([`Search only for “${typed}”`], () => {
      tellNothing(typed, answer);
      input.focus();
    }),
  );
}

/** The words on the way to another query: a part of what was typed was meant already. */
function wayTo(text, typed) {
  const words = typed.toLowerCase().split(/\s+/);
  const isPart = text.toLowerCase().split(/\s+/).every(word => words.includes(word));
  return isPart ? ["Search for ", make("strong", {}, text)] : ["Did you mean ", make("strong", {}, text), "?"];
}

function offer(label, take) {
  const button = make("button", { type: "button", class: "wb-search__offer" }, ...label);
  button.addEventListener("click", take);
  return button;
}

/** Look for something else. */
function change(text) {
  input.value = text;
  input.focus();
  run();
}

/** A button for the next of the results; only then is anything of them loaded. */
function offerMore(results, from, query) {
  if (results.length <= from) return;
  const button = make("button", { type: "button", class: "wb-search__more" }, "Show more");
  const mine = turn;
  button.addEventListener("click", async () => {
    const next = await pages(results.slice(from, from + AT_ONCE)).catch(run); // the site may have been published anew
    if (mine !== turn || !next) return;
    const items = next.map(page => hit(page, query));
    body.querySelector(".wb-hits").append(...items);
    button.remove();
    items[0].querySelector("a").focus();
    offerMore(results, from + items.length, query);
  });
  body.append(button);
}

function fail() {
  turn++;
  count.textContent = "Search cannot run here. Every page is in the lists.";
  body.replaceChildren(lists());
}

/** The keyboard goes on from the section to which a result led on this same page. */
function arrive() {
  leaving = false;
  const target = placeAt(location.hash);
  if (!target) return;
  target.tabIndex = -1;
  target.focus();
}

/** Go up or down between the field and what was found. */
function step(by) {
  const stops = [input, ...body.querySelectorAll(".wb-hit__title, .wb-search__offers .wb-search__offer, .wb-search__more, .wb-search__lists a")];
  const now = stops.indexOf(document.activeElement.closest(".wb-hit")?.querySelector(".wb-hit__title") ?? document.activeElement);
  stops[Math.min(Math.max(now + by, 0), stops.length - 1)].focus();
}

input.addEventListener("input", () => {
  clearTimeout(pause);
  pause = setTimeout(run, PAUSE);
});

form.addEventListener("submit", async event => {
  event.preventDefault();
  await (pause ? run() : running);
  const [first, second] = body.querySelectorAll(".wb-hit__title");
  if (!first) return;
  if (!corrected && !second) {
    first.click();
    return;
  }
  first.focus(); // nobody is led to a page that was not chosen, or by a word that was not typed
  if (!count.textContent.endsWith(FRAMED)) count.textContent = count.textContent.replace(/\.$/, "") + FRAMED;
});

dialog.addEventListener("keydown", event => {
  if (event.isComposing) return;
  const down = event.key === "ArrowDown";
  if (event.key === "Escape") dialog.close(); // a field for searching would only be emptied
  else if (down || event.key === "ArrowUp") step(down ? 1 : -1);
  else return;
  event.preventDefault();
});

// Pressed, not clicked: whoever selects text may let go outside.
dialog.addEventListener("pointerdown", event => {
  if (event.target === dialog) dialog.close();
});

shut.addEventListener("click", () => dialog.close());

dialog.addEventListener("click", event => {
  const to = event.target.closest("a");
  leaving = to !== null && to.hash !== "" && to.pathname === location.pathname;
});

dialog.addEventListener("close", () => {
  turn++;
  shown = undefined;
  clearTimeout(pause);
  pause = undefined;
  if (said() === null) return;
  if (history.state?.wbSearch) {
    history.back();
  } else {
    place = null;
    history.replaceState(null, "", location.pathname + location.search);
  }
});
