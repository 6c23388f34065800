// Pages age by themselves: a page that was current when it was built says so when it no longer is.
// Without scripts the status line still shows the date.
const today = new Date().toISOString().slice(0, 10);
for (const status of document.querySelectorAll("[data-wb-due]")) {
  if (status.dataset.wbDue < today) {
    const notice = document.createElement("p");
    notice.className = "wb-overdue";
    notice.setAttribute("role", "note");
    notice.textContent = status.dataset.wbOverdue;
    status.prepend(notice);
  }
}

// The theme opens its menu by a label, which a keyboard cannot reach.
for (const label of document.querySelectorAll('label.md-header__button[for="__drawer"]')) {
  label.tabIndex = 0;
  label.setAttribute("role", "button");
  label.setAttribute("aria-label", "Menu");
}

// What opened the menu was above it; whoever opened it by keyboard goes on inside.
const drawer = document.getElementById("__drawer");
drawer?.addEventListener("change", () => {
  if (drawer.checked) {
    document.querySelector(".md-sidebar--primary a[href]").focus();
  }
});
