import { closeSync, openSync } from "node:fs";

/**
 * Runs `start`, which forks, while no number below `highest` is free. node-pty's child marks what it inherits
 * close-on-exec from the lowest number up and stops at the first free one, so behind a hole it would keep other
 * terminals' master ends open: able to read and type there, and to keep them alive.
 */
export function withoutHoles<T>(highest: number, start: () => T): T {
  const plugs: number[] = [];
  try {
    let plug = -1;
    while (plug < highest) {
      plug = openSync("/dev/null", "r");
      plugs.push(plug);
    }
    return start();
  } finally {
    for (const plug of plugs) closeSync(plug);
  }
}
