import { closeSync, constants, openSync, readSync, writeSync } from "node:fs";
import { constants as osConstants } from "node:os";
import { setImmediate as nextTurn } from "node:timers/promises";
import { type IPty, spawn } from "@lydell/node-pty";
import { messageOf } from "@pilothouse/platform";
import { readInto } from "../read-into.ts";
import { withoutHoles } from "./descriptor-plugs.ts";
import { handOver, IDENTITY, identityOf, type OtherAccount, untilHandedOver } from "./other-account.ts";
import { type PtyInternals, takeOver } from "./pty-internals.ts";
import type { SystemUser } from "./system-user.ts";
import { TurnOutput } from "./turn-output.ts";

export interface PtySpec {
  readonly program: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  readonly cols: number;
  readonly rows: number;
  /** Whom it runs as, when not as this process. */
  readonly as?: OtherAccount;
}

export interface PtyEnd {
  readonly code: number | null;
  readonly signal: string | null;
}

/** After its end a program can have left no more than the kernel buffers, some tens of KiB. */
const DRAIN_BYTES = 1024 * 1024;
/**
 * Half of what the kernel has room for. It fills one half while we take the other, and libuv, which asks again as long as
 * it gets all it asked for, finds something there.
 */
const READ_BYTES = 2 * 1024;
/** For all terminals: what is read is copied before anything else is. */
const SCRATCH = Buffer.allocUnsafeSlow(READ_BYTES);

/** Master ends that are open in this process. */
const masters = new Set<number>();

/**
 * A program on a pseudo-terminal that loses no byte: `onData` gets every one, `onEnd` comes once, after the last, when
 * everything is closed. A chunk is only valid during the call.
 */
export class Pty {
  readonly pid: number;
  readonly #pty: IPty;
  readonly #master: PtyInternals;
  /** As long as a slave end is open the kernel reports no hang-up, and libuv cannot take one for the end of the data. */
  readonly #slave: number;
  readonly #output: TurnOutput;
  #received = 0;
  #ended = false;

  private constructor(pty: IPty, onData: (chunk: Uint8Array) => void, onEnd: (end: PtyEnd) => void) {
    this.#pty = pty;
    this.pid = pty.pid;
    this.#master = takeOver(pty);
    this.#output = new TurnOutput(onData);
    // Without O_NOCTTY a runner that leads its session would get this terminal as its own.
    this.#slave = openSync(this.#master.slavePath, constants.O_RDWR | constants.O_NOCTTY);
    masters.add(this.#master.fd);
    readInto(this.#master.stream, SCRATCH, (chunk) => this.#receive(chunk));
    // Without a listener a failed read would be thrown; the end of the program is told by its own event.
    this.#master.stream.on("error", () => undefined);
    pty.onExit(({ exitCode, signal }) => void this.#end().finally(() => onEnd(endOf(exitCode, signal))));
  }

  static start(spec: PtySpec, onData: (chunk: Uint8Array) => void, onEnd: (end: PtyEnd) => void): Pty {
    const { env, cols, rows, as } = spec;
    const { program, args, ...place } = as ? untilHandedOver(spec, as) : { ...spec, uid: undefined, gid: undefined };
    const { cwd, uid, gid } = place;
    const options = { name: env["TERM"] ?? "xterm-256color", cwd, env: { ...env }, cols, rows, encoding: null, uid, gid };
    const pty = withoutHoles(Math.max(-1, ...masters), () => spawn(program, [...args], options));
    try {
      const started = new Pty(pty, onData, onEnd);
      if (as) handOver(as, { pid: started.pid, slave: started.slave });
      return started;
    } catch (error) {
      pty.kill("SIGKILL");
      throw error;
    }
  }

  /** An open descriptor of the slave end. */
  get slave(): number {
    return this.#slave;
  }

  /** Path of the slave end. */
  get device(): string {
    return this.#master.slavePath;
  }

  get ended(): boolean {
    // A stream that failed has closed its descriptor already, and the number may be another terminal's by now.
    return this.#ended || this.#master.stream.destroyed;
  }

  /** Hands input to the kernel without waiting; returns how many bytes it took, 0 when it is full or all is over. */
  write(bytes: Uint8Array): number {
    if (this.ended) return 0;
    try {
      return writeSync(this.#master.fd, bytes);
    } catch {
      // EAGAIN: the kernel is full. Anything else means that the terminal is breaking, and its end is told by itself.
      return 0;
    }
  }

  resize(cols: number, rows: number): void {
    if (!this.ended) this.#pty.resize(cols, rows);
  }

  /** Tells of all output that was read so far. */
  handOn(): void {
    this.#output.handOn();
  }

  /** Stops or goes on taking output; while it is stopped the program waits as soon as the kernel's buffer is full. */
  hold(held: boolean): void {
    if (this.ended) return;
    if (held) this.#master.stream.pause();
    else this.#master.stream.resume();
  }

  #receive(chunk: Uint8Array): void {
    this.#received += chunk.length;
    this.#output.add(chunk);
  }

  /** Reads until the kernel has nothing left, or `limit` bytes were received altogether. */
  #readOn(limit: number): void {
    while (this.#received < limit) {
      const length = this.#read(SCRATCH);
      if (length === 0) return;
      this.#receive(SCRATCH.subarray(0, length));
    }
  }

  #read(into: Uint8Array): number {
    const { stream, fd } = this.#master;
    if (stream.destroyed) return 0;
    try {
      return readSync(fd, into);
    } catch {
      // EAGAIN and EIO say that nothing is left; after any other error nothing more can be had either.
      return 0;
    }
  }

  /** No write from here on; then everything that is still in the stream and in the kernel; then both ends are closed. */
  async #end(): Promise<void> {
    this.#ended = true;
    const { stream, fd } = this.#master;
    const limit = this.#received + DRAIN_BYTES;
    stream.resume();
    for (let quiet = 0; quiet < 2 && this.#received < limit && !stream.destroyed;) {
      const before = this.#received;
      await nextTurn();
      this.#readOn(limit);
      quiet = this.#received === before ? quiet + 1 : 0;
    }
    try {
      this.#output.handOn();
    } finally {
      masters.delete(fd);
      await new Promise<void>((resolve) => {
        if (stream.closed) return resolve();
        stream.once("close", resolve).destroy();
      });
      closeSync(this.#slave);
    }
  }
}

function endOf(exitCode: number, signal: number | undefined): PtyEnd {
  if (!signal) return { code: exitCode, signal: null };
  const name = Object.entries(osConstants.signals).find(([, number]) => number === signal)?.[0];
  return { code: null, signal: name ?? `signal ${signal}` };
}

/** Starts and ends a program, as `user` when there is one, so that a machine or a node-pty that cannot is found out at the start. */
export async function checkPty(user: SystemUser | null = null): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<PtyEnd>();
  const args = user ? ["-c", IDENTITY, "sh", identityOf(user)] : ["-c", ":"];
  const spec = { program: "/bin/sh", args, cwd: "/", env: { PATH: "/usr/bin:/bin" }, cols: 80, rows: 24 };
  try {
    Pty.start({ ...spec, ...(user && { as: { ...user, door: null } }) }, () => undefined, resolve);
  } catch (error) {
    throw new Error(`terminals cannot be started on this machine: ${messageOf(error)}`, { cause: error });
  }
  const { code } = await promise;
  if (user && code !== 0) throw new Error(`terminals cannot be started as ${user.name} on this machine`);
}
