import { waitFor } from "@pilothouse/testing";
import type { Page } from "playwright-core";

/** What the worker of a page's browser shows, and what a push service and a person do to it. */
export interface NotificationWorker {
  /** Delivers what a push service would, as it is after the browser has opened it, and waits until it is shown. */
  readonly deliver: (payload: unknown) => Promise<void>;
  readonly shown: () => Promise<string[]>;
  /** Clicks the one notification that is shown. */
  readonly click: () => Promise<void>;
  /** Answers with the address that a click opens when there is no page. */
  readonly clickWithoutPage: () => Promise<unknown>;
}

/** Chromium's protocol delivers messages but has no click on a notification: the event is made in the worker. */
const CLICK = `(async () => {
  const [notification] = await registration.getNotifications();
  const work = [];
  dispatchEvent(Object.assign(new Event("notificationclick"), { notification, waitUntil: (one) => work.push(one) }));
  await Promise.all(work);
})()`;

const CLICK_WITHOUT_PAGE = `(async () => {
  const opened = [];
  clients.matchAll = async () => [];
  clients.openWindow = async (url) => void opened.push(url);
  await ${CLICK};
  delete clients.matchAll;
  delete clients.openWindow;
  return opened;
})()`;

/** Chromium forgets a notification when somebody lists them just while it is being shown, so nobody asks before it is. */
const EXPECT_SHOWN = `(() => {
  const { promise, resolve, reject } = Promise.withResolvers();
  registration.showNotification = (...what) => {
    delete registration.showNotification;
    return registration.showNotification(...what).then(resolve, reject);
  };
  globalThis.nextShown = promise;
})()`;

/** Follows the worker that the page installs. */
export async function notificationWorker(page: Page): Promise<NotificationWorker> {
  const devtools = await page.context().newCDPSession(page);
  let registrationId: string | undefined;
  devtools.on("ServiceWorker.workerRegistrationUpdated", ({ registrations }) => {
    registrationId = registrations.find(({ isDeleted }) => !isDeleted)?.registrationId ?? registrationId;
  });
  await devtools.send("ServiceWorker.enable");
  const inWorker = async (script: string): Promise<unknown> => {
    const worker = await waitFor(() => page.context().serviceWorkers().at(-1), { what: "the worker" });
    return worker.evaluate(script);
  };
  const titles =
    "navigator.serviceWorker.ready.then((one) => one.getNotifications()).then((all) => all.map(({ title, body }) => title + ': ' + body))";
  return {
    deliver: async (payload) => {
      const id = await waitFor(() => registrationId, { what: "the registration of the worker" });
      const origin = new URL(page.url()).origin;
      await inWorker(EXPECT_SHOWN);
      await devtools.send("ServiceWorker.deliverPushMessage", { origin, registrationId: id, data: JSON.stringify(payload) });
      await inWorker("nextShown");
    },
    shown: () => page.evaluate<string[]>(titles),
    click: async () => void (await inWorker(CLICK)),
    clickWithoutPage: () => inWorker(CLICK_WITHOUT_PAGE),
  };
}
