// Clocks by the server's time. [data-clock] has data-due, data-start, data-label, data-suffix and a [data-left]; <time data-until> is the small form.
// Only "soon" and "late" are announced, once each per page.
(() => {
  const said = new Set();
  const two = (n) => String(n).padStart(2, "0");
  const span = (ms) => {
    const whole = Math.max(0, Math.floor(ms / 1000));
    if (whole >= 172_800) { const days = Math.floor(whole / 86_400), rest = Math.floor((whole % 86_400) / 3600); return rest ? `${days} d ${rest} h` : `${days} d`; }
    const hours = Math.floor(whole / 3600), minutes = Math.floor((whole % 3600) / 60), seconds = whole % 60;
    return hours ? `${hours}:${two(minutes)}:${two(seconds)}` : `${two(minutes)}:${two(seconds)}`;
  };
  const stateOf = (due, start, now) => now >= due ? "late" : start && now - start >= (due - start) / 2 ? "soon" : "running";
  const announce = (clock, before, state) => {
    if (before === state || state === "running") return;
    const label = clock.dataset.label || "A deadline";
    const once = `${label}|${clock.dataset.due}|${state}`;
    if (said.has(once)) return;
    said.add(once);
    window.firebreak.say(state === "late" ? `${label} is late.` : `${label}: half of the time is used.`);
  };
  const write = (node, text) => { if (node && node.textContent !== text) node.textContent = text; };
  const tick = () => {
    const now = window.firebreak.now();
    for (const clock of document.querySelectorAll("[data-clock]")) {
      const due = Date.parse(clock.dataset.due), start = Date.parse(clock.dataset.start || "");
      if (Number.isNaN(due)) continue;
      const before = clock.dataset.state, state = stateOf(due, start, now);
      if (before !== state) clock.dataset.state = state;
      announce(clock, before, state);
      write(clock.querySelector("[data-left]"), state === "late" ? `late ${span(now - due)}` : span(due - now) + (clock.dataset.suffix || ""));
      const bar = clock.querySelector(".bar rect");
      if (bar) bar.setAttribute("width", `${state === "late" ? 100 : start ? Math.min(100, Math.max(0, (100 * (now - start)) / (due - start))).toFixed(2) : 0}%`);
    }
    for (const time of document.querySelectorAll("time[data-until]")) {
      const due = Date.parse(time.dateTime), start = Date.parse(time.dataset.start || "");
      if (Number.isNaN(due)) continue;
      const state = stateOf(due, start, now);
      time.className = `is-${state}`;
      write(time, state === "late" ? `late ${span(now - due)}` : `${span(due - now)} left`);
    }
  };
  // Clocks that were already soon or late when the page came are read with the page, not announced.
  document.addEventListener("DOMContentLoaded", () => { tick(); setInterval(tick, 1000); });
  document.addEventListener("htmx:load", tick);
  document.addEventListener("visibilitychange", () => { if (!document.hidden) tick(); });
})();
