import type { TranscriptAgent } from "@pilothouse/contracts";

/** A project that somebody created: what was begun in or below its folders is its own. */
export interface OwnProject {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly folders: readonly string[];
  readonly archivedAt: number | null;
}

/** What people say of a project that was found. */
export interface NamedProject {
  readonly id: string;
  /** `null`: as its folder. */
  readonly name: string | null;
  readonly description: string;
  readonly archivedAt: number | null;
}

/** A terminal in which a conversation goes on, or went on last. */
export interface LinkedTerminal {
  readonly agent: TranscriptAgent;
  /** `null`: the agent has told of none, so that it is known by its folder and times alone. */
  readonly sessionId: string | null;
  readonly terminalId: string;
  readonly cwd: string;
  /** When its program began, and ended; `null`: it runs. */
  readonly from: number;
  readonly to: number | null;
  /** It needs a person. */
  readonly waiting: boolean;
}

/** What somebody may see, and what the index itself does not know of it. Passes between threads. */
export interface Sight {
  /** `user:<id>` and `team:<id>`: what belongs to anybody else does not exist. */
  readonly owners: readonly string[];
  readonly now: number;
  readonly own: readonly OwnProject[];
  readonly named: readonly NamedProject[];
  readonly terminals: readonly LinkedTerminal[];
}
