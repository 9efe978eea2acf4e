import type {
  AgentSession,
  ApiKeyGrant,
  Terminal,
  TerminalActivity,
  TerminalAttention,
  TerminalCare,
  TerminalExit,
  TerminalResume,
  TerminalStatus,
} from "@pilothouse/contracts";
import type { RunnerTerminal } from "./port.ts";

/** A terminal as the server remembers it: who owns it, and what its runner last said. */
export interface TerminalRecord {
  readonly id: string;
  /** Who made it. */
  readonly ownerId: string;
  /** The team that it belongs to; `null`: to whoever made it. */
  readonly teamId: string | null;
  readonly runnerId: string;
  readonly title: string;
  readonly command: readonly string[];
  readonly cwd: string;
  readonly status: TerminalStatus;
  readonly cols: number;
  readonly rows: number;
  readonly pid: number | null;
  /** Empty until the runner has started it. */
  readonly epoch: string;
  readonly startOffset: number;
  readonly endOffset: number;
  readonly exit: TerminalExit | null;
  readonly createdAt: number;
  readonly care: TerminalCare;
  readonly activity: TerminalActivity;
  readonly agentSession: AgentSession | null;
  readonly attention: TerminalAttention | null;
  readonly resume: TerminalResume | null;
  readonly apiKeys: readonly ApiKeyGrant[];
}

/** The part of a record that its runner decides. */
export type RunnerFacts = Pick<
  TerminalRecord,
  | "command"
  | "cwd"
  | "status"
  | "cols"
  | "rows"
  | "pid"
  | "epoch"
  | "startOffset"
  | "endOffset"
  | "exit"
  | "care"
  | "activity"
  | "agentSession"
  | "resume"
>;

export function factsOf(live: RunnerTerminal): RunnerFacts {
  const { command, cwd, status, cols, rows, pid, epoch, startOffset, endOffset, exit, care } = live;
  const { activity, agentSession, resume } = live;
  return { command, cwd, status, cols, rows, pid, epoch, startOffset, endOffset, exit, care, activity, agentSession, resume };
}

/** The record as it goes over the wire, with the newest facts where the runner gave some. */
export function toTerminal(record: TerminalRecord, live?: RunnerTerminal): Terminal {
  const { agentSession, ...known } = live ? { ...record, ...factsOf(live) } : record;
  const recording = live?.recording ?? { state: "on", since: record.createdAt };
  const conversation = agentSession && { agent: agentSession.agent, sessionId: agentSession.sessionId };
  return { ...known, command: [...known.command], apiKeys: [...known.apiKeys], recording, conversation };
}
