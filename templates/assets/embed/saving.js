// An embed as one file, with its style and its script in it, to be uploaded where nothing can be loaded from this site.
import { today } from "../copying.js";
import { ROOT, make } from "../search/make.js";

/** The file's text. It says on top that it is a copy, of which day, and where the page itself is. */
export async function saved(address, { page, site, fragment }, hashes) {
  const copy = new DOMParser().parseFromString(await got(address), "text/html");
  const part = (href, hash) => got(named(new URL(href, address), hash));
  const sheet = copy.querySelector("link[rel=stylesheet]"); // the first; the others and what is preloaded are fonts
  const script = copy.querySelector("script[src]");
  const [style, program] = await Promise.all([part(sheet.getAttribute("href"), hashes.style), part(script.getAttribute("src"), hashes.script)]);
  for (const link of copy.querySelectorAll("link[rel=stylesheet], link[rel=preload]")) link.remove();
  script.remove();
  const policy = copy.querySelector("meta[http-equiv]");
  policy.content = `default-src 'none'; script-src '${hashes.script}'; style-src '${hashes.style}'; img-src data:; base-uri 'none'; form-action 'none'`;
  // The published address, not the one at which the copy was made.
  const published = new URL(address.pathname.slice(ROOT.pathname.length), site);
  for (const link of copy.querySelectorAll("main a[href]")) {
    const href = link.getAttribute("href");
    if (!href.startsWith("#")) link.setAttribute("href", new URL(href, published).href);
  }
  await Promise.all(
    [...copy.querySelectorAll("main img[src]")].map(async picture => {
      picture.setAttribute("src", await asData(new URL(picture.getAttribute("src"), address)));
    }),
  );
  if (fragment) copy.documentElement.dataset.wbWishes = fragment;
  copy.querySelector("main").prepend(
    make(
      "p",
      { class: "wb-notice", role: "note" },
      `A copy of ${today()}, which does not change. `,
      make("a", { href: page }, "The page itself"),
      " says what holds today.",
    ),
  );
  // Put in as text: as elements they would be judged by the policy of the page that makes the copy.
  const { documentElement: root, head, body } = copy;
  const start = root.cloneNode(false).outerHTML.replace("</html>", "");
  return `<!doctype html>\n${start}<head>${head.innerHTML}<style>${style}</style></head>\n<body>${body.innerHTML}<script>${program}</script></body></html>\n`;
}

/** A file's address, if its name is of the content that a hash allows: the site may be newer than the window. */
function named(address, hash) {
  const bytes = [...atob(hash.replace("sha256-", ""))].map(byte => byte.charCodeAt(0).toString(16).padStart(2, "0"));
  if (!address.pathname.includes(`-${bytes.slice(0, 5).join("")}.`)) throw new Error(`${address} is not ${hash}`);
  return address;
}

async function got(address) {
  return (await loaded(address)).text();
}

async function loaded(address) {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${response.status} for ${address}`);
  return response;
}

/** A picture as an address that holds all of it. */
async function asData(address) {
  const picture = await (await loaded(address)).blob();
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result);
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(picture);
  });
}
