import type { StateEvent } from "@pilothouse/contracts";
import type { TerminalDeps } from "./deps.ts";
import type { TerminalRecord } from "./record.ts";
import type { Audience, Room } from "./room.ts";

type TerminalState = Audience & Pick<StateEvent, "title">;

/** What one viewer is to be told beside the output: at first, and after each change, but not too often. */
export interface StateWatch extends Disposable {
  /** Resolves once there is something to take. Only the newest call is ever resolved. */
  changed(): Promise<"state">;
  take(): TerminalState;
}

export function watchState(
  { changes, limits }: Pick<TerminalDeps, "changes" | "limits">,
  { id, title: firstTitle }: TerminalRecord,
  room: Room,
): StateWatch {
  let title = firstTitle;
  let isNews = true;
  let nextAt = 0;
  let wake: (() => void) | null = null;
  let timer: NodeJS.Timeout | null = null;

  function settle(): void {
    if (!isNews || !wake || timer) return;
    const wait = nextAt - performance.now();
    if (wait <= 0) return wake();
    timer = setTimeout(() => {
      timer = null;
      settle();
    }, wait);
  }
  function news(): void {
    isNews = true;
    settle();
  }
  const stopTitle = changes.subscribe((change) => {
    if (change.type !== "changed" || change.terminal.id !== id || change.terminal.title === title) return;
    title = change.terminal.title;
    news();
  });
  const stopRoom = room.onChange(news);
  return {
    changed: () =>
      new Promise((resolve) => {
        wake = () => {
          wake = null;
          resolve("state");
        };
        settle();
      }),
    take: () => {
      isNews = false;
      nextAt = performance.now() + limits.viewerStateMs;
      return { title, ...room.audience };
    },
    [Symbol.dispose]: () => {
      stopTitle();
      stopRoom();
      if (timer) clearTimeout(timer);
    },
  };
}
