// New things arrive over one event stream (body data-events) and never move what is being read.
//
// A message is JSON: {"topic": "timeline:47", "kind": "new" | "changed" | "gone", "key": "entry-912", "count": 1, "t": server ms,
// "say": "optional words", "nav": {"alerts": 3}}. Its SSE id comes back as Last-Event-ID (the browser's own reconnect does it, and ours
// by ?last=ID). What it means:
//   new      [data-live=TOPIC] is a list with data-live-src, an address to which the key of its newest child is added; the answer is
//            rows, put first. They wait behind [data-live-pill=TOPIC], unless the list is at its top with nothing in it focused or selected.
//   changed  [data-live-row=KEY] with data-live-src is fetched again in place, unless focus or a typed form is in it (then after it leaves).
//   gone     [data-live-row=KEY], or the element with that id, turns grey and stays until the page is left.
// A list or row that needs more than one topic lists them with spaces. Any message is also sent as the DOM event "firebreak:live".
(() => {
  const address = () => document.body.dataset.events;
  let source;
  let lastId = "";
  let lost = 0;
  let wait = 1000;
  let retry = 0;
  const waiting = new Map();

  const clockTime = (ms) => {
    const zone = document.body.dataset.zone || undefined;
    try { return new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", second: "2-digit", timeZone: zone, timeZoneName: "short" }).format(ms); } catch { return new Date(ms).toISOString().slice(11, 19) + " UTC"; }
  };
  const listens = (node, topic, name) => (node.dataset[name] || "").split(" ").includes(topic);
  const busy = (node) => {
    if (node.contains(document.activeElement) && document.activeElement !== document.body) return true;
    if (node.querySelector(".is-selected, [data-select]:checked, details[open], dialog[open]")) return true;
    const picked = document.getSelection();
    return Boolean(picked && !picked.isCollapsed && node.contains(picked.anchorNode));
  };
  const scroller = (node) => { for (let box = node.parentElement; box; box = box.parentElement) if (/auto|scroll/.test(getComputedStyle(box).overflowY) && box.scrollHeight > box.clientHeight) return box; return document.scrollingElement; };
  const atTop = (node) => {
    const box = scroller(node);
    return box.scrollTop < 8 && node.getBoundingClientRect().top > 0;
  };
  const rows = (list) => [...list.children].filter((child) => child.id);

  const enter = async (list) => {
    const newest = rows(list)[0]?.id || "";
    const before = new Set(rows(list).map((row) => row.id));
    const answer = await fetch(list.dataset.liveSrc + encodeURIComponent(newest), { headers: { "HX-Request": "true" }, credentials: "same-origin" });
    if (!answer.ok) throw new Error(String(answer.status));
    const part = new DOMParser().parseFromString(`<body><${list.tagName}>${await answer.text()}</${list.tagName}></body>`, "text/html").body.firstElementChild;
    // A row that came twice (a replay after a lost connection) is shown once.
    const fresh = [...part.children].filter((row) => !row.id || !before.has(row.id));
    list.prepend(...fresh);
    for (const row of fresh) window.htmx?.process(row);
    return fresh.length;
  };
  const pillOf = (list) => [...document.querySelectorAll("[data-live-pill]")].find((pill) => listens(list, pill.dataset.livePill, "live"));
  const drawPill = (list) => {
    const pill = pillOf(list);
    const count = waiting.get(list) || 0;
    if (!pill) return;
    pill.hidden = count === 0;
    pill.querySelector("[data-live-words]").textContent = `${count} new ${count === 1 ? pill.dataset.one : pill.dataset.many}`;
  };
  const letIn = async (list, focus) => {
    const count = waiting.get(list) || 0;
    waiting.set(list, 0);
    try {
      await enter(list);
    } catch {
      waiting.set(list, (waiting.get(list) || 0) + count);
      window.firebreak.toast("The new entries did not load. They are kept; try again.");
    }
    drawPill(list);
    if (focus) { const first = list.querySelector("[data-open], a, button"); (first || list).focus?.(); list.scrollIntoView({ block: "nearest" }); }
  };
  document.addEventListener("click", (event) => {
    const pill = event.target.closest("[data-live-pill] button")?.parentElement;
    if (!pill) return;
    for (const list of document.querySelectorAll("[data-live]")) if (listens(list, pill.dataset.livePill, "live")) letIn(list, true);
  });

  const arrived = (message) => {
    for (const list of document.querySelectorAll("[data-live]")) {
      if (!listens(list, message.topic, "live")) continue;
      waiting.set(list, (waiting.get(list) || 0) + (message.count || 1));
      const pill = pillOf(list);
      if (!pill || (atTop(list) && !busy(list) && pill.hidden)) letIn(list, false);
      else drawPill(list);
      if (pill) window.firebreak.say(`${waiting.get(list)} new ${waiting.get(list) === 1 ? pill.dataset.one : pill.dataset.many}.`);
    }
  };
  const refresh = async (row) => {
    if (!row.dataset.liveSrc || !row.isConnected) return;
    if (busy(row)) { row.addEventListener("focusout", () => setTimeout(() => refresh(row), 300), { once: true }); return; }
    const answer = await fetch(row.dataset.liveSrc, { headers: { "HX-Request": "true" }, credentials: "same-origin" });
    if (!answer.ok || busy(row)) return;
    const holder = document.createElement("template");
    holder.innerHTML = await answer.text();
    const next = holder.content.firstElementChild;
    if (!next) return;
    row.replaceWith(next);
    window.htmx?.process(next);
  };
  const rowsFor = (message) => [...document.querySelectorAll("[data-live-row]")].filter((row) => listens(row, message.key, "liveRow") || listens(row, message.topic, "liveRow"));
  const take = (message) => {
    if (message.t) window.firebreak.setServerTime(message.t);
    if (message.kind === "new") arrived(message);
    if (message.kind === "changed" || message.kind === "new") for (const row of rowsFor(message)) refresh(row).catch(() => undefined);
    if (message.kind === "gone") for (const row of [...rowsFor(message), document.getElementById(message.key)]) row?.classList.add("is-gone");
    for (const [key, count] of Object.entries(message.nav || {})) for (const badge of document.querySelectorAll(`[data-nav-count="${CSS.escape(key)}"]`)) { badge.textContent = count || ""; badge.hidden = !count; }
    if (message.say) window.firebreak.say(message.say);
    document.dispatchEvent(new CustomEvent("firebreak:live", { detail: message }));
  };

  const bar = () => document.querySelector("[data-offline]");
  const live = () => {
    if (lost && bar()) { bar().hidden = true; window.firebreak.say("Live again."); }
    lost = 0;
    wait = 1000;
  };
  const offline = () => {
    if (!lost) {
      lost = window.firebreak.now();
      const since = `Not live since ${clockTime(lost)}.`;
      if (bar()) bar().querySelector("[data-offline-since]").textContent = since;
      window.firebreak.say(since);
    }
    if (bar()) { bar().hidden = false; bar().querySelector("[data-offline-words]").textContent = `Clocks keep running on your device. Trying again in ${Math.round(wait / 1000)} s.`; }
  };
  const connect = () => {
    clearTimeout(retry);
    source?.close();
    const url = new URL(address(), location.href);
    if (lastId) url.searchParams.set("last", lastId);
    source = new EventSource(url, { withCredentials: true });
    source.addEventListener("open", live);
    source.addEventListener("message", (event) => {
      live();
      if (event.lastEventId) lastId = event.lastEventId;
      let message;
      try { message = JSON.parse(event.data); } catch { return; }
      if (message && typeof message === "object") take(message);
    });
    source.addEventListener("error", () => {
      // The browser's own retry forgets how long it waited and gives up on an HTTP error: ours goes on, up to 30 s apart.
      source.close();
      offline();
      retry = setTimeout(connect, wait);
      wait = Math.min(30_000, wait * 2);
    });
  };
  document.addEventListener("click", (event) => { if (event.target.closest("[data-offline-retry]")) { wait = 1000; connect(); } });
  window.addEventListener("online", () => { if (lost && address()) connect(); });
  window.addEventListener("pagehide", () => source?.close());
  window.addEventListener("pageshow", (event) => { if (event.persisted && address()) connect(); });
  document.addEventListener("DOMContentLoaded", () => { if (address()) connect(); });
})();
