// <form data-autosave data-version="7" action="/…" method="post"> saves itself 800 ms after the last change, one request at a time,
// with If-Match: "7". The answer carries the next ETag. 409 or 412: nothing is overwritten, the form keeps what was typed and says who
// (JSON changed_by, or header X-Changed-By: a plain sentence) changed it; the event firebreak:conflict carries the JSON, and
// firebreak:resume on the form saves again. 422: the answer's form errors are shown by their field: JSON {"errors": {"title": ["…"]}}.
// Its [data-save-state] tells how it stands.
(() => {
  const PAUSE = 800;
  const work = new WeakMap();
  const of = (form) => { if (!work.has(form)) work.set(form, { timer: 0, running: false, again: false, stopped: false }); return work.get(form); };
  const tell = (form, state, text) => {
    const box = form.querySelector("[data-save-state]") || document.querySelector(`[data-save-state][data-for="${form.id}"]`);
    if (box) { box.dataset.state = state; box.textContent = text; }
    if (state === "conflict" || state === "failed") window.firebreak.say(text);
  };
  const clockNow = () => new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", timeZone: document.body.dataset.zone || undefined, timeZoneName: "short" }).format(window.firebreak.now());
  const fieldErrors = (form, errors) => {
    for (const old of form.querySelectorAll("[data-saved-error]")) old.remove();
    for (const [name, texts] of Object.entries(errors || {})) {
      const control = form.elements.namedItem(name);
      if (!(control instanceof Element)) continue;
      const line = document.createElement("p");
      line.className = "field-error";
      line.dataset.savedError = "";
      line.id = `${control.id}-saved-error`;
      line.textContent = texts.join(" ");
      control.setAttribute("aria-invalid", "true");
      control.setAttribute("aria-describedby", line.id);
      control.after(line);
    }
  };
  const settle = async (form, answer) => {
    if (answer.ok) {
      const tag = answer.headers.get("ETag");
      if (tag) form.dataset.version = tag.replace(/^W\//, "").replaceAll('"', "");
      for (const bad of form.querySelectorAll('[aria-invalid="true"]')) bad.removeAttribute("aria-invalid");
      fieldErrors(form, {});
      tell(form, "saved", `Saved ${clockNow()}`);
      form.dispatchEvent(new CustomEvent("firebreak:saved", { bubbles: true }));
    } else if (answer.status === 401) {
      of(form).stopped = true;
      tell(form, "failed", "Not saved: you are logged out. Log in to go on; what you typed is kept.");
      document.dispatchEvent(new CustomEvent("firebreak:logged-out"));
    } else if (answer.status === 409 || answer.status === 412) {
      of(form).stopped = true;
      const body = await answer.json().catch(() => ({}));
      tell(form, "conflict", `${body.changed_by || answer.headers.get("X-Changed-By") || "Somebody changed this meanwhile."} Nothing of yours is lost: it is still in this form, not saved. Copy what you need, then reload.`);
      form.dispatchEvent(new CustomEvent("firebreak:conflict", { bubbles: true, detail: body }));
    } else if (answer.status === 422 || answer.status === 400) {
      const body = await answer.json().catch(() => ({}));
      fieldErrors(form, body.errors);
      tell(form, "failed", "Not saved: something needs fixing.");
    } else throw new Error(String(answer.status));
    return answer.ok;
  };
  const save = async (form) => {
    const state = of(form);
    if (state.stopped) return;
    if (state.running) { state.again = true; return; }
    state.running = true;
    state.again = false;
    tell(form, "saving", "Saving…");
    try {
      const headers = { "HX-Request": "true", "X-Autosave": "true", Accept: "application/json, text/html" };
      if (form.dataset.version) headers["If-Match"] = `"${form.dataset.version}"`;
      // What is not saved is still unsaved when the page is left: the browser asks.
      const saved = await settle(form, await fetch(form.action, { method: "POST", body: new FormData(form), headers, credentials: "same-origin" }));
      form.dataset.dirty = saved && !state.again ? "" : "yes";
    } catch {
      tell(form, "failed", "Not saved: no connection. Trying again in 5 s; nothing of yours is lost.");
      state.timer = setTimeout(() => save(form), 5000);
    }
    state.running = false;
    if (state.again) save(form);
  };
  const soon = (event) => {
    const form = event.target.closest?.("form[data-autosave]");
    if (!form) return;
    const state = of(form);
    form.dataset.dirty = "yes";
    clearTimeout(state.timer);
    state.timer = setTimeout(() => save(form), PAUSE);
  };
  // A person has looked at both texts and decided: the page has set the version it was decided on.
  document.addEventListener("firebreak:resume", (event) => { of(event.target).stopped = false; save(event.target); });
  document.addEventListener("input", soon);
  document.addEventListener("change", soon);
  document.addEventListener("submit", (event) => {
    if (!event.target.matches("form[data-autosave]") || event.submitter) return;
    event.preventDefault();
    save(event.target);
  });
  window.addEventListener("beforeunload", (event) => {
    if ([...document.querySelectorAll("form[data-autosave]")].some((form) => form.dataset.dirty === "yes")) event.preventDefault();
  });
})();
