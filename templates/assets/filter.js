// Filters a long list, such as the scenarios of a large topic, by the words in its lines. Nothing is stored or sent.
import { make } from "./search/make.js";
import { fold as plain } from "./search/spelling.js";

/** Put a field before the groups of a list, which shows the lines that have all its words. Some groups can be folded. */
export function filter(groups) {
  const what = groups.dataset.wbFilter;
  const folds = [...groups.querySelectorAll(".wb-group")].map(fold => ({
    fold,
    part: partOf(fold),
    lines: [...fold.querySelectorAll(":scope > ul > li")].map(line => ({ line, words: plain(line.textContent) })),
  }));
  const all = folds.reduce((sum, { lines }) => sum + lines.length, 0);
  const input = make("input", { type: "search", class: "wb-filter__input", autocomplete: "off", spellcheck: "false" });
  const count = make("p", { class: "wb-filter__count", role: "status" });
  const field = make("label", {}, `Filter these ${what} `, input);
  groups.prepend(make("div", { class: "wb-filter" }, field, count)); // within, as a list that moves down counts as a shift

  let before = null; // which groups were open before anything was typed
  const state = () => folds.map(({ fold }) => fold.open);

  function show(typed) {
    if (typed.length > 0) before ??= state();
    let shown = 0;
    for (const [place, { fold, part, lines }] of folds.entries()) {
      let here = 0;
      for (const { line, words } of lines) {
        line.hidden = !typed.every(word => words.includes(word));
        if (!line.hidden) here++;
      }
      part.textContent = here < lines.length ? `${here} of ` : "";
      fold.hidden = here === 0;
      if (before && "open" in fold) fold.open = typed.length > 0 ? here > 0 : before[place];
      shown += here;
    }
    count.textContent = typed.length > 0 ? `${shown} of ${all} ${what}` : "";
    if (typed.length === 0) before = null;
  }

  input.addEventListener("input", () => show(plain(input.value).split(/\s+/).filter(Boolean)));
}

/** A place before the number of a group's scenarios for how many of them are shown. */
function partOf(fold) {
  const part = make("span", { class: "wb-filter__part" });
  fold.querySelector(".wb-count").prepend(part);
  return part;
}
