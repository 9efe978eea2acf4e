import { useEffect } from "react";
import { client } from "../api/client.ts";
import { link } from "../api/link.ts";
import { keeper } from "./preferences.ts";

/** Keeps preferences in step with the server while someone is signed in: at the start, when the link is back, when looked at. */
export function usePreferenceSync(userId: string | undefined): void {
  useEffect(() => {
    if (!userId) return undefined;
    const stop = keeper.follow(userId, {
      // Over the socket: a conflict is nothing that a browser should report as a failed request.
      get: () => client.preferences.get.query(undefined, { context: { socket: true } }),
      set: (input) => client.preferences.set.mutate(input, { context: { socket: true } }),
    });
    let before = link.get().state;
    const stopLink = link.subscribe(() => {
      const { state } = link.get();
      if (state === "up" && before === "down") void keeper.refresh();
      before = state;
    });
    const onVisible = (): void => void (document.visibilityState === "visible" && keeper.refresh());
    document.addEventListener("visibilitychange", onVisible);
    return () => {
      stop();
      stopLink();
      document.removeEventListener("visibilitychange", onVisible);
    };
  }, [userId]);
}
