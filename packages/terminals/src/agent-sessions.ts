import type { ActivityState, Terminal, TerminalConversation } from "@pilothouse/contracts";
import { createTopic } from "@pilothouse/platform";
import type { TerminalDeps } from "./deps.ts";
import { isTheirs, type Possession } from "./possessions.ts";
import { toTerminal } from "./record.ts";

/** A terminal in which an agent has a conversation, or had one. */
export interface AgentTerminal extends Possession {
  readonly terminalId: string;
  readonly conversation: TerminalConversation;
  readonly state: ActivityState;
  readonly createdAt: number;
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
    await this.#loaded;
    const teams = await this.#deps.teamsOf(userId);
    const held = [...this.#byTerminal.values()].filter((terminal) => isTheirs(userId, teams, terminal));
    return held.sort((one, other) => one.createdAt - other.createdAt);
  }

  async #load(): Promise<void> {
    const { store, runnerId } = this.#deps;
    const records = [...(await store.listEnded(runnerId)), ...(await store.listRunning(runnerId))];
    for (const record of records) if (!this.#byTerminal.has(record.id)) this.#take(record, toTerminal(record));
  }

  #take({ ownerId, teamId }: Possession, { id, conversation, activity, createdAt }: Terminal): void {
    if (!conversation) return this.#forget(id);
    const before = this.#byTerminal.get(id);
    const now = { terminalId: id, ownerId, teamId, conversation, state: activity.state, createdAt };
    this.#byTerminal.set(id, now);
    if (before && before.conversation.sessionId !== conversation.sessionId) this.#changes.publish(before);
    const isNews =
      before?.state !== now.state || before.conversation.sessionId !== conversation.sessionId || before.teamId !== teamId;
    if (isNews) this.#changes.publish(now);
  }

  #forget(id: string): void {
    const before = this.#byTerminal.get(id);
    if (this.#byTerminal.delete(id) && before) this.#changes.publish(before);
  }
}
