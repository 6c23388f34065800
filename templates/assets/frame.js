// What moves in the frame of a page: its colors, its menu, and what follows the reader. All of it reads without this.

// The colors that are chosen here stay; until then they are those of the device.
const colorsKey = document.documentElement.dataset.wbColorsKey;
for (const button of document.querySelectorAll("[data-wb-colors]")) {
  button.addEventListener("click", () => {
    document.body.dataset.mdColorScheme = button.dataset.wbColors;
    document.querySelector(`[data-wb-colors]:not([data-wb-colors="${button.dataset.wbColors}"])`).focus();
    try {
      localStorage.setItem(colorsKey, button.dataset.wbColors);
    } catch {
      // Nothing can be kept here; the page has its colors all the same.
    }
  });
}

// The menu is opened by a label, which a keyboard cannot reach.
const drawer = document.getElementById("__drawer");
for (const label of document.querySelectorAll('label.md-header__button[for="__drawer"], label.md-nav__link[tabindex]')) {
  if (label.control === drawer) {
    label.tabIndex = 0;
    label.setAttribute("aria-label", "Menu");
  }
  label.setAttribute("role", "button");
  label.addEventListener("keydown", event => {
    if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      label.click();
    }
  });
}

// What opened the menu was above it; whoever opened it by keyboard goes on inside, and comes back by Escape.
const opener = document.querySelector('label.md-header__button[for="__drawer"]');

const sayWhetherOpen = () => opener.setAttribute("aria-expanded", String(drawer.checked));
sayWhetherOpen();
drawer.addEventListener("change", () => {
  sayWhetherOpen();
  if (drawer.checked) document.querySelector(".md-sidebar--primary a[href]").focus();
});
document.addEventListener("keydown", event => {
  if (event.key !== "Escape" || !drawer.checked) return;
  drawer.checked = false;
  sayWhetherOpen();
  opener.focus();
});

// Where the reader is: once its heading is out of sight, the header names the page; the contents mark what is read.
const frameTitle = document.querySelector("[data-wb-title]");
const toTop = document.querySelector("[data-wb-top]");
const contents = [...document.querySelectorAll("[data-wb-toc] a")].flatMap(link => {
  const heading = document.getElementById(decodeURIComponent(link.hash.slice(1)));
  return heading ? [{ link, heading }] : [];
});
const pageHeading = document.querySelector("article h1");
let scrolled = 0;
let asked = false;

function followReader() {
  asked = false;
  const header = document.querySelector(".md-header").offsetHeight;
  const above = element => element.getBoundingClientRect().top < header + 24;
  frameTitle.classList.toggle("md-header__title--active", pageHeading?.getBoundingClientRect().bottom < header);
  const read = contents.filter(({ heading }) => above(heading)).at(-1);
  for (const each of contents) {
    each.link.classList.toggle("md-nav__link--active", each === read);
    if (each === read) each.link.setAttribute("aria-current", "location");
    else each.link.removeAttribute("aria-current");
  }
  toTop.hidden = scrollY < innerHeight || scrollY >= scrolled;
  scrolled = scrollY;
}

window.addEventListener("scroll", () => {
  if (!asked) requestAnimationFrame(followReader);
  asked = true;
}, { passive: true });

// A link of the contents that lie over the page closes them.
const contentsMenu = document.querySelector(".wb-contents");
contentsMenu?.addEventListener("click", event => {
  if (event.target.closest("a") && contentsMenu.matches(":popover-open")) contentsMenu.hidePopover();
});

// Only here it is known which page is not there.
const missing = document.querySelector("[data-wb-asked]");
if (missing) {
  const asked = encodeURIComponent(location.origin + location.pathname);
  missing.href = missing.getAttribute("href").replace(encodeURIComponent(missing.dataset.wbAsked), asked);
}

// On paper nothing is folded, also in browsers whose style sheets cannot open what is.
let unfolded = [];
window.addEventListener("beforeprint", () => {
  unfolded = [...document.querySelectorAll("article details:not([open], .wb-found__preview)")];
  for (const details of unfolded) details.open = true;
});
window.addEventListener("afterprint", () => {
  for (const details of unfolded) details.open = false;
});
