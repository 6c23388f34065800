// What a reader copies from a page: the address of a section, and a scenario's answer as plain text.
const HELD = 2000; // milliseconds that one can read what was done
const SOON = 50;
const REFUSED = "The browser did not let it be copied.";
const SILENT = ".wb-note, .headerlink, .wb-choice__hidden, .wb-answer__way, .wb-answer__group:has(> [hidden]), [aria-hidden=true], script, style";

/** Copy a field's text; where that is refused, leave it selected, ready to be copied by hand. */
export async function copied(field) {
  try {
    await navigator.clipboard.writeText(field.value);
    return true;
  } catch {
    // Without HTTPS there is no clipboard, but the older way may do.
    const before = document.activeElement;
    field.focus();
    field.select();
    if (!document.execCommand("copy")) return false;
    before.focus();
    return true;
  }
}

/** Copy the address of the section that a heading's link leads to. */
export async function copyLink(link) {
  await copyText(link.href, `Copied the link to “${wordsOf(link.parentElement)}”.`);
}

/** Copy the scenario's answer. */
export async function copyAnswer() {
  await copyText(answerAsText(), "Copied the answer.");
}

async function copyText(text, done) {
  const field = document.createElement("textarea");
  field.value = text;
  field.className = "wb-sr";
  document.body.append(field);
  say((await copied(field)) ? done : REFUSED);
  field.remove();
}

/** The question, the answer as the page shows it, and what it is worth: a warning comes before all else. */
function answerAsText() {
  const status = document.querySelector("article .wb-status");
  const warnings = [...status.querySelectorAll("[role=note]")].flatMap(linesOf);
  const worth = [...status.querySelectorAll(".wb-status__line > li")].map(wordsOf);
  const published = document.querySelector("link[rel=canonical]")?.href ?? location.href.replace(/#.*/s, "");
  const whom = chosenPatients();
  return [
    ...warnings,
    ...(whom ? [`Patients: ${whom.parentElement.textContent.trim()}`] : []),
    wordsOf(document.querySelector("article h1")),
    ...stopsAsText(),
    ...linesOf(document.querySelector("article .wb-answer")),
    `${worth.join(". ")}.`,
    `Copied on ${today()} from ${published}${whom ? `#patients=${encodeURIComponent(whom.value)}` : ""}`,
    "",
  ].join("\n");
}

/** The emergencies for which the answer does not hold, all of them, also where the page only counts the last ones. */
function stopsAsText() {
  const stops = [...document.querySelectorAll("article .wb-stop")].map(wordsOf);
  return stops.length > 0 ? [`Stop if: ${stops.join("; ")}`] : [];
}

/** The group of patients that is chosen on the page; null where all of them are shown. */
function chosenPatients() {
  return document.querySelector(".wb-choice input:checked:not([value=''])");
}

/** The lines of an element without markup, citations and signs; the mark of a statement stands in brackets. */
function linesOf(element) {
  const text = node => {
    if (node.nodeType === Node.TEXT_NODE) return node.data.replace(/\s+/g, " ");
    if (node.nodeType !== Node.ELEMENT_NODE || node.matches(SILENT)) return "";
    const inside = [...node.childNodes].map(text).join("");
    if (node.matches(".wb-mark")) return `[${inside}]`;
    const inline = getComputedStyle(node).display.startsWith("inline") || node.parentElement.closest(".wb-bottom-line__line");
    return inline ? inside : `\n${inside}\n`;
  };
  return text(element).split("\n").map(line => line.replace(/ +/g, " ").trim()).filter(Boolean);
}

function wordsOf(element) {
  return linesOf(element).join(" ");
}

/** The day as the pages write days: 7 Nov 2026. */
export function today() {
  const [, month, day, year] = new Date().toDateString().split(" ");
  return `${Number(day)} ${month} ${year}`;
}

let ending;

/** Say for a while, to eyes and ears, what was done. */
function say(words) {
  clearTimeout(ending);
  const said = document.querySelector(".wb-said") ?? document.createElement("p");
  said.className = "wb-said";
  said.setAttribute("role", "status");
  said.textContent = ""; // the same words once more would not be read out, nor would words that come with their place
  document.body.append(said);
  ending = setTimeout(() => {
    said.textContent = words;
    ending = setTimeout(() => said.remove(), HELD);
  }, SOON);
}
