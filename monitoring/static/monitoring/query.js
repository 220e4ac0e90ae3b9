// The query editor's own: a tapped suggestion or fix is put into the field so that undo takes it back; a problem is shown where it stands.
(() => {
  const field = () => document.getElementById("id_text");
  let ours = false;
  let tapping = false;
  // What a tap puts in is tried already: the field's own request would swap the preview under the next tap.
  document.addEventListener("input", (event) => { if (ours && event.target === field()) event.stopImmediatePropagation(); }, true);
  // And while a tap is on its way, the preview of what was typed before it does not take its button away.
  document.addEventListener("htmx:beforeRequest", (event) => {
    const { elt, xhr } = event.detail;
    if (elt.closest("#tried")) {
      tapping = true;
      xhr.addEventListener("loadend", () => { tapping = false; });
    } else if (elt === field() && tapping) event.preventDefault();
  });
  document.addEventListener("htmx:beforeSwap", (event) => { if (tapping && event.detail.requestConfig.elt === field()) event.detail.shouldSwap = false; });
  document.addEventListener("queryText", (event) => {
    const area = field();
    const text = event.detail?.text;
    if (!area || typeof text !== "string" || area.value === text) return;
    area.focus({ preventScroll: true });
    area.select();
    // insertText keeps the browser's undo; where it is refused, the value is set.
    ours = true;
    if (!document.execCommand("insertText", false, text)) area.value = text;
    ours = false;
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
