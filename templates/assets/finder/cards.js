// A scenario as it is found: its patients, its answer with rating and radiation, and the study that matched.
import { ending } from "../ending.js";
import { asksForStudy, groupsFound, matching } from "./library.js";
import { preview } from "./preview.js";
import { copy, fill } from "./templates.js";

const MOST_MATCHES = 2;

/** The card of a scenario. */
export function card(root, library, chosen, i) {
  const { scenarios, flags, values } = library.data;
  const item = copy(root, "scenario");
  const link = item.querySelector("a");
  const studies = item.querySelector("ul");
  link.href = root.dataset.wbScenario.replace("{}", encodeURIComponent(scenarios.id[i])) + chosenPatients(library, chosen, i);
  link.textContent = scenarios.title[i];
  fill(item, ".wb-scenario__population", scenarios.population[i]);
  if (flags[library.status[i]]) {
    const flag = copy(root, "flag");
    const status = values.status.ids[library.status[i]];
    flag.classList.add(`wb-status__label--${status}`);
    flag.textContent = flags[library.status[i]];
    link.after(" ", flag);
  }
  if (scenarios.ending[i].length > 0) {
    studies.replaceWith(ending(scenarios.facts[i].join(" · "), scenarios.ending[i]));
    return item;
  }
  const facts = copy(root, "facts");
  facts.textContent = scenarios.facts[i].join(" · ");
  if (facts.textContent) studies.after(facts);
  const groups = groupsFound(library, chosen, i);
  const matches = asksForStudy(chosen) ? matching(library, chosen, i) : [];
  item.classList.add(`wb-scenario--${tone(library, i, groups)}`);
  studies.append(
    ...groups.flatMap(group => [...answer(root, library, i, group, matches)]),
    ...others(root, library, i, matches),
    ...otherPatients(root, library, i, groups),
  );
  item.append(preview(root, scenarios.id[i], groups));
  return item;
}

/** The part of its page's address that shows the one group of its patients that was asked for; empty for several. */
function chosenPatients(library, chosen, i) {
  const ids = library.data.scenarios.patient_ids[i];
  const groups = groupsFound(library, chosen, i);
  return ids.length > 1 && groups.length === 1 ? `#patients=${encodeURIComponent(ids[groups[0]])}` : "";
}

/** The groups of patients who are not those that were asked for: their answers stand on the page alone. */
function* otherPatients(root, { data }, i, groups) {
  const left = data.scenarios.patients[i].filter((_, group) => !groups.includes(group));
  if (left.length === 0) return;
  const item = copy(root, "study");
  fill(item, ".wb-found__lead", `Not shown here: the answers for ${left.join("; ")}`);
  yield item;
}

/** The tone of the answer; none where groups of patients have answers of several tones. */
function tone({ data }, i, groups) {
  const { ratings } = data.scenarios;
  const tones = groups.map(group => {
    const [first] = focal(data, i, group);
    return first === undefined ? "none" : data.tones[ratings[i][first]];
  });
  return new Set(tones).size === 1 ? tones[0] : "none";
}

/** The rows of a scenario's studies for a group of its patients. */
function rowsOf({ scenarios }, i, group) {
  return [...scenarios.studies[i].keys()].filter(row => (scenarios.groups[i][row] ?? 0) === group);
}

/** Those that are the answer. */
function focal(data, i, group) {
  return rowsOf(data, i, group).filter(row => row < data.scenarios.focal[i]);
}

/** The group of patients that a study is rated for, as the beginning of a line; empty where it is for all. */
function whom({ scenarios }, i, group) {
  return scenarios.patients[i].length > 0 ? `${scenarios.patients[i][group]}. ` : "";
}

/** The options that are the answer for a group of patients, or words for an answer without any. */
function* answer(root, library, i, group, matches) {
  const { data } = library;
  const { scenarios, values } = data;
  const answers = focal(data, i, group);
  for (const row of answers) {
    yield study(root, library, i, row, matches.includes(row) ? "Focus, matches: " : "Focus: ");
  }
  if (answers.length === 0) {
    const item = copy(root, "study");
    fill(item, ".wb-found__lead", `${whom(data, i, group)}Answer: `);
    fill(item, ".wb-scenario__study", values.answer.labels[scenarios.answer[i][group]]);
    const ratings = rowsOf(data, i, group).map(row => scenarios.ratings[i][row]);
    if (new Set(ratings).size === 1) item.append(` Every ${words(library, i, group).one} listed: `, chip(root, library, ratings[0]));
    yield item;
  }
  for (const [of, words] of scenarios.relations[i]) {
    if (of !== group) continue;
    const item = copy(root, "study");
    fill(item, ".wb-found__lead", `${whom(data, i, group)}${words}`);
    yield item;
  }
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
    const { groups } = library.data.scenarios;
    const options = new Set(matches.map(row => words(library, i, groups[i][row] ?? 0).many));
    const item = copy(root, "study");
    fill(item, ".wb-found__lead", `${matches.length - MOST_MATCHES} more of its ${[...options].join(" and ")} match; its page rates them.`);
    item.classList.add("wb-found__match");
    yield item;
  }
}

/** The words for the options of a scenario that are rated for a group of patients. */
function words({ data }, i, group) {
  return data.words[data.scenarios.words[i][group]];
}

/** A rated option, with the group of patients that it is rated for. */
function study(root, library, i, row, lead) {
  const { scenarios, values } = library.data;
  const procedure = scenarios.studies[i][row];
  const item = copy(root, "study");
  fill(item, ".wb-found__lead", whom(library.data, i, scenarios.groups[i][row]) + lead);
  fill(item, ".wb-scenario__study", values.procedure.labels[procedure]);
  item.append(" ", chip(root, library, scenarios.ratings[i][row]));
  const radiation = library.doses(i, row);
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
  const { level, range, none, standing, mark } = data.doses;
  const item = copy(root, "dose");
  const symbols = none.includes(place) ? "" : data.levels[level[place]]; // the letter O would read as a slip
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
