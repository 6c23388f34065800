// What a snippet may wish for at the end of an address: headings that follow those of the page around (#h3), colours
// that are always light (#light), or both (#h3-light). Like aging.js, this is put before other scripts.

/** Heed the fragment of an embed's address under a document or shadow root. Headings begin at the second level. */
function heed(root, fragment) {
  const [, level, light] = /^#(?:h([3-6]))?-?(light)?$/.exec(fragment) ?? [];
  if (light) root.querySelector(".wb-embed").classList.add("wb-light");
  if (level) lower(root.querySelectorAll(".wb-embed :is(h2, h3, h4, h5)"), level - 2);
}

function lower(headings, by) {
  for (const heading of headings) {
    const level = Number(heading.localName[1]) + by;
    const lowered = document.createElement(level > 6 ? "div" : `h${level}`);
    for (const { name, value } of heading.attributes) lowered.setAttribute(name, value);
    if (level > 6) {
      lowered.setAttribute("role", "heading");
      lowered.setAttribute("aria-level", level);
    }
    lowered.append(...heading.childNodes);
    heading.replaceWith(lowered);
  }
}

// A saved copy carries its wishes with it, as its address is another.
if (document.currentScript) heed(document, document.documentElement.dataset.wbWishes ?? location.hash);
