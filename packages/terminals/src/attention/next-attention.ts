import { LIMITS, type TerminalActivity, type TerminalAttention } from "@pilothouse/contracts";
import type { RunnerFacts, TerminalRecord } from "../record.ts";

interface Circumstances {
  /** Its owner sees it now. */
  readonly looking: boolean;
  /** It ends because it was asked to. */
  readonly closing: boolean;
}

type Known = Pick<TerminalRecord, "status" | "activity" | "attention" | "createdAt">;

/**
 * Whether a terminal needs its owner after a change. A question lasts until it is answered or put aside; what is done or
 * has failed is only told to somebody who did not see it.
 */
export function nextAttention(
  before: Known,
  after: Pick<RunnerFacts, "status" | "activity" | "exit">,
  { looking, closing }: Circumstances,
): TerminalAttention | null {
  if (after.status !== "running") {
    if (before.status !== "running") return before.attention;
    return looking || closing ? null : endOf(before, after);
  }
  const [was, is] = [before.activity, after.activity];
  const { since, message } = is;
  if (is.state === "waiting") {
    const same = was.state === "waiting" && was.since === since;
    return same && before.attention === null ? null : { kind: "waiting", since, message };
  }
  if (is.state === "idle" && was.state !== "idle") {
    return !looking && wasWorth(was, since) ? { kind: "finished", since, message } : null;
  }
  const overtaken = before.attention?.kind === "waiting" || is.state === "working";
  return overtaken ? null : before.attention;
}

/** An agent that is done is always worth telling; a command only when one does not wait for it. */
function wasWorth(was: TerminalActivity, until: number): boolean {
  if (was.state !== "working" && was.state !== "waiting") return false;
  return was.source !== "process" || until - was.since >= LIMITS.finishedAfterMs;
}

function endOf({ createdAt }: Known, { status, exit }: Pick<RunnerFacts, "status" | "exit">): TerminalAttention | null {
  const since = exit?.at ?? createdAt;
  if (status === "lost" || exit?.signal || exit?.code) return { kind: "failed", since, message: null };
  return since - createdAt >= LIMITS.finishedAfterMs ? { kind: "finished", since, message: null } : null;
}
