import type { ConversationStatus, TranscriptAgent } from "@pilothouse/contracts";
import { TRANSCRIPT_LIMITS } from "./limits.ts";
import type { Condition } from "./condition.ts";
import type { LinkedTerminal, Sight } from "./sight.ts";

interface Known {
  readonly agent: TranscriptAgent;
  readonly session: string;
  readonly last_at: number | null;
  readonly ended: string | null;
}

/** How a transcript ends that ends with an error. */
const FAILED = "error";

export function terminalOf({ terminals }: Sight, { agent, session }: Pick<Known, "agent" | "session">): LinkedTerminal | null {
  return terminals.findLast((terminal) => terminal.agent === agent && terminal.sessionId === session) ?? null;
}

export function statusOf(sight: Sight, row: Known): ConversationStatus {
  if (terminalOf(sight, row)?.waiting) return "waiting";
  if (row.ended === FAILED) return "error";
  const since = sight.now - TRANSCRIPT_LIMITS.activeMs;
  return row.ended === null && row.last_at !== null && row.last_at > since ? "active" : "completed";
}

/** The same as a condition on conversations `c`. */
export function hasStatus({ terminals, now }: Sight, status: ConversationStatus): Condition {
  const waiting = terminals.filter((terminal) => terminal.waiting).map(({ agent, sessionId }) => `${agent} ${sessionId}`);
  const isWaiting = "(c.agent || ' ' || c.session in (select value from json_each(?)))";
  const values = [JSON.stringify(waiting)];
  const active = "(c.ended is null and ifnull(c.last_at > ?, 0))";
  const since = now - TRANSCRIPT_LIMITS.activeMs;
  const conditions: Record<ConversationStatus, Condition> = {
    waiting: { sql: isWaiting, values },
    error: { sql: `not ${isWaiting} and c.ended is '${FAILED}'`, values },
    active: { sql: `not ${isWaiting} and ${active}`, values: [...values, since] },
    completed: { sql: `not ${isWaiting} and c.ended is not '${FAILED}' and not ${active}`, values: [...values, since] },
  };
  return conditions[status];
}
