// The finder filters the library's pages. It asks nothing about a patient; nothing is stored, and nothing is sent.
import * as address from "./finder/address.js";
import { card } from "./finder/cards.js";
import { facet } from "./finder/facet.js";
import { FACETS, look, nothing, ranked, read } from "./finder/library.js";
import { showOthers } from "./finder/others.js";
import { copy, fill } from "./finder/templates.js";

const AT_ONCE = 50;
const WIDE = window.matchMedia("(min-width: 60em)");

const root = document.querySelector("[data-wb-finder]");
const part = name => root.querySelector(`[data-wb-${name}]`);
const still = part("still");

try {
  const response = await fetch(root.dataset.wbFinder);
  if (!response.ok) throw new Error(`${response.status} for ${response.url}`);
  start(read(await response.json(), new Date().toISOString().slice(0, 10)));
} catch (error) {
  still.hidden = true;
  part("failed").hidden = false;
  throw error;
}

function start(library) {
  const total = library.size.toLocaleString("en");
  const results = part("found");
  const next = part("next");
  let chosen = nothing();
  let found = [];

  const facets = [...root.querySelectorAll("[data-wb-facet]")].map(element =>
    facet(root, library, element, (name, place, checked) => {
      chosen[name][checked ? "add" : "delete"](place);
      changed();
    }),
  );

  /** Something was chosen or cleared here: the address follows, so that it can be passed on and gone back from. */
  function changed() {
    history.pushState(null, "", address.write(library, chosen) || location.pathname + location.search);
    show();
  }

  /** The address was changed, by its reader or by going back: the choice follows. */
  function restore() {
    if (location.hash.startsWith("#search=")) return;
    if (location.hash && !address.isChoice(location.hash)) {
      const hash = address.write(library, chosen);
      if (hash) history.replaceState(null, "", hash);
      return;
    }
    const said = address.read(library, location.hash);
    chosen = said.chosen;
    show(said.unknown);
    for (const one of facets) if (chosen[one.name].size > 0) one.open();
  }

  function show(unknown = []) {
    const seen = look(library, chosen);
    found = ranked(library, chosen, seen.found);
    for (const one of facets) one.show(chosen[one.name], seen.counts[one.name]);
    const many = FACETS.reduce((sum, name) => sum + chosen[name].size, 0);
    fill(root, "[data-wb-panel] > summary [data-wb-many]", many > 0 ? `${many} chosen` : "");
    part("count").textContent = counted();
    part("done").textContent = `Show ${found.length.toLocaleString("en")} ${found.length === 1 ? "scenario" : "scenarios"}`;
    part("unknown").hidden = unknown.length === 0;
    part("unknown").textContent =
      unknown.length > 0 ? `Ignored, because this library does not have it: ${unknown.slice(0, 5).join(", ").slice(0, 200)}` : "";
    showChosen(many);
    results.replaceChildren();
    showMore();
    showOthers(root, library, chosen, found);
  }

  function counted() {
    if (found.length === 0) return `None of ${total} scenarios has all of this. Clear a filter to see more.`;
    return `${found.length.toLocaleString("en")} of ${total} scenarios`;
  }

  function showMore() {
    const from = results.childElementCount;
    results.append(...found.slice(from, from + AT_ONCE).map(i => card(root, library, chosen, i)));
    const left = found.length - results.childElementCount;
    next.hidden = left === 0;
    next.textContent = `Show ${Math.min(left, AT_ONCE)} more of ${left.toLocaleString("en")}`;
    return results.children[from];
  }

  /** What is chosen, each to be cleared with a button; the focus goes on to its neighbour. */
  function showChosen(many) {
    const list = part("chosen").querySelector("ul");
    part("chosen").hidden = many === 0;
    list.replaceChildren();
    for (const { name, legend } of facets) {
      for (const place of chosen[name]) {
        const item = copy(root, "chosen");
        fill(item, "[data-wb-label]", `${legend}: ${library.data.values[name].labels[place]}`);
        item.querySelector("button").addEventListener("click", () => {
          const rank = [...list.children].indexOf(item);
          chosen[name].delete(place);
          changed();
          (list.children[Math.min(rank, list.childElementCount - 1)]?.querySelector("button") ?? heading()).focus();
        });
        list.append(item);
      }
    }
  }

  function heading() {
    return document.getElementById("found");
  }

  part("chosen").querySelector(".wb-chosen__all").addEventListener("click", () => {
    chosen = nothing();
    changed();
    heading().focus();
  });
  part("skip").addEventListener("click", () => heading().focus());
  part("done").addEventListener("click", () => {
    if (!WIDE.matches) part("panel").open = false;
    heading().focus();
  });
  next.addEventListener("click", () => showMore().querySelector("a").focus());
  window.addEventListener("popstate", restore);
  window.addEventListener("hashchange", restore);

  const fold = () => {
    part("panel").open = WIDE.matches;
  };
  WIDE.addEventListener("change", fold);
  fold();
  still.hidden = true;
  part("desk").hidden = false;
  restore();
}
