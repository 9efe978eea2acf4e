import { closeSync, writeSync } from "node:fs";

/** Tells whoever started this process how the start went, once; `fd` is closed, so that no terminal inherits it. */
export function announce(fd: number | null, words: string): void {
  if (fd === null) return;
  try {
    writeSync(fd, `${words}\n`);
    closeSync(fd);
  } catch {
    // The server that started this runner is gone; the next one finds the sockets.
  }
}
