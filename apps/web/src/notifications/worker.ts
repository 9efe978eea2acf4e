/** The worker of this browser that shows notifications; `undefined` until somebody wanted them here. */
export async function findWorker(): Promise<ServiceWorkerRegistration | undefined> {
  return "serviceWorker" in navigator ? navigator.serviceWorker.getRegistration("/") : undefined;
}

/** Installs it, or waits until it works. */
export async function startWorker(): Promise<ServiceWorkerRegistration> {
  await navigator.serviceWorker.register("/service-worker.js", { scope: "/", updateViaCache: "none" });
  return navigator.serviceWorker.ready;
}
