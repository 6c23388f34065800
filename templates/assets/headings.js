// With scripts a heading's link is copied. The keyboard stops at those of sections alone: the table of contents has all.
for (const link of document.querySelectorAll(".headerlink")) {
  const heading = link.parentElement;
  const words = heading.textContent.replace(link.textContent, "").trim();
  link.title = `Copy link to section ${words}`;
  link.setAttribute("aria-label", link.title);
  heading.setAttribute("aria-label", words); // or the link would be read as a part of it
  if (heading.localName !== "h2") {
    link.tabIndex = -1;
  }
  link.addEventListener("click", event => {
    if (!(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey)) {
      event.preventDefault();
      import("./copying.js").then(module => module.copyLink(link)).catch(() => location.assign(link.href));
    }
  });
}
