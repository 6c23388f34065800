// The panel that makes a snippet of a page, to be pasted into an intranet. The snippets' forms are the site's own and
// are filled in as data: whatever a title says, it stays a title.
import { copied } from "../copying.js";
import { ROOT, make, styled } from "../search/make.js";
import { saved } from "./saving.js";

const LISTED = "The frame stays empty unless this site lists your intranet: ask whoever runs it.";
const FORMS = [
  ["frame", "Frame", `Works wherever a page may hold a frame. Longer content scrolls. ${LISTED}`],
  ["fitting", "Auto-height frame", `As high as its content. The page around it must be allowed to load a script of this site. ${LISTED}`],
  ["element", "Web component", "No frame: the text is part of the page. That page must be allowed to load a script and data of this site."],
  ["card", "Link", "For pages that allow neither frames nor scripts. It holds nothing that can go out of date and looks like your page."],
  ["file", "Download HTML", "One HTML file to upload. It is a copy of today and does not change; its first line says so and links to the page."],
];
const UNPUBLISHED = " This site does not state its address, so the address of this page is used.";
const REFUSED = "The browser did not allow copying. The snippet is selected: press Ctrl+C (⌘C on a Mac).";
const UNMADE = "The file could not be made. Reload this page and try again.";
const LEVELS = [2, 3, 4, 5, 6];
const HOLES = /\{(address|title|page|library|site)\}/g;

let forms;

/** Open the panel for the page whose link to embed it was followed. */
export async function open(link) {
  forms ??= fetch(new URL("embed/snippets.json", ROOT)).then(response => response.json());
  const [snippets] = await Promise.all([forms, styled("embed.css")]);
  if (document.querySelector(".wb-embed-panel")) return; // the link was clicked twice
  const dialog = panel(link, snippets);
  dialog.addEventListener("close", () => {
    dialog.remove();
    link.focus();
  });
  document.body.append(dialog);
  dialog.showModal();
}

function panel(link, snippets) {
  const choices = JSON.parse(link.dataset.wbEmbed);
  const here = new URL(link.href).pathname;
  const part = make("select", { id: "wb-embed-part", autofocus: "" }, ...choices.map(([label, path]) => make("option", { value: path }, label)));
  part.value = choices.map(([, path]) => path).find(path => new URL(path, ROOT).pathname === here) ?? choices[0][1];
  const level = make("select", { id: "wb-embed-level" }, ...LEVELS.map(n => make("option", { value: n }, `Level ${n} (h${n})`)));
  const colours = make("select", { id: "wb-embed-colours" }, make("option", { value: "" }, "Match the reader's setting"), make("option", { value: "light" }, "Always light"));
  const kinds = FORMS.map(([form, label], at) =>
    make("label", { class: "wb-embed-panel__kind" }, radio(form, at === 0), make("span", {}, label)),
  );
  const about = make("p", { class: "wb-embed-panel__about", id: "wb-embed-about", "aria-live": "polite" });
  const code = make("textarea", { class: "wb-embed-panel__code", readonly: "", rows: 6, "aria-label": "Snippet", "aria-describedby": "wb-embed-about", spellcheck: "false" });
  const act = make("button", { type: "button", class: "wb-embed-panel__act" });
  const done = make("p", { class: "wb-embed-panel__done", role: "status" });
  const preview = make("div", { class: "wb-embed-panel__preview", role: "group", "aria-labelledby": "wb-embed-preview" });
  const shut = make("button", { type: "button", class: "wb-embed-panel__close" }, "Close");
  const dialog = make(
    "dialog",
    { class: "wb-embed-panel", "aria-labelledby": "wb-embed-title" },
    make("div", { class: "wb-embed-panel__head" }, make("h2", { id: "wb-embed-title" }, "Embed this page"), shut),
    make(
      "div",
      { class: "wb-embed-panel__body" },
      make(
        "div",
        { class: "wb-embed-panel__choices" },
        make("p", {}, make("label", { for: part.id }, "Content"), part),
        make("p", {}, make("label", { for: level.id }, "Heading level"), level),
        make("p", {}, make("label", { for: colours.id }, "Colors"), colours),
      ),
      make("fieldset", { class: "wb-embed-panel__kinds" }, make("legend", {}, "How"), ...kinds),
      about,
      code,
      make("div", { class: "wb-embed-panel__do" }, act, done),
      make("h3", { id: "wb-embed-preview" }, "Preview"),
      preview,
    ),
  );

  const published = link.dataset.wbSite;
  const site = published || ROOT.href;
  const form = () => dialog.querySelector("input[name=wb-embed-form]:checked").value;

  /** What is filled in, with the addresses that it has on a site. */
  function words(site) {
    const title = part.selectedIndex > 0 ? `${part.selectedOptions[0].label}: ${link.dataset.wbTitle}` : link.dataset.wbTitle;
    const wishes = [level.value === "2" ? "" : `h${level.value}`, colours.value].filter(Boolean).join("-");
    const fragment = wishes && `#${wishes}`;
    const page = new URL(choices[part.selectedIndex][2], site).href;
    return { title, site, page, library: snippets.library, path: part.value, fragment, address: new URL(part.value, site).href + fragment };
  }

  function show() {
    const isFile = form() === "file";
    done.textContent = "";
    about.textContent = FORMS.find(([name]) => name === form())[2] + (published ? "" : UNPUBLISHED);
    code.hidden = isFile;
    code.value = isFile ? "" : filled(snippets[form()], words(site));
    act.textContent = isFile ? "Download" : "Copy";
    level.disabled = colours.disabled = form() === "card";
    preview.replaceChildren(shown(form(), words(ROOT.href), snippets));
  }

  act.addEventListener("click", async () => {
    done.textContent = ""; // the same words once more would not be read out
    if (form() === "file") {
      done.textContent = await download(words(site), snippets.hashes).then(name => `Downloaded: ${name}`, () => UNMADE);
    } else {
      done.textContent = (await copied(code)) ? "Copied." : REFUSED;
    }
  });
  shut.addEventListener("click", () => dialog.close());
  // Pressed, not clicked: whoever selects text may let go outside.
  dialog.addEventListener("pointerdown", event => {
    if (event.target === dialog) dialog.close();
  });
  // The page below has keys of its own: for the search, and for the pages before and after.
  dialog.addEventListener("keydown", event => event.stopPropagation());
  dialog.addEventListener("change", show);
  show();
  return dialog;
}

function radio(form, checked) {
  return make("input", { type: "radio", name: "wb-embed-form", value: form, ...(checked ? { checked: "" } : {}) });
}

/** A form with its holes filled in; it is parsed first, so that nothing that is filled in can become markup. */
function filled(form, said) {
  const holder = document.createElement("template");
  holder.innerHTML = form;
  const fill = text => text.replace(HOLES, (_, name) => said[name]);
  for (const element of holder.content.querySelectorAll("*")) {
    for (const attribute of element.attributes) attribute.value = fill(attribute.value);
  }
  const texts = document.createTreeWalker(holder.content, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) texts.currentNode.data = fill(texts.currentNode.data);
  return holder.innerHTML.trim();
}

/** What the snippet gives, from this very site, wherever it will be published. */
function shown(form, here, snippets) {
  const holder = document.createElement("template");
  holder.innerHTML = filled(snippets[form === "file" ? "fitting" : form], here);
  for (const script of holder.content.querySelectorAll("script")) script.remove();
  for (const link of holder.content.querySelectorAll("a")) link.target = "_blank"; // the panel stays as it is
  if (form === "file") holder.content.replaceChildren(holder.content.querySelector("iframe"));
  if (form === "fitting" || form === "file") import("./host.js");
  if (form === "element") import(new URL("embed/wardbook-page.js", ROOT));
  return holder.content;
}

/** Let the browser save the embed as one file; its name. */
async function download(said, hashes) {
  const name = `${said.path.split("/").filter(Boolean).slice(-2).join("-")}.html`;
  const content = await saved(new URL(said.path, ROOT), said, hashes);
  const address = URL.createObjectURL(new Blob([content], { type: "text/html" }));
  make("a", { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 60000);
  return name;
}
