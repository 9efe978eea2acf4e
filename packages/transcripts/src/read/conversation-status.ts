import type { ConversationStatus, TranscriptAgent } from "@pilothouse/contracts";
import { TRANSCRIPT_LIMITS } from "./limits.ts";
import type { Condition } from "./condition.ts";
import type { LinkedTerminal, Sight } from "./sight.ts";

interface Known {
  readonly agent: TranscriptAgent;
  readonly session: string;
  readonly cwd: string | null;
  readonly started_at: number | null;
  readonly last_at: number | null;
  readonly ended: string | null;
}

/** Clocks of a runner and an agent differ by so much, in milliseconds. */
const SLACK_MS = 2_000;
/** How a transcript ends that ends with an error. */
const FAILED = "error";

/** The last one whose agent has told of it, or else the last one in whose folder it began while the same agent ran there. */
export function terminalOf({ terminals }: Sight, row: Known): LinkedTerminal | null {
  const ofAgent = terminals.filter(({ agent }) => agent === row.agent);
  const told = ofAgent.findLast(({ sessionId }) => sessionId === row.session);
  return told ?? ofAgent.findLast((terminal) => terminal.sessionId === null && beganIn(terminal, row)) ?? null;
}

function beganIn({ cwd, from, to }: LinkedTerminal, row: Known): boolean {
  const { started_at: at } = row;
  return row.cwd === cwd && at !== null && at >= from - SLACK_MS && (to === null || at <= to + SLACK_MS);
}

/** The same as a condition on conversations `c`. */
export function isInTerminal({ terminals }: Sight, terminalId: string): Condition {
  const terminal = terminals.find((one) => one.terminalId === terminalId);
  if (!terminal) return { sql: "0", values: [] };
  const { agent, sessionId, cwd, from, to } = terminal;
  if (sessionId !== null) return { sql: "c.agent = ? and c.session = ?", values: [agent, sessionId] };
  const until = to === null ? Number.MAX_SAFE_INTEGER : to + SLACK_MS;
  return { sql: "c.agent = ? and c.cwd = ? and c.started_at between ? and ?", values: [agent, cwd, from - SLACK_MS, until] };
}

export function statusOf(sight: Sight, row: Known): ConversationStatus {
  if (terminalOf(sight, row)?.waiting) return "waiting";
  if (row.ended === FAILED) return "error";
  const since = sight.now - TRANSCRIPT_LIMITS.activeMs;
  return row.ended === null && row.last_at !== null && row.last_at > since ? "active" : "completed";
}

/** The same as a condition on conversations `c`. */
export function hasStatus({ terminals, now }: Sight, status: ConversationStatus): Condition {
  const waiting = terminals.flatMap(({ waiting: needs, agent, sessionId }) => (needs ? [`${agent} ${sessionId}`] : []));
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
