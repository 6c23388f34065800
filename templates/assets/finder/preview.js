// The answer of a scenario that was found, with its bottom line, as the page of its own that the site has of it.
import { copy } from "./templates.js";

/** A box below a scenario that asks for the answer when it is opened for the first time. */
export function preview(root, id) {
  const box = copy(root, "preview");
  box.addEventListener("toggle", () => fill(box, root.dataset.wbAnswer.replace("{}", encodeURIComponent(id))), { once: true });
  return box;
}

async function fill(box, address) {
  const place = box.querySelector("[data-wb-answer-here]");
  try {
    const response = await fetch(address);
    if (!response.ok) throw new Error(`${response.status} for ${response.url}`);
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    const answer = document.importNode(page.querySelector(".wb-answer"), true);
    for (const link of answer.querySelectorAll("a")) link.href = new URL(link.getAttribute("href"), response.url);
    for (const named of answer.querySelectorAll("[id]")) named.removeAttribute("id");
    place.replaceChildren(answer);
  } catch (error) {
    place.textContent = "The answer could not be loaded. Open the scenario instead.";
    throw error;
  }
}
