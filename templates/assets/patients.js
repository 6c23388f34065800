// A scenario may have an answer for each of several groups of patients. Its reader may look at one of them: the answers,
// ratings and steps of treatment for the others are hidden with their headings, where the browser's search opens them; a
// line at the choice counts them. A step that names no group is never hidden. Paper has all.
import { decoded, placeAt } from "./place.js";

const ALL = "";
const KEY = "patients";

/** Offer a choice of the groups whose answers and ratings these parts of the page are. */
export function offerPatients(parts) {
  const box = parts[0].closest(".wb-answer") ?? parts[0];
  const ids = [...new Set(parts.map(part => part.dataset.wbPatients))];
  const labelOf = id => wordsOf(parts.find(part => part.dataset.wbPatients === id && isLine(part))?.querySelector("[data-wb-group]") ?? headingOf(id));
  const choice = document.createElement("fieldset");
  const legend = document.createElement("legend");
  const left = notice(() => choose(ALL, { focus: true }));
  parts = [...parts, ...[...document.querySelectorAll("article [data-wb-step]")].map(step)];
  const headings = parts.flatMap(headingsOf);
  const radios = new Map([[ALL, "All patients"], ...ids.map(id => [id, labelOf(id)])].map(([id, label]) => [id, radio(label, id)]));

  choice.className = "wb-choice";
  legend.textContent = "Show";
  choice.append(legend, ...[...radios.values()].map(({ label }) => label), left);
  for (const [id, { input }] of radios) input.addEventListener("change", () => choose(id));
  box.before(choice);

  /** Show the answers for a group, or for all; the address says which, and nothing is stored. */
  function choose(id, { focus = false, keepsAddress = false } = {}) {
    radios.get(id).input.checked = true;
    if (focus) radios.get(id).input.focus();
    const isOther = part => id !== ALL && !part.dataset.wbPatients.split(" ").includes(id);
    for (const part of [...parts, ...headings]) {
      if (isOther(part)) part.setAttribute("hidden", "until-found");
      else part.removeAttribute("hidden");
    }
    carry(id);
    const many = parts.filter(isOther).length;
    left.hidden = many === 0;
    left.firstChild.data = many === 1 ? "1 part for other patients is not shown. " : `${many} parts for other patients are not shown. `;
    if (keepsAddress) return;
    const hash = id === ALL ? "" : `#${KEY}=${encodeURIComponent(id)}`;
    history.replaceState(history.state, "", location.pathname + location.search + hash);
  }

  /** The address names a group, or a place on the page, which must not stay hidden. */
  function follow() {
    const [key, id] = location.hash.slice(1).split("=");
    if (key === KEY && id !== undefined) {
      choose(radios.has(decoded(id)) ? decoded(id) : ALL, { keepsAddress: true });
      return;
    }
    const place = placeAt(location.hash);
    if (place && [...parts, ...headings].some(part => part.hasAttribute("hidden") && part.contains(place))) {
      choose(ALL, { keepsAddress: true });
      place.scrollIntoView();
    }
  }

  // The browser's search found something in a hidden part, and is about to show it.
  for (const part of [...parts, ...headings]) part.addEventListener("beforematch", () => choose(ALL));
  addEventListener("hashchange", follow);
  choose(ALL, { keepsAddress: true });
  follow();
}

/** Whether a part is one line that the choice stands above, which names every group. */
function isLine(part) {
  return part.matches(".wb-answer-line");
}

/** The other pages of this article open with the same choice. */
function carry(id) {
  for (const link of document.querySelectorAll("article .wb-tabs a")) link.hash = id === ALL ? "" : `${KEY}=${encodeURIComponent(id)}`;
}

function headingOf(id) {
  return document.getElementById(`answer-${id}`) ?? document.getElementById(`ratings-${id}`);
}

/** The headings of a part, which are shown and hidden with it. */
function headingsOf(part) {
  const heading = part.previousElementSibling;
  if (isLine(part) || !heading?.matches("h2, h3, h4")) return [];
  heading.classList.add("wb-patients__heading");
  heading.dataset.wbPatients = part.dataset.wbPatients;
  return [heading];
}

/** The words of a heading without its link. */
function wordsOf(heading) {
  const copy = heading.cloneNode(true);
  copy.querySelector(".headerlink")?.remove();
  return copy.textContent.trim();
}

/** What is below the heading of a step, put into the place that names its groups, as a part that can be hidden. */
function step(part) {
  part.className = "wb-patients";
  part.dataset.wbPatients = part.dataset.wbStep;
  part.hidden = false;
  while (part.nextElementSibling && !part.nextElementSibling.matches("h1, h2, h3")) part.append(part.nextSibling);
  return part;
}

function radio(text, value) {
  const label = document.createElement("label");
  const input = document.createElement("input");
  input.type = "radio";
  input.name = "wb-patients";
  input.setAttribute("value", value);
  label.append(input, " ", text);
  return { label, input };
}

/** What says that parts are hidden. */
function notice(showAll) {
  const line = document.createElement("p");
  const button = document.createElement("button");
  line.className = "wb-choice__hidden";
  button.type = "button";
  button.className = "wb-choice__all";
  button.textContent = "Show all patients";
  button.addEventListener("click", showAll);
  line.append(document.createTextNode(""), button);
  return line;
}
