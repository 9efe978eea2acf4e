import type { Topic } from "@pilothouse/platform";
import type { TerminalChange } from "./deps.ts";
import type { TerminalRecord } from "./record.ts";

/** Tells one reader of each new title of one terminal. */
export interface TitleWatch extends Disposable {
  readonly current: string;
  /** Resolves once the title differs from the one the last call told of. Only the newest call is ever resolved. */
  changed(): Promise<"title">;
}

export function watchTitle(changes: Topic<TerminalChange>, { id, title }: TerminalRecord): TitleWatch {
  let told = title;
  let current = title;
  let wake: (() => void) | null = null;
  const stop = changes.subscribe((change) => {
    if (change.type !== "changed" || change.terminal.id !== id) return;
    current = change.terminal.title;
    if (current !== told) wake?.();
  });
  return {
    get current() {
      return current;
    },
    changed: () =>
      new Promise((resolve) => {
        wake = () => {
          told = current;
          wake = null;
          resolve("title");
        };
        if (current !== told) wake();
      }),
    [Symbol.dispose]: stop,
  };
}
