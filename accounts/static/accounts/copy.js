// data-copy="ID": the field's text to the clipboard; where that is not allowed, it is selected for the hand.
document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-copy]");
  const field = button && document.getElementById(button.dataset.copy);
  if (!field) return;
  field.focus();
  field.select();
  try {
    await navigator.clipboard.writeText(field.value);
    window.firebreak.toast("Copied");
  } catch { /* selected: Ctrl+C does it */ }
});
