// What shows references beside citations is loaded when a reader first comes to one; without it, citations are links.
const citations = new URL("embed/citations.js", import.meta.url);
let citing;

function loadCitations() {
  return new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = citations;
    script.addEventListener("load", () => resolve(serveCitations(document)));
    script.addEventListener("error", reject);
    document.head.append(script);
  });
}

function meetCitation(event) {
  const link = event.target.closest?.(".wb-note > a, .wb-back");
  if (!link) {
    return;
  }
  const touch = event.pointerType === "touch" || matchMedia("(hover: none)").matches;
  const isBack = link.matches(".wb-back");
  const acts = event.type === "click" && (isBack || touch);
  if (acts) {
    event.preventDefault();
  }
  citing ??= loadCitations();
  citing
    .then(show => {
      MEETINGS.forEach(type => document.removeEventListener(type, meetCitation));
      if (acts && isBack) {
        link.click();
      } else if (acts || (!isBack && !touch && link.matches(":hover, :focus-visible"))) {
        show(link);
      }
    })
    .catch(() => acts && location.assign(link.hash));
}

const MEETINGS = ["pointerover", "focusin", "click"];
MEETINGS.forEach(type => document.addEventListener(type, meetCitation));
