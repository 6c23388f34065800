// <wardbook-page src="…">a link</wardbook-page> puts a page for embedding into a page of others without a frame. What the
// element holds, the link, is shown until the page is there, and stays where it cannot come.

/** The folder of this script and of all that may be shown; what lies elsewhere is nobody's guideline. */
const EMBED = new URL(".", import.meta.url);

const sheets = new Map();

const own = new CSSStyleSheet();
own.replaceSync(":host { display: block } :host([hidden]) { display: none }");

function within(address) {
  if (!address.href.startsWith(EMBED.href)) throw new Error(`${address} is not in ${EMBED}`);
  return address;
}

/** The text at an address, and where it was found at last. */
async function load(address) {
  const response = await fetch(within(address), { credentials: "omit", referrerPolicy: "no-referrer" });
  if (!response.ok) throw new Error(`${response.status} for ${address}`);
  return { text: await response.text(), found: within(new URL(response.url)) };
}

/** A style sheet, loaded once for all elements. Made this way, it needs no leave of the page around. */
function sheet(address) {
  if (!sheets.has(address.href)) {
    const loading = load(address).then(({ text, found }) => new CSSStyleSheet({ baseURL: found.href }).replace(text));
    loading.catch(() => sheets.delete(address.href));
    sheets.set(address.href, loading);
  }
  return sheets.get(address.href);
}

/** A page's content as a region named by its title, and its styles. */
async function read(src) {
  const { text, found } = await load(new URL(src, document.baseURI));
  const page = new DOMParser().parseFromString(text, "text/html");
  const main = page.querySelector("main.wb-embed");
  if (!main) throw new Error(`nothing to embed at ${found}`);
  for (const element of main.querySelectorAll("script, base, style, link")) element.remove();
  for (const link of main.querySelectorAll("a[href]")) direct(link, found);
  for (const picture of main.querySelectorAll("img[src]")) {
    picture.referrerPolicy = "no-referrer";
    picture.src = new URL(picture.getAttribute("src"), found);
  }
  // The page around has a main part of its own.
  const region = document.createElement("section");
  region.className = main.className;
  region.lang = page.documentElement.lang;
  region.setAttribute("aria-label", page.title);
  region.append(...main.childNodes);
  const links = [...page.querySelectorAll("link[rel=stylesheet]")];
  return { region, styles: await Promise.all(links.map(link => sheet(new URL(link.getAttribute("href"), found)))) };
}

/** Give a link the address that it has on its own page; it opens beside the page around unless it stays here. */
function direct(link, found) {
  const href = link.getAttribute("href");
  link.href = new URL(href, found);
  if (href.startsWith("#")) {
    link.removeAttribute("target");
  } else {
    link.target = "_blank";
    link.rel = "noopener noreferrer";
  }
}

/** The page around knows nothing of what is in here, so the way to a part is gone by hand. */
function goTo(event) {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  const root = event.currentTarget;
  const link = event.target.closest("a");
  if (!link?.hash || link.target || link.getRootNode() !== root) return;
  event.preventDefault();
  const target = root.getElementById(decodeURIComponent(link.hash.slice(1)));
  if (!target) return;
  if (target.tabIndex < 0) target.tabIndex = -1;
  target.scrollIntoView();
  target.focus({ preventScroll: true });
}

class WardbookPage extends HTMLElement {
  static observedAttributes = ["src"];

  #root = this.attachShadow({ mode: "open" });
  #asked = null;
  #turn = 0;

  constructor() {
    super();
    this.#fallBack();
    serveCitations(this.#root);
    this.#root.addEventListener("click", goTo);
  }

  connectedCallback() {
    this.#follow();
  }

  attributeChangedCallback() {
    if (this.isConnected) this.#follow();
  }

  /** Show the page that `src` names. Until it is there nothing of another one is left. */
  async #follow() {
    const src = this.getAttribute("src");
    if (src === this.#asked) return;
    const mine = ++this.#turn;
    this.#asked = src;
    this.#fallBack();
    if (src === null) return;
    try {
      const { region, styles } = await read(src);
      if (mine !== this.#turn) return;
      this.#root.adoptedStyleSheets = [own, ...styles];
      // Lengths are in a root size of 20 pixels; the page around may have another.
      region.style.zoom = 20 / parseFloat(getComputedStyle(document.documentElement).fontSize);
      this.#root.replaceChildren(region);
      sayWhatIsOverdue(this.#root);
      heed(this.#root, new URL(src, document.baseURI).hash);
    } catch (error) {
      if (mine !== this.#turn) return;
      this.#asked = null; // the same page may be asked for again
      console.warn(`wardbook-page shows its link: ${error.message}`);
    }
  }

  #fallBack() {
    this.#root.adoptedStyleSheets = [own];
    this.#root.replaceChildren(document.createElement("slot"));
  }
}

// A page may take its guidelines from two sites; the elements of the second stay links.
if (!customElements.get("wardbook-page")) customElements.define("wardbook-page", WardbookPage);
