// Filters the folded scenarios of a large topic by the words in their lines. Nothing is stored or sent.
import { make } from "./search/make.js";

const plain = text => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

/** Put a field before the groups of scenarios, which shows those that have all its words. */
export function filter(groups) {
  const folds = [...groups.querySelectorAll(".wb-fold")].map(fold => ({
    fold,
    open: fold.open,
    number: fold.querySelector(".wb-count"),
    lines: [...fold.querySelectorAll(".wb-scenario")].map(line => ({ line, words: plain(line.textContent) })),
  }));
  const all = folds.reduce((sum, { lines }) => sum + lines.length, 0);
  const input = make("input", { type: "search", class: "wb-filter__input", autocomplete: "off", spellcheck: "false" });
  const count = make("p", { class: "wb-filter__count", role: "status" });
  const field = make("label", {}, "Filter these scenarios ", input);
  groups.before(make("div", { class: "wb-filter" }, field, count));

  input.addEventListener("input", () => {
    const typed = plain(input.value).split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const { fold, open, number, lines } of folds) {
      let here = 0;
      for (const { line, words } of lines) {
        line.hidden = !typed.every(word => words.includes(word));
        if (!line.hidden) here++;
      }
      number.textContent = here < lines.length ? `${here} of ${lines.length}` : here;
      fold.hidden = here === 0;
      fold.open = typed.length > 0 ? here > 0 : open;
      shown += here;
    }
    count.textContent = typed.length > 0 ? `${shown} of ${all} scenarios` : "";
  });
}
