// What a mark such as "Unverified" means stands beside it on a tap and when it has the focus. A pointer has its title.
const EDGE = 8; // pixels that a card keeps from the edge of the window

let card = null; // with the mark and its box

/** Make the marks of the page say what they mean. */
export function explainMarks() {
  for (const mark of document.querySelectorAll("article .wb-mark[title]")) {
    if (mark.closest("a, summary, button")) continue;
    mark.tabIndex = 0;
    mark.setAttribute("role", "button");
    mark.addEventListener("click", () => (card?.mark === mark ? hide() : show(mark)));
    mark.addEventListener("focus", () => mark.matches(":focus-visible") && show(mark));
    mark.addEventListener("blur", hide);
    mark.addEventListener("keydown", event => {
      if (event.key === "Escape" && card) event.stopPropagation();
      else if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      if (card) hide();
      else if (event.key !== "Escape") show(mark);
    });
  }
}

function show(mark) {
  hide();
  if (!HTMLElement.prototype.showPopover) return;
  const box = document.createElement("span");
  box.className = "wb-card wb-card--mark";
  box.popover = "manual";
  box.setAttribute("role", "status");
  box.textContent = mark.title;
  mark.after(box);
  box.showPopover();
  card = { mark, box };
  place();
  addEventListener("scroll", place, { capture: true });
  addEventListener("pointerdown", hideOutside, { capture: true });
}

/** Put the card below its mark or, where there is no room, above it. */
function place() {
  const { mark, box } = card;
  const at = mark.getBoundingClientRect();
  const { clientWidth: width, clientHeight: height } = document.documentElement;
  box.style.left = `${Math.max(Math.min(at.left, width - box.offsetWidth - EDGE), EDGE) + scrollX}px`;
  box.style.top = `${(at.bottom + box.offsetHeight > height - EDGE ? at.top - box.offsetHeight : at.bottom) + scrollY}px`;
}

function hideOutside(event) {
  if (!card.box.contains(event.target) && !card.mark.contains(event.target)) hide();
}

function hide() {
  if (!card) return;
  removeEventListener("scroll", place, { capture: true });
  removeEventListener("pointerdown", hideOutside, { capture: true });
  card.box.remove();
  card = null;
}
