// New things arrive over one event stream (body data-events) and never move what is being read.
//
// A message is a hint, JSON {"topic": "incident:ID" | "alerts" | "mentions" | …, "kind": "entry" | "task" | "status" | …, "key": id of the
// row or "", "t": ms when it happened}, optional "say": "words", "nav": {"alerts": 3}. Its SSE id goes back as ?last=ID after a lost
// connection; a replay may overlap, so an id is taken once. Pages say what they listen to by tokens "TOPIC" or "TOPIC/KIND", several with spaces:
//   list    data-live="incident:ID/entry" data-live-src="/…?after=": its rows have the key as id. A key that is not there is new: the rows after
//           the newest are fetched (its id is added to the address) and put first. They wait behind [data-live-pill] of the same token, unless
//           the list is at its top with nothing in it focused or selected. A key that is there: that row is renewed, if it has data-live-src.
//   region  data-live-region="incident:ID/status incident:ID/severity" data-live-src="/…": fetched again in place.
//   row     data-live-row="KEY" data-live-src="/…": the same for one key, wherever it stands.
// Nothing is renewed while focus, a selection or a typed field is in it; it waits until that leaves. kind "gone": the row turns grey and stays
// until the page is left. Every message is also sent as the DOM event "firebreak:live".
(() => {
  const address = () => document.body.dataset.events;
  let source;
  let lastId = "";
  let lost = 0;
  let wait = 1000;
  let retry = 0;
  const waiting = new Map();
  const pending = new Map();
  const taken = new Set();

  const clockTime = (ms) => {
    const zone = document.body.dataset.zone || undefined;
    try { return new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", second: "2-digit", timeZone: zone, timeZoneName: "short" }).format(ms); } catch { return `${new Date(ms).toISOString().slice(11, 19)} UTC`; }
  };
  const tokens = (text) => (text || "").split(" ").filter(Boolean);
  const hears = (text, message) => tokens(text).some((token) => token === message.topic || token === `${message.topic}/${message.kind}`);
  const typed = (field) => field.type === "checkbox" || field.type === "radio" ? field.checked !== field.defaultChecked : field.value !== field.defaultValue;
  const busy = (node) => {
    if (node.contains(document.activeElement) && document.activeElement !== document.body) return true;
    if (node.querySelector(".is-selected, [data-select]:checked, dialog[open]")) return true;
    if ([...node.querySelectorAll("textarea, input:not([type=hidden])")].some(typed)) return true;
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
  const pillOf = (list) => [...document.querySelectorAll("[data-live-pill]")].find((pill) => tokens(list.dataset.live).includes(pill.dataset.livePill));
  const words = (list, pill) => {
    const news = waiting.get(list);
    if (news.unknown) return `New ${pill.dataset.many}`;
    return `${news.keys.size} new ${news.keys.size === 1 ? pill.dataset.one : pill.dataset.many}`;
  };
  const drawPill = (list) => {
    const pill = pillOf(list);
    if (!pill) return;
    pill.hidden = !waiting.has(list);
    if (!pill.hidden) pill.querySelector("[data-live-words]").textContent = words(list, pill);
  };
  const letIn = async (list, focus) => {
    const news = waiting.get(list);
    waiting.delete(list);
    try {
      await enter(list);
    } catch {
      if (news) waiting.set(list, news);
      window.firebreak.toast("The new entries did not load. They are kept; try again.");
    }
    drawPill(list);
    if (focus) { const first = list.querySelector("[data-open], a, button"); (first || list).focus?.(); list.scrollIntoView({ block: "nearest" }); }
  };
  // What one wrote oneself comes with the answer to its form, perhaps after its hint: it is no news then.
  document.addEventListener("htmx:oobAfterSwap", () => {
    for (const [list, news] of [...waiting]) {
      for (const row of rows(list)) news.keys.delete(row.id);
      if (!news.keys.size && !news.unknown) waiting.delete(list);
      drawPill(list);
    }
  });
  document.addEventListener("click", (event) => {
    const pill = event.target.closest("[data-live-pill] button")?.parentElement;
    if (!pill) return;
    for (const list of document.querySelectorAll("[data-live]")) if (pillOf(list) === pill) letIn(list, true);
  });

  // Several hints of one moment are one fetch.
  const soon = (node, act) => {
    clearTimeout(pending.get(node));
    pending.set(node, setTimeout(() => { pending.delete(node); act(); }, 250));
  };
  const refresh = async (node) => {
    if (!node.dataset.liveSrc || !node.isConnected) return;
    if (busy(node)) {
      node.addEventListener("focusout", () => soon(node, () => refresh(node).catch(() => undefined)), { once: true });
      return;
    }
    const answer = await fetch(node.dataset.liveSrc, { headers: { "HX-Request": "true" }, credentials: "same-origin" });
    if (!answer.ok || busy(node)) return;
    const holder = document.createElement("template");
    holder.innerHTML = await answer.text();
    const next = holder.content.firstElementChild;
    if (!next) return;
    node.replaceWith(next);
    window.htmx?.process(next);
    next.dispatchEvent(new CustomEvent("htmx:load", { bubbles: true })); // charts, times and dialogs in it come to life
  };
  const renew = (node) => soon(node, () => refresh(node).catch(() => undefined));
  const arrived = (list, message) => {
    const known = message.key && rows(list).find((row) => row.id === message.key);
    if (known) { renew(known); return; }
    const news = waiting.get(list) || { keys: new Set(), unknown: false };
    if (message.key) news.keys.add(message.key); else news.unknown = true;
    waiting.set(list, news);
    const pill = pillOf(list);
    if (!pill || (atTop(list) && !busy(list) && pill.hidden)) soon(list, () => { if (!pill || !busy(list)) letIn(list, false); else drawPill(list); });
    else drawPill(list);
    if (pill) window.firebreak.say(`${words(list, pill)}.`);
  };
  const take = (message) => {
    // It happened before now: a clock that is behind it is slow. A replayed one is old and says nothing.
    if (message.t > window.firebreak.now()) window.firebreak.setServerTime(message.t);
    const own = message.key ? [...document.querySelectorAll(`[data-live-row="${CSS.escape(message.key)}"]`)] : [];
    if (message.kind === "gone") {
      for (const row of [...own, document.getElementById(message.key)]) row?.classList.add("is-gone");
    } else {
      for (const list of document.querySelectorAll("[data-live]")) if (hears(list.dataset.live, message)) arrived(list, message);
      for (const region of document.querySelectorAll("[data-live-region]")) if (hears(region.dataset.liveRegion, message)) renew(region);
      for (const row of own) renew(row);
    }
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
      if (event.lastEventId) {
        lastId = event.lastEventId;
        if (taken.has(lastId)) return;
        taken.add(lastId);
        if (taken.size > 1000) taken.delete(taken.values().next().value);
      }
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
