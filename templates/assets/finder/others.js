// Scenarios on the same topics that are not marked for the patients who were chosen. A page that is silent about them, or
// that sends them elsewhere, would else be missed without a word.
import { PATIENTS, look, nothing } from "./library.js";
import { copy, fill } from "./templates.js";

const MOST = 12;

/** Name the scenarios that only a choice of patients leaves out, on the topics of what is found or chosen. */
export function showOthers(root, library, chosen, found) {
  const part = root.querySelector("[data-wb-others]");
  const left = leftOut(library, chosen, found);
  const { data } = library;
  part.hidden = left.length === 0;
  if (part.hidden) return;
  const whom = PATIENTS.flatMap(name => [...chosen[name]].map(place => data.values[name].labels[place]));
  const [many, are, each] = left.length === 1 ? ["1 scenario", "is", "It"] : [`${left.length.toLocaleString("en")} scenarios`, "are", "Each"];
  fill(part, "p", `${many} on ${topicsOf(library, chosen, found).size === 1 ? "this topic" : "these topics"} ${are} not marked for: ${whom.join(", ")}. ${each} says whom it applies to${left.length > MOST ? `; the first ${MOST}` : ""}.`);
  part.querySelector("ul").replaceChildren(
    ...left.slice(0, MOST).map(i => {
      const item = copy(root, "other");
      const link = item.querySelector("a");
      link.href = root.dataset.wbScenario.replace("{}", encodeURIComponent(data.scenarios.id[i]));
      link.textContent = data.scenarios.title[i];
      fill(item, "span", data.scenarios.population[i]);
      return item;
    }),
  );
}

function leftOut(library, chosen, found) {
  if (PATIENTS.every(name => chosen[name].size === 0)) return [];
  const none = nothing();
  const wider = { ...chosen, ...Object.fromEntries(PATIENTS.map(name => [name, none[name]])) };
  const shown = new Set(found);
  const topics = topicsOf(library, chosen, found);
  return look(library, wider).found.filter(i => !shown.has(i) && topics.has(library.data.scenarios.topic[i]));
}

function topicsOf({ data }, chosen, found) {
  return new Set([...found.map(i => data.scenarios.topic[i]), ...chosen.topic]);
}
