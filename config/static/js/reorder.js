// Rows put in order by dragging, by Alt+↑/↓ and by buttons. <ol class="reorder" data-reorder="FORM-ID">; children have data-key (their id).
// The form's hidden input "order" gets the keys, comma-separated, and the form is sent (htmx or plain) 600 ms after the last move.
(() => {
  const list = (node) => node.closest("[data-reorder]");
  const row = (node) => { const box = list(node); return box ? [...box.children].find((child) => child.contains(node)) : null; };
  const timers = new WeakMap();
  const send = (box) => {
    const form = document.getElementById(box.dataset.reorder);
    if (!form) return;
    form.elements.namedItem("order").value = [...box.children].map((child) => child.dataset.key).filter(Boolean).join(",");
    clearTimeout(timers.get(box));
    timers.set(box, setTimeout(() => form.requestSubmit(), 600));
  };
  const ends = (box) => {
    const rows = [...box.children];
    for (const one of rows) for (const button of one.querySelectorAll("[data-move]")) {
      if (list(button) !== box) continue;
      const last = button.dataset.move === "-1" ? rows[0] === one : rows[rows.length - 1] === one;
      if (last) button.setAttribute("aria-disabled", "true"); else button.removeAttribute("aria-disabled");
    }
  };
  const move = (one, step, focus) => {
    const box = one.parentElement;
    const other = step < 0 ? one.previousElementSibling : one.nextElementSibling;
    if (!other) return;
    if (step < 0) other.before(one); else other.after(one);
    ends(box);
    focus?.focus();
    window.firebreak.say(`Now ${[...box.children].indexOf(one) + 1} of ${box.children.length}.`);
    send(box);
  };
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-move]");
    const one = button && row(button);
    if (one) move(one, Number(button.dataset.move), button);
  });
  document.addEventListener("keydown", (event) => {
    if (!event.altKey || (event.key !== "ArrowUp" && event.key !== "ArrowDown")) return;
    const one = row(event.target);
    if (!one || event.target.matches("select")) return;
    event.preventDefault();
    move(one, event.key === "ArrowUp" ? -1 : 1, event.target);
  });

  // Pointer events serve mouse, pen and touch alike; the grip has touch-action none.
  let drag;
  const over = (y) => [...drag.box.children].find((child) => child !== drag.one && y >= child.getBoundingClientRect().top && y <= child.getBoundingClientRect().bottom);
  const wipe = () => { for (const child of drag.box.children) child.classList.remove("drop-before", "drop-after"); };
  document.addEventListener("pointerdown", (event) => {
    const grip = event.target.closest?.("[data-grip]");
    const one = grip && row(grip);
    if (!one || event.button) return;
    event.preventDefault();
    drag = { one, box: one.parentElement, place: null };
    one.classList.add("is-dragged");
    grip.setPointerCapture(event.pointerId);
  });
  document.addEventListener("pointermove", (event) => {
    if (!drag) return;
    wipe();
    const target = over(event.clientY);
    if (!target) return;
    const box = target.getBoundingClientRect();
    drag.place = { target, before: event.clientY < box.top + box.height / 2 };
    target.classList.add(drag.place.before ? "drop-before" : "drop-after");
  });
  const drop = (keep) => {
    if (!drag) return;
    wipe();
    drag.one.classList.remove("is-dragged");
    if (keep && drag.place) {
      if (drag.place.before) drag.place.target.before(drag.one); else drag.place.target.after(drag.one);
      ends(drag.box);
      send(drag.box);
    }
    drag = undefined;
  };
  document.addEventListener("pointerup", () => drop(true));
  document.addEventListener("pointercancel", () => drop(false));
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") drop(false); });
  const arrive = (root) => { for (const box of root.querySelectorAll?.("[data-reorder]") || []) ends(box); };
  document.addEventListener("DOMContentLoaded", () => arrive(document));
  document.addEventListener("htmx:load", (event) => arrive(event.target));
})();
