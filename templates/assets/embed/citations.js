// A citation shows its reference beside it, and the list of references leads back to where one was reading. Without
// this, both are links. Here, in frames and in pages of others, so like aging.js it makes no more than its name.

/**
 * Serve the citations under a document or shadow root. `arrived` is told of the citation that a reader is brought back
 * to. Returns what shows the reference of a citation.
 */
function serveCitations(root, arrived = () => {}) {
  const MARK = ".wb-note > a";
  const EDGE = 8; // pixels that a card keeps from the edge of the window
  const SOON = 120; // milliseconds until a card comes, and until it goes: a pointer on its way to it is not yet gone
  const LATER = 300;

  let card = null; // with the citation, its box, and what ends its listeners
  let left = null; // the citation from which the reader went to the list
  let timer = 0;
  let isReturning = false;

  const closest = (event, selector) => event.target.closest?.(selector);
  const holds = element => card !== null && (card.mark.contains(element) || card.box.contains(element));
  const isTap = event => event.pointerType === "touch" || matchMedia("(hover: none)").matches;

  function after(milliseconds, act) {
    clearTimeout(timer);
    timer = setTimeout(act, milliseconds);
  }

  function show(mark) {
    clearTimeout(timer);
    const reference = root.getElementById(mark.hash.slice(1))?.querySelector(".wb-reference");
    if (!reference || !HTMLElement.prototype.showPopover || card?.mark === mark) return;
    hide();
    const box = boxOf(mark, reference);
    // Beside its citation, so that Tab leads into it; on top of all else, so that nothing cuts it off.
    mark.after(box);
    mark.setAttribute("aria-describedby", box.firstChild.id);
    box.showPopover();
    card = { mark, box, ending: new AbortController() };
    place();
    heedOutside(card.ending.signal);
  }

  function boxOf(mark, reference) {
    const box = document.createElement("div");
    box.className = "wb-card";
    box.popover = "manual";
    box.setAttribute("role", "group");
    box.setAttribute("aria-label", mark.getAttribute("aria-label"));
    const words = reference.cloneNode(true);
    words.id = "wb-cited";
    const list = mark.cloneNode();
    list.removeAttribute("aria-label");
    list.className = "wb-card__list";
    list.textContent = "Go to the list";
    box.append(words, list);
    return box;
  }

  /** Put the card below its citation or, where there is no room, above it. */
  function place() {
    const { mark, box } = card;
    const { clientWidth: width, clientHeight: height } = document.documentElement;
    box.style.left = box.style.top = "0";
    // The page around an element of ours may have a root of another size, which the element is zoomed to.
    const scale = box.getBoundingClientRect().width / box.offsetWidth;
    box.style.maxWidth = `${(width - 2 * EDGE) / scale}px`;
    const at = mark.getBoundingClientRect();
    const zero = box.getBoundingClientRect();
    const fits = top => top >= EDGE && top + zero.height <= height - EDGE;
    const last = height - zero.height - EDGE;
    const top = [at.bottom, at.top - zero.height].find(fits) ?? Math.max(last, EDGE);
    // To the right of its citation, so that the lines below can still be read from their beginning.
    const side = Math.max(Math.min(at.left, width - zero.width - EDGE), EDGE);
    box.style.left = `${(side - zero.left) / scale}px`;
    box.style.top = `${(top - zero.top) / scale}px`;
  }

  /** What closes the card or moves it, wherever on the page it happens. */
  function heedOutside(signal) {
    const heed = (target, type, act) => target.addEventListener(type, act, { capture: true, signal });
    heed(document, "keydown", event => {
      if (event.key !== "Escape") return;
      event.preventDefault();
      event.stopPropagation();
      hide();
    });
    heed(document, "pointerdown", event => {
      const path = event.composedPath(); // what happens in a shadow tree seems to happen to its element
      if (!path.includes(card.box) && !path.includes(card.mark)) hide();
    });
    heed(document, "scroll", place);
    heed(window, "resize", place);
    heed(window, "blur", event => event.target === window && hide()); // a tap beside the frame that this page is in
  }

  function hide() {
    clearTimeout(timer);
    if (!card) return;
    const { mark, box, ending } = card;
    const hadFocus = box.contains(root.activeElement);
    card = null;
    ending.abort();
    mark.removeAttribute("aria-describedby");
    box.remove();
    if (hadFocus) focus(mark);
  }

  /** Focus a citation without showing its reference once more. */
  function focus(mark) {
    isReturning = true;
    mark.focus({ preventScroll: true });
    isReturning = false;
  }

  /** Bring the reader back from an entry of the list: to where they came from, or to where it is first cited. */
  function goBack(event, entry) {
    const hash = `#${entry.id}`;
    const mark = left?.isConnected && left.hash === hash ? left : root.querySelector(`${MARK}[href$="${hash}"]`);
    if (!mark) return;
    event.preventDefault();
    for (let fold = mark.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
    mark.scrollIntoView({ block: "center" });
    focus(mark);
    arrived(mark);
  }

  root.addEventListener("pointerover", event => {
    if (event.pointerType === "touch") return;
    const mark = closest(event, MARK);
    if (mark) after(SOON, () => mark.isConnected && show(mark));
    else if (holds(event.target)) clearTimeout(timer);
  });
  root.addEventListener("pointerout", event => {
    if (event.pointerType !== "touch" && !holds(root.activeElement)) after(LATER, hide);
  });
  root.addEventListener("focusin", event => {
    const mark = closest(event, MARK);
    if (mark && !isReturning && mark.matches(":focus-visible")) show(mark);
  });
  root.addEventListener("focusout", event => {
    if (event.relatedTarget && !holds(event.relatedTarget)) hide();
  });
  root.addEventListener("click", event => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    const mark = closest(event, MARK);
    const entry = closest(event, ".wb-back")?.closest("li");
    if (mark && isTap(event)) {
      event.preventDefault();
      if (card?.mark === mark) hide();
      else show(mark);
    } else if (mark || closest(event, ".wb-card__list")) {
      left = mark ?? card.mark;
      after(0, hide); // when the link has been followed
    } else if (entry) {
      goBack(event, entry);
    }
  });
  return show;
}
