import { useEffect } from "react";
import { client } from "../api/client.ts";
import { linkHealth, linkRoundTrip } from "../api/link.ts";
import { liveTerminals } from "../terminals/terminals.ts";

const FIRST_PING_MS = 1_500;
const PING_EVERY_MS = 10_000;

/** Keeps the control socket open while someone is signed in: terminals, the server's health, the round-trip time. */
export function useConnection(): void {
  useEffect(() => liveTerminals.start(), []);
  useEffect(() => {
    const health = client.health.watch.subscribe(undefined, { onData: ({ data }) => linkHealth(data) });
    return () => health.unsubscribe();
  }, []);
  useEffect(() => {
    const ping = async (): Promise<void> => {
      if (document.visibilityState === "hidden") return;
      const began = performance.now();
      try {
        await client.health.check.query(undefined, { context: { socket: true } });
        linkRoundTrip(performance.now() - began);
      } catch {
        // A call that a lost socket swallowed: the socket's own state tells that better.
      }
    };
    // A page that is still loading would measure itself.
    const first = setTimeout(() => void ping(), FIRST_PING_MS);
    const timer = setInterval(() => void ping(), PING_EVERY_MS);
    return () => {
      clearTimeout(first);
      clearInterval(timer);
    };
  }, []);
}
