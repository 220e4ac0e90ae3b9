// "Notify this browser": asks, subscribes to Web Push, hands the subscription over.
(() => {
  const panel = document.querySelector("[data-push]");
  const button = panel?.querySelector("[data-push-start]");
  if (!button) return;
  const say = (words) => { panel.querySelector("[data-push-state]").textContent = words; };
  const bytes = (text) => {
    const plain = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
    return Uint8Array.from(plain, (letter) => letter.charCodeAt(0));
  };
  const token = () => JSON.parse(document.body.getAttribute("hx-headers"))["X-CSRFToken"];
  const subscribe = async () => {
    if (!("serviceWorker" in navigator) || !("PushManager" in window)) {
      say("This browser can't get push notifications. Email still reaches you.");
      return;
    }
    if ((await Notification.requestPermission()) !== "granted") {
      say("This browser does not allow notifications from here. Allow them in its settings, then try again.");
      return;
    }
    const worker = await navigator.serviceWorker.register("/sw.js");
    await navigator.serviceWorker.ready;
    const subscription = await worker.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: bytes(panel.dataset.pushKey) });
    const answer = await fetch(panel.dataset.push, {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-CSRFToken": token() },
      body: JSON.stringify(subscription),
    });
    if (answer.ok) { location.reload(); return; }
    const told = await answer.json().catch(() => ({}));
    say(told.message || "This did not work. Nothing was changed; try again.");
  };
  button.addEventListener("click", async () => {
    button.setAttribute("aria-busy", "true");
    try { await subscribe(); } catch (error) { say(`This browser refused: ${error.message}`); }
    button.removeAttribute("aria-busy");
  });
})();
