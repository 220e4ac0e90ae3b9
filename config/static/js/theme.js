// Runs before the first paint: the appearance chosen on this device, else the one in the person's profile.
(() => {
  const given = document.documentElement.dataset.theme || null;
  const chosen = () => { try { return localStorage.getItem("theme") || given; } catch { return given; } };
  const apply = (theme) => {
    if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
    else delete document.documentElement.dataset.theme;
    document.dispatchEvent(new CustomEvent("firebreak:theme"));
  };
  apply(chosen());
  const show = () => {
    for (const box of document.querySelectorAll("[data-theme-choice]")) box.checked = box.value === (chosen() || "system");
  };
  document.addEventListener("DOMContentLoaded", show);
  document.addEventListener("change", (event) => {
    if (!event.target.matches("[data-theme-choice]")) return;
    try { localStorage.setItem("theme", event.target.value); } catch { /* private mode: holds for this page */ }
    apply(event.target.value);
    show();
  });
  // Another tab changed it.
  window.addEventListener("storage", (event) => { if (event.key === "theme") { apply(event.newValue); show(); } });
})();
