// Elements are made one by one and filled with text, so that what is data can never become markup.

/** The folder of the site, from wherever a page is. */
export const ROOT = new URL("../../", import.meta.url);

/** A new element with attributes and with what it holds; nothing is made of what is missing. */
export function make(name, attributes, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children.filter(child => child));
  return element;
}

/** A link to a page of the site. */
export function link(path, text, attributes = {}) {
  return make("a", { ...attributes, href: new URL(path, ROOT).pathname }, text);
}

/** Where every page can be found without searching. */
export function lists() {
  return make(
    "ul",
    { class: "wb-search__lists" },
    ...[
      ["find/", "Find a scenario by patient and study"],
      ["find/a-z/", "All scenarios, A to Z"],
      ["find/modality/", "Scenarios by modality"],
      ["find/rating/", "Scenarios by rating"],
      ["topics/", "All topics"],
      ["protocols/", "All protocols"],
      ["procedures/", "All procedures"],
      ["sources/", "All publications that are cited"],
    ].map(([path, text]) => make("li", {}, link(path, text))),
  );
}

const styles = new Map();

/** A style of assets/ is there; without it what it is for is plain, but works. */
export function styled(name) {
  if (!styles.has(name)) {
    const loading = new Promise(resolve => {
      const sheet = make("link", { rel: "stylesheet", href: new URL(`assets/${name}`, ROOT).pathname });
      sheet.addEventListener("load", resolve);
      sheet.addEventListener("error", resolve);
      document.head.append(sheet);
    });
    styles.set(name, loading);
  }
  return styles.get(name);
}
