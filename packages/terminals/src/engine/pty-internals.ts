import { ReadStream } from "node:tty";
import type { IPty } from "@lydell/node-pty";

/** What the engine needs of a node-pty terminal beyond its public interface. */
export interface PtyInternals {
  /** Reads the master end. */
  readonly stream: ReadStream;
  readonly fd: number;
  /** Path of the slave end, such as `/dev/pts/3`. */
  readonly slavePath: string;
}

/**
 * Takes hold of the master end. node-pty would close it 200 ms after the child has ended, read or not, and tell of the
 * end only then; once it believes that it has closed it, it tells at once and leaves the closing to us.
 * Throws when node-pty is not built as expected.
 */
export function takeOver(pty: IPty): PtyInternals {
  const stream: unknown = Reflect.get(pty, "_socket");
  const fd: unknown = Reflect.get(pty, "fd");
  const slavePath: unknown = Reflect.get(pty, "ptsName");
  const fits =
    stream instanceof ReadStream &&
    typeof fd === "number" &&
    typeof slavePath === "string" &&
    Reflect.get(pty, "_emittedClose") === false;
  if (!fits) throw new Error("node-pty is not built as this version of Pilothouse expects; install the version it names");
  Reflect.set(pty, "_emittedClose", true);
  return { stream, fd, slavePath };
}
