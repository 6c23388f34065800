// A page that was current when it was built says so when it no longer is; without scripts its date still stands there.
// Here, in frames and in pages of others, so this file is put before other scripts and makes no more than its name.

/** Put the notice into every status under a document or shadow root whose day is past. */
function sayWhatIsOverdue(root) {
  const today = new Date().toISOString().slice(0, 10);
  for (const status of root.querySelectorAll("[data-wb-due]")) {
    if (status.dataset.wbDue < today) {
      const notice = document.createElement("p");
      notice.className = "wb-overdue";
      notice.setAttribute("role", "note");
      notice.textContent = status.dataset.wbOverdue;
      status.prepend(notice);
    }
  }
}

// In a module the document is somebody else's.
if (document.currentScript) sayWhatIsOverdue(document);
