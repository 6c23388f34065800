// A page that was current when it was built says so when it no longer is; without scripts its date still stands there.
// Here, in frames and in pages of others, so this file is put before other scripts and makes no more than its name.

/** Change every status line and every flag under a document or shadow root whose day is past to the words it brings. */
function sayWhatIsOverdue(root) {
  const today = new Date().toISOString().slice(0, 10);
  for (const status of root.querySelectorAll(".wb-status[data-wb-due], .wb-flag[data-wb-due]")) {
    if (status.dataset.wbDue >= today) continue;
    const isLine = status.matches(".wb-status");
    const label = isLine ? status.querySelector(".wb-status__label") : status;
    const block = isLine ? "wb-status" : "wb-status__label";
    status.className = status.className.replace(/(?<=^| )wb-status(?:__label)?--\S+/, `${block}--overdue`);
    if (label) label.textContent = status.dataset.wbLate;
    status.hidden = false;
    if (isLine) {
      const notice = document.createElement("p");
      notice.className = "wb-overdue";
      notice.setAttribute("role", "note");
      const warning = document.createElement("strong");
      warning.textContent = status.dataset.wbOverdue;
      notice.append(warning, " ", status.dataset.wbAdvice ?? "");
      status.prepend(notice);
    }
    delete status.dataset.wbDue;
  }
}

// In a module the document is somebody else's.
if (document.currentScript) sayWhatIsOverdue(document);
