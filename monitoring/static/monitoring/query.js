// The query editor's own: a tapped suggestion or fix is put into the field so that undo takes it back; a problem is shown where it stands.
(() => {
  const field = () => document.getElementById("id_text");
  document.addEventListener("queryText", (event) => {
    const area = field();
    const text = event.detail?.text;
    if (!area || typeof text !== "string" || area.value === text) return;
    area.focus({ preventScroll: true });
    area.select();
    // insertText keeps the browser's undo; where it is refused, the value is set.
    if (!document.execCommand("insertText", false, text)) area.value = text;
    area.setSelectionRange(text.length, text.length);
    window.firebreak.say?.("The query was changed");
  });
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-from]");
    const area = field();
    if (!button || !area) return;
    // Columns count characters; the field counts UTF-16 units.
    const units = (count) => [...area.value].slice(0, count).join("").length;
    area.focus();
    area.setSelectionRange(units(Number(button.dataset.from)), units(Number(button.dataset.to)));
  });
  document.body.classList.add("with-script");
})();
