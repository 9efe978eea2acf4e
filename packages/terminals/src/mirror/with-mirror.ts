import { LIMITS } from "@pilothouse/contracts";
import type { Logger } from "@pilothouse/platform";
import type { Questioner, RunnerSnapshot, RunnerTerminal, ScreenlessHost, TerminalHost } from "../port.ts";
import { drawPast } from "./draw-past.ts";
import { Followed } from "./followed.ts";
import { Keyframes } from "./keyframes.ts";
import { MIRROR_LIMITS } from "./limits.ts";
import { asSnapshot, type LinesListener, type MirrorDeps } from "./mirror.ts";
import { PastScreens } from "./past-screens.ts";
import { ScreenWorker } from "./screen-worker.ts";
import { createTurns } from "./turns.ts";

type Engine = ScreenlessHost & Questioner & { peek(id: string): RunnerTerminal };

/** However little is kept of a terminal, there are about so many drawings on the way. */
const SCREENS_KEPT = 16;

export interface Mirrored {
  /** The engine, with snapshots. */
  readonly host: Omit<TerminalHost, "search">;
  /** Puts every screen on disk and stops following. To be called while the engine still answers. */
  close(): Promise<void>;
}

/**
 * Adds snapshots to an engine. Screens live in a worker thread that trails behind the output, a bounded number of them
 * in memory and the last drawing of each on disk in `folder`, so that a screen is there at once after a restart and
 * after its terminal's end.
 */
export async function withMirror(
  engine: Engine,
  options: {
    readonly folder: string;
    readonly log: Logger;
    readonly liveScreens?: number;
    /** Output that is kept of a terminal, in bytes; left out, the named limit. */
    readonly keptBytes?: number;
    readonly onLines?: LinesListener;
    /** Terminals whose screens are kept although the engine has not got them; another runner may. */
    readonly known?: ReadonlySet<string>;
  },
): Promise<Mirrored> {
  const { folder, log, liveScreens = MIRROR_LIMITS.liveScreens, known = [] } = options;
  const { keptBytes = LIMITS.keptBytesPerTerminal } = options;
  const everyBytes = Math.min(MIRROR_LIMITS.keyframeBytes, Math.ceil(keptBytes / SCREENS_KEPT));
  // What is no longer kept when its turn comes is missing from the screen and in the index.
  const lagBytes = Math.min(MIRROR_LIMITS.lagBytes, Math.ceil(keptBytes / 4));
  const keyframes = new Keyframes(folder, log);
  const past = new PastScreens(`${folder}-past`, log);
  const worker = new ScreenWorker(log);
  const host: MirrorDeps["host"] = {
    read: (request, signal) => engine.read(request, signal),
    get: async (id) => engine.peek(id),
    questions: (id) => engine.questions(id),
    answer: (id, answers) => engine.answer(id, answers),
  };
  const deps = { host, worker, keyframes, past, everyBytes, lagBytes, log, onLines: options.onLines };
  const inTurn = createTurns(MIRROR_LIMITS.pastDrawings);
  /** In the order of their last use. */
  const live = new Map<string, Followed>();

  function touch(id: string, followed: Followed): void {
    live.delete(id);
    live.set(id, followed);
  }

  function use(terminal: RunnerTerminal): Followed {
    const { id } = terminal;
    const followed = live.get(id) ?? new Followed(deps, terminal);
    touch(id, followed);
    void followed.done.then(() => live.get(id) === followed && live.delete(id));
    const [oldest] = live.keys();
    if (live.size > liveScreens && oldest !== undefined) void forget(oldest, { kept: true });
    return followed;
  }

  /** One that is not followed is drawn when it is asked for: many that are watched would push each other out. */
  function mayBeAsked(id: string): void {
    const followed = live.get(id);
    if (!followed) return;
    followed.mayBeAsked();
    touch(id, followed);
  }

  async function forget(id: string, how: { readonly kept: boolean }): Promise<void> {
    const followed = live.get(id);
    live.delete(id);
    await followed?.stop(how).catch((error: unknown) => log.error({ err: error, terminalId: id }, "a screen was not saved"));
  }

  async function snapshot(id: string): Promise<RunnerSnapshot> {
    const terminal = engine.peek(id);
    if (terminal.status !== "running" && !live.has(id)) {
      const frame = await keyframes.load(id, terminal.epoch);
      if (frame?.final) return asSnapshot(frame);
    }
    return use(terminal).snapshot();
  }

  async function answer(id: string): Promise<void> {
    await (live.get(id) ?? use(engine.peek(id))).answer();
  }

  async function remove(id: string): Promise<void> {
    await engine.remove(id);
    await forget(id, { kept: false });
    await keyframes.remove(id);
    await past.remove(id);
  }

  async function trim(id: string, bytes: number): Promise<RunnerTerminal> {
    const terminal = await engine.trim(id, bytes);
    if (terminal.status === "running" || terminal.startOffset < terminal.endOffset) {
      await past.prune(id, terminal.startOffset);
      return terminal;
    }
    await forget(id, { kept: false });
    await keyframes.remove(id);
    await past.remove(id);
    return terminal;
  }

  const terminals = await engine.list();
  const all = new Set([...known, ...terminals.map(({ id }) => id)]);
  await keyframes.open(all);
  await past.open(all);
  for (const terminal of terminals) if (terminal.status === "running") use(terminal);
  const stopWatching = engine.onChange((terminal) => {
    if (terminal.status === "running") use(terminal);
  });

  const stopAnswering = engine.onQuestion((id) => {
    answer(id).catch((error: unknown) => log.error({ err: error, terminalId: id }, "a program's question is not answered"));
  });

  return {
    host: {
      info: () => engine.info(),
      spawn: (spec) => engine.spawn(spec),
      list: () => engine.list(),
      get: (id) => engine.get(id),
      write: (chunk) => engine.write(chunk),
      resize: (id, size) => engine.resize(id, size),
      signal: (id, signal) => engine.signal(id, signal),
      close: (id) => engine.close(id),
      history: (query) => engine.history(query),
      read: (request, signal) => {
        if (request.mayWantScreen) mayBeAsked(request.id);
        return engine.read(request, signal);
      },
      mark: (id, mark) => engine.mark(id, mark),
      times: (id, from) => engine.times(id, from),
      inputs: (query) => engine.inputs(query),
      keep: (id) => engine.keep(id),
      timeline: (query) => engine.timeline(query),
      offsetAt: (id, at) => engine.offsetAt(id, at),
      screenAt: (id, offset) => inTurn(async () => drawPast(deps, await engine.get(id), offset)),
      onChange: (listener) => engine.onChange(listener),
      remove,
      trim,
      snapshot,
    },
    close: async () => {
      stopWatching();
      stopAnswering();
      await Promise.all([...live.keys()].map((id) => forget(id, { kept: true })));
      await worker.terminate();
    },
  };
}
