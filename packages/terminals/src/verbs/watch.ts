import type { Terminal, TerminalsEvent } from "@pilothouse/contracts";
import { type Actor, Mailbox } from "@pilothouse/platform";
import type { TerminalChange, TerminalDeps } from "../deps.ts";
import { isTheirs, type Possession } from "../possessions.ts";
import { listTerminals } from "./list.ts";

const PENDING_CHANGES = 256;

export interface Link {
  readonly gate: { drained(signal: AbortSignal): Promise<void> };
  readonly signal: AbortSignal;
}

/** The actor's terminals: all of them, then every change. A reader too slow for the changes gets all of them again, and so does one who has others than before. */
export async function* watchTerminals(
  deps: TerminalDeps,
  actor: Actor,
  { gate, signal }: Link,
): AsyncGenerator<{ id: string; event: TerminalsEvent }> {
  const box = new Mailbox<TerminalChange | "others">(PENDING_CHANGES);
  using mine = new Mine(deps, actor, () => box.put("others"));
  const stop = deps.changes.subscribe((change) => {
    if (mine.has(change)) box.put(change);
  });
  let serial = 0;
  const number = (event: TerminalsEvent) => ({ id: String((serial += 1)), event });
  try {
    yield number({ type: "all", terminals: await mine.list() });
    while (true) {
      const changes = await box.take(signal);
      if (changes === null) return;
      await gate.drained(signal);
      if (changes === "overflow" || changes.includes("others")) yield number({ type: "all", terminals: await mine.list() });
      else for (const change of changes) if (change !== "others" && mine.has(change)) yield number(eventOf(change));
    }
  } finally {
    stop();
  }
}

function eventOf(change: TerminalChange): TerminalsEvent {
  return change.type === "changed" ? { type: "changed", terminal: change.terminal } : { type: "removed", id: change.id };
}

/** Which terminals somebody has, known at the moment that one of them changes. */
class Mine {
  readonly #deps: TerminalDeps;
  readonly #actor: Actor;
  readonly #stop: () => void;
  /** `null` from the moment that they may be others until all is listed again, which tells of what is missed meanwhile. */
  #teams: ReadonlyMap<string, unknown> | null = null;

  constructor(deps: TerminalDeps, actor: Actor, onOthers: () => void) {
    this.#deps = deps;
    this.#actor = actor;
    this.#stop = deps.rights.subscribe(({ userId }) => {
      if (userId !== undefined && userId !== actor.userId) return;
      this.#teams = null;
      onOthers();
    });
  }

  has(possession: Possession): boolean {
    return this.#teams !== null && isTheirs(this.#actor.userId, this.#teams, possession);
  }

  async list(): Promise<Terminal[]> {
    while (true) {
      const teams = await this.#deps.teamsOf(this.#actor.userId);
      this.#teams = teams;
      const terminals = await listTerminals(this.#deps, this.#actor);
      if (this.#teams === teams) return terminals;
    }
  }

  [Symbol.dispose](): void {
    this.#stop();
  }
}
