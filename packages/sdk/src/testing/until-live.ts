import type { TerminalView } from "../index.ts";

/** Resolves once the view is connected. */
export function untilLive(view: TerminalView): Promise<void> {
  return new Promise((resolve) => {
    if (view.connection === "live") return resolve();
    const stop = view.onConnection((state) => {
      if (state !== "live") return;
      stop();
      resolve();
    });
  });
}
