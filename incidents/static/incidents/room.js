// The room's own: a note is answered with all that came since the newest entry shown; a text is copied whole.
(() => {
  document.addEventListener("htmx:configRequest", (event) => {
    const list = event.target.dataset?.newestOf && document.getElementById(event.target.dataset.newestOf);
    if (!list) return;
    const newest = list.firstElementChild?.id || "";
    if (event.detail.parameters.set) event.detail.parameters.set("after", newest);
    else event.detail.parameters.after = newest;
  });
  document.addEventListener("click", async (event) => {
    const button = event.target.closest("[data-copy]");
    if (!button) return;
    const source = document.getElementById(button.dataset.copy);
    const told = button.parentElement.querySelector("[data-copied]");
    try {
      await navigator.clipboard.writeText(source.value);
      told.textContent = "Copied";
    } catch {
      source.focus();
      source.select();
      told.textContent = "The browser refused; the text is selected, copy it by hand.";
    }
  });
})();
