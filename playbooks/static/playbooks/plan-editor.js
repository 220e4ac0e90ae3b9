// The plan editor, over autosave.js and reorder.js: what was saved shows in the row, a conflict shows both texts, removing names the
// state that was saved last, a step whose phase changed goes to its phase.
(() => {
  const due = (text) => {
    const minutes = Number(text);
    if (!Number.isInteger(minutes) || minutes < 0 || text === "") return text;
    if (minutes === 0) return "at the start";
    if (minutes % 1440 === 0) return `+${minutes / 1440} day${minutes === 1440 ? "" : "s"}`;
    if (minutes < 60) return `+${minutes} min`;
    return `+${Math.floor(minutes / 60)} h${minutes % 60 ? ` ${minutes % 60} min` : ""}`;
  };
  const worded = (control) => {
    if (control instanceof HTMLSelectElement) return control.selectedOptions[0]?.textContent || "";
    if (control.name === "due_minutes") return due(control.value.trim());
    return control.value.replace(/^\s*(?:#{1,6}|[-*+]|>)\s+/gm, "").replace(/__|[*`]{1,3}/g, "");
  };
  const mirror = (form) => {
    const row = form.closest(".plan-row");
    for (const place of row?.querySelectorAll("summary [data-mirror]") || []) {
      const control = form.elements.namedItem(place.dataset.mirror);
      if (control) place.textContent = worded(control);
    }
  };
  document.addEventListener("firebreak:saved", (event) => {
    const form = event.target;
    mirror(form);
    const state = document.querySelector("[data-draft-state]");
    const words = form.querySelector("[data-save-state]")?.textContent;
    if (state && words) state.textContent = words;
    const box = form.querySelector("[data-conflict]");
    if (box) { box.hidden = true; box.replaceChildren(); }
    const remove = document.querySelector(`[data-remove="${form.id}"]`);
    if (remove) remove.elements.namedItem("seen").value = form.dataset.version;
    const phase = form.elements.namedItem("phase");
    const list = form.closest("[data-list]");
    if (!phase || !list || phase.value === list.dataset.list) return;
    const url = new URL(location.href);
    url.searchParams.set("open", form.closest(".plan-row").dataset.key);
    url.hash = form.closest(".plan-row").id;
    location.assign(url);
  });

  // Theirs beside mine: nothing is chosen for anybody.
  const button = (label, act) => {
    const one = document.createElement("button");
    one.type = "button";
    one.className = "button";
    one.textContent = label;
    one.addEventListener("click", act);
    return one;
  };
  const put = (control, value) => {
    if (control instanceof HTMLInputElement && control.type === "checkbox") control.checked = Boolean(value);
    else control.value = String(value);
  };
  const mine = (control) => (control instanceof HTMLInputElement && control.type === "checkbox" ? control.checked : control.value);
  document.addEventListener("firebreak:conflict", (event) => {
    const form = event.target;
    const { theirs, revision } = event.detail;
    const box = form.querySelector("[data-conflict]");
    if (!box || !theirs) return;
    const differing = Object.entries(theirs).filter(([name, value]) => {
      const control = form.elements.namedItem(name);
      return control instanceof Element && String(mine(control)) !== String(value);
    });
    const list = document.createElement("dl");
    list.className = "plan-theirs";
    for (const [name, value] of differing) {
      const control = form.elements.namedItem(name);
      const term = document.createElement("dt");
      term.textContent = `${control.labels?.[0]?.textContent.trim() || name}, as it is saved now`;
      const text = document.createElement("dd");
      text.dir = "auto";
      const option = control instanceof HTMLSelectElement ? [...control.options].find((one) => one.value === String(value)) : null;
      text.textContent = typeof value === "boolean" ? (value ? "yes" : "no") : option ? option.textContent : String(value) || "(empty)";
      list.append(term, text);
    }
    const resume = () => {
      form.dataset.version = String(revision);
      box.hidden = true;
      box.replaceChildren();
      form.dispatchEvent(new CustomEvent("firebreak:resume", { bubbles: true }));
    };
    const choices = document.createElement("div");
    choices.className = "buttons";
    choices.append(
      button("Overwrite with mine", resume),
      button("Use the saved version", () => {
        for (const [name, value] of differing) put(form.elements.namedItem(name), value);
        resume();
      }),
    );
    box.replaceChildren(list, choices);
    box.className = "plan-conflict";
    box.hidden = false;
  });

  // A link to a part opens it.
  const openHash = () => {
    const row = location.hash ? document.getElementById(decodeURIComponent(location.hash.slice(1))) : null;
    const box = row?.matches?.(".plan-row") ? row.querySelector("details") : null;
    if (!box) return;
    box.open = true;
    box.querySelector("summary").focus();
  };
  window.addEventListener("hashchange", openHash);
  document.addEventListener("DOMContentLoaded", openHash);
})();
