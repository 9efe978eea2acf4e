import { mkdir, readdir } from "node:fs/promises";
import { Fault, messageOf } from "@pilothouse/platform";
import { DRAINING, type Questioner, type RunnerTerminal, type ScreenlessHost } from "../port.ts";
import { eyesOf, ownEyes } from "./eyes.ts";
import { describeMachine } from "./info.ts";
import { type CgroupRoot, findCgroup } from "./limits/find-cgroup.ts";
import { type EngineContext, type EngineOptions, limitsOf } from "./options.ts";
import { identify } from "./process-identity.ts";
import { checkPty } from "./pty.ts";
import { recoverTerminals } from "./recover.ts";
import { removeFolder } from "./remove-folder.ts";
import { spawnTerminal } from "./spawn.ts";
import type { Terminal } from "./terminal.ts";

export interface Engine extends ScreenlessHost, Questioner {
  /** Like `get`, without a look at the terminal's processes, which takes its time. */
  peek(id: string): RunnerTerminal;
  /** Every terminal whose output is on this machine, whichever runner has it. */
  known(): Promise<ReadonlySet<string>>;
  /** Takes over what runners that are gone have left, and all that is over. Listeners are told of each terminal. */
  adopt(): Promise<void>;
  /** Starts no terminal any more; resolves when none is being started. `onEmpty` is called once, when none runs. */
  drain(onEmpty: () => void): Promise<void>;
  /** Ends every terminal as `close` does and lets go of everything; the outputs stay on disk. */
  shutdown(): Promise<void>;
}

/** Opens the terminals of this machine. Throws when its folder cannot be used or no terminal can be started at all. */
export async function openEngine(options: EngineOptions): Promise<Engine> {
  await mkdir(options.folder, { recursive: true, mode: 0o700 });
  const { user = null } = options;
  const eyes = user ? eyesOf(user) : ownEyes;
  await checkPty(user);
  const owner = (await identify(process.pid)) ?? { pid: process.pid, startTime: "", boot: "" };
  const listeners = new Set<(terminal: RunnerTerminal) => void>();
  let onEmpty: (() => void) | null = null;
  const onChange = (terminal: RunnerTerminal) => {
    for (const listener of listeners) listener(terminal);
    tellWhenEmpty();
  };
  let found: Promise<CgroupRoot | null> | null = null;
  const cgroup = () => (found ??= options.cgroup === undefined ? findCgroup() : Promise.resolve(options.cgroup));
  const curious = new Set<(id: string) => void>();
  const onQuestion = (id: string) => {
    for (const listener of curious) listener(id);
  };
  const context: EngineContext = {
    ...options,
    user,
    eyes,
    limits: limitsOf(options.limits),
    cgroup,
    owner,
    onChange,
    onQuestion,
  };
  const terminals = await recoverTerminals(context);
  const starting = new Map<string, Promise<Terminal>>();
  let stopping = false;
  const looking = setInterval(() => {
    for (const terminal of terminals.values()) void terminal.look();
  }, context.limits.careMs).unref();
  let draining: Promise<unknown> | null = null;
  let adopting: Promise<void> = Promise.resolve();

  const find = (id: string): Terminal => {
    const terminal = terminals.get(id);
    if (!terminal) throw new Fault("not_found", `there is no terminal ${id}`, { id });
    return terminal;
  };

  function tellWhenEmpty(): void {
    const runs = starting.size > 0 || [...terminals.values()].some(({ recording }) => !recording.timeline.end);
    if (runs || !onEmpty) return;
    const tell = onEmpty;
    onEmpty = null;
    tell();
  }

  async function adopt(): Promise<void> {
    const found = await recoverTerminals(context, new Set([...terminals.keys(), ...starting.keys()]));
    for (const [id, terminal] of found) {
      terminals.set(id, terminal);
      onChange(terminal.describe());
    }
  }

  return {
    known: async () => new Set(await readdir(options.folder)),
    adopt: () => (adopting = adopting.catch(() => undefined).then(adopt)),
    drain: async (tell) => {
      const isFirst = !draining;
      draining ??= Promise.allSettled(starting.values());
      await draining;
      if (isFirst) onEmpty = tell;
      tellWhenEmpty();
    },
    info: () => describeMachine(options, eyes),
    spawn: async (spec) => {
      if (stopping) throw new Fault("unavailable", "the runner is stopping");
      if (draining) throw new Fault("unavailable", "this runner takes no new terminals; its successor does", DRAINING);
      if (terminals.has(spec.id) || starting.has(spec.id)) throw new Fault("conflict", `there is a terminal ${spec.id} already`);
      const start = spawnTerminal(context, spec, (terminal) => {
        terminals.set(spec.id, terminal);
        onChange(terminal.describe());
      });
      starting.set(spec.id, start);
      const terminal = await start.finally(() => starting.delete(spec.id));
      return terminal.describe();
    },
    list: async () => [...terminals.values()].map((terminal) => terminal.describe()),
    peek: (id) => find(id).describe(),
    get: async (id) => {
      const terminal = find(id);
      await terminal.look();
      return terminal.describe();
    },
    write: async (chunk) => find(chunk.id).write(chunk),
    resize: async (id, size) => find(id).resize(size),
    signal: async (id, signal) => find(id).signal(signal),
    mark: async (id, mark) => find(id).mark(mark),
    times: async (id, from) => find(id).recording.times(from),
    close: async (id) => find(id).close(),
    remove: async (id) => {
      const terminal = find(id);
      await terminal.close();
      terminals.delete(id);
      await terminal.recording.close(new Fault("not_found", `the terminal ${id} was removed`, { id }));
      await removeFolder(options.folder, id);
    },
    history: async ({ id, before, limit }) => find(id).history(before, limit),
    read: async (request, signal) => find(request.id).read(request, signal),
    inputs: async ({ id, before, limit }) => find(id).inputs(before, limit),
    keep: async (id) => find(id).keep(),
    timeline: async ({ id, from, limit }) => find(id).recording.events(from, limit),
    offsetAt: async (id, at) => find(id).recording.offsetAt(at),
    trim: async (id, bytes) => find(id).trim(bytes),
    onChange: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    questions: (id) => terminals.get(id)?.questions ?? [],
    answer: (id, answers) => terminals.get(id)?.answer(answers),
    onQuestion: (listener) => {
      curious.add(listener);
      return () => void curious.delete(listener);
    },
    shutdown: async () => {
      stopping = true;
      clearInterval(looking);
      await Promise.allSettled(starting.values());
      const ends = [...terminals.values()].map(async (terminal) => {
        await terminal
          .close()
          .catch((error: unknown) => options.log.warn({ reason: messageOf(error) }, "a terminal could not be ended"));
        await terminal.recording.close(new Fault("unavailable", "the runner has stopped"));
      });
      await Promise.all(ends);
    },
  };
}
