import type { TerminalExit } from "@pilothouse/contracts";
import type { RunnerTerminal } from "../port.ts";
import type { LinkPair } from "./pair.ts";

/** A runner that can be asked. */
export class Member {
  readonly pair: LinkPair;
  /** It takes new terminals; the others only go on with what they have. */
  accepting: boolean;
  /** What runs there, and what has ended there and has not been taken over yet. */
  readonly terminals = new Map<string, RunnerTerminal>();

  constructor(pair: LinkPair) {
    this.pair = pair;
    this.accepting = pair.control.hello.accepting;
  }

  get running(): readonly RunnerTerminal[] {
    return [...this.terminals.values()].filter(({ status }) => status === "running");
  }

  /** What is over and stays here until it is taken over. */
  get ended(): readonly string[] {
    return [...this.terminals.values()].filter(({ status }) => status !== "running").map(({ id }) => id);
  }

  note(terminal: RunnerTerminal): void {
    if (terminal.status === "running" || this.terminals.has(terminal.id)) this.terminals.set(terminal.id, terminal);
  }
}

/** The runners that can be asked, by generation. What runs belongs to its runner, what is over to the accepting one. */
export class Members {
  readonly #all = new Map<string, Member>();
  /** Terminals of runners that went away, until it is known what became of them: the number of looks begun by then. */
  readonly #moving = new Map<string, number>();
  #looks = 0;

  has(generation: string): boolean {
    return this.#all.has(generation);
  }

  get all(): readonly Member[] {
    return [...this.#all.values()];
  }

  add(member: Member): void {
    this.#all.set(member.pair.control.hello.generation, member);
  }

  remove(member: Member): void {
    this.#all.delete(member.pair.control.hello.generation);
    for (const id of member.terminals.keys()) this.#moving.set(id, this.#looks);
  }

  /** The runner that takes new terminals. Of two that say so the one that was asked last has taken over meanwhile. */
  accepting(): Member | null {
    const claimants = this.all.filter(({ accepting }) => accepting);
    const last = claimants.pop() ?? null;
    for (const replaced of claimants) replaced.accepting = false;
    return last;
  }

  get draining(): readonly Member[] {
    return this.all.filter(({ accepting }) => !accepting);
  }

  /** The runner that has this terminal for itself. */
  homeOf(id: string): Member | null {
    return this.all.find(({ terminals }) => terminals.has(id)) ?? null;
  }

  isMoving(id: string): boolean {
    return this.#moving.has(id);
  }

  /** Runners are looked for from now on. */
  looking(): void {
    this.#looks += 1;
  }

  /** They were asked; what only a later look can find, because its runner went away during this one, is still moving. */
  settled(): void {
    for (const [id, looks] of this.#moving) if (looks < this.#looks) this.#moving.delete(id);
  }
}

/** What is to be said of a terminal that ran in a runner that is dead, until its successor has looked. */
export function lostAt(terminal: RunnerTerminal, at: number): RunnerTerminal {
  const exit: TerminalExit = { code: null, signal: null, at };
  const activity = { state: "exited", since: at, source: "process", message: null } as const;
  return { ...terminal, pid: null, status: "lost", exit, activity };
}
