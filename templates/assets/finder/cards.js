// A scenario as it is found: its patients, its answer with rating and radiation, and the study that matched.
import { asksForStudy, matching } from "./library.js";
import { preview } from "./preview.js";
import { copy, fill } from "./templates.js";

const NO_DOSE = /^0\s/;
const MOST_MATCHES = 2;

/** The card of a scenario. */
export function card(root, library, chosen, i) {
  const { scenarios, flags, values } = library.data;
  const item = copy(root, "scenario");
  const link = item.querySelector("a");
  const studies = item.querySelector("ul");
  const withdrawn = library.status[i] === library.withdrawn;
  link.href = root.dataset.wbScenario.replace("{}", encodeURIComponent(scenarios.id[i]));
  link.textContent = scenarios.title[i];
  fill(item, ".wb-scenario__population", scenarios.population[i]);
  if (flags[library.status[i]]) {
    const flag = copy(root, "flag");
    const status = values.status.ids[library.status[i]];
    flag.classList.add(`wb-status__label--${status === "overdue" ? "withdrawn" : status}`);
    flag.textContent = flags[library.status[i]];
    link.after(" ", flag);
  }
  if (withdrawn) {
    studies.replaceWith(copy(root, "withdrawn"));
    return item;
  }
  item.classList.add(`wb-scenario--${tone(library, i)}`);
  const matches = asksForStudy(chosen) ? matching(library, chosen, i) : [];
  studies.append(...answer(root, library, i, matches), ...others(root, library, i, matches));
  item.append(preview(root, scenarios.id[i]));
  return item;
}

function tone({ data }, i) {
  return data.scenarios.focal[i] > 0 ? data.tones[data.scenarios.ratings[i][0]] : "none";
}

/** The options that are the answer, or words for an answer without any. */
function* answer(root, library, i, matches) {
  const { scenarios, values } = library.data;
  for (let row = 0; row < scenarios.focal[i]; row++) {
    yield study(root, library, i, row, matches.includes(row) ? "Focus, matches: " : "Focus: ");
  }
  if (scenarios.focal[i] > 0) return;
  const item = copy(root, "study");
  fill(item, ".wb-found__lead", "Answer: ");
  fill(item, ".wb-scenario__study", values.answer.labels[scenarios.answer[i]]);
  if (new Set(scenarios.ratings[i]).size === 1) {
    item.append(` Every ${words(library, i).one} listed: `, chip(root, library, scenarios.ratings[i][0]));
  }
  yield item;
}

/** The studies that have what is chosen, where the answer has not. */
function* others(root, library, i, matches) {
  if (matches.some(row => row < library.data.scenarios.focal[i])) return;
  for (const row of matches.slice(0, MOST_MATCHES)) {
    const item = study(root, library, i, row, "Also rated, matches: ");
    item.classList.add("wb-found__match");
    yield item;
  }
  if (matches.length > MOST_MATCHES) {
    const item = copy(root, "study");
    fill(item, ".wb-found__lead", `${matches.length - MOST_MATCHES} more of its ${words(library, i).many} match; its page rates them.`);
    item.classList.add("wb-found__match");
    yield item;
  }
}

/** The words for the options of a scenario. */
function words({ data }, i) {
  return data.words[data.scenarios.words[i]];
}

function study(root, library, i, row, lead) {
  const { scenarios, values } = library.data;
  const procedure = scenarios.studies[i][row];
  const item = copy(root, "study");
  fill(item, ".wb-found__lead", lead);
  fill(item, ".wb-scenario__study", values.procedure.labels[procedure]);
  item.append(" ", chip(root, library, scenarios.ratings[i][row]));
  const radiation = library.doses(i, procedure);
  if (radiation.length > 0) item.append(" ", doses(root, library, radiation));
  return item;
}

function chip(root, { data }, rating) {
  const item = copy(root, "chip");
  item.classList.add(`wb-chip--${data.tones[rating]}`);
  fill(item, ".wb-chip__symbol", data.symbols[rating]);
  fill(item, "[data-wb-label]", data.values.rating.labels[rating]);
  return item;
}

function doses(root, library, all) {
  const item = copy(root, "doses");
  for (const [number, [population, place]] of all.entries()) {
    item.append(number > 0 ? "; " : "", dose(root, library, population, place));
  }
  return item;
}

function dose(root, { data }, population, place) {
  const { level, range, standing, mark } = data.doses;
  const item = copy(root, "dose");
  const symbols = NO_DOSE.test(range[place]) ? "" : data.levels[level[place]]; // the letter O would read as a slip
  fill(item, ".wb-symbols", symbols);
  fill(item, "[data-wb-spoken]", symbols ? `${data.values.radiation.labels[level[place]]}, ` : "");
  fill(item, "[data-wb-label]", [data.patients[population], range[place]].filter(Boolean).join(" "));
  if (mark[place]) {
    const sign = copy(root, "mark");
    sign.classList.add(`wb-mark--${standing[place]}`);
    sign.textContent = mark[place];
    item.append(" ", sign);
  }
  return item;
}
