import { cpus } from "node:os";
import { setTimeout as delay } from "node:timers/promises";

const LOOK_MS = 200;
/** So many looks in a row must find nothing to do, ... */
const LOOKS = 3;
/** ... which is a smaller part of the processors' time than this. */
const BUSY = 0.1;
/** Others may be at work on the machine, and go on. */
const PATIENCE_MS = 30_000;

function processorTimes(): { readonly idle: number; readonly all: number } {
  const times = cpus().map((cpu) => cpu.times);
  const sum = (of: (each: (typeof times)[number]) => number) => times.reduce((total, each) => total + of(each), 0);
  return { idle: sum(({ idle }) => idle), all: sum(({ user, nice, sys, idle, irq }) => user + nice + sys + idle + irq) };
}

/**
 * Waits for what a measurement has left to be done, such as an index, so that it is not held against the next one. Says
 * whether the machine came to rest in time.
 */
export async function machineAtRest(): Promise<boolean> {
  const deadline = performance.now() + PATIENCE_MS;
  let before = processorTimes();
  for (let quiet = 0; quiet < LOOKS;) {
    if (performance.now() > deadline) return false;
    await delay(LOOK_MS);
    const now = processorTimes();
    const busy = 1 - (now.idle - before.idle) / (now.all - before.all);
    quiet = busy < BUSY ? quiet + 1 : 0;
    before = now;
  }
  return true;
}
