import type { Health } from "@pilothouse/api";
import type { HealthEvent } from "@pilothouse/contracts";
import { type Clock, Mailbox } from "@pilothouse/platform";

/** Without a change, `health.watch` beats this often. */
const BEAT_MS = 10_000;

export interface HealthOptions {
  readonly version: string;
  readonly clock: Clock;
  readonly runner: { status(): "online" | "offline"; onStatus(listener: () => void): () => void };
  readonly database: { answers(): Promise<boolean> };
}

export interface ServerHealth extends Health {
  /** From now on not ready; everyone who watches is told. */
  startDraining(): void;
}

export function createHealth({ version, clock, runner, database }: HealthOptions): ServerHealth {
  const began = performance.now();
  const listeners = new Set<() => void>();
  let draining = false;
  runner.onStatus(() => tellAll(listeners));
  const status = () => (draining ? ("draining" as const) : ("ok" as const));
  const event = (): HealthEvent => ({ status: status(), runner: runner.status(), at: clock.now() });
  return {
    check: () => ({ status: status(), version, uptimeMs: Math.round(performance.now() - began) }),
    ready: async () => {
      const checks = {
        server: draining ? "shutting down" : "ok",
        database: (await database.answers()) ? "ok" : "does not answer",
        runner: runner.status() === "online" ? "ok" : "not connected",
      };
      return { ready: Object.values(checks).every((check) => check === "ok"), checks };
    },
    watch: (signal) => beats(event, listeners, signal),
    startDraining: () => {
      draining = true;
      tellAll(listeners);
    },
  };
}

async function* beats(event: () => HealthEvent, listeners: Set<() => void>, signal: AbortSignal) {
  const box = new Mailbox<null>(1);
  const wake = () => box.put(null);
  const timer = setInterval(wake, BEAT_MS);
  listeners.add(wake);
  try {
    do yield { id: String(event().at), event: event() };
    while ((await box.take(signal)) !== null);
  } finally {
    clearInterval(timer);
    listeners.delete(wake);
  }
}

function tellAll(listeners: ReadonlySet<() => void>): void {
  for (const listener of listeners) listener();
}
