// The answer of a scenario that was found, with its bottom line, as the page of its own that the site has of it.
import { copy } from "./templates.js";

/** A box below a scenario that asks for the answer, for some groups of its patients, when it is opened first. */
export function preview(root, id, groups) {
  const box = copy(root, "preview");
  box.addEventListener("toggle", () => {
    const [answer, scenario] = [root.dataset.wbAnswer, root.dataset.wbScenario].map(
      address => new URL(address.replace("{}", encodeURIComponent(id)), location.href),
    );
    fill(box, answer, scenario, groups);
  }, { once: true });
  return box;
}

async function fill(box, source, scenario, groups) {
  const place = box.querySelector("[data-wb-answer-here]");
  try {
    const response = await fetch(source);
    if (!response.ok) throw new Error(`${response.status} for ${response.url}`);
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    const answer = document.importNode(page.querySelector(".wb-answer"), true);
    const stops = [...page.querySelectorAll(".wb-red-flags")].map(line => document.importNode(line, true));
    for (const [group, part] of answer.querySelectorAll(".wb-answer__group").entries()) {
      if (!groups.includes(group)) part.remove(); // a drug for other patients may harm those who were asked for
    }
    for (const link of [answer, ...stops].flatMap(part => [...part.querySelectorAll("a")])) {
      const address = link.getAttribute("href");
      // The references are on the scenario's page; here a citation is a link like any other.
      link.href = new URL(address, address.startsWith("#") ? scenario : response.url);
      link.closest(".wb-note")?.classList.remove("wb-note");
    }
    for (const named of answer.querySelectorAll("[id]")) named.removeAttribute("id");
    answer.removeAttribute("aria-labelledby");
    answer.setAttribute("aria-label", "Answer");
    place.replaceChildren(...stops, answer);
  } catch (error) {
    place.textContent = "The answer could not be loaded. Open the scenario instead.";
    throw error;
  }
}
