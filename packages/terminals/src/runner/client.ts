import { createTopic, Fault, type Logger } from "@pilothouse/platform";
import type { ReadRequest, ReadResult, RunnerTerminal, TerminalHost } from "../port.ts";
import { RunnerKeeper, type RunnerStatus } from "./keeper.ts";
import { LinkLost } from "./link.ts";
import { listAll } from "./list-pages.ts";
import { type Answer, type Method, readInput } from "./methods.ts";
import type { LinkPair } from "./pair.ts";
import type { RunnerLaunch } from "./start.ts";

/** The terminals of this machine's runner, as the server sees them. */
export interface RunnerClient extends TerminalHost, AsyncDisposable {
  status(): RunnerStatus;
  /** Called after each change of status. Returns the way to stop. */
  onStatus(listener: (status: RunnerStatus) => void): () => void;
  /** Hangs up and stops reconnecting. The runner and its terminals go on. */
  detach(): Promise<void>;
}

/**
 * Finds the runner of a data folder, starts one when none is alive, and stays connected over the deaths of either.
 * A call waits a bounded time for the runner and then throws a Fault `unavailable`. One that was under way when the
 * runner went away is repeated where that is harmless, and fails with the same fault where it is not. After each
 * (re)connect every terminal is told as a change.
 */
export function connectRunner(options: {
  readonly dataDir: string;
  readonly log: Logger;
  /** How to start a runner; left out, only one that is already there is used. */
  readonly launch?: RunnerLaunch;
  /** How long a runner may leave a question unanswered, in milliseconds; left out, the named limit. */
  readonly pulseMs?: number;
}): RunnerClient {
  const changes = createTopic<RunnerTerminal>();
  const statuses = createTopic<RunnerStatus>();
  /** What changed while a list was on its way, which is newer than the list. */
  const changed = new Set<string>();
  let listing = false;

  async function tellAll(pair: LinkPair): Promise<void> {
    changed.clear();
    listing = true;
    const terminals = await listAll(pair);
    listing = false;
    for (const terminal of terminals) if (!changed.has(terminal.id)) changes.publish(terminal);
  }

  const keeper = new RunnerKeeper({
    ...options,
    onChange: (terminal) => {
      if (listing) changed.add(terminal.id);
      changes.publish(terminal);
    },
    onOnline: tellAll,
    onStatus: (status) => statuses.publish(status),
  });

  async function untilAnswered<T>(ask: (pair: LinkPair) => Promise<T>, signal?: AbortSignal): Promise<T> {
    for (;;) {
      const pair = await keeper.pair(signal);
      try {
        return await ask(pair);
      } catch (error) {
        if (!(error instanceof LinkLost)) throw error;
        await pair.closed;
      }
    }
  }

  async function once<T>(ask: (pair: LinkPair) => Promise<T>): Promise<T> {
    try {
      return await ask(await keeper.pair());
    } catch (error) {
      if (!(error instanceof LinkLost)) throw error;
      throw new Fault("unavailable", "the runner went away before it answered");
    }
  }

  const ask =
    <M extends Method>(method: M, ...input: Parameters<TerminalHost[M]>) =>
    (pair: LinkPair): Promise<Answer<M>> =>
      pair.control.call(method, input);

  const readAt = (request: ReadRequest, signal: AbortSignal): Promise<ReadResult> =>
    untilAnswered((pair) => pair.stream.call("read", readInput(request), signal), signal);

  /** A runner that was killed may have shown what its log had not kept; who saw that goes on at the end of the log. */
  async function read(request: ReadRequest, signal: AbortSignal): Promise<ReadResult> {
    try {
      return await readAt(request, signal);
    } catch (error) {
      if (!(error instanceof Fault) || error.kind !== "invalid") throw error;
      const { status, endOffset } = await untilAnswered(ask("get", request.id), signal);
      if (status !== "lost") throw error;
      return readAt({ ...request, cursor: { offset: Math.min(request.cursor.offset, endOffset), events: 0 } }, signal);
    }
  }

  return {
    info: () => untilAnswered(ask("info")),
    list: () => untilAnswered(listAll),
    get: (id) => untilAnswered(ask("get", id)),
    write: (chunk) => untilAnswered(ask("write", chunk)),
    resize: (id, size) => untilAnswered(ask("resize", id, size)),
    close: (id) => untilAnswered(ask("close", id)),
    history: (query) => untilAnswered(ask("history", query)),
    snapshot: (id) => untilAnswered(ask("snapshot", id)),
    spawn: (spec) => once(ask("spawn", spec)),
    signal: (id, signal) => once(ask("signal", id, signal)),
    mark: (id, mark) => once(ask("mark", id, mark)),
    remove: (id) => once(ask("remove", id)),
    read,
    onChange: (listener) => changes.subscribe(listener),
    status: () => keeper.status,
    onStatus: (listener) => statuses.subscribe(listener),
    detach: () => keeper.close(),
    [Symbol.asyncDispose]: () => keeper.close(),
  };
}
