// What was typed when the session had ended: kept in this tab (sessionStorage) and put back into its forms after the log-in, whose way back
// ends in #typed. A form sent as a page is kept when it is sent; parts sent by script answer 401 and open the dialog #logged-out.
// Kept for an hour, for the same person (body data-who) and the same page only. Never kept: tokens, passwords, files.
(() => {
  const KEY = "typed";
  const LIFE = 3_600_000;
  const LEFT_OUT = ["hidden", "password", "file", "submit", "button", "reset", "image"];
  const who = () => document.body.dataset.who || "";
  const fields = (form) => [...form.elements].filter((one) => one.name && "value" in one && !LEFT_OUT.includes(one.type) && one.tagName !== "BUTTON");
  const isPost = (form) => form.method === "post" || form.hasAttribute("hx-post");
  const isChoice = (one) => one.type === "checkbox" || one.type === "radio";
  const place = (one, alike) => `${alike.indexOf(one)} of ${alike.length}`;
  // Which form, of those with one address; which field, of those with one name: a choice by its value, another by its place, if as many are there.
  const mark = (form) => {
    const face = (one) => one.id || one.getAttribute("action") || "";
    return `${face(form)} ${place(form, [...document.forms].filter((one) => isPost(one) && face(one) === face(form)))}`;
  };
  const which = (form, one) => (isChoice(one) ? one.value : place(one, fields(form).filter((other) => other.name === one.name && !isChoice(other))));
  const differs = (one) => (one.tagName === "SELECT" ? [...one.options].some((option) => option.selected !== option.defaultSelected)
    : isChoice(one) ? one.checked !== one.defaultChecked : one.value !== one.defaultValue);
  const value = (one) => (one.tagName === "SELECT" ? [...one.selectedOptions].map((option) => option.value)
    : isChoice(one) ? one.checked : one.value);
  const keep = (sent) => {
    const forms = [...document.forms].filter((form) => isPost(form) && (form === sent || fields(form).some(differs)));
    const kept = forms.map((form) => ({ mark: mark(form), fields: fields(form).map((one) => [one.name, which(form, one), value(one)]) }));
    try { sessionStorage.setItem(KEY, JSON.stringify({ who: who(), path: location.pathname, at: Date.now(), forms: kept })); } catch { /* no storage: the page itself keeps it */ }
  };
  const put = (one, kept) => {
    if (one.tagName === "SELECT") for (const option of one.options) option.selected = kept.includes(option.value);
    else if (isChoice(one)) one.checked = kept;
    else one.value = kept;
    one.dispatchEvent(new Event("input", { bubbles: true }));
  };
  const taken = () => {
    try {
      const kept = JSON.parse(sessionStorage.getItem(KEY) || "null");
      sessionStorage.removeItem(KEY);
      return kept && kept.who === who() && kept.path === location.pathname && Date.now() - kept.at < LIFE ? kept : null;
    } catch { return null; }
  };
  const restore = () => {
    const kept = taken();
    if (location.hash !== "#typed") return;
    history.replaceState(history.state, "", location.pathname + location.search);
    let back = 0;
    for (const row of kept?.forms || []) {
      const form = [...document.forms].find((one) => isPost(one) && mark(one) === row.mark);
      if (!form) continue;
      for (const [name, at, was] of row.fields) {
        for (const one of fields(form)) if (one.name === name && which(form, one) === at) { put(one, was); back += 1; break; }
      }
    }
    window.firebreak.toast(back ? "You were logged out before this was sent. What you typed is back: send it again." : "You were logged out before this was sent. Nothing was changed.");
  };
  const loggedOut = () => {
    keep(null);
    const dialog = document.getElementById("logged-out");
    if (!dialog || dialog.open) return;
    const back = `${location.pathname}${location.search}#typed`;
    dialog.querySelector("[data-log-in]").href = `/enter/?next=${encodeURIComponent(back)}`;
    dialog.showModal();
    dialog.querySelector("[data-log-in]").focus();
  };
  document.addEventListener("submit", (event) => {
    if (!event.defaultPrevented && event.target.method === "post" && !event.target.hasAttribute("hx-post")) keep(event.target);
  });
  document.addEventListener("htmx:responseError", (event) => { if (event.detail.xhr?.status === 401) loggedOut(); });
  document.addEventListener("firebreak:logged-out", loggedOut);
  // Kept here, so the browser need not ask whether to leave.
  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-log-in]")) for (const form of document.querySelectorAll("form[data-dirty]")) form.dataset.dirty = "";
  });
  document.addEventListener("DOMContentLoaded", restore);
})();
