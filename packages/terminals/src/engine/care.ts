import { setTimeout as pause } from "node:timers/promises";
import { LIMITS, type LifetimeEnd, type LifetimeWarning, type TerminalCare } from "@pilothouse/contracts";
import type { TerminalCgroup } from "./limits/terminal-cgroup.ts";
import { commandOf, hasOpen, type ProcessEntry } from "./process-table.ts";
import type { ProcessTree } from "./process-tree.ts";

interface CareOptions {
  readonly tree: () => Promise<ProcessTree>;
  /** Path of the terminal's device; `null` when it is over. */
  readonly device: string | null;
  readonly cgroup: TerminalCgroup | null;
  /** What is known already. */
  readonly facts: TerminalCare;
}

/** What the hang-up at a program's end reaches is gone within this many looks. */
const LOOKS = 5;
const LOOK_MS = 100;

/** Looks after the processes of one terminal: who holds it, who outlives it, and their end. */
export class Care {
  readonly #options: CareOptions;
  #facts: TerminalCare;
  onChange: () => void = () => undefined;

  constructor(options: CareOptions) {
    this.#options = options;
    this.#facts = options.facts;
  }

  get facts(): TerminalCare {
    return this.#facts;
  }

  get hasSurvivors(): boolean {
    return this.#facts.survivors.length > 0;
  }

  /** Looks whether anything of the running program `pid` still holds its terminal. */
  async lookAt(pid: number): Promise<void> {
    await this.#countKills();
    const detached = !(await this.#held(pid));
    if (detached !== this.#facts.detached) this.#set({ detached });
  }

  /** After the program's end: looks what it left behind. */
  async lookBehind(): Promise<void> {
    await this.#countKills();
    const tree = await this.#options.tree();
    let left = await tree.scan();
    for (let looks = 1; left.length > 0 && looks < LOOKS; looks += 1) {
      await pause(LOOK_MS);
      left = await tree.scan();
    }
    await this.#survive(left);
    await this.#options.cgroup?.remove();
  }

  /** Looks who of the survivors has ended since. */
  async lookAgain(): Promise<void> {
    if (this.hasSurvivors) await this.#survive(await (await this.#options.tree()).scan());
  }

  /** Ends everything: SIGHUP, then SIGKILL to what is left after `graceMs`. What cannot be ended is in the facts. */
  async end(graceMs: number): Promise<void> {
    await this.#countKills();
    await this.#survive(await (await this.#options.tree()).end(graceMs));
    await this.#options.cgroup?.remove();
  }

  warn(warning: LifetimeWarning | null): void {
    const { warning: last } = this.#facts;
    if (warning?.kind !== last?.kind || warning?.endsAt !== last?.endsAt) this.#set({ warning });
  }

  closedFor(kind: LifetimeEnd): void {
    this.#set({ warning: null, closedFor: kind });
  }

  inputCut(bytes: number): void {
    this.#set({ inputCutBytes: this.#facts.inputCutBytes + bytes });
  }

  async #countKills(): Promise<void> {
    const outOfMemoryKills = (await this.#options.cgroup?.outOfMemoryKills()) ?? 0;
    if (outOfMemoryKills > this.#facts.outOfMemoryKills) this.#set({ outOfMemoryKills });
  }

  async #held(pid: number): Promise<boolean> {
    const { device, tree } = this.#options;
    if (device === null || (await hasOpen(pid, device))) return true;
    for (const entry of await (await tree()).scan()) if (await hasOpen(entry.pid, device)) return true;
    return false;
  }

  async #survive(left: readonly ProcessEntry[]): Promise<void> {
    if (left.length === 0 && !this.hasSurvivors && !this.#facts.detached) return;
    const listed = left.slice(0, LIMITS.survivorsListed).map(async ({ pid }) => ({ pid, command: await commandOf(pid) }));
    const found = (await Promise.all(listed)).filter(({ command }) => command !== "");
    const survivors = found.map(({ pid, command }) => ({ pid, command: command.slice(0, LIMITS.survivorCharacters) }));
    this.#set({ detached: false, survivors });
  }

  #set(facts: Partial<TerminalCare>): void {
    this.#facts = { ...this.#facts, ...facts };
    this.onChange();
  }
}
