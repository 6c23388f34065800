// A facet: its values as checkboxes with live counts. A checkbox is made once and stays; what has the focus never moves.
import { copy, fill } from "./templates.js";

const SHORT = 8;
const MOST_TYPED = 30;

/** The facet in an element of the page; `changed` is called when its reader has chosen something. */
export function facet(root, library, element, changed) {
  const name = element.dataset.wbFacet;
  const { labels } = library.data.values[name];
  const list = element.querySelector("[data-wb-values]");
  const find = element.querySelector("[data-wb-find]");
  const items = labels.map((label, place) => {
    const item = copy(root, "value");
    const box = item.querySelector("input");
    if (name === "rating") fill(item, ".wb-symbols", library.data.symbols[place]);
    if (name === "radiation") fill(item, ".wb-symbols", library.data.levels[place]);
    fill(item, "[data-wb-label]", label);
    box.addEventListener("change", () => changed(name, place, box.checked));
    return { item, box, place, words: label.toLowerCase(), number: item.querySelector("[data-wb-number]") };
  });
  let counts = new Int32Array(items.length);
  list.append(...items.map(({ item }) => item));

  /** Which values stand in a long list: those that were typed, else the chosen and those with most scenarios. */
  function arrange() {
    const typed = find.value.toLowerCase().split(/\s+/).filter(Boolean);
    const wanted = items
      .filter(({ box, place, words }) =>
        typed.length > 0 ? typed.every(word => words.includes(word)) : box.checked || counts[place] > 0,
      )
      .sort((one, other) => other.box.checked - one.box.checked || counts[other.place] - counts[one.place] || one.place - other.place);
    const most = typed.length > 0 ? MOST_TYPED : SHORT;
    const shown = wanted.filter(({ box }, rank) => rank < most || box.checked);
    const visible = new Set(shown);
    for (const one of items) one.item.hidden = !visible.has(one);
    list.prepend(...shown.map(({ item }) => item));
    const more = element.querySelector("[data-wb-more]");
    if (wanted.length > shown.length) more.textContent = `${shown.length} of ${wanted.length} shown; type to find others.`;
    else more.textContent = shown.length > 0 ? "" : "Nothing has these words.";
  }

  find?.addEventListener("input", arrange);

  return {
    name,
    legend: element.dataset.wbLegend,
    /** Show what is chosen and what there would be. */
    show(chosen, now) {
      counts = now;
      for (const { item, box, place, number } of items) {
        box.checked = chosen.has(place);
        number.textContent = counts[place].toLocaleString("en");
        item.classList.toggle("wb-facet__none", counts[place] === 0 && !box.checked);
        if (box.checked) item.hidden = false;
      }
      fill(element, "summary [data-wb-many]", chosen.size > 0 ? `${chosen.size} chosen` : "");
      if (find && !list.contains(document.activeElement)) arrange();
    },
    /** Open the facet, because something in it is chosen. */
    open() {
      element.open = true;
    },
  };
}
