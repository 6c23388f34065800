// On a narrow screen the sections below the next steps are folded, so that a decision needs no long way. A folded section
// is found by the browser's search and by a link to any place in it, and it is open on paper.

import { placeAt } from "./place.js";

/** Fold the sections that begin with these headings for as long as the screen is narrow. */
export function foldSections(headings, narrow) {
  const sections = headings.map(heading => new Section(heading));
  const openAt = hash => {
    const target = placeAt(hash);
    const section = target && sections.find(section => section.holds(target));
    if (section) section.open();
    return section ? target : null;
  };
  const follow = () => {
    if (!narrow.matches) return sections.forEach(section => section.unfold());
    sections.forEach(section => section.fold());
    openAt(location.hash)?.scrollIntoView();
  };

  narrow.addEventListener("change", follow);
  addEventListener("hashchange", () => openAt(location.hash));
  document.addEventListener("click", event => {
    const link = event.target.closest("a[href^='#']");
    if (link) openAt(link.hash);
  });
  follow();
}

/** A heading and all that follows it, up to the next heading of its rank. */
class Section {
  #heading;
  #body = document.createElement("div");
  #button = document.createElement("button");

  constructor(heading) {
    this.#heading = heading;
    this.#button.type = "button";
    this.#button.className = "wb-folded__button";
    this.#body.className = "wb-folded";
    this.#body.id = `${heading.id}-folded`;
    this.#button.setAttribute("aria-controls", this.#body.id);
    this.#button.addEventListener("click", () => (this.#isOpen ? this.#close() : this.open()));
    // The browser opens the section itself where its search or a link finds a place in it.
    this.#body.addEventListener("beforematch", () => this.open());
  }

  get #isOpen() {
    return !this.#body.hasAttribute("hidden");
  }

  holds(element) {
    return this.#heading === element || this.#body.contains(element);
  }

  open() {
    this.#body.removeAttribute("hidden");
    this.#button.setAttribute("aria-expanded", "true");
  }

  #close() {
    this.#body.setAttribute("hidden", "until-found");
    this.#button.setAttribute("aria-expanded", "false");
  }

  fold() {
    if (this.#body.isConnected) return;
    while (this.#heading.nextElementSibling && !this.#heading.nextElementSibling.matches("h2")) {
      this.#body.append(this.#heading.nextElementSibling);
    }
    this.#heading.after(this.#body);
    // The link to the section stays beside the button, which takes the words alone.
    this.#button.append(...[...this.#heading.childNodes].filter(node => !node.matches?.(".headerlink")));
    this.#heading.prepend(this.#button);
    this.#close();
  }

  unfold() {
    if (!this.#body.isConnected) return;
    this.open();
    this.#body.replaceWith(...this.#body.childNodes);
    this.#button.replaceWith(...this.#button.childNodes);
  }
}
