import { LIMITS } from "@pilothouse/contracts";
import { useEffect } from "react";
import { client } from "../api/client.ts";

const AGAIN_MS = LIMITS.lookMs / 3;

/** Says which terminals are in front of a person's eyes, for as long as the page is visible and has the focus. */
export function useLooking(ids: readonly string[]): void {
  const named = ids.slice(0, LIMITS.lookedAtTerminals).join(" ");
  useEffect(() => {
    const deviceId = crypto.randomUUID();
    let said = "";
    const say = (now: string): void => {
      if (now === "" && said === "") return;
      said = now;
      const look = { deviceId, ids: now === "" ? [] : now.split(" ") };
      // Over the socket: a connection that is lost says nothing, and the look ends by itself.
      client.attention.look.mutate(look, { context: { socket: true } }).catch(() => undefined);
    };
    const look = (): void => say(document.visibilityState === "visible" && document.hasFocus() ? named : "");
    look();
    const timer = setInterval(look, AGAIN_MS);
    window.addEventListener("focus", look);
    window.addEventListener("blur", look);
    document.addEventListener("visibilitychange", look);
    return () => {
      clearInterval(timer);
      window.removeEventListener("focus", look);
      window.removeEventListener("blur", look);
      document.removeEventListener("visibilitychange", look);
      say("");
    };
  }, [named]);
}
