import { LIMITS } from "@pilothouse/contracts";
import type { Logger } from "@pilothouse/platform";
import type { EventLog, Indexer, OpenTranscripts } from "@pilothouse/transcripts";

export interface TellBudgetsOptions {
  readonly indexer: Pick<Indexer, "changes">;
  readonly transcripts: Pick<OpenTranscripts, "checkBudgets">;
  readonly events: Pick<EventLog, "put">;
  readonly log: Logger;
}

/** Looks after the budgets a while after something was spent, and tells of those that have come to what they are to be told of at. */
export function tellBudgets({ indexer, transcripts, events, log }: TellBudgetsOptions): Disposable {
  let timer: NodeJS.Timeout | null = null;
  const look = async () => {
    timer = null;
    const alerts = await transcripts.checkBudgets();
    if (alerts.length > 0) events.put(...alerts.map((alert) => ({ channel: "system" as const, ...alert })));
  };
  const stop = indexer.changes(() => {
    timer ??= setTimeout(() => {
      look().catch((error: unknown) => log.error({ err: error }, "the budgets were not looked at"));
    }, LIMITS.budgetLookMs).unref();
  });
  return {
    [Symbol.dispose]: () => {
      stop();
      if (timer) clearTimeout(timer);
    },
  };
}
