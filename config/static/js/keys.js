// The keyboard map. Rows: data-item (j k), their link data-open (Enter), their box data-select (x). A control with data-key="a"
// is pressed by that key, first in the current row, else on the page; "s1" is s then 1, "a t" is either. Off in fields; can be switched off.
// Escape leaves whatever has the keys: an open menu, a field, a pane; they come back to the current row.
(() => {
  const on = () => {
    const given = document.body.dataset.keys;
    try { return (localStorage.getItem("keys") || given) !== "off"; } catch { return given !== "off"; }
  };
  const GO = { h: "home", i: "inbox", a: "alerts", n: "incidents", b: "brands", p: "plans", d: "debriefs" };
  let first = "";
  let clear = 0;
  const items = () => [...document.querySelectorAll("[data-item]")].filter((item) => item.checkVisibility?.() ?? true);
  const current = () => document.activeElement?.closest?.("[data-item]") || document.querySelector("[data-item].is-cursor");
  const handle = (item) => item.querySelector("[data-open], a, button") || item;
  const move = (step) => {
    const all = items();
    if (!all.length) return false;
    const at = all.indexOf(current());
    const next = all[at < 0 ? (step > 0 ? 0 : all.length - 1) : Math.max(0, Math.min(all.length - 1, at + step))];
    for (const item of all) item.classList.toggle("is-cursor", item === next);
    const target = handle(next);
    if (target === next) target.tabIndex = -1;
    target.focus({ preventScroll: true });
    next.scrollIntoView({ block: "nearest" });
    return true;
  };
  const press = (key) => {
    const selector = `[data-key~="${CSS.escape(key)}"]`;
    const target = current()?.querySelector(selector) || document.querySelector(selector);
    if (!target || target.closest("[hidden]")) return false;
    if (target.matches("input:not([type=checkbox], [type=radio], [type=submit], [type=button]), textarea, select")) { target.focus(); target.select?.(); } else target.click();
    return true;
  };
  const undo = () => {
    const forms = document.querySelectorAll("[data-toasts] [data-undo]");
    const form = forms[forms.length - 1];
    form?.requestSubmit(form.querySelector("button"));
    return Boolean(form);
  };
  const act = (key) => {
    if (first === "g" && GO[key]) { const link = document.querySelector(`[data-nav="${GO[key]}"]`); if (link) { link.click(); return true; } }
    if (first && press(first + key)) return true;
    if (key === "?") { window.firebreak.openDialog("keys"); return true; }
    if (key === "j") return move(1);
    if (key === "k") return move(-1);
    if (key === "z" && undo()) return true;
    if (key === "x") { const box = current()?.querySelector("[data-select]"); if (box) { box.click(); return true; } }
    if (key === "Enter" && document.activeElement === document.body) { const link = current()?.querySelector("[data-open]"); if (link) { link.click(); return true; } }
    return press(key);
  };
  // What is typed stays in its field; the keys come back.
  const leave = (field) => {
    const menus = [...document.querySelectorAll("details.menu[open]")];
    for (const menu of menus) menu.open = false;
    const menu = menus.find((one) => one.contains(document.activeElement));
    if (menu) { menu.querySelector("summary").focus(); return; }
    if (!field && !document.activeElement?.closest("[data-leave]")) return;
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
    const row = document.querySelector("[data-item].is-cursor");
    if (row && (row.checkVisibility?.() ?? true)) handle(row).focus({ preventScroll: true });
  };
  document.addEventListener("keydown", (event) => {
    const field = event.target.closest?.("input:not([type=checkbox], [type=radio], [type=button], [type=submit]), textarea, select, [contenteditable]");
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && field) {
      // Notes only: a release, an approval or a publication never leaves by a key.
      const form = field.closest("form[data-note]");
      const wider = form?.querySelector("[data-visibility-choice] :checked:not([value=internal])");
      if (form && !wider) { event.preventDefault(); form.requestSubmit(); }
      return;
    }
    if (event.key === "Escape" && !document.querySelector("dialog[open]")) { leave(field); first = ""; return; }
    if (event.key === "Enter" && field?.matches("select[data-key]")) { event.preventDefault(); field.form?.requestSubmit(); return; }
    if (field || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || !on()) return;
    if (document.querySelector("dialog[open]")) return;
    clearTimeout(clear);
    const done = act(event.key);
    if (done) event.preventDefault();
    first = !done && !first && (event.key === "g" || event.key === "s") ? event.key : "";
    clear = setTimeout(() => { first = ""; }, 1500);
  });
  document.addEventListener("change", (event) => {
    if (!event.target.matches("[data-keys-switch]")) return;
    try { localStorage.setItem("keys", event.target.checked ? "on" : "off"); } catch { /* holds for this page only */ }
  });
  document.addEventListener("DOMContentLoaded", () => { for (const box of document.querySelectorAll("[data-keys-switch]")) box.checked = on(); });
})();
