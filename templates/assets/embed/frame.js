// A framed page tells the page around it how high it is and how far down a reader goes in it, and nothing else. Whoever
// frames it may know that, so it goes to any origin; nothing is stored or asked for, so it works in a sandbox that
// allows no more than scripts.
(() => {
  const root = document.documentElement;
  serveCitations(document, tellPlace);
  if (parent === window) return;

  /** A frame as high as its page has nothing to scroll, so the page around has to. */
  function tellPlace(element) {
    parent.postMessage({ type: "wardbook:place", top: Math.round(element.getBoundingClientRect().top + scrollY) }, "*");
  }

  document.addEventListener("click", event => {
    const hash = !event.defaultPrevented && event.target.closest("a[target=_self]")?.hash;
    const end = hash && document.getElementById(decodeURIComponent(hash.slice(1)));
    if (end) tellPlace(end);
  });

  function tell() {
    const bar = innerHeight - root.clientHeight; // a scrollbar along the bottom takes its part of the frame
    parent.postMessage({ type: "wardbook:height", height: Math.ceil(root.getBoundingClientRect().height) + bar }, "*");
  }

  // The element is as high as what it holds, however high the frame is.
  new ResizeObserver(tell).observe(root);

  // That waits until the frame is on the screen. So that nothing jumps when a reader gets there, the page is measured
  // before, at its beginning and at every change.
  new MutationObserver(tell).observe(root, { attributes: true, characterData: true, childList: true, subtree: true });
  addEventListener("message", event => {
    if (event.source === parent && event.data?.type === "wardbook:ask") tell();
  });
  tell();
})();
