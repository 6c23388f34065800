// The library as the finder knows it: scenarios and their rated studies, as places in tables.

/** The facets that are about one rated study; the others are about the scenario. */
export const STUDY = ["rating", "modality", "procedure", "radiation"];
const SCENARIO = ["topic", "age", "sex", "pregnancy", "contraindication", "presentation", "stage", "answer", "status"];
/** Those of them that are about its patients. */
export const PATIENTS = ["age", "sex", "pregnancy", "contraindication"];
export const FACETS = [...SCENARIO.slice(0, 7), ...STUDY, ...SCENARIO.slice(7)];

/** The radiation level of what is no imaging, and the value of what is not addressed. */
const NONE = -1;

/** The library that the data describe, as of a day; `today` is written YYYY-MM-DD. */
export function read(data, today) {
  const { scenarios, values, procedures } = data;
  const places = Object.fromEntries(
    FACETS.map(name => [name, new Map(values[name].ids.map((id, place) => [id, place]))]),
  );
  const overdue = places.status.get("overdue");
  const status = scenarios.status.map((place, i) => (scenarios.due[i] && scenarios.due[i] < today ? overdue : place));
  const doses = (i, rank) => {
    const age = scenarios.ages[i][scenarios.groups[i][rank]] ?? scenarios.age[i];
    const procedure = scenarios.studies[i][rank];
    return data.whose[age]
      .map(population => [population, procedures.doses[population][procedure]])
      .filter(([, place]) => place >= 0);
  };
  const one = column => column.map(place => [[place]]);
  /** The values of each group of patients, its own and that of the scenario; of all patients where there are no groups. */
  const each = (groups, all) =>
    groups.map((places, i) =>
      (places.length > 0 ? places.map(place => [...new Set([place, all[i]])]) : [[all[i]]]).map(of => of.filter(place => place >= 0)),
    );
  return {
    data,
    size: scenarios.id.length,
    places,
    status,
    /** The doses of a scenario's rated study for the patients that it is rated for, as pairs of population and place. */
    doses,
    /** For each scenario the values of its groups of patients, or once those of all its patients. */
    belongs: {
      topic: one(scenarios.topic),
      age: each(scenarios.ages, scenarios.age),
      sex: each(scenarios.sexes, scenarios.sex),
      pregnancy: each(scenarios.pregnancies, scenarios.pregnancy),
      contraindication: each(scenarios.contraindications, scenarios.id.map(() => NONE)),
      presentation: scenarios.presentation.map(places => [places]),
      stage: one(scenarios.stage),
      answer: scenarios.answer.map(places => places.map(place => [place])),
      status: one(status),
    },
    studies: studiesIn(data, doses),
  };
}

/**
 * The rated studies of all scenarios one after the other, a column for each facet; those of scenario
 * `i` go from `start[i]` to `start[i + 1]`. One for children and adults may have two radiation levels.
 */
function studiesIn({ scenarios, procedures, doses: { level } }, doses) {
  const start = new Int32Array(scenarios.id.length + 1);
  scenarios.studies.forEach((rows, i) => (start[i + 1] = start[i] + rows.length));
  const column = () => new Int32Array(start.at(-1));
  const columns = { rating: column(), modality: column(), procedure: column(), radiation: column() };
  const other = column();
  const group = column();
  scenarios.studies.forEach((rows, i) =>
    rows.forEach((procedure, rank) => {
      const row = start[i] + rank;
      const levels = doses(i, rank).map(([, dose]) => level[dose]);
      columns.rating[row] = scenarios.ratings[i][rank];
      columns.modality[row] = procedures.modality[procedure];
      columns.procedure[row] = procedure;
      columns.radiation[row] = levels[0] ?? NONE;
      other[row] = levels.at(-1) ?? NONE;
      group[row] = scenarios.groups[i][rank] ?? 0;
    }),
  );
  return { start, group, columns, others: { ...columns, radiation: other } };
}

/** Nothing chosen: a set of places for every facet. */
export function nothing() {
  return Object.fromEntries(FACETS.map(name => [name, new Set()]));
}

/** Whether anything is chosen that a single study must have. */
export function asksForStudy(chosen) {
  return STUDY.some(name => chosen[name].size > 0);
}

/** The facets in which a study lacks what is chosen, out of those in which something is. */
function lacking({ studies: { columns, others } }, chosen, asked, row) {
  return asked.filter(name => !chosen[name].has(columns[name][row]) && !chosen[name].has(others[name][row]));
}

/** The groups of a scenario's patients by their numbers; a scenario without groups has one of all its patients. */
function groupsOf(library, i) {
  return [...Array(Math.max(1, library.data.scenarios.patients[i].length)).keys()];
}

/** The values of a facet for a group of a scenario's patients. */
function valuesOf(library, name, i, group) {
  const of = library.belongs[name][i];
  return of[group] ?? of[0] ?? [];
}

/** The facets of scenarios in which a group of patients lacks what is chosen. */
function failing(library, chosen, i, group) {
  return SCENARIO.filter(name => chosen[name].size > 0 && !valuesOf(library, name, i, group).some(place => chosen[name].has(place)));
}

/** The groups of a scenario's patients that have all that is chosen of patients, by their numbers. */
export function groupsFound(library, chosen, i) {
  return groupsOf(library, i).filter(group => failing(library, chosen, i, group).length === 0);
}

/** The studies of a scenario that have all that is chosen and are rated for patients who do, best rated first. */
export function matching(library, chosen, i) {
  const ratings = library.data.scenarios.ratings[i];
  const { start, group } = library.studies;
  const groups = groupsFound(library, chosen, i);
  const ofStudy = asked(chosen);
  return [...ratings.keys()]
    .filter(rank => groups.includes(group[start[i] + rank]))
    .filter(rank => lacking(library, chosen, ofStudy, start[i] + rank).length === 0)
    .sort((one, other) => ratings[one] - ratings[other]);
}

/** What was found, in its order: if a study is asked for, first the scenarios whose answer it is. */
export function ranked(library, chosen, found) {
  if (!asksForStudy(chosen)) return found;
  const isAnswer = i => matching(library, chosen, i).some(rank => rank < library.data.scenarios.focal[i]);
  return [...found.filter(isAnswer), ...found.filter(i => !isAnswer(i))];
}

function asked(chosen) {
  return STUDY.filter(name => chosen[name].size > 0);
}

/**
 * The scenarios that have all that is chosen, in one group of their patients where they have some, and for every value of every facet how many there
 * would be with it, given what is chosen in the other facets.
 */
export function look(library, chosen) {
  const { start, group: groupOf, columns, others } = library.studies;
  const table = name => new Int32Array(library.places[name].size);
  const counts = Object.fromEntries(FACETS.map(name => [name, table(name)]));
  const last = Object.fromEntries(FACETS.map(name => [name, table(name).fill(-1)]));
  const ofStudy = asked(chosen);
  const found = [];

  /** Count a value, once for each scenario. */
  function count(name, place, i) {
    if (place === NONE || last[name][place] === i) return;
    last[name][place] = i;
    counts[name][place]++;
  }

  /** Count the values with which a group of a scenario's patients would be found; return whether it is found. */
  function isFound(i, group) {
    const failed = failing(library, chosen, i, group);
    if (failed.length > 1) return false;
    let matches = ofStudy.length === 0;
    for (let row = start[i]; row < start[i + 1] && !(matches && failed.length > 0); row++) {
      if (groupOf[row] !== group) continue;
      const lacks = lacking(library, chosen, ofStudy, row);
      matches ||= lacks.length === 0;
      if (failed.length > 0 || lacks.length > 1) continue;
      for (const name of lacks.length > 0 ? lacks : STUDY) {
        count(name, columns[name][row], i);
        count(name, others[name][row], i);
      }
    }
    if (!matches) return false;
    for (const name of failed.length > 0 ? failed : SCENARIO) {
      for (const place of valuesOf(library, name, i, group)) count(name, place, i);
    }
    return failed.length === 0;
  }

  for (let i = 0; i < library.size; i++) {
    // All groups are looked at, as each may add to the counts.
    if (groupsOf(library, i).filter(group => isFound(i, group)).length > 0) found.push(i);
  }
  return { found, counts };
}
