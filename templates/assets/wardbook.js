// The search is loaded when it is first used; where it cannot be, its link leads to the lists, as without scripts.
const searchLink = document.querySelector("[data-wb-search]");
const notFound = document.querySelector("[data-wb-not-found]");
let search;
let searchFailed = false;

function useSearch(use) {
  search ??= import("./search.js");
  search.then(use).catch(sayThatSearchFailed);
}

function sayThatSearchFailed() {
  if (searchFailed || !searchLink) {
    return;
  }
  searchFailed = true;
  const lists = document.createElement("a");
  lists.href = searchLink.href + (location.protocol === "file:" ? "index.html" : "");
  lists.textContent = "the lists";
  const notice = document.createElement("p");
  notice.className = "wb-search-failed";
  notice.setAttribute("role", "alert");
  notice.append("Search cannot run here. Every page is in ", lists, ".");
  searchLink.closest("header").append(notice);
}

function followAddress() {
  if (search || location.hash.startsWith("#search=")) {
    useSearch(module => module.follow());
  }
}

searchLink?.addEventListener("click", event => {
  if (!searchFailed && !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey)) {
    event.preventDefault();
    useSearch(module => module.open());
  }
});

// What is typed into the field of the home page goes on in the search.
const searchForm = document.querySelector("[data-wb-search-form]");
const searchField = searchForm?.querySelector("input");

searchField?.addEventListener("focus", () => useSearch(() => {}), { once: true });

searchField?.addEventListener("input", event => {
  if (!searchFailed && !event.isComposing && searchField.value.trim() !== "") {
    useSearch(module => module.open(searchField));
  }
});

searchForm?.addEventListener("submit", event => {
  if (!searchFailed) {
    event.preventDefault();
    useSearch(module => module.open(searchField));
  }
});

document.addEventListener("keydown", event => {
  const slash = event.key === "/" && !event.ctrlKey && !event.metaKey && !event.altKey;
  const command = event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey;
  const typing = event.target.matches("textarea, select, [contenteditable], input:not([type=checkbox], [type=radio])");
  if ((slash || command) && !typing && !searchFailed) {
    event.preventDefault();
    useSearch(module => module.open());
  }
});

window.addEventListener("hashchange", followAddress);
followAddress();

if (notFound) {
  import("./search/missing.js").then(module => module.suggest(notFound)).catch(() => {});
}

// Long lists can be filtered; without this they are only folded, or have letters to go to.
const groups = document.querySelector("[data-wb-filter]");
if (groups) {
  import("./filter.js").then(module => module.filter(groups)).catch(() => {});
}

// References beside citations and links to copy, where a page has them; without these, citations and headings are links.
if (document.querySelector(".wb-note")) {
  import("./citing.js").catch(() => {});
}
if (document.querySelector(".headerlink")) {
  import("./headings.js").catch(() => {});
}

// A mark such as "Unverified" says what it means, to a finger and to keys too; without this, to a pointer alone.
if (document.querySelector("article .wb-mark[title]")) {
  import("./marks.js").then(module => module.explainMarks()).catch(() => {});
}

const copyAnswer = document.querySelector(".wb-copy-answer");
copyAnswer?.addEventListener("click", () => {
  import("./copying.js").then(module => module.copyAnswer()).catch(() => (copyAnswer.textContent = "Not copied"));
});

// On a narrow screen an article's sections below its next steps are folded, where the browser's search can open them.
const narrow = matchMedia("(max-width: 44.9em)");
const later = [...document.querySelectorAll("article:has(> h2#related) > h2#scenario ~ h2:not(#treatment, #workflow, #review)")];

function foldOnce() {
  if (narrow.matches) {
    narrow.removeEventListener("change", foldOnce);
    import("./fold.js").then(module => module.foldSections(later, narrow)).catch(() => {});
  }
}

if (later.length > 0 && "onbeforematch" in document.body) {
  narrow.addEventListener("change", foldOnce);
  foldOnce();
}

// Where groups of patients have answers of their own, one of them can be looked at; without this, all are shown.
const ofGroups = [...document.querySelectorAll("article [data-wb-patients]")];
if (ofGroups.length > 0 && "onbeforematch" in document.body) {
  import("./patients.js").then(module => module.offerPatients(ofGroups)).catch(() => {});
}

// The panel for embedding is loaded when it is opened; where it cannot be, its link leads to the page that is embedded.
const embedLink = document.querySelector("[data-wb-embed]");
embedLink?.setAttribute("aria-haspopup", "dialog");
embedLink?.addEventListener("click", event => {
  if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) {
    return;
  }
  event.preventDefault();
  const leave = () => location.assign(embedLink.href + (location.protocol === "file:" ? "index.html" : ""));
  import("./embed/panel.js").then(module => module.open(embedLink)).catch(leave);
});

// An embed's link to print leads here, because a frame prints no more than what is seen of it.
if (location.hash === "#print") {
  window.addEventListener("load", () => window.print());
}
