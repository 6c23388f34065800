// Gives every <iframe data-wardbook> the height that its page tells, also to those that come later, and shows the part
// of it to which its reader goes. A message counts only if it comes from such a frame, and can do no more than set that
// frame's height within limits or, while the reader is in that frame, bring a part of it on the screen.
(() => {
  const LEAST = 100;
  const MOST = 60000; // the longest article that was met is 37,000 high on the narrowest phone
  const frames = () => [...document.querySelectorAll("iframe[data-wardbook]")];
  const ask = frame => frame.contentWindow?.postMessage({ type: "wardbook:ask" }, "*");
  const sizes = new ResizeObserver(entries => entries.forEach(({ target }) => ask(target)));
  const observed = new WeakSet();

  addEventListener("message", ({ source, data }) => {
    const frame = frames().find(frame => frame.contentWindow === source);
    if (!frame) return;
    if (data?.type === "wardbook:height" && Number.isFinite(data.height)) fit(frame, data);
    if (data?.type === "wardbook:place" && Number.isFinite(data.top) && document.activeElement === frame) show(frame, data);
  });

  // A page that was there before this script has told its height to nobody.
  frames().forEach(ask);

  function fit(frame, data) {
    const height = Math.min(Math.max(data.height, LEAST), MOST);
    frame.style.height = `${height + around(frame)}px`;
    if (!observed.has(frame)) sizes.observe(frame); // a second time would begin anew, and ask without end
    observed.add(frame);
  }

  /** Scroll whatever scrolls here; what stays at the top of many pages must not cover the place. */
  function show(frame, { top }) {
    const before = frame.style.scrollMarginTop;
    const inside = Math.min(Math.max(top, 0), frame.clientHeight);
    frame.style.scrollMarginTop = `${innerHeight / 4 - inside}px`;
    frame.scrollIntoView({ block: "start", inline: "nearest" });
    frame.style.scrollMarginTop = before;
  }

  /** What a frame's border and padding take of its height; many pages count them in. */
  function around(frame) {
    const style = getComputedStyle(frame);
    if (style.boxSizing !== "border-box") return 0;
    const widths = [style.borderTopWidth, style.paddingTop, style.paddingBottom, style.borderBottomWidth];
    return widths.reduce((sum, width) => sum + parseFloat(width), 0);
  }
})();
