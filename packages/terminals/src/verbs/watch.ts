import type { TerminalsEvent } from "@pilothouse/contracts";
import { type Actor, Mailbox } from "@pilothouse/platform";
import type { TerminalChange, TerminalDeps } from "../deps.ts";
import { listTerminals } from "./list.ts";

const PENDING_CHANGES = 256;

export interface Link {
  readonly gate: { drained(signal: AbortSignal): Promise<void> };
  readonly signal: AbortSignal;
}

/** The actor's terminals: all of them, then every change. A reader too slow for the changes gets all of them again. */
export async function* watchTerminals(
  deps: TerminalDeps,
  actor: Actor,
  { gate, signal }: Link,
): AsyncGenerator<{ id: string; event: TerminalsEvent }> {
  const box = new Mailbox<TerminalChange>(PENDING_CHANGES);
  const stop = deps.changes.subscribe((change) => {
    if (change.ownerId === actor.userId) box.put(change);
  });
  let serial = 0;
  const number = (event: TerminalsEvent) => ({ id: String((serial += 1)), event });
  try {
    yield number({ type: "all", terminals: await listTerminals(deps, actor) });
    while (true) {
      const changes = await box.take(signal);
      if (changes === null) return;
      await gate.drained(signal);
      if (changes === "overflow") yield number({ type: "all", terminals: await listTerminals(deps, actor) });
      else for (const change of changes) yield number(eventOf(change));
    }
  } finally {
    stop();
  }
}

function eventOf(change: TerminalChange): TerminalsEvent {
  return change.type === "changed" ? { type: "changed", terminal: change.terminal } : { type: "removed", id: change.id };
}
