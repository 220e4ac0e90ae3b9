// A page with several forms: sending one loads the page anew, and what was typed in the others stays. Kept in this tab until that page stands
// again (same path, within a minute), then put back and forgotten. Never kept: hidden fields, passwords, files, who may read a note, the form that
// was sent, and forms that save themselves.
(() => {
  const KEY = "beside";
  const LIFE = 60_000;
  const LEFT_OUT = ["hidden", "password", "file", "submit", "button", "reset", "image"];
  const fields = (form) => [...form.elements].filter((one) => one.name && !LEFT_OUT.includes(one.type) && !one.closest("[data-visibility-choice]") && one.tagName !== "BUTTON" && one.tagName !== "FIELDSET");
  const isChoice = (one) => one.type === "checkbox" || one.type === "radio";
  const typed = (one) => {
    if (one.tagName !== "SELECT") return isChoice(one) ? one.checked !== one.defaultChecked : one.value !== one.defaultValue;
    const chosen = [...one.options].filter((option) => option.defaultSelected);
    return one.multiple || chosen.length ? [...one.options].some((option) => option.selected !== option.defaultSelected) : one.selectedIndex > 0;
  };
  const forms = () => [...document.forms].filter((form) => form.method === "post" && !form.hasAttribute("data-autosave"));
  // What a form keeps over a reload: its id, address and the names of its fields; of those that are alike, its place, if as many are there.
  const face = (form) => JSON.stringify([form.id, form.getAttribute("action") || "", [...new Set(fields(form).map((one) => one.name))].sort()]);
  const mark = (form) => {
    const alike = forms().filter((one) => face(one) === face(form));
    return `${face(form)} ${alike.indexOf(form)} of ${alike.length}`;
  };
  const value = (one) => (one.tagName === "SELECT" ? [...one.selectedOptions].map((option) => option.value) : isChoice(one) ? one.checked : one.value);
  // Which field, of those with one name: a choice by its value, another by its place, if as many are there.
  const which = (form, one) => {
    if (isChoice(one)) return one.value;
    const alike = fields(form).filter((other) => other.name === one.name && !isChoice(other));
    return `${alike.indexOf(one)} of ${alike.length}`;
  };
  const keep = (sent) => {
    const rows = forms().filter((form) => form !== sent)
      .map((form) => ({ mark: mark(form), fields: fields(form).filter(typed).map((one) => [one.name, which(form, one), value(one)]) }))
      .filter((row) => row.fields.length);
    try {
      if (rows.length) sessionStorage.setItem(KEY, JSON.stringify({ path: location.pathname, who: document.body.dataset.who || "", at: Date.now(), rows }));
      else sessionStorage.removeItem(KEY);
    } catch { /* no storage: the browser's own memory of fields has to do */ }
  };
  const put = (one, kept) => {
    if (one.tagName === "SELECT") for (const option of one.options) option.selected = kept.includes(option.value);
    else if (isChoice(one)) one.checked = kept; else one.value = kept;
    one.dispatchEvent(new Event("input", { bubbles: true }));
    one.dispatchEvent(new Event("change", { bubbles: true }));
  };
  const restore = () => {
    let kept;
    try { kept = JSON.parse(sessionStorage.getItem(KEY) || "null"); sessionStorage.removeItem(KEY); } catch { return; }
    if (!kept || kept.path !== location.pathname || kept.who !== (document.body.dataset.who || "") || Date.now() - kept.at > LIFE) return;
    for (const row of kept.rows) {
      const form = forms().find((one) => mark(one) === row.mark);
      // What came back typed (a refused form) is newer.
      for (const [name, at, was] of row.fields) {
        for (const one of form ? fields(form) : []) if (one.name === name && which(form, one) === at && !typed(one)) put(one, was);
      }
    }
  };
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!event.defaultPrevented && form.method === "post" && !form.hasAttribute("hx-post")) keep(form);
  });
  document.addEventListener("DOMContentLoaded", restore);
})();
