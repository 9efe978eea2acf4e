import { type ActivityState, type Terminal, type TerminalConversation, TranscriptAgent } from "@pilothouse/contracts";
import { basename } from "node:path";
import { createTopic } from "@pilothouse/platform";
import type { TerminalDeps } from "./deps.ts";
import { isTheirs, type Possession } from "./possessions.ts";
import { toTerminal } from "./record.ts";

/** A terminal in which an agent runs, or ran. */
export interface AgentTerminal extends Possession {
  readonly terminalId: string;
  readonly agent: TranscriptAgent;
  /** `null`: the agent has not told of any. */
  readonly conversation: TerminalConversation | null;
  readonly cwd: string;
  /** When it ended; `null`: it runs. */
  readonly endedAt: number | null;
  readonly state: ActivityState;
  readonly createdAt: number;
}

/** The agent that a command starts; `null`: it starts something else, such as a shell. */
function agentOf([program = ""]: readonly string[]): TranscriptAgent | null {
  return TranscriptAgent.options.find((agent) => agent === basename(program)) ?? null;
}

/** Which terminal each conversation is in. */
export class AgentSessions {
  readonly #deps: Pick<TerminalDeps, "store" | "runnerId" | "teamsOf">;
  readonly #byTerminal = new Map<string, AgentTerminal>();
  readonly #changes = createTopic<AgentTerminal>();
  #loaded: Promise<void> | null = null;

  constructor(deps: Pick<TerminalDeps, "store" | "runnerId" | "teamsOf" | "changes">) {
    this.#deps = deps;
    deps.changes.subscribe((change) => {
      if (change.type === "removed") this.#forget(change.id);
      else this.#take(change, change.terminal);
    });
  }

  /** A conversation has begun in a terminal, or its agent does something else than before, or the terminal is not there any more. */
  get onChange() {
    return this.#changes.subscribe;
  }

  /** Those of a user, the terminals that were made first at the beginning. */
  async of(userId: string): Promise<AgentTerminal[]> {
    this.#loaded ??= this.#load();
    await this.#loaded.catch((error: unknown) => {
      // Whoever asks next tries again.
      this.#loaded = null;
      throw error;
    });
    const teams = await this.#deps.teamsOf(userId);
    const held = [...this.#byTerminal.values()].filter((terminal) => isTheirs(userId, teams, terminal));
    return held.sort((one, other) => one.createdAt - other.createdAt);
  }

  async #load(): Promise<void> {
    const { store, runnerId } = this.#deps;
    const records = [...(await store.listEnded(runnerId)), ...(await store.listRunning(runnerId))];
    for (const record of records) {
      const known = agentTerminal(record, toTerminal(record));
      // What was there before is no news.
      if (known && !this.#byTerminal.has(record.id)) this.#byTerminal.set(record.id, known);
    }
  }

  #take(possession: Possession, terminal: Terminal): void {
    const { id } = terminal;
    const now = agentTerminal(possession, terminal);
    if (!now) return this.#forget(id);
    const { conversation, teamId, state } = now;
    const before = this.#byTerminal.get(id);
    this.#byTerminal.set(id, now);
    const isAnother = before?.conversation?.sessionId !== conversation?.sessionId;
    if (before && isAnother) this.#changes.publish(before);
    if (before?.state !== state || isAnother || before.teamId !== teamId) this.#changes.publish(now);
  }

  #forget(id: string): void {
    const before = this.#byTerminal.get(id);
    if (this.#byTerminal.delete(id) && before) this.#changes.publish(before);
  }
}

function agentTerminal({ ownerId, teamId }: Possession, terminal: Terminal): AgentTerminal | null {
  const { id: terminalId, command, cwd, conversation, activity, createdAt, exit } = terminal;
  const agent = conversation?.agent ?? agentOf(command);
  const known = { terminalId, ownerId, teamId, conversation, cwd, endedAt: exit?.at ?? null, state: activity.state, createdAt };
  return agent && { ...known, agent };
}
