import { createTopic, Fault, type Logger } from "@pilothouse/platform";
import { DRAINING, type ReadRequest, type ReadResult, type RunnerTerminal, type SpawnSpec, type TerminalHost } from "../port.ts";
import { RunnerKeeper, type RunnerStatus } from "./keeper.ts";
import { RUNNER_LIMITS } from "./limits.ts";
import { LinkLost } from "./link.ts";
import { listAll } from "./list-pages.ts";
import type { Member } from "./members.ts";
import { type Answer, type Method, readInput } from "./methods.ts";
import type { LinkPair } from "./pair.ts";
import type { RunnerLaunch } from "./start.ts";

/** One runner of this machine. */
export interface Generation {
  readonly id: string;
  readonly pid: number;
  readonly version: string;
  /** Names what it was started from. */
  readonly build: string;
  /** In UTC milliseconds; `null` for an older one, which does not say it. */
  readonly startedAt: number | null;
  /** `draining`: it takes no new terminals and leaves when its last one ends. */
  readonly state: "accepting" | "draining";
  readonly liveTerminals: number;
}

/** The terminals of this machine's runners, as the server sees them. */
export interface RunnerClient extends TerminalHost, AsyncDisposable {
  status(): RunnerStatus;
  /**
   * Called after each change of status, and with `online` again when terminals may have moved to another runner.
   * Returns the way to stop.
   */
  onStatus(listener: (status: RunnerStatus) => void): () => void;
  /** The runners that can be asked now, the one that takes new terminals first. */
  generations(): readonly Generation[];
  /** Hangs up and stops reconnecting. The runners and their terminals go on. */
  detach(): Promise<void>;
}

/**
 * Finds the runners of a data folder, starts one when none takes new terminals or when the one that does is of another
 * build, and stays connected over the deaths of either. New terminals go to the newest runner, calls about a terminal to
 * the one that has it. A call waits a bounded time for its runner and then throws a Fault `unavailable`. One that was
 * under way when the runner went away is repeated where that is harmless, and fails with the same fault where it is not.
 * After each (re)connect every terminal is told as a change.
 */
export function connectRunner(options: {
  readonly dataDir: string;
  readonly log: Logger;
  /** How to start a runner; left out, only those that are already there are used. */
  readonly launch?: RunnerLaunch;
  /** How long a runner may leave a question unanswered, in milliseconds; left out, the named limit. */
  readonly pulseMs?: number;
}): RunnerClient {
  const changes = createTopic<RunnerTerminal>();
  const statuses = createTopic<RunnerStatus>();
  const keeper = new RunnerKeeper({
    ...options,
    onChange: (terminal) => changes.publish(terminal),
    onStatus: (status) => statuses.publish(status),
  });

  /** Terminals whose last piece of output was a large one. */
  const flooding = new Set<string>();

  /** A terminal that nobody has heard of may be that of a runner that cannot be asked. */
  function explain(error: unknown): unknown {
    const [stranger] = keeper.strangers.values();
    return stranger && error instanceof Fault && error.kind === "not_found" ? stranger : error;
  }

  async function untilAnswered<T>(id: string | null, ask: (pair: LinkPair) => Promise<T>, signal?: AbortSignal): Promise<T> {
    for (;;) {
      const pair = await keeper.pair(id, signal);
      try {
        return await ask(pair);
      } catch (error) {
        if (!(error instanceof LinkLost)) throw explain(error);
        await pair.closed;
      }
    }
  }

  async function once<T>(id: string | null, ask: (pair: LinkPair) => Promise<T>): Promise<T> {
    const pair = await keeper.pair(id);
    try {
      return await ask(pair);
    } catch (error) {
      if (isDraining(error)) keeper.drains(pair);
      if (!(error instanceof LinkLost)) throw explain(error);
      throw new Fault("unavailable", "the runner went away before it answered");
    }
  }

  const ask =
    <M extends Method>(method: M, ...input: Parameters<TerminalHost[M & keyof TerminalHost]>) =>
    (pair: LinkPair): Promise<Answer<M>> =>
      pair.control.call(method, input);

  async function readAt(request: ReadRequest, signal: AbortSignal): Promise<ReadResult> {
    const { id } = request;
    const lane = (pair: LinkPair) => (flooding.has(id) ? pair.flood : pair.stream);
    const answer = await untilAnswered(id, (pair) => lane(pair).call("read", readInput(request), signal), signal);
    const bytes = answer.items.reduce((sum, { item }) => sum + (item.type === "data" ? item.bytes.length : 0), 0);
    if (bytes >= RUNNER_LIMITS.floodBytes) flooding.add(id);
    else flooding.delete(id);
    return answer;
  }

  /** A runner that was killed may have shown what its log had not kept; who saw that goes on at the end of the log. */
  async function read(request: ReadRequest, signal: AbortSignal): Promise<ReadResult> {
    try {
      return await readAt(request, signal);
    } catch (error) {
      if (!(error instanceof Fault) || error.kind !== "invalid") throw error;
      const { status, endOffset } = await untilAnswered(request.id, ask("get", request.id), signal);
      if (status !== "lost") throw error;
      return readAt({ ...request, cursor: { offset: Math.min(request.cursor.offset, endOffset), events: 0 } }, signal);
    }
  }

  /** One that is being replaced refuses before it has started anything, so its successor can be asked the same. */
  async function spawn(spec: SpawnSpec): Promise<RunnerTerminal> {
    for (;;) {
      try {
        return await once(null, ask("spawn", spec));
      } catch (error) {
        if (!isDraining(error)) throw error;
      }
    }
  }

  /** What runs is listed by the runner that has it, all else by the newest. */
  async function listEverywhere(newest: LinkPair): Promise<RunnerTerminal[]> {
    const listed = new Map((await listAll(newest)).map((terminal) => [terminal.id, terminal]));
    for (const member of keeper.members.all) {
      if (member.pair !== newest) for (const terminal of await listOwn(member)) listed.set(terminal.id, terminal);
    }
    return [...listed.values()];
  }

  return {
    info: () => untilAnswered(null, ask("info")),
    list: () => untilAnswered(null, listEverywhere),
    get: (id) => untilAnswered(id, ask("get", id)),
    write: (chunk) => untilAnswered(chunk.id, ask("write", chunk)),
    resize: (id, size) => untilAnswered(id, ask("resize", id, size)),
    close: (id) => untilAnswered(id, ask("close", id)),
    history: (query) => untilAnswered(query.id, ask("history", query)),
    // Every runner writes to the one index that all of them read.
    search: (query) => untilAnswered(null, ask("search", query)),
    inputs: (query) => untilAnswered(query.id, ask("inputs", query)),
    keep: (id) => untilAnswered(id, ask("keep", id)),
    trim: (id, bytes) => untilAnswered(id, ask("trim", id, bytes)),
    snapshot: (id) => untilAnswered(id, ask("snapshot", id)),
    timeline: (query) => untilAnswered(query.id, ask("timeline", query)),
    offsetAt: (id, at) => untilAnswered(id, ask("offsetAt", id, at)),
    screenAt: (id, offset) => untilAnswered(id, ask("screenAt", id, offset)),
    signal: (id, signal) => once(id, ask("signal", id, signal)),
    mark: (id, mark) => once(id, ask("mark", id, mark)),
    times: (id, from) => untilAnswered(id, ask("times", id, from)),
    remove: async (id) => {
      await once(id, ask("remove", id));
      flooding.delete(id);
    },
    spawn,
    read,
    onChange: (listener) => changes.subscribe(listener),
    status: () => keeper.status,
    onStatus: (listener) => statuses.subscribe(listener),
    generations: () => keeper.members.all.map(describe).sort((one, other) => (one.state < other.state ? -1 : 1)),
    detach: () => keeper.close(),
    [Symbol.asyncDispose]: () => keeper.close(),
  };
}

/** What this runner has for itself; when it goes away meanwhile, as it was last heard of. */
async function listOwn({ pair, terminals }: Member): Promise<readonly RunnerTerminal[]> {
  try {
    return (await listAll(pair)).filter(({ id }) => terminals.has(id));
  } catch (error) {
    if (error instanceof LinkLost) return [...terminals.values()];
    throw error;
  }
}

function isDraining(error: unknown): boolean {
  return error instanceof Fault && error.kind === "unavailable" && error.facts["draining"] === DRAINING.draining;
}

function describe({ accepting, running, pair }: Member): Generation {
  const { generation: id, pid, version, build, startedAt = null } = pair.control.hello;
  return { id, pid, version, build, startedAt, state: accepting ? "accepting" : "draining", liveTerminals: running.length };
}
