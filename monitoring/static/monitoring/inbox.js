// The inbox's own: the reading pane follows the cursor where there is room for it, and keys mean what is chosen.
(() => {
  const wide = matchMedia("(min-width: 641px)");
  const pane = () => document.getElementById("post");
  const rows = () => document.querySelector("[data-inbox]");
  const chosen = () => [...document.querySelectorAll("[data-inbox] [data-select]:checked")];
  let opening = 0;
  let asked = 0;

  // Keys of the post are held while another post is on its way, or while several mentions are chosen: never the wrong one.
  const hold = (on, root, name, kept) => {
    for (const one of root?.querySelectorAll(`[data-${on ? name : kept}]`) || []) {
      one.setAttribute(`data-${on ? kept : name}`, one.getAttribute(`data-${on ? name : kept}`));
      one.removeAttribute(`data-${on ? name : kept}`);
    }
  };
  const keysOf = (post, bulk) => {
    hold(!post, pane(), "key", "held-key");
    hold(!bulk, document.querySelector("[data-bulk]"), "key", "bulk-key");
  };
  const draw = () => {
    const bar = document.querySelector("[data-bulk]");
    if (!bar) return;
    const count = chosen().length;
    bar.classList.toggle("is-open", count > 0);
    bar.querySelector("[data-bulk-count]").textContent = `${count} selected`;
    for (const box of document.querySelectorAll("[data-inbox] [data-select]")) {
      box.setAttribute("form", "bulk");
      box.closest(".mention").classList.toggle("is-selected", box.checked);
    }
    keysOf(count === 0, count > 0);
  };
  const mark = (row) => { for (const one of document.querySelectorAll("[data-inbox] .is-cursor")) if (one !== row) one.classList.remove("is-cursor"); row?.classList.add("is-cursor"); };
  const shown = () => pane()?.querySelector("[data-post]")?.dataset.post;
  const open = async (link, focus) => {
    const row = link.closest("[data-item]");
    mark(row);
    if (shown() === row.id) { if (chosen().length === 0) keysOf(true, false); return; }
    const mine = ++asked;
    keysOf(false, chosen().length > 0);
    try {
      const answer = await fetch(link.href, { headers: { "HX-Request": "true" }, credentials: "same-origin" });
      const text = await answer.text();
      if (mine !== asked) return;
      if (!answer.ok || answer.redirected) { location.assign(link.href); return; }
      pane().innerHTML = text;
      pane().scrollTop = 0;
      window.htmx?.process(pane());
      window.firebreak.times?.(pane());
      history.replaceState(history.state, "", link.href);
      draw();
      if (focus) pane().querySelector("h2")?.focus?.();
    } catch {
      window.firebreak.toast("The post did not load. Try again.");
    }
  };
  document.addEventListener("click", (event) => {
    const link = event.target.closest("[data-inbox] [data-open]");
    if (!link || !wide.matches || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    event.preventDefault();
    clearTimeout(opening);
    open(link, true);
  });
  document.addEventListener("focusin", (event) => {
    const link = event.target.closest?.("[data-inbox] [data-open]");
    if (!link || !wide.matches || !link.matches(":focus-visible")) return;
    if (shown() !== link.closest("[data-item]").id) keysOf(false, chosen().length > 0);
    clearTimeout(opening);
    opening = setTimeout(() => open(link, false), 160);
  });
  document.addEventListener("change", (event) => { if (event.target.matches("[data-inbox] [data-select]")) draw(); });
  document.addEventListener("click", (event) => {
    if (!event.target.closest("[data-bulk-clear]")) return;
    for (const box of chosen()) box.checked = false;
    draw();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && chosen().length && !document.querySelector("dialog[open]")) { for (const box of chosen()) box.checked = false; draw(); }
  });
  document.addEventListener("htmx:afterSettle", draw);
  document.addEventListener("DOMContentLoaded", () => { if (rows()) { document.body.classList.add("with-script"); draw(); } });
  window.addEventListener("pageshow", draw);
})();
