// The page's own templates, filled with text. Nothing that is data is ever read as markup.

/** A copy of a template of the page, and what to fill in it. */
export function copy(root, name) {
  return root.querySelector(`[data-wb-template="${name}"]`).content.firstElementChild.cloneNode(true);
}

/** Put a text into a part of an element. */
export function fill(element, part, text) {
  element.querySelector(part).textContent = text;
}
