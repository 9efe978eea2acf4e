import type { RunnerTerminal } from "../port.ts";
import type { LinkPair } from "./pair.ts";

/** A runner that can be asked. */
export class Member {
  readonly pair: LinkPair;
  /** It takes new terminals; the others only go on with what they have. */
  accepting: boolean;
  /** What runs there, and what has ended there and has not been taken over yet. */
  readonly terminals = new Set<string>();
  /** Those of them that are over. */
  readonly ended = new Set<string>();

  constructor(pair: LinkPair) {
    this.pair = pair;
    this.accepting = pair.control.hello.accepting;
  }

  note({ id, status }: RunnerTerminal): void {
    if (status === "running") this.terminals.add(id);
    else if (this.terminals.has(id)) this.ended.add(id);
  }

  forget(id: string): void {
    this.terminals.delete(id);
    this.ended.delete(id);
  }
}

/** The runners that can be asked, by generation. What runs belongs to its runner, what is over to the accepting one. */
export class Members {
  readonly #all = new Map<string, Member>();
  /** Terminals of runners that went away, until it is known what became of them. */
  readonly #moving = new Set<string>();

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
    for (const id of member.terminals) this.#moving.add(id);
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

  /** Whatever was left behind has been looked for. */
  settled(): void {
    this.#moving.clear();
  }
}
