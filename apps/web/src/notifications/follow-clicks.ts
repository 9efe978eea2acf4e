import { router } from "../routes.tsx";
import { clickedPath } from "./clicked-path.ts";

/** Goes where a notification leads that was clicked. */
export function followClicks(): void {
  if (!("serviceWorker" in navigator)) return;
  navigator.serviceWorker.addEventListener("message", ({ data }) => {
    const path = clickedPath(data);
    if (path !== null) router.history.push(path);
  });
  navigator.serviceWorker.startMessages();
}
