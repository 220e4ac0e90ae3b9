// Shows what a push brings, and opens its page. It keeps nothing and answers no request of a page.
self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
self.addEventListener("push", (event) => {
  let news = {};
  try { news = event.data ? event.data.json() : {}; } catch { /* not ours: say at least that there is something */ }
  const shown = self.registration.showNotification(news.title || "Firebreak", {
    body: news.body || "Something waits for you.",
    dir: "auto",
    tag: news.tag || undefined,
    renotify: Boolean(news.tag),
    data: { path: news.path || "/notifications/" },
  });
  event.waitUntil(shown);
});
self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  const target = new URL(event.notification.data?.path || "/", self.location.origin);
  // Only ever our own pages.
  const url = target.origin === self.location.origin ? target.href : self.location.origin;
  event.waitUntil((async () => {
    const open = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
    const same = open.find((client) => client.url === url);
    return same ? same.focus() : self.clients.openWindow(url);
  })());
});
