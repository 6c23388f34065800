// Pages age by themselves: a page that was current when it was built says so when it no longer is.
// Without scripts the status line still shows the date.
const today = new Date().toISOString().slice(0, 10);
for (const status of document.querySelectorAll("[data-wb-due]")) {
  if (status.dataset.wbDue < today) {
    status.querySelector(".wb-overdue").hidden = false;
  }
}
