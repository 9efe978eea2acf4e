import type { SharedTerminal, TerminalExit } from "@pilothouse/sdk";
import { preferences } from "../preferences/preferences.ts";
import { whenLooksChange } from "../preferences/theme.ts";
import { deviceName } from "../surface/device-name.ts";
import { looks } from "../surface/core/emulator.ts";
import { Feed } from "../surface/core/feed.ts";
import { follow } from "../surface/core/follow.ts";
import { createLetterbox } from "./letterbox.ts";

/** What a guest is told beside the screen. */
export type SharedState =
  | { readonly is: "connecting" | "live" | "reconnecting" }
  | { readonly is: "ended"; readonly status: "exited" | "lost"; readonly exit: TerminalExit }
  | { readonly is: "failed"; readonly error: unknown };

interface ShowOptions {
  readonly container: HTMLElement;
  onState(state: SharedState): void;
  onTitle(title: string): void;
}

/** Draws what a live share link shows. Nothing is sent but acknowledgements. Returns the way to stop. */
export function showShared(shared: SharedTerminal, { container, onState, onTitle }: ShowOptions): () => void {
  const { cols, rows } = shared.opened;
  const { terminal, fit } = createLetterbox(container, looks(preferences.get()));
  terminal.resize(cols, rows);
  fit();
  const observer = new ResizeObserver(fit);
  observer.observe(container);
  const stopLooks = whenLooksChange(() => {
    const { fontSize: _own, ...others } = looks(preferences.get());
    Object.assign(terminal.options, others);
  });
  const stop = new AbortController();
  const view = shared.attach({ lag: "screen", device: deviceName(navigator.userAgent), signal: stop.signal });
  let over = false;
  const tell = (state: SharedState): void => {
    if (!over && !stop.signal.aborted) onState(state);
  };
  const finish = (state: SharedState): void => {
    tell(state);
    over = true;
  };
  view.onConnection((state) => state !== "closed" && tell({ is: state }));
  const run = follow(
    view,
    { terminal, feed: new Feed(terminal) },
    {
      liveFrom: () => Number.POSITIVE_INFINITY,
      painted: () => undefined,
      resized: fit,
      told: ({ title }) => onTitle(title),
      ended: ({ status, exit }) => finish({ is: "ended", status, exit }),
    },
  );
  run.catch((error: unknown) => finish({ is: "failed", error }));
  return () => {
    stop.abort();
    stopLooks();
    observer.disconnect();
    terminal.dispose();
    container.replaceChildren();
  };
}
