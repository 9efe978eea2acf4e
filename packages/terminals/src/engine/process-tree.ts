import { setTimeout as pause } from "node:timers/promises";
import { errnoOf, type Logger } from "@pilothouse/platform";
import type { TerminalCgroup } from "./limits/terminal-cgroup.ts";
import { TERMINAL_MARK } from "./environment.ts";
import type { ProcessIdentity } from "./process-identity.ts";
import { hasVariable, type ProcessEntry, readProcesses } from "./process-table.ts";

interface TreeOptions {
  /** The terminal's id, which its processes carry in their environment. */
  readonly id: string;
  /** The program the terminal started; `null` when that was not recorded. */
  readonly root: Pick<ProcessIdentity, "pid" | "startTime"> | null;
  /** Its cgroup, if it has one: nothing leaves that. */
  readonly cgroup?: Pick<TerminalCgroup, "processes" | "kill"> | null;
  readonly log: Logger;
  /** Instead of `process.kill`. */
  readonly kill?: (pid: number, signal: NodeJS.Signals) => void;
}

const RESCAN_MS = 20;
const FREEZE_MS = 1_000;
/** With a second of grace and one of freezing, even what cannot be killed holds nobody up for five seconds. */
const KILL_MS = 2_500;

/**
 * All that a terminal started and that is still alive: the program, its descendants, their sessions and groups, and what
 * has left all of those but still carries the terminal's mark. It remembers whom it has seen, so that a process stays
 * known when its parent dies. It never goes by the terminal device: its number is used again at once.
 */
export class ProcessTree {
  readonly #options: TreeOptions;
  /** Start times by pid, of everything that was ever found to belong. */
  readonly #known = new Map<number, string>();
  /** Pids that were looked at and carry no mark. */
  readonly #strangers = new Map<number, string>();

  constructor(options: TreeOptions) {
    this.#options = options;
    if (options.root) this.#known.set(options.root.pid, options.root.startTime);
  }

  /**
   * Sends SIGHUP, and SIGKILL to what is left after `graceMs`. Resolves when nothing is left, or with what cannot be
   * killed: a process that hangs in the kernel, or that belongs to another user.
   */
  async end(graceMs: number): Promise<readonly ProcessEntry[]> {
    // What is stopped gets a hang-up only when it goes on.
    for (const { pid } of await this.scan()) this.#send(pid, "SIGHUP", "SIGCONT");
    if (await this.#gone(graceMs)) return [];
    // Whatever it reaches is gone at once; the looks below are for what it does not reach.
    await this.#options.cgroup?.kill();
    await this.#freeze();
    if (await this.#gone(KILL_MS, "SIGKILL")) return [];
    const survivors = await this.scan();
    const pids = survivors.map(({ pid }) => pid);
    if (pids.length > 0) this.#options.log.warn({ terminal: this.#options.id, pids }, "processes of a terminal survive SIGKILL");
    return survivors;
  }

  /** Stops everything, so that no process can start another one between two looks. */
  async #freeze(): Promise<void> {
    const frozen = new Set<number>();
    const deadline = performance.now() + FREEZE_MS;
    for (let found = -1; found !== frozen.size && performance.now() < deadline;) {
      found = frozen.size;
      for (const { pid } of await this.scan()) {
        this.#send(pid, "SIGSTOP");
        frozen.add(pid);
      }
    }
  }

  /** Looks until nothing is left, sending `signal` to what is; false when the time is up. */
  async #gone(withinMs: number, signal?: NodeJS.Signals): Promise<boolean> {
    const deadline = performance.now() + withinMs;
    for (;;) {
      const left = await this.scan();
      if (left.length === 0) return true;
      if (performance.now() >= deadline) return false;
      if (signal) for (const { pid } of left) this.#send(pid, signal);
      await pause(RESCAN_MS);
    }
  }

  /** Everything alive that belongs to the terminal now. */
  async scan(): Promise<ProcessEntry[]> {
    const processes = (await readProcesses()).filter(({ pid }) => pid !== process.pid && pid > 1);
    const byPid = new Map(processes.map((entry) => [entry.pid, entry]));
    // A number that now names another process says nothing about who belongs to it.
    const reused = (pid: number) => byPid.has(pid) && byPid.get(pid)?.startTime !== this.#known.get(pid);
    const ours = (pid: number) => this.#known.has(pid) && !reused(pid);
    const belongs = ({ pid, parent, session, group }: ProcessEntry) => [pid, parent, session, group].some(ours);
    // A program that starts others all the time must not fill our memory with their numbers.
    for (const pid of this.#strangers.keys()) if (!byPid.has(pid)) this.#strangers.delete(pid);
    await Promise.all(processes.map((entry) => this.#look(entry)));
    for (const pid of (await this.#options.cgroup?.processes()) ?? []) {
      const member = byPid.get(pid);
      if (member) this.#known.set(pid, member.startTime);
    }
    for (let size = -1; size !== this.#known.size;) {
      size = this.#known.size;
      for (const entry of processes) if (belongs(entry)) this.#known.set(entry.pid, entry.startTime);
    }
    return processes.filter(({ pid }) => ours(pid));
  }

  /** Finds out once whether a process carries the terminal's mark. */
  async #look({ pid, startTime }: ProcessEntry): Promise<void> {
    if (this.#known.get(pid) === startTime || this.#strangers.get(pid) === startTime) return;
    const marked = await hasVariable(pid, TERMINAL_MARK, this.#options.id);
    (marked ? this.#known : this.#strangers).set(pid, startTime);
  }

  #send(pid: number, ...signals: readonly NodeJS.Signals[]): void {
    const kill = this.#options.kill ?? ((target, name) => process.kill(target, name));
    for (const signal of signals) {
      try {
        kill(pid, signal);
      } catch (error) {
        // It has ended by itself, or it belongs to another user and stays in the list of survivors.
        if (errnoOf(error) !== "ESRCH" && errnoOf(error) !== "EPERM") throw error;
      }
    }
  }
}
