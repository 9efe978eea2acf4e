// Shows what the server sends while nobody looks, and leads to it. It answers no requests and keeps no files, so the dashboard
// always comes from the server.
self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("push", (event) => {
  const { title, body, path, tag } = read(event.data);
  // A later one of the same terminal takes the place of the one before, and is heard all the same.
  const options = { body, tag, renotify: true, icon: "/favicon.svg", data: { path } };
  event.waitUntil(self.registration.showNotification(title, options));
});

self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil(open(event.notification.data?.path));
});

// Browsers want something shown for each message, also for one that cannot be read.
function read(data) {
  try {
    const { title, body, path, tag } = data.json();
    if ([title, body, path, tag].every((text) => typeof text === "string")) return { title, body, path, tag };
  } catch {
    // Said below.
  }
  return { title: "Pilothouse", body: "Something needs you", path: "/", tag: "unreadable" };
}

// An open page goes there by itself, without being loaded anew, so that nothing typed is lost.
async function open(path) {
  const url = new URL(typeof path === "string" ? path : "/", self.location.origin);
  // A path that begins with two slashes names another host.
  const target = url.origin === self.location.origin && !url.pathname.startsWith("//") ? url.pathname : "/";
  const windows = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
  // A guest's page knows nothing of the dashboard.
  const pages = windows.filter((one) => new URL(one.url).pathname !== "/s");
  const page = pages.find((one) => new URL(one.url).pathname === target) ?? pages.find((one) => one.focused) ?? pages[0];
  if (!page) return self.clients.openWindow(target);
  page.postMessage({ type: "go", path: target });
  // Refused where a click counts for nothing; the page is at the right place then, and only not in front.
  return page.focus().catch(() => undefined);
}
