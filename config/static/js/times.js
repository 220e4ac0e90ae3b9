// UTC for touch and keyboard: the title of a <time> as a small tip when it, or the row that holds it, has focus, or it is tapped.
(() => {
  let tip;
  const hide = () => { tip?.remove(); tip = undefined; };
  const show = (time) => {
    hide();
    if (!time.title) return;
    tip = document.createElement("div");
    tip.className = "tip";
    tip.setAttribute("role", "tooltip");
    tip.id = "time-tip";
    tip.textContent = time.title;
    document.body.append(tip);
    const box = time.getBoundingClientRect();
    const own = tip.getBoundingClientRect();
    tip.style.left = `${Math.max(8, Math.min(innerWidth - own.width - 8, box.left))}px`;
    tip.style.top = `${box.top > own.height + 8 ? box.top - own.height - 4 : box.bottom + 4}px`;
  };
  document.addEventListener("click", (event) => {
    const time = event.target.closest?.("time[title]");
    if (time && !time.closest("a, button")) show(time);
    else hide();
  });
  document.addEventListener("focusin", (event) => {
    if (!event.target.matches?.(":focus-visible")) return hide();
    const time = event.target.closest("time[title]") || event.target.querySelector?.("time[title]");
    if (time && event.target.matches("a, button, summary, time")) show(time);
    else hide();
  });
  document.addEventListener("scroll", hide, true);
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") hide(); });
})();
