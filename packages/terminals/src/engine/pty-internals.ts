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

const unexpected = (what: string) =>
  new Error(`${what} is not built as this version of Pilothouse expects; install the version it names`);

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
  if (!fits) throw unexpected("node-pty");
  Reflect.set(pty, "_emittedClose", true);
  return { stream, fd, slavePath };
}

/**
 * Lets a stream read into `into` over and over and tell how many bytes that were each time, which is what the `onread` of
 * `net.connect` does; a stream that node-pty has opened cannot be told so any more. Otherwise each read, of 4 KiB at most,
 * takes 64 KiB of fresh memory, and the collector of garbage runs several times a second. Throws when Node is not built as
 * expected.
 */
export function readInto(stream: ReadStream, into: Uint8Array, onRead: (length: number) => void): void {
  const symbolOf = (name: string) => Object.getOwnPropertySymbols(stream).find(({ description }) => description === name);
  const [buffer, callback] = [symbolOf("kBuffer"), symbolOf("kBufferCb")];
  const handle: unknown = Reflect.get(stream, "_handle");
  const use: unknown = typeof handle === "object" && handle !== null && Reflect.get(handle, "useUserBuffer");
  if (!buffer || !callback || typeof use !== "function") throw unexpected("Node.js");
  Reflect.set(stream, buffer, into);
  Reflect.set(stream, callback, onRead);
  Reflect.apply(use, handle, [into]);
}
