import * as z from "zod/mini";
import { router } from "../routes.tsx";

const Click = z.object({ type: z.literal("go"), path: z.string().check(z.startsWith("/")) });

/** Goes where a notification leads that was clicked. */
export function followClicks(): void {
  if (!("serviceWorker" in navigator)) return;
  navigator.serviceWorker.addEventListener("message", ({ data }) => {
    const click = Click.safeParse(data);
    if (click.success) router.history.push(click.data.path);
  });
  navigator.serviceWorker.startMessages();
}
