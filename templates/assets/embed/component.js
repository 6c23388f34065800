// <wardbook-page src="…">a link</wardbook-page> puts a page for embedding into a page of others without a frame. What the
// element holds, the link, is shown until the page is there, and stays where it cannot come.

/** The folder of this script and of all that may be shown; what lies elsewhere is nobody's guideline. */
const EMBED = new URL(".", import.meta.url);

/** Where the site's fonts are. */
const ASSETS = new URL("../assets/", EMBED);

/** Milliseconds in which a font has to come; later it would move words that somebody reads. */
const WAIT = 500;

const sheets = new Map();
const faces = new Map();

const own = new CSSStyleSheet();
own.replaceSync(":host { display: block } :host([hidden]) { display: none }");

function within(address, folder = EMBED) {
  if (!address.href.startsWith(folder.href)) throw new Error(`${address} is not in ${folder}`);
  return address;
}

async function got(address, folder) {
  const response = await fetch(within(address, folder), { credentials: "omit", referrerPolicy: "no-referrer" });
  if (!response.ok) throw new Error(`${response.status} for ${address}`);
  within(new URL(response.url), folder);
  return response;
}

/** The text at an address, and where it was found at last. */
async function load(address) {
  const response = await got(address);
  return { text: await response.text(), found: new URL(response.url) };
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

/** What the site's style of fonts, which a build puts before this script, says of each by its address. */
function fontStyles() {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(FONT_STYLE);
  const source = rule => /url\("([^"]+)"\)/.exec(rule.style.getPropertyValue("src"))?.[1];
  const named = [...sheet.cssRules].filter(rule => rule instanceof CSSFontFaceRule && source(rule));
  return new Map(named.map(rule => [new URL(source(rule), ASSETS).href, rule.style]));
}

/** Give the page around a font, once for all elements: a shadow tree can have none. As data it needs no more leave of
 *  that page than an embed does. Where it does not come, the device's own stands in. */
function font(address, style) {
  if (!faces.has(address.href)) faces.set(address.href, face(address, style).catch(() => null));
  return faces.get(address.href);
}

async function face(address, style) {
  const data = await (await got(address, ASSETS)).arrayBuffer();
  const names = { weight: "font-weight", style: "font-style", unicodeRange: "unicode-range" };
  const values = Object.entries(names).map(([key, name]) => [key, style.getPropertyValue(name)]);
  const family = style.getPropertyValue("font-family").replaceAll('"', "");
  return new FontFace(family, data, Object.fromEntries(values.filter(([, value]) => value))).load();
}

/** The fonts that a page begins with, as far as they come in time. */
async function type(page, found) {
  const styles = fontStyles();
  const links = [...page.querySelectorAll("link[rel=preload][as=font]")];
  const wanted = links.map(link => new URL(link.getAttribute("href"), found)).filter(({ href }) => styles.has(href));
  const all = Promise.all(wanted.map(address => font(address, styles.get(address.href))));
  const late = new Promise(resolve => setTimeout(resolve, WAIT, []));
  for (const face of await Promise.race([all, late])) if (face) document.fonts.add(face);
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
  const links = [...page.querySelectorAll("link[rel=stylesheet]")].map(link => new URL(link.getAttribute("href"), found));
  const own = links.filter(({ href }) => !href.startsWith(ASSETS.href));
  const [styles] = await Promise.all([Promise.all(own.map(sheet)), type(page, found)]);
  return { region, styles };
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
