// With scripts a heading's link is copied. The keyboard does not stop at it on its way: it stops at the link of the section
// that the address names, so that who goes to a section, from the list of contents or by a link, can copy where it is.
import { placeAt } from "./place.js";

const links = [...document.querySelectorAll(".headerlink")];
const listed = new Set([...document.querySelectorAll(".wb-contents a")].map(({ hash }) => hash));

/** Make the link of the section at which the reader is a stop; a section to which nothing leads has a stop of its own. */
function follow() {
  const place = placeAt(location.hash);
  for (const link of links) {
    const heading = link.parentElement;
    const isHere = place === heading;
    const isLost = heading.localName === "h2" && !listed.has(link.hash);
    link.tabIndex = isHere || isLost ? 0 : -1;
  }
}

for (const link of links) {
  const heading = link.parentElement;
  const words = heading.textContent.replace(link.textContent, "").trim();
  link.title = `Copy link to section ${words}`;
  link.setAttribute("aria-label", link.title);
  heading.setAttribute("aria-label", words); // or the link would be read as a part of it
  link.addEventListener("click", event => {
    if (!(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey)) {
      event.preventDefault();
      import("./copying.js").then(module => module.copyLink(link)).catch(() => location.assign(link.href));
    }
  });
}

addEventListener("hashchange", follow);
follow();
