import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { errnoOf, Fault, type Logger, messageOf, systemClock } from "@pilothouse/platform";
import type { RunnerTerminal } from "../port.ts";
import { retryDelay } from "./backoff.ts";
import { buildOf } from "./build.ts";
import { generationsIn, socketFolder } from "./folders.ts";
import { handOver } from "./hand-over.ts";
import { RUNNER_LIMITS } from "./limits.ts";
import { LinkLost } from "./link.ts";
import { listAll } from "./list-pages.ts";
import { lostAt, Member, Members } from "./members.ts";
import { type LinkPair, openPair } from "./pair.ts";
import { isRunnerOf } from "./pid-files.ts";
import { untilOver } from "./pulse.ts";
import { type RunnerLaunch, startRunner } from "./start.ts";

export type RunnerStatus = "online" | "offline";

export interface KeeperOptions {
  readonly dataDir: string;
  readonly log: Logger;
  /** How to start a runner when none is there, or another build than this one; left out, the keeper waits for one. */
  readonly launch?: RunnerLaunch | undefined;
  /** Instead of the named limit. */
  readonly pulseMs?: number;
  readonly onChange: (terminal: RunnerTerminal) => void;
  /** Called whenever there is a runner again for new terminals, and when terminals may have moved. */
  readonly onStatus: (status: RunnerStatus) => void;
}

/** A runner that was reachable for so long is looked for again at once when it goes away. */
const STEADY_MS = 2_000;

const closedByUs = () => new Fault("unavailable", "this server has let go of the runner");

/** Nobody listens: there is no socket, or its runner is dead. */
const isAbsent = (error: unknown) => ["ENOENT", "ECONNREFUSED"].includes(errnoOf(error) ?? "");

/** One that gives terminals to another account is another build. */
function nameOf({ build, main, user }: RunnerLaunch): string {
  return `${build ?? nameBuild(main)}${user ? `@${user.uid}:${user.gid}` : ""}`;
}

function nameBuild(main: string): string {
  try {
    return buildOf(main);
  } catch (error) {
    throw new Fault("unavailable", `the runner did not start: ${messageOf(error)}`);
  }
}

/**
 * Keeps connections to the runners of a data folder: finds them, starts one when none takes new terminals or when the
 * one that does is of another build, and tries again for ever.
 */
export class RunnerKeeper {
  readonly members = new Members();
  /** Runners that are there and cannot be asked, by generation. */
  readonly strangers = new Map<string, Fault>();
  readonly #options: KeeperOptions;
  readonly #closing = new AbortController();
  readonly #done: Promise<void>;
  #build: string | null = null;
  #accepting: Member | null = null;
  #onlineSince = 0;
  /** Why the last try failed, when trying again at once would fail too. */
  #refusal: Fault | null = null;
  #next = Promise.withResolvers<LinkPair>();
  #wake = Promise.withResolvers<void>();

  constructor(options: KeeperOptions) {
    this.#options = options;
    this.#renewNext();
    this.#done = this.#keep();
  }

  get status(): RunnerStatus {
    return this.#accepting ? "online" : "offline";
  }

  /** The connections to whoever has this terminal, or takes new ones; a Fault `unavailable` after a bounded time. */
  async pair(id: string | null, signal?: AbortSignal): Promise<LinkPair> {
    const known = this.#known(id);
    if (known) return known;
    if (this.#closing.signal.aborted) throw closedByUs();
    const patience = this.#refusal ? RUNNER_LIMITS.deadWaitMs : RUNNER_LIMITS.callWaitMs;
    const found = new AbortController();
    const expired = sleep(patience, null, { signal: signal ? AbortSignal.any([found.signal, signal]) : found.signal });
    try {
      while (await Promise.race([this.#next.promise, expired])) {
        const owner = this.#known(id);
        if (owner) return owner;
      }
    } catch (error) {
      signal?.throwIfAborted();
      throw error;
    } finally {
      found.abort();
    }
    throw this.#refusal ?? new Fault("unavailable", "the runner does not answer", { waitedMs: patience });
  }

  /** `null` while it is not known who has this terminal. */
  #known(id: string | null): LinkPair | null {
    const home = id === null ? null : this.members.homeOf(id);
    if (home) return home.pair;
    return id !== null && this.members.isMoving(id) ? null : (this.#accepting?.pair ?? null);
  }

  /** To be called when the runner of these connections has refused a new terminal because it is being replaced. */
  drains(pair: LinkPair): void {
    const member = this.members.all.find((one) => one.pair === pair);
    if (!member?.accepting) return;
    member.accepting = false;
    this.#leave(member);
  }

  async close(): Promise<void> {
    this.#closing.abort();
    this.#wake.resolve();
    for (const { pair } of this.members.all) pair.close();
    await this.#done;
  }

  async #keep(): Promise<void> {
    const { signal } = this.#closing;
    for (let attempt = 0; !signal.aborted; attempt += 1) {
      try {
        await sleep(retryDelay(attempt), null, { signal });
        this.#wake = Promise.withResolvers();
        await this.#look();
        await this.#untilWoken();
        // One that dies as soon as it is up is not started again and again without a pause.
        if (this.#accepting || performance.now() - this.#onlineSince > STEADY_MS) attempt = -1;
      } catch (error) {
        if (!signal.aborted) this.#giveUpTry(error);
      }
    }
    for (const { pair } of this.members.all) pair.close();
    this.#refuse(closedByUs());
  }

  /** Whoever could not be asked is tried again after a while; otherwise there is nothing to do until somebody leaves. */
  async #untilWoken(): Promise<void> {
    if (this.strangers.size === 0) return this.#wake.promise;
    const enough = new AbortController();
    await Promise.race([this.#wake.promise, sleep(RUNNER_LIMITS.retryMs, null, { signal: enough.signal })]);
    enough.abort();
  }

  async #look(): Promise<void> {
    this.members.looking();
    await this.#connectAll();
    const accepting = await this.#current(this.members.accepting());
    if (!accepting) throw this.strangers.values().next().value ?? new LinkLost("no runner is there");
    await handOver(accepting, this.members.draining);
    this.#closing.signal.throwIfAborted();
    if (!this.members.has(accepting.pair.control.hello.generation)) throw new LinkLost("the runner hung up");
    this.members.settled();
    this.#refusal = null;
    if (this.#accepting !== accepting) {
      const { pid, version, build, generation } = accepting.pair.control.hello;
      this.#options.log.info({ pid, version, build, generation }, "the runner is online");
      this.#onlineSince = performance.now();
    }
    this.#accepting = accepting;
    this.#next.resolve(accepting.pair);
    this.#renewNext();
    this.#options.onStatus("online");
  }

  /**
   * One after the other, so that of two that say that they take new terminals the later one is right. One that could not
   * be asked stays a stranger until it has answered: what it has is not denied meanwhile.
   */
  async #connectAll(): Promise<void> {
    const { dataDir } = this.#options;
    const generations = generationsIn(dataDir);
    for (const name of this.strangers.keys()) if (!generations.includes(name)) this.strangers.delete(name);
    for (const generation of generations) {
      this.#closing.signal.throwIfAborted();
      if (this.members.has(generation)) continue;
      try {
        await this.#connect(join(socketFolder(dataDir), generation));
        this.strangers.delete(generation);
      } catch (error) {
        if (isAbsent(error)) {
          this.strangers.delete(generation);
          continue;
        }
        const silent = () => new Fault("unavailable", `a runner does not answer (${messageOf(error)}); its terminals go on`);
        this.strangers.set(generation, error instanceof Fault ? error : silent());
      }
    }
  }

  /** What changes while the list is on its way is newer than the list. */
  async #connect(folder: string): Promise<void> {
    const { log } = this.#options;
    const changed = new Set<string>();
    let member: Member | null = null;
    const early: RunnerTerminal[] = [];
    const pair = await openPair({
      folder,
      log,
      onChange: (terminal) => {
        changed.add(terminal.id);
        if (member) this.#changed(member, terminal);
        else early.push(terminal);
      },
    });
    member = new Member(pair);
    try {
      for (const terminal of early) this.#changed(member, terminal);
      const listed = await listAll(pair);
      for (const terminal of listed) if (!changed.has(terminal.id)) this.#changed(member, terminal);
    } catch (error) {
      pair.close();
      throw error;
    }
    this.members.add(member);
    void this.#use(member);
  }

  async #use(member: Member): Promise<void> {
    const { dataDir, log, pulseMs, onChange } = this.#options;
    const { pid, generation } = member.pair.control.hello;
    // Where its process cannot be seen, as from another container, nobody can tell that it is dead.
    const isSeen = isRunnerOf(dataDir, pid);
    await untilOver(member.pair, pulseMs ?? RUNNER_LIMITS.pulseMs);
    this.members.remove(member);
    if (!this.#closing.signal.aborted) {
      const isDead = isSeen && !isRunnerOf(dataDir, pid);
      log.warn({ pid, generation, isDead }, "the runner is gone");
      // Its successor says so too, once it has swept; nobody has to wait for its start to know.
      if (isDead) for (const terminal of member.running) onChange(lostAt(terminal, systemClock.now()));
    }
    this.#leave(member);
  }

  #changed(member: Member, terminal: RunnerTerminal): void {
    member.note(terminal);
    this.#options.onChange(terminal);
    if (terminal.status !== "running" && !member.accepting) this.#wake.resolve();
    else if (terminal.status !== "running") member.terminals.delete(terminal.id);
  }

  /** The runner for new terminals: the one that is there, or its replacement when that one is of another build. */
  async #current(found: Member | null): Promise<Member | null> {
    const { launch, dataDir, log } = this.#options;
    if (!launch) return found;
    this.#build ??= nameOf(launch);
    const { build, generation } = found?.pair.control.hello ?? {};
    if (found && build === this.#build) return found;
    if (found && this.members.draining.length >= RUNNER_LIMITS.drainingRunners) {
      log.warn({ generation }, "too many replaced runners have terminals still; this one is not replaced");
      return found;
    }
    log.info(found ? { replaces: generation } : {}, found ? "replacing the runner" : "no runner is there; starting one");
    try {
      await startRunner({ ...launch, build: this.#build }, dataDir, generation);
    } catch (error) {
      if (!found) throw error;
      log.error({ reason: messageOf(error) }, "the runner cannot be replaced; the old one goes on");
      return found;
    }
    // Whether ours or somebody else's takes its place and listens already or soon, it has been told to drain.
    if (found) found.accepting = false;
    await this.#connectAll();
    return this.members.accepting();
  }

  #leave(member: Member): void {
    if (this.#accepting === member) {
      this.#accepting = null;
      this.#options.onStatus("offline");
    }
    this.#wake.resolve();
  }

  #giveUpTry(error: unknown): void {
    this.#options.log.warn({ reason: messageOf(error) }, "the runner cannot be reached");
    if (error instanceof Fault) this.#refuse(error);
  }

  /** Whoever waits is told now; whoever asks later waits a little, because the next try may succeed. */
  #refuse(reason: Fault): void {
    this.#refusal = reason;
    this.#next.reject(reason);
    this.#renewNext();
  }

  #renewNext(): void {
    this.#next = Promise.withResolvers();
    this.#next.promise.catch(() => {
      // Nobody may be waiting.
    });
  }
}
