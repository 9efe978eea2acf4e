import type { Socket } from "node:net";

/**
 * Lets a stream that others have opened read into `into` over and over, as the `onread` of `net.connect` does for one's own:
 * otherwise each read, however little it brings, takes 64 KiB of fresh memory, and the collector of garbage runs several
 * times a second. What `onRead` is given is only valid during the call. Throws when Node is not built as expected.
 */
export function readInto(stream: Socket, into: Uint8Array, onRead: (bytes: Uint8Array) => void): void {
  const symbolOf = (name: string) => Object.getOwnPropertySymbols(stream).find(({ description }) => description === name);
  const [buffer, callback] = [symbolOf("kBuffer"), symbolOf("kBufferCb")];
  const handle: unknown = Reflect.get(stream, "_handle");
  const use: unknown = typeof handle === "object" && handle !== null && Reflect.get(handle, "useUserBuffer");
  if (!buffer || !callback || typeof use !== "function") {
    throw new Error("Node.js is not built as this version of Pilothouse expects; use the version that it brings");
  }
  Reflect.set(stream, buffer, into);
  Reflect.set(stream, callback, (length: number) => onRead(into.subarray(0, length)));
  Reflect.apply(use, handle, [into]);
  stream.resume();
}
