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

// The scenarios of a large topic can be filtered; without this they are only folded.
const groups = document.querySelector("[data-wb-filter]");
if (groups) {
  import("./filter.js").then(module => module.filter(groups)).catch(() => {});
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
