import { LIMITS } from "@pilothouse/contracts";
import type { Logger } from "@pilothouse/platform";
import type { EventLog, Indexer, OpenTranscripts } from "@pilothouse/transcripts";

export interface TellBudgetsOptions {
  readonly indexer: Pick<Indexer, "changes">;
  readonly transcripts: Pick<OpenTranscripts, "checkBudgets">;
  readonly events: Pick<EventLog, "put">;
  readonly log: Logger;
}

/**
 * Looks after the budgets a while after something was spent, and tells of those that have come to what they are to be told of at.
 * One look at a time: two at once would tell of the same twice.
 */
export function tellBudgets({ indexer, transcripts, events, log }: TellBudgetsOptions): Disposable {
  let timer: NodeJS.Timeout | null = null;
  let isLooking = false;
  let isNews = false;
  const look = async () => {
    timer = null;
    isLooking = true;
    try {
      const alerts = await transcripts.checkBudgets();
      if (alerts.length > 0) events.put(...alerts.map((alert) => ({ channel: "system" as const, ...alert })));
    } catch (error) {
      log.error({ err: error }, "the budgets were not looked at");
    }
    isLooking = false;
    if (isNews) soon();
  };
  const soon = () => {
    isNews = isLooking;
    if (!isLooking) timer ??= setTimeout(() => void look(), LIMITS.budgetLookMs).unref();
  };
  const stop = indexer.changes(soon);
  return {
    [Symbol.dispose]: () => {
      stop();
      isNews = false;
      if (timer) clearTimeout(timer);
    },
  };
}
