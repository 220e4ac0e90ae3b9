// What every script shares (window.firebreak): the server's time, one polite voice, toasts. And menus, disabled buttons, focus on errors.
(() => {
  const meta = (name) => document.querySelector(`meta[name="${name}"]`)?.content;
  let offset = Number(meta("server-time") || Date.now()) - Date.now();
  // A page brought back from the history is old: its stamp would set the clocks back.
  const navigation = performance.getEntriesByType("navigation")[0];
  try {
    if (navigation?.type === "back_forward" && sessionStorage.getItem("offset")) offset = Number(sessionStorage.getItem("offset"));
    else sessionStorage.setItem("offset", String(offset));
  } catch { /* no storage: the page's own stamp */ }

  // Polite, at most one message per 10 s; what comes between is joined, the same words are said once.
  const QUIET = 10_000;
  let waiting = [];
  let last = -QUIET;
  let timer = 0;
  const speak = () => {
    timer = 0;
    const box = document.querySelector("[data-say]");
    if (!box || !waiting.length) return;
    box.textContent = [...new Set(waiting)].join(" ");
    waiting = [];
    last = performance.now();
  };
  const say = (text) => {
    waiting.push(text);
    if (!timer) timer = setTimeout(speak, Math.max(50, QUIET - (performance.now() - last)));
  };

  // 10 s, stands still while pointed at or focused.
  const LIFE = 10_000;
  const watch = (toast) => {
    if (toast.dataset.watched) return;
    toast.dataset.watched = "yes";
    let left = LIFE;
    let began = performance.now();
    let clock = setTimeout(() => toast.remove(), left);
    const hold = () => { clearTimeout(clock); left -= performance.now() - began; };
    const go = () => {
      if (toast.matches(":hover") || toast.contains(document.activeElement)) return;
      began = performance.now();
      clearTimeout(clock);
      clock = setTimeout(() => toast.remove(), Math.max(1000, left));
    };
    toast.addEventListener("pointerenter", hold);
    toast.addEventListener("pointerleave", go);
    toast.addEventListener("focusin", hold);
    toast.addEventListener("focusout", () => setTimeout(go));
    say(toast.querySelector(".toast-text").textContent + (toast.querySelector("[data-undo]") ? " Undo is offered." : ""));
  };
  const toast = (text, undo) => {
    const template = document.querySelector("[data-toast-template]");
    const box = document.querySelector("[data-toasts]");
    if (!template || !box) return;
    const one = template.content.firstElementChild.cloneNode(true);
    one.querySelector(".toast-text").textContent = text;
    const form = one.querySelector("[data-undo]");
    if (undo?.startsWith("/") && !undo.startsWith("//")) form.action = undo;
    else form.remove();
    box.append(one);
    watch(one);
  };
  document.addEventListener("click", (event) => {
    const cross = event.target.closest("[data-toast-close]");
    if (cross) cross.closest("[data-toast]").remove();
  });
  // HX-Trigger: {"toast": {"text": "…", "undo": "/…"}}
  document.addEventListener("toast", (event) => toast(event.detail.text || event.detail.value, event.detail.undo));

  // aria-disabled stays focusable and says why; it does nothing.
  document.addEventListener("click", (event) => {
    if (event.target.closest('[aria-disabled="true"]')) { event.preventDefault(); event.stopImmediatePropagation(); }
  }, true);
  // One press sends once; the label stays, the button says it is busy.
  document.addEventListener("submit", (event) => {
    const button = event.submitter;
    if (event.defaultPrevented || !button || event.target.method === "dialog") return;
    if (button.getAttribute("aria-busy") === "true") { event.preventDefault(); return; }
    button.setAttribute("aria-busy", "true");
    button.dataset.sent = "yes";
    // A download never leaves the page: it may be asked for again.
    setTimeout(() => button.removeAttribute("aria-busy"), 15_000);
  });
  const rest = () => { for (const one of document.querySelectorAll('button[data-sent]')) { one.removeAttribute("aria-busy"); delete one.dataset.sent; } };
  window.addEventListener("pageshow", rest);
  document.addEventListener("htmx:afterRequest", rest);

  // Menus close by Esc, by a click elsewhere, and when focus leaves.
  const closeMenus = (except) => {
    for (const menu of document.querySelectorAll("details[data-menu][open]")) if (!menu.contains(except)) menu.open = false;
  };
  document.addEventListener("click", (event) => closeMenus(event.target));
  document.addEventListener("focusin", (event) => closeMenus(event.target));
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const menu of document.querySelectorAll("details[data-menu][open]")) { menu.open = false; menu.querySelector("summary").focus(); }
  });

  // A failed part says so in place; what is typed stays.
  const failed = (event) => {
    const status = event.detail.xhr?.status || 0;
    if (status === 401) return; // typed.js says it, and keeps what was typed
    const words = status === 0 ? "No connection. Nothing of yours is lost; try again."
      : status === 409 ? "Somebody changed this first. Your change was not made; reload to see it."
      : status === 403 ? "This was refused. Reload the page, then try again."
      : status === 429 ? "Too many attempts. Wait a minute, then try again."
      : "This did not work. Nothing was changed; try again.";
    toast(words);
  };
  document.addEventListener("htmx:responseError", failed);
  document.addEventListener("htmx:sendError", failed);

  const arrive = (root) => {
    for (const one of root.querySelectorAll?.("[data-toast]") || []) watch(one);
    const errors = root.querySelector?.("[data-focus], [aria-invalid='true']");
    if (errors) errors.focus();
  };
  document.addEventListener("DOMContentLoaded", () => arrive(document));
  document.addEventListener("htmx:load", (event) => { if (event.target !== document.body) arrive(event.target); });
  // A secret that outlives the renewal of its form (hx-preserve) is not called wrong once it was entered anew.
  document.addEventListener("input", (event) => {
    if (event.target.matches?.('input[type="password"][aria-invalid]')) event.target.removeAttribute("aria-invalid");
  });
  // The composer never keeps a wider audience for the next entry.
  document.addEventListener("reset", (event) => {
    const internal = event.target.querySelector('[data-visibility-choice] [value="internal"]');
    if (internal) setTimeout(() => { internal.checked = true; });
  });

  window.firebreak = {
    now: () => Date.now() + offset,
    setServerTime: (ms) => { if (Number.isFinite(ms)) offset = ms - Date.now(); },
    say,
    toast,
  };
})();
