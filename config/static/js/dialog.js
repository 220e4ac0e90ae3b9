// Native dialogs: data-dialog="ID" opens, data-close closes; focus goes in and comes back to where it was.
(() => {
  const open = (dialog, from) => {
    if (!dialog || dialog.open) return;
    dialog.returnTo = from || document.activeElement;
    dialog.showModal();
    // The first thing to do, not the cross; a dangerous act is never preselected.
    const first = dialog.querySelector("[autofocus], .dialog-body :is(a, button, input, select, textarea):not([type=hidden], .button-danger)");
    first?.focus();
  };
  document.addEventListener("click", (event) => {
    const opener = event.target.closest("[data-dialog]");
    if (opener && opener.getAttribute("aria-disabled") !== "true") {
      const inside = opener.closest("dialog");
      const from = inside ? inside.returnTo : opener.closest("details[data-menu]")?.querySelector("summary") || opener;
      inside?.close();
      const menu = opener.closest("details[data-menu]");
      if (menu) menu.open = false;
      open(document.getElementById(opener.dataset.dialog), from);
      return;
    }
    const closer = event.target.closest("[data-close]");
    if (closer) { closer.closest("dialog")?.close(); return; }
    // A click on the backdrop has the dialog itself as its target. Typed text is not thrown away that way.
    if (event.target.matches?.("dialog[open]")) {
      const box = event.target.getBoundingClientRect();
      const outside = event.clientX < box.left || event.clientX > box.right || event.clientY < box.top || event.clientY > box.bottom;
      const typed = [...event.target.querySelectorAll("textarea, input:not([type=hidden], [type=checkbox], [type=radio])")].some((field) => field.value !== field.defaultValue);
      if (outside && !typed) event.target.close();
    }
  });
  document.addEventListener("close", (event) => {
    const back = event.target.returnTo;
    if (back?.isConnected) back.focus();
  }, true);
  const arrive = (root) => { for (const dialog of root.querySelectorAll?.("dialog[data-open-now]") || []) open(dialog); };
  document.addEventListener("DOMContentLoaded", () => arrive(document));
  document.addEventListener("htmx:load", (event) => {
    if (event.target === document.body) return;
    if (event.target.matches?.("dialog[data-open-now]")) open(event.target);
    arrive(event.target);
  });
  window.firebreak.openDialog = (id) => open(document.getElementById(id));
})();
