import type { TerminalStatus } from "@pilothouse/contracts";

export interface TerminalsTable {
  id: string;
  /** Who made it. */
  ownerId: string;
  /** The team that it belongs to; `null`: to whoever made it. */
  teamId: string | null;
  runnerId: string;
  title: string;
  /** A JSON array of strings. */
  command: string;
  cwd: string;
  epoch: string;
  pid: number | null;
  status: TerminalStatus;
  cols: number;
  rows: number;
  startOffset: number;
  endOffset: number;
  exitCode: number | null;
  exitSignal: string | null;
  exitAt: number | null;
  createdAt: number;
  /** JSON of `TerminalActivity`; `null` when nothing was ever told of it. */
  activity: string | null;
  /** JSON of `TerminalAttention`. */
  attention: string | null;
  /** JSON of `AgentSession`. */
  agentSession: string | null;
  /** JSON of `TerminalCare`. */
  care: string;
  /** JSON of `ApiKeyGrants`: names, and no keys. */
  apiKeys: string;
  /** JSON; `null` when nothing can be resumed. */
  resume: string | null;
}
